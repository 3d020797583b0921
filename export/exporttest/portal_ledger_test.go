package exporttest

import (
	"errors"
	"testing"
	"time"

	"tinxa/model"
)

func TestLedger(t *testing.T) {
	l, now := NewLedger(), time.Now()
	for i, id := range []model.DispatchID{"c.x", "a.x", "b.x"} {
		if err := l.KeepDispatch(t.Context(), model.Dispatch{ID: id, Since: now.Add(time.Duration(i))}); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.ForgetDispatch(t.Context(), "a.x"); err != nil {
		t.Error(err)
	}
	all, err := l.Dispatches(t.Context())
	if err != nil || len(all) != 2 || all[0].ID != "c.x" || all[1].ID != "b.x" {
		t.Errorf("%+v, %v", all, err)
	}
	if _, err := l.Dispatch(t.Context(), "a.x"); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("forgotten: %v", err)
	}
	if err := l.ForgetDispatch(t.Context(), "a.x"); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("forgotten twice: %v", err)
	}
}

func TestLedgerDies(t *testing.T) {
	for _, stored := range []bool{false, true} {
		l, died := NewLedger(), 0
		d := model.Dispatch{ID: "report.account", Mark: "tx1"}
		if err := l.KeepDispatch(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		l.KillAt(1, stored, func() { died++ })
		for _, mark := range []string{"tx2", "tx3", "tx4"} {
			d.Mark = mark
			if err := l.KeepDispatch(t.Context(), d); errors.Is(err, ErrKilled) != (mark != "tx2") {
				t.Errorf("write %s: %v", mark, err)
			}
		}
		if _, err := l.Dispatch(t.Context(), d.ID); !errors.Is(err, ErrKilled) || died != 1 {
			t.Errorf("a dead program reads: %v (died %d times)", err, died)
		}
		l.Revive()
		got, err := l.Dispatch(t.Context(), d.ID)
		if want := map[bool]string{false: "tx2", true: "tx3"}[stored]; err != nil || got.Mark != want {
			t.Errorf("stored %v: after its death it holds %s, %v, want %s", stored, got.Mark, err, want)
		}
	}
}
