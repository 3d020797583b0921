package exporttest

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"

	"tinxa/model"
)

// ErrKilled: the program that used a Ledger is dead.
var ErrKilled = errors.New("exporttest: killed")

// Ledger is a model.Outbox in memory that can be told to die between two
// writes, as a database does whose program is killed.
type Ledger struct {
	mu     sync.Mutex
	kept   map[model.DispatchID][]byte
	writes int
	at     int  // the write that something happens at; below 0: none
	stored bool // that write is stored before it happens
	fatal  bool
	do     func()
	dead   bool
}

// NewLedger returns an empty one.
func NewLedger() *Ledger { return &Ledger{kept: map[model.DispatchID][]byte{}, at: -1} }

// KillAt lets the program die at a write, counted from 0 from now on: right
// before it is stored, or right after. Nothing is written any more until
// Revive. die may be nil.
func (l *Ledger) KillAt(write int, stored bool, die func()) { l.arm(write, stored, true, die) }

// CallAt calls do right after a write, counted from 0 from now on.
func (l *Ledger) CallAt(write int, do func()) { l.arm(write, true, false, do) }

func (l *Ledger) arm(write int, stored, fatal bool, do func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.writes, l.at, l.stored, l.fatal, l.do = 0, write, stored, fatal, do
}

// Kill lets the program die now.
func (l *Ledger) Kill() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dead = true
}

// Revive starts the program again, with what was stored.
func (l *Ledger) Revive() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dead, l.at = false, -1
}

// Writes counts what was stored since KillAt or CallAt.
func (l *Ledger) Writes() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.writes
}

// Holds reports whether a secret is anywhere in it.
func (l *Ledger) Holds(secret string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, data := range l.kept {
		if len(secret) > 3 && bytes.Contains(data, []byte(secret)) {
			return true
		}
	}
	return false
}

// Dispatch implements model.Outbox.
func (l *Ledger) Dispatch(ctx context.Context, id model.DispatchID) (model.Dispatch, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.refuses(ctx); err != nil {
		return model.Dispatch{}, err
	}
	return l.read(id)
}

// Dispatches implements model.Outbox.
func (l *Ledger) Dispatches(ctx context.Context) ([]model.Dispatch, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.refuses(ctx); err != nil {
		return nil, err
	}
	var all []model.Dispatch
	for id := range l.kept {
		d, err := l.read(id)
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b model.Dispatch) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

// KeepDispatch implements model.Outbox.
func (l *Ledger) KeepDispatch(ctx context.Context, d model.Dispatch) error {
	data, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("exporttest: keep %s: %w", d.ID, err)
	}
	l.mu.Lock()
	if err := l.refuses(ctx); err != nil {
		l.mu.Unlock()
		return err
	}
	here := l.writes == l.at
	l.writes++
	if l.dead = here && l.fatal; !l.dead || l.stored {
		l.kept[d.ID] = data
	}
	dead, do := l.dead, l.do
	l.mu.Unlock()
	if here && do != nil {
		do()
	}
	if dead {
		return ErrKilled
	}
	return nil
}

// ForgetDispatch implements model.Outbox.
func (l *Ledger) ForgetDispatch(ctx context.Context, id model.DispatchID) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.refuses(ctx); err != nil {
		return err
	}
	if _, found := l.kept[id]; !found {
		return fmt.Errorf("exporttest: %s: %w", id, model.ErrNotFound)
	}
	delete(l.kept, id)
	return nil
}

func (l *Ledger) refuses(ctx context.Context) error {
	if l.dead {
		return ErrKilled
	}
	return ctx.Err()
}

func (l *Ledger) read(id model.DispatchID) (model.Dispatch, error) {
	data, found := l.kept[id]
	if !found {
		return model.Dispatch{}, fmt.Errorf("exporttest: %s: %w", id, model.ErrNotFound)
	}
	var d model.Dispatch
	err := json.Unmarshal(data, &d)
	return d, err
}
