package editor

import (
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// opened shows a report in a test window.
func opened(t *testing.T, env Env, r model.Report) (*Screen, fyne.Window) {
	t.Helper()
	var s *Screen
	w := uitest.New(t, screenSize, func() fyne.CanvasObject {
		s = New(inked(t, env), r)
		return s.Object()
	})
	s.Start("")
	return s, w
}

// TestAnOfferToUndoGoesWithTheNextChange, which it would take back instead.
func TestAnOfferToUndoGoesWithTheNextChange(t *testing.T) {
	const removed = "Đã bỏ khỏi bài."
	s, w := opened(t, testEnv(&shelf{}), paragraphs("Một", "Hai", "Ba"))
	w.SetContent(part.NewStage(task.Inline{}, s.Object()))
	for name, change := range map[string]func(){
		"undo":   s.Undo,
		"typing": func() { s.run(manuscript.Type("x")) },
	} {
		s.reveal(manuscript.Spot{Field: manuscript.Text, Block: "b"})
		if s.Remove(); !uitest.Reads(w, removed) {
			t.Fatal("nothing is said of what was removed")
		}
		if change(); uitest.Reads(w, removed) {
			t.Errorf("%s: the toast is still there", name)
		}
		for s.state.CanUndo() {
			s.Undo()
		}
	}
}

// keyboard types into whatever holds the keyboard, as a person does.
type keyboard struct {
	t *testing.T
	w fyne.Window
}

func (k keyboard) text(words string) {
	k.t.Helper()
	o := k.w.Canvas().Focused()
	if o == nil {
		k.t.Fatal("nothing holds the keyboard")
	}
	for i, line := range strings.Split(words, "\n") {
		if i > 0 {
			k.key(fyne.KeyReturn)
			o = k.w.Canvas().Focused()
		}
		test.Type(o, line)
	}
}

func (k keyboard) key(names ...fyne.KeyName) {
	for _, name := range names {
		k.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func (k keyboard) shortcut(s fyne.Shortcut) {
	k.w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(s)
}

func TestWritingAReport(t *testing.T) {
	shelf := &shelf{}
	empty := model.New()
	s, w := opened(t, testEnv(shelf), empty)
	k := keyboard{t, w}
	k.text("Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây\n")
	k.text("Sáng 15/10/2026, Đảng ủy xã tổ chức Hội nghị.\n")
	k.text("Đoạn một.\nĐoạn hai.")
	k.key(fyne.KeyUp, fyne.KeyEnd)
	k.text(" Thêm.")
	r := s.Report()
	if r.Head.Title != "Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây" || r.Head.Sapo.Plain() != "Sáng 15/10/2026, Đảng ủy xã tổ chức Hội nghị." {
		t.Errorf("head is %q, %q", r.Head.Title, r.Head.Sapo.Plain())
	}
	if got := outlined(r.Blocks); got != "p:Đoạn một. Thêm. | p:Đoạn hai." {
		t.Errorf("body is %q", got)
	}
}

// TestUndoToTheEmptyReportAndBack takes everything back by the keyboard alone.
func TestUndoToTheEmptyReportAndBack(t *testing.T) {
	at := morning
	env := testEnv(&shelf{})
	env.Now = func() time.Time { at = at.Add(2 * time.Second); return at }
	empty := model.New()
	s, w := opened(t, env, empty)
	k := keyboard{t, w}
	k.text("Tiêu đề\nSapo\nMột\nHai")
	k.key(fyne.KeyHome, fyne.KeyBackspace)
	s.Turn(manuscript.Heading)
	s.AddItem()
	k.text("xã Suối Mây\nTrong mục")
	s.Panel(0)
	s.set(s.state.SetMeeting("place", func(m *model.Meeting) { m.Place = "Hội trường" }))
	s.Move(-1)
	s.Remove()
	full := s.Report()
	if full.Meeting.Place == "" || len(full.Blocks) < 2 {
		t.Fatalf("nothing was written: %q", outlined(full.Blocks))
	}
	steps := 0
	for s.state.CanUndo() {
		k.shortcut(&fyne.ShortcutUndo{})
		steps++
	}
	if !reflect.DeepEqual(mustEncode(t, s.Report()), mustEncode(t, empty)) {
		t.Errorf("undo led to %s", mustEncode(t, s.Report()))
	}
	if steps < 6 {
		t.Errorf("everything went in %d steps", steps)
	}
	for s.state.CanRedo() {
		k.shortcut(&fyne.ShortcutRedo{})
	}
	if !reflect.DeepEqual(mustEncode(t, s.Report()), mustEncode(t, full)) {
		t.Errorf("redo led to %s", mustEncode(t, s.Report()))
	}
}

func TestAutosaveAfterARestAndTheTruthAboutIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		queue := &task.Queue{}
		shelf := &shelf{}
		env := testEnv(shelf)
		env.Runner, env.Now = queue, time.Now
		s, w := opened(t, env, model.New())
		defer s.close()
		keyboard{t, w}.text("Đã")
		time.Sleep(1900 * time.Millisecond)
		queue.Drain()
		if len(shelf.saved) != 0 || !s.saver.is.Dirty {
			t.Fatalf("saved %d times before the rest", len(shelf.saved))
		}
		time.Sleep(200 * time.Millisecond)
		queue.Drain()
		if len(shelf.saved) != 1 || shelf.saved[0].Head.Title != "Đã" || s.saver.is.Dirty || s.saver.is.Saved.IsZero() {
			t.Fatalf("after the rest: %d saves, %+v", len(shelf.saved), s.saver.is)
		}
		shelf.err = model.ErrFull
		keyboard{t, w}.text(" đầy")
		time.Sleep(3 * time.Second)
		queue.Drain()
		if s.saver.is.Err == nil || !s.saver.is.Dirty || s.notice.Standing() == nil {
			t.Fatalf("a full disk is kept quiet: %+v", s.saver.is)
		}
		shelf.err = nil
		time.Sleep(retryWait + time.Second)
		queue.Drain()
		if s.saver.is.Err != nil || len(shelf.saved) != 2 || s.notice.Standing() != nil {
			t.Fatalf("saving did not resume by itself: %+v", s.saver.is)
		}
	})
}

func TestAConflictKeepsBothReports(t *testing.T) {
	shelf := &shelf{err: model.ErrConflict}
	s, w := opened(t, testEnv(shelf), model.New())
	mine := s.Report().ID
	keyboard{t, w}.text("Của tôi")
	left := false
	s.Leave(func() { left = true })
	if left || s.notice.Standing() == nil {
		t.Fatal("left in spite of a conflict")
	}
	shelf.err = nil
	s.saver.fork()
	if len(shelf.saved) != 1 || shelf.saved[0].ID == mine || shelf.saved[0].Head.Title != "Của tôi" {
		t.Fatalf("saved %v", shelf.saved)
	}
	if s.Leave(func() { left = true }); !left {
		t.Error("still cannot leave")
	}
}

// TestAToolWithoutASelectionLeavesTheKeyboardInTheText: the writer goes on.
func TestAToolWithoutASelectionLeavesTheKeyboardInTheText(t *testing.T) {
	s, w := opened(t, testEnv(&shelf{}), model.New())
	page := w.Canvas().Focused()
	for name, press := range map[string]func(){
		"bold":    func() { test.Tap(s.bars.tools.marks[model.Bold]) },
		"link":    s.Link,
		"heading": func() { s.reveal(manuscript.Spot{Field: manuscript.Title}); s.Turn(manuscript.Heading) },
	} {
		w.Canvas().Unfocus()
		press()
		if w.Canvas().Focused() != page {
			t.Errorf("%s: the keyboard is at %T", name, w.Canvas().Focused())
		}
	}
}

func TestEscInATextClosesThePanel(t *testing.T) {
	s, w := opened(t, testEnv(&shelf{}), model.New())
	s.Panel(0)
	keyboard{t, w}.key(fyne.KeyEscape)
	if s.side.opened != -1 {
		t.Error("the panel stays")
	}
}

// outlined is the body in short: a letter for each kind of block and its words.
func outlined(blocks model.Blocks) string {
	var parts []string
	for _, b := range blocks {
		var texts []string
		for _, t := range model.Texts(b) {
			texts = append(texts, t.Plain())
		}
		all := strings.Join(texts, ",")
		switch b := b.(type) {
		case model.Paragraph:
			parts = append(parts, "p:"+all)
		case model.Heading:
			parts = append(parts, "h:"+all)
		case model.Quote:
			parts = append(parts, "q:"+all)
		case model.List:
			parts = append(parts, "l:"+all)
		case model.Photos:
			var captions []string
			for _, p := range b.Pictures {
				captions = append(captions, p.Caption)
			}
			parts = append(parts, "x:"+strings.Join(captions, ","))
		case model.Item:
			parts = append(parts, "i["+outlined(b.Blocks)+"]")
		}
	}
	return strings.Join(parts, " | ")
}

func mustEncode(t *testing.T, r model.Report) []byte {
	t.Helper()
	data, err := model.Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestTheOutlineBringsWhatItNamesToTheTop of the window, not just into it.
func TestTheOutlineBringsWhatItNamesToTheTop(t *testing.T) {
	texts := make([]string, 40)
	for i := range texts {
		texts[i] = strings.Repeat("Hội nghị thống nhất các nhiệm vụ trọng tâm. ", 4)
	}
	r := paragraphs(texts...)
	r.Blocks[20] = model.Heading{ID: r.Blocks[20].BlockID(), Text: model.Plainly("Nhiệm vụ")}
	s, w := opened(t, testEnv(&shelf{}), r)
	w.Canvas().Unfocus()
	s.follow(manuscript.Spot{Field: manuscript.Text, Block: r.Blocks[20].BlockID()})
	if at, _ := s.sheet.CaretBox(); at.Y > screenSize.Height/2 {
		t.Errorf("the heading is at %v of %v", at.Y, screenSize.Height)
	}
	if _, focused := w.Canvas().Focused().(fyne.Shortcutable); !focused || s.state.Form() != manuscript.Heading {
		t.Errorf("%T has the keyboard, the caret is in a %s", w.Canvas().Focused(), s.state.Form())
	}
	if s.follow(manuscript.Spot{Field: manuscript.Sapo}); s.state.Selection().Head.Field != manuscript.Sapo {
		t.Errorf("the caret is at %v", s.state.Selection().Head)
	}
}
