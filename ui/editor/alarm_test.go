package editor

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// banner is the text of the banner that stands, "" for none.
func banner(s *Screen) string {
	b, ok := s.notice.Standing().(*part.Banner)
	if !ok {
		return ""
	}
	return b.Text()
}

// TestTheBannerSaysWhereTheTextIs and goes when saving resumes.
func TestTheBannerSaysWhereTheTextIs(t *testing.T) {
	for _, c := range []struct {
		name    string
		journal *drawer
		where   string
	}{
		{"beside", &drawer{}, "editor.kept.beside"},
		{"elsewhere", &drawer{where: "D:\\Tam"}, "editor.kept.elsewhere"},
		{"nowhere", &drawer{err: model.ErrFull}, "editor.kept.screen"},
	} {
		t.Run(c.name, func(t *testing.T) {
			shelf := &shelf{err: model.ErrFull}
			env := testEnv(shelf)
			env.Journal = c.journal
			s, w := opened(t, env, model.New())
			keyboard{t, w}.text("Chữ")
			s.SaveNow()
			where := say.T(c.where)
			if c.journal.where != "" {
				where = say.T(c.where, c.journal.where)
			}
			if got := banner(s); !strings.Contains(got, where) || !strings.Contains(got, say.Explain(model.ErrFull).What) {
				t.Errorf("the banner says %q", got)
			}
			shelf.err = nil
			s.SaveNow()
			if got := banner(s); got != "" || s.bars.alarm != "" {
				t.Errorf("saving resumed, and the banner says %q", got)
			}
		})
	}
}

// TestABannerPutAwayStaysAway until something else is true.
func TestABannerPutAwayStaysAway(t *testing.T) {
	shelf, journal := &shelf{err: model.ErrFull}, &drawer{}
	env := testEnv(shelf)
	env.Journal = journal
	s, w := opened(t, env, model.New())
	keyboard{t, w}.text("Chữ")
	s.SaveNow()
	s.notice.Hush()
	s.SaveNow()
	if banner(s) != "" {
		t.Error("the same banner came back")
	}
	journal.err = model.ErrGone
	keyboard{t, w}.text(" nữa")
	s.SaveNow()
	if !strings.Contains(banner(s), say.T("editor.kept.screen")) {
		t.Errorf("nothing is kept, and the banner says %q", banner(s))
	}
	s.notice.Tell(part.ToneInfo, "Việc khác.", "", nil)
	shelf.err = nil
	s.SaveNow()
	if banner(s) != "Việc khác." {
		t.Errorf("the banner of something else became %q", banner(s))
	}
}

// TestTextThatIsKeptNowhereIsWrittenElsewhere by the banner's button; without
// that way it tries again.
func TestTextThatIsKeptNowhereIsWrittenElsewhere(t *testing.T) {
	for _, way := range []bool{true, false} {
		shelf := &shelf{err: model.ErrFull}
		env := testEnv(shelf)
		env.Journal = &drawer{err: model.ErrFull}
		var out []string
		env.SaveElsewhere = func(r model.Report) { out = append(out, r.Head.Title) }
		if !way {
			env.SaveElsewhere = nil
		}
		s, w := opened(t, env, model.New())
		keyboard{t, w}.text("Chữ")
		s.SaveNow()
		before := shelf.tries
		label := map[bool]string{true: "editor.save.elsewhere", false: "editor.save.retry"}[way]
		press(t, w, say.T(label))
		if way && !slices.Equal(out, []string{"Chữ"}) || !way && shelf.tries == before {
			t.Errorf("way out %v: written %q, tried %d times", way, out, shelf.tries-before)
		}
	}
}

// press clicks the button of that name in a window.
func press(t *testing.T, w fyne.Window, name string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.Content()) {
		if b, ok := o.(*part.Button); ok && b.Visible() && b.Text() == name {
			b.OnTapped()
			return
		}
	}
	t.Fatalf("no button %q", name)
}

// TestGoingWithoutSaving leaves the words to the journal, and opening the report
// again brings them back, with the caret, as a step that can be undone.
func TestGoingWithoutSaving(t *testing.T) {
	shelf, journal := &shelf{}, &drawer{}
	env := testEnv(shelf)
	env.Journal = journal
	s, w := opened(t, env, model.New())
	keyboard{t, w}.text("Đã lưu")
	s.SaveNow()
	stored := shelf.saved[0]
	shelf.err = model.ErrFull
	keyboard{t, w}.text(" và chưa lưu")
	left := false
	s.Leave(func() { left = true })
	if left {
		t.Fatal("left with something unsaved")
	}
	press(t, w, say.T("editor.leave.anyway"))
	if !left || len(journal.kept) != 1 {
		t.Fatalf("left is %v, %d are kept", left, len(journal.kept))
	}
	shelf.err = nil
	again, _ := opened(t, env, stored)
	if got := again.Report(); got.Head.Title != "Đã lưu và chưa lưu" || len(shelf.saved) != 2 || banner(again) == "" {
		t.Fatalf("opened again is %q, %d saves, banner %q", got.Head.Title, len(shelf.saved), banner(again))
	}
	again.Undo()
	if got := again.Report().Head.Title; got != "Đã lưu" {
		t.Errorf("undone is %q", got)
	}
	again.Leave(func() {})
	if len(journal.kept) != 0 || shelf.saved[len(shelf.saved)-1].Head.Title != "Đã lưu" {
		t.Errorf("left properly with %d kept", len(journal.kept))
	}
}

// TestTheCaretIsKept wherever it goes, and comes back.
func TestTheCaretIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		queue, journal := &task.Queue{}, &drawer{}
		r, shelf := sample(t, "02-hoi-nghi-bch")
		env := testEnv(shelf)
		env.Runner, env.Now, env.Journal = queue, time.Now, journal
		s, w := opened(t, env, r)
		defer s.close()
		pass := func() { time.Sleep(caretRest + time.Second); queue.Drain() }
		queue.Drain()
		pass()
		keyboard{t, w}.key(fyne.KeyLeft, fyne.KeyLeft, fyne.KeyLeft)
		pass()
		at := s.state.Selection().Head
		kept := journal.kept[r.ID].Caret
		if back := s.state.Begin(kept); kept == "" || back != at {
			t.Fatalf("the caret is at %+v, kept is %s, back is %+v", at, kept, back)
		}
		s.Start(kept)
		if now := s.state.Selection().Head; now != at {
			t.Errorf("started at %+v", now)
		}
	})
}
