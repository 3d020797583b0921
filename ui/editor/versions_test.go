package editor

import (
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/ui/say"
)

// TestAnOldVersionIsAStep that is saved at once and can be undone.
func TestAnOldVersionIsAStep(t *testing.T) {
	r, shelf := sample(t, "02-hoi-nghi-bch")
	s, w := opened(t, testEnv(shelf), r)
	old, _ := sample(t, "04-so-ket-nghi-quyet")
	old.ID, old.Rev = "other", 99
	s.Restore(old)
	got := s.Report()
	if !model.SameContent(got, old) || got.ID != r.ID || len(shelf.saved) != 1 || s.saver.is.Dirty {
		t.Fatalf("restored is %q of %s, %d saves", got.Head.Title, got.ID, len(shelf.saved))
	}
	keyboard{t, w}.shortcut(&fyne.ShortcutUndo{})
	if !model.SameContent(s.Report(), r) {
		t.Errorf("undone is %q", s.Report().Head.Title)
	}
	s.Restore(s.Report())
	if !s.state.CanRedo() {
		t.Error("what is there already was taken for a step")
	}
}

func TestNamingAVersion(t *testing.T) {
	shelf := &shelf{}
	s, w := opened(t, testEnv(shelf), model.New())
	k := keyboard{t, w}
	name := func(text string) {
		s.NameVersion()
		k.text(text)
		k.key(fyne.KeyReturn)
	}
	name("chưa có gì")
	if len(shelf.pins) != 0 {
		t.Fatalf("pinned %v before the first save", shelf.pins)
	}
	k.text("Bài viết")
	name("  trước khi sửa theo góp ý ")
	pin := shelf.pins[1]
	if len(shelf.saved) != 1 || pin.Name != "trước khi sửa theo góp ý" || pin.Kind != model.PinNamed || !pin.At.Equal(morning) {
		t.Fatalf("%d saves, pinned %+v", len(shelf.saved), shelf.pins)
	}
	k.text(" tiếp") // the keyboard is where it was
	if s.Report().Head.Title != "Bài viết tiếp" {
		t.Errorf("the headline is %q", s.Report().Head.Title)
	}
	shelf.pins = nil
	name("")
	s.NameVersion()
	k.text("thôi")
	k.key(fyne.KeyEscape)
	if len(shelf.pins) != 0 || len(s.bars.work.Objects) != 0 {
		t.Errorf("pinned %v without a name", shelf.pins)
	}
	shelf.err = model.ErrFull
	name("không lưu được")
	if len(shelf.pins) != 0 || banner(s) == "" {
		t.Errorf("pinned %v, banner %q", shelf.pins, banner(s))
	}
}

// TestAVersionThatCannotBeNamed is told.
func TestAVersionThatCannotBeNamed(t *testing.T) {
	shelf := &shelf{}
	s, w := opened(t, testEnv(shelf), model.New())
	keyboard{t, w}.text("Bài viết")
	s.SaveNow()
	shelf.saved = append(shelf.saved, model.Report{}) // the revision is gone
	s.NameVersion()
	keyboard{t, w}.text("tên")
	press(t, w, say.T("editor.version.set"))
	if banner(s) == "" {
		t.Error("nothing is told")
	}
}

func TestHistoryIsOfASavedReport(t *testing.T) {
	shelf, journal := &shelf{}, &drawer{}
	env := testEnv(shelf)
	env.Journal = journal
	var shown []model.Report
	env.History = func(r model.Report) { shown = append(shown, r) }
	s, w := opened(t, env, model.New())
	keyboard{t, w}.text("Bài viết")
	s.History()
	if len(shown) != 1 || shown[0].Rev != 1 || shown[0].Head.Title != "Bài viết" || len(journal.kept) != 0 {
		t.Errorf("shown is %v, kept %d", shown, len(journal.kept))
	}
	env.History = nil
	without, _ := opened(t, env, model.New())
	without.History() // leads nowhere
	if without.ctx.Err() != nil {
		t.Error("left for nowhere")
	}
}
