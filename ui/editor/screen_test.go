package editor

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/model/photos"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// opened shows a report in a test window.
func opened(t *testing.T, env Env, r model.Report) (*Screen, fyne.Window) {
	t.Helper()
	var s *Screen
	w := uitest.New(t, screenSize, func() fyne.CanvasObject {
		s = New(env, r)
		return s.Object()
	})
	s.Start("")
	return s, w
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
	s.Turn(AsHeading)
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
	for s.state.draft.CanUndo() {
		k.shortcut(&fyne.ShortcutUndo{})
		steps++
	}
	if !reflect.DeepEqual(mustEncode(t, s.Report()), mustEncode(t, empty)) {
		t.Errorf("undo led to %s", mustEncode(t, s.Report()))
	}
	if steps < 6 {
		t.Errorf("everything went in %d steps", steps)
	}
	for s.state.draft.CanRedo() {
		k.shortcut(&fyne.ShortcutRedo{})
	}
	if !reflect.DeepEqual(mustEncode(t, s.Report()), mustEncode(t, full)) {
		t.Errorf("redo led to %s", mustEncode(t, s.Report()))
	}
	shownIs(t, s)
}

// shownIs checks that every box shows what the report says.
func shownIs(t *testing.T, s *Screen) {
	t.Helper()
	p := s.body.(*page)
	all := spots(s.Report())
	boxes := p.all()
	if len(all) != len(boxes) {
		t.Fatalf("%d boxes show %d texts", len(boxes), len(all))
	}
	for i, b := range boxes {
		shown := b.Text
		if b.lines { // a line begun is no byline yet
			shown = joinBylines(splitBylines(shown))
		}
		if b.spot != all[i] || shown != textAt(s.Report(), all[i]) {
			t.Errorf("box %d is %v %q, the report says %v %q", i, b.spot, b.Text, all[i], textAt(s.Report(), all[i]))
		}
	}
}

func TestRandomWritingIsShown(t *testing.T) {
	r, shelf := sample(t, "01-diem-tin")
	s, w := opened(t, testEnv(shelf), r)
	k := keyboard{t, w}
	for i, at := range spots(r) {
		s.body.Reveal(at)
		switch i % 7 {
		case 0:
			k.text("Đảng ủy ")
		case 1:
			k.key(fyne.KeyReturn)
		case 2:
			k.key(fyne.KeyHome, fyne.KeyBackspace)
		case 3:
			k.key(fyne.KeyEnd, fyne.KeyDelete)
		case 4:
			s.Move(1)
		case 5:
			s.Turn(AsList)
		case 6:
			s.Remove()
		}
		shownIs(t, s)
	}
}

func TestBoldShowsWhileTheWriterStays(t *testing.T) {
	s, w := opened(t, testEnv(&shelf{}), model.New())
	k := keyboard{t, w}
	k.key(fyne.KeyReturn, fyne.KeyReturn)
	k.text("một hai ba")
	k.shortcut(&fyne.ShortcutSelectAll{})
	s.Mark(model.Bold)
	text := s.Report().Blocks[0].(model.Paragraph).Text
	if !text.Has(0, text.Len(), model.Bold) {
		t.Fatalf("text is %v", text)
	}
	box := s.body.(*page).boxAt(Spot{Field: Text, Block: s.Report().Blocks[0].BlockID()})
	if box.styled.cover.Hidden {
		t.Error("bold does not show")
	}
	k.text("x")
	if !box.styled.cover.Hidden {
		t.Error("the styled text lies over what is being typed")
	}
}

func TestSelectionIsFound(t *testing.T) {
	s, w := opened(t, testEnv(&shelf{}), model.New())
	k := keyboard{t, w}
	k.key(fyne.KeyReturn, fyne.KeyReturn)
	k.text("một hai ba")
	box := w.Canvas().Focused().(*textBox)
	box.setCaret(4)
	word := &desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}
	k.shortcut(word)
	if from, to := box.selection(); from != 4 || to != 7 {
		t.Errorf("selected %d to %d, %q", from, to, box.SelectedText())
	}
	s.Mark(model.Italic)
	if from, to := box.selection(); from != to && box.SelectedText() != "hai" {
		t.Errorf("after italic %d to %d", from, to)
	}
}

func TestPasteParagraphsAndPhotos(t *testing.T) {
	shelf := &shelf{}
	env := testEnv(shelf)
	store, err := photos.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	env.Photos = store
	env.Clipboard = func(context.Context) ([]Incoming, error) { return FromPaths([]string{samplePhoto(t)}), nil }
	s, w := opened(t, env, model.New())
	k := keyboard{t, w}
	k.key(fyne.KeyReturn, fyne.KeyReturn)
	clipboard := test.NewClipboard()
	clipboard.SetContent("Một\r\n\r\nHai")
	k.shortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	clipboard.SetContent("")
	k.shortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	if got := outlined(s.Report().Blocks); got != "p:Một | p:Hai | x:" {
		t.Errorf("body is %q", got)
	}
	if id := s.Report().CoverPhoto(); !id.Valid() {
		t.Errorf("photo is %q", id)
	}
}

// samplePhoto is a real photo as a file.
func samplePhoto(t *testing.T) string {
	t.Helper()
	_, shelf := sample(t, "02-hoi-nghi-bch")
	file := filepath.Join(t.TempDir(), "IMG_0001.jpg")
	for _, data := range shelf.photos {
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return file
}

func TestABadPhotoSpoilsNothingElse(t *testing.T) {
	store, err := photos.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	env := testEnv(&shelf{})
	env.Photos = store
	s, _ := opened(t, env, model.New())
	bad := filepath.Join(t.TempDir(), "ghi-chu.jpg")
	if err := os.WriteFile(bad, []byte("đây là chữ"), 0o644); err != nil {
		t.Fatal(err)
	}
	s.Drop(fyne.NewPos(600, 700), []string{bad, samplePhoto(t), filepath.Join(t.TempDir(), "khong-co.jpg")})
	if got := len(s.Report().Pictures()); got != 1 {
		t.Errorf("%d photos came in", got)
	}
	if s.notice.Standing() == nil {
		t.Error("nobody was told of the bad ones")
	}
	if s.Undo(); len(s.Report().Pictures()) != 0 {
		t.Error("undo left the photo")
	}
}

// slowPhotos is a store whose photos take until they are let go.
type slowPhotos struct {
	model.PhotoStore
	started chan struct{}
}

func (p slowPhotos) Add(ctx context.Context, _ io.Reader) (model.Photo, error) {
	close(p.started)
	<-ctx.Done()
	return model.Photo{}, ctx.Err()
}

func TestStopAddsNothing(t *testing.T) {
	slow := slowPhotos{started: make(chan struct{})}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := takeIn(ctx, slow, FromPaths([]string{samplePhoto(t)}), func(int, int, string) {})
		done <- err
	}()
	<-slow.started
	stop()
	if err := <-done; err == nil {
		t.Error("a stopped import says it is done")
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

// TestTabWalksTheTexts past the tools that stand between them.
func TestTabWalksTheTexts(t *testing.T) {
	r, shelf := sample(t, "02-hoi-nghi-bch")
	s, w := opened(t, testEnv(shelf), r)
	p := s.body.(*page)
	p.Reveal(Spot{Field: Kicker})
	for _, want := range spots(r) {
		if got, _, _ := s.body.Caret(); got.box() != want {
			t.Fatalf("the caret is at %+v, not at %+v", got, want)
		}
		keyboard{t, w}.key(fyne.KeyTab)
	}
	if _, inText := w.Canvas().Focused().(*textBox); inText {
		t.Error("Tab does not leave the page")
	}
}

// TestADropOnAPhotoGoesBehindIt, wherever on the photo it falls.
func TestADropOnAPhotoGoesBehindIt(t *testing.T) {
	r, shelf := sample(t, "02-hoi-nghi-bch")
	s, _ := opened(t, testEnv(shelf), r)
	p := s.body.(*page)
	for _, b := range p.all() {
		if b.spot.Field != Caption {
			continue
		}
		photo := p.rows[b.spot.Block]
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(photo)
		for _, down := range []float32{1, photo.Size().Height / 2, photo.Size().Height - 1} {
			if got := s.body.SpotAt(top.AddXY(100, down)); got.Block != b.spot.Block {
				t.Errorf("%g below the top of photo %s is %+v", down, b.spot.Block, got)
			}
		}
	}
}

// TestAClickBesideATextGoesIntoIt: in the margins and on the empty paper.
func TestAClickBesideATextGoesIntoIt(t *testing.T) {
	s, w := opened(t, testEnv(&shelf{}), written(para("a", "một"), para("b", "hai")).Report())
	p := s.body.(*page)
	uitest.Settle(w)
	where := func(id model.BlockID) fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(p.rows[id])
	}
	desk := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.desk)
	for name, c := range map[string]struct {
		pos  fyne.Position
		want Spot
	}{
		"left":  {where("b").AddXY(10, 12), at("b", 0, 0)},
		"right": {where("a").AddXY(700, 12), at("a", 0, 3)},
		"below": {desk.AddXY(500, p.desk.Size().Height-30), Spot{Field: Byline}},
		"aside": {desk.AddXY(4, p.desk.Size().Height-4), Spot{Field: Byline}},
	} {
		w.Canvas().Unfocus()
		test.TapCanvas(w.Canvas(), c.pos)
		got, _, _ := s.body.Caret()
		if got != c.want || w.Canvas().Focused() == nil {
			t.Errorf("%s: the caret goes to %+v, want %+v", name, got, c.want)
		}
	}
}

// TestAToolWithoutASelectionLeavesTheKeyboardInTheText: the writer goes on.
func TestAToolWithoutASelectionLeavesTheKeyboardInTheText(t *testing.T) {
	s, w := opened(t, testEnv(&shelf{}), written(para("a", "một")).Report())
	for name, press := range map[string]func(){
		"bold":    func() { test.Tap(s.bars.marks[model.Bold]) },
		"link":    s.Link,
		"heading": func() { s.body.Reveal(Spot{Field: Title}); s.Turn(AsHeading) },
	} {
		w.Canvas().Unfocus()
		press()
		if _, inText := w.Canvas().Focused().(*textBox); !inText {
			t.Errorf("%s: the keyboard is at %T", name, w.Canvas().Focused())
		}
	}
}

// TestTextBoxesShareTheirFonts guards against fonts of one's own for each text
// box, ten megabytes each: a report of forty more paragraphs costs text, not
// fonts.
func TestTextBoxesShareTheirFonts(t *testing.T) {
	heap := func(paragraphs int) int64 {
		r := model.New()
		for range paragraphs {
			r.Blocks = append(r.Blocks, para(string(model.NewBlockID()), "Hội nghị"))
		}
		_, w := opened(t, testEnv(&shelf{}), r)
		w.Resize(fyne.NewSize(640, 2400))
		w.Canvas().Capture()
		runtime.GC()
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		return int64(now.HeapAlloc)
	}
	heap(1)
	few := heap(1)
	if grown := heap(40) - few; grown > 20<<20 {
		t.Errorf("forty paragraphs take %d MB", grown>>20)
	}
}

// TestDecomposedLettersAreTypedWhole types as UniKey does with its decomposed
// code table: the box shows what the report keeps, and Enter finds its place.
func TestDecomposedLettersAreTypedWhole(t *testing.T) {
	s, w := opened(t, testEnv(&shelf{}), model.New())
	k := keyboard{t, w}
	k.key(fyne.KeyReturn, fyne.KeyReturn)
	k.text("Đe\u0302\u0323 nhi\u0323")
	box := w.Canvas().Focused().(*textBox)
	if box.Text != "Đệ nhị" || box.caret() != 6 {
		t.Fatalf("the box shows %q with the caret at %d", box.Text, box.caret())
	}
	k.key(fyne.KeyReturn)
	if got := outlined(s.Report().Blocks); got != "p:Đệ nhị | p:" {
		t.Errorf("body is %q", got)
	}
}

// kept keeps the work of a runner until it is asked for.
type kept struct {
	task.Inline
	work []func()
}

func (k *kept) Run(f func()) { k.work = append(k.work, f) }

// drain does what was kept, and what that asks for.
func (k *kept) drain() {
	for len(k.work) > 0 {
		first := k.work[0]
		k.work = k.work[1:]
		first()
	}
}

func TestLeavingWaitsForPhotos(t *testing.T) {
	store, err := photos.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	runner := &kept{}
	env := testEnv(&shelf{})
	env.Photos, env.Runner = store, runner
	s, _ := opened(t, env, model.New())
	runner.drain()
	left := 0
	drop := func() { s.Drop(fyne.NewPos(600, 300), []string{samplePhoto(t)}) }
	drop()
	drop() // not while the first ones are read
	s.Leave(func() { left++ })
	if left != 0 || len(runner.work) != 1 {
		t.Fatalf("left %d times with %d imports under way", left, len(runner.work))
	}
	runner.drain()
	s.Leave(func() { left++ })
	runner.drain()
	if left != 1 || len(s.Report().Pictures()) != 1 {
		t.Errorf("left %d times with %d photos", left, len(s.Report().Pictures()))
	}
	if s.changed(); len(runner.work) != 0 {
		t.Error("a screen that was left saves again")
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
