package publish

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// form chooses a form by its key.
func (s *Screen) form(t *testing.T, key string) {
	t.Helper()
	for i, f := range s.state.forms {
		if f.Key == key {
			s.choose(i)
			return
		}
	}
	t.Fatalf("no form %q", key)
}

// files lists a folder's entries.
func files(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// begin opens a sample without gaps whose exports go into a fresh folder.
func begin(t *testing.T) (*house, *Screen, fyne.Window, string) {
	t.Helper()
	h := newHouse(t)
	dir := t.TempDir()
	h.prefs.SetString(prefFolder, dir)
	s, w := h.open(t, uitest.Sample(t, h.store, "02-hoi-nghi-bch"))
	return h, s, w, dir
}

const sampleName = "dang-uy-xa-suoi-may-trien-khai-nhiem-vu-trong-tam-quy-ii-nam-2026"

func TestExportMakesEveryForm(t *testing.T) {
	h, s, w, dir := begin(t)
	words := map[string]string{
		"html": "Xuất trang HTML", "html-one": "Xuất một tệp HTML", "zip": "Xuất gói zip",
		"txt": "Xuất chữ thuần", "json": "Xuất tệp JSON",
	}
	for _, f := range s.state.forms {
		s.form(t, f.Key)
		uitest.Press(t, w, words[f.Key])
		target := filepath.Join(dir, sampleName+f.Ext)
		if _, err := os.Stat(pageIn(f, target)); err != nil {
			t.Errorf("%s: %v", f.Key, err)
		}
		uitest.Press(t, w, "Mở")
		uitest.Press(t, w, "Mở thư mục")
		if n := len(h.opened); h.opened[n-1] != pageIn(f, target) || h.shown[n-1] != target {
			t.Errorf("%s: opened %q, shown %q", f.Key, h.opened[n-1], h.shown[n-1])
		}
	}
	if !reads(w, "Đã xuất lúc 10:32") {
		t.Error("when it was exported is not told")
	}
	photos, err := os.ReadDir(filepath.Join(dir, sampleName, export.PhotoDir))
	if err != nil || len(photos) != 3 {
		t.Errorf("%d photos beside the page (%v)", len(photos), err)
	}
}

func TestPathIsCopied(t *testing.T) {
	_, s, w, dir := begin(t)
	s.form(t, "txt")
	s.Export()
	uitest.Settle(w)
	for _, b := range uitest.All[*part.IconButton](w) {
		if b.Tip() == "Chép đường dẫn" {
			test.Tap(b)
		}
	}
	if got, want := fyne.CurrentApp().Clipboard().Content(), filepath.Join(dir, sampleName+".txt"); got != want {
		t.Errorf("on the clipboard: %q, want %q", got, want)
	}
	if !reads(w, "Đã chép đường dẫn.") {
		t.Error("nothing tells that it was copied")
	}
}

func TestProgressAndStop(t *testing.T) {
	h, s, w, dir := begin(t)
	write := s.state.forms[0].Write
	s.state.forms[0].Write = func(ctx context.Context, r model.Report, target string, progress task.Progress) error {
		return write(ctx, r, target, func(done, total int, what string) {
			progress(done, total, what)
			uitest.Settle(w)
			if want := fmt.Sprintf("%d trên 3", done); !reads(w, want) {
				t.Errorf("%q is not told", want)
			}
			if uitest.Button(w, "Xuất trang HTML").Disabled() != true || uitest.Button(w, "Đổi…").Disabled() != true {
				t.Error("another export can be started meanwhile")
			}
			s.Export()  // must not start a second one
			s.choose(1) // nor change what is being made
			if done == 2 {
				uitest.Press(t, w, "Dừng")
			}
		})
	}
	s.Export()
	uitest.Settle(w)
	if got := files(t, dir); got != "" {
		t.Errorf("left behind: %q", got)
	}
	if !reads(w, "Đã dừng. Chưa có tệp nào được ghi.") || len(uitest.All[*part.Banner](w)) > 0 {
		t.Error("the stop is not told, or told as a fault")
	}
	if got := h.prefs.String(prefMade); got != "" {
		t.Errorf("remembered as made: %q", got)
	}
	s.state.forms[0].Write = write
	s.Export()
	if got := files(t, dir); got != sampleName {
		t.Errorf("after a second try: %q", got)
	}
}

// beside is a runner with a goroutine for the work, as in the real program; the
// test plays Fyne's goroutine.
type beside struct {
	task.Inline
	window chan func()
}

func (b beside) Run(f func()) { go f() }
func (b beside) Do(f func())  { b.window <- f }

func TestExportBesideTheWindow(t *testing.T) {
	h := newHouse(t)
	dir := t.TempDir()
	r := uitest.Sample(t, h.store, "02-hoi-nghi-bch")
	window := make(chan func())
	h.env.Runner = beside{window: window}
	h.prefs.SetString(prefFolder, dir)
	s, w := h.open(t, r)
	for s.state.folder == "" {
		(<-window)()
	}
	s.Export()
	for s.work != nil {
		(<-window)()
	}
	uitest.Settle(w)
	if got := files(t, dir); got != sampleName || !reads(w, "Đã xuất lúc 10:32") {
		t.Errorf("exported %q", got)
	}
}

func TestTheFormChosenStaysInSight(t *testing.T) {
	h := newHouse(t)
	r := uitest.Sample(t, h.store, "02-hoi-nghi-bch")
	var s *Screen
	w := uitest.New(t, fyne.NewSize(910, 512), func() fyne.CanvasObject { s = New(h.env, r); return s.Object() })
	t.Cleanup(s.Close)
	for range 2 { // down, and from the end to the top
		for i, c := range s.panel.deck.cards {
			s.panel.step(i)
			uitest.Settle(w)
			top, list := c.Position().Y-s.panel.list.Offset.Y, s.panel.list.Size().Height
			if top < 0 || top+c.Size().Height > list {
				t.Errorf("card %d stands at %.0f of %.0f", i, top, list)
			}
		}
	}
	w.Canvas().Unfocus()
}

func TestCloseEndsTheExport(t *testing.T) {
	_, s, w, dir := begin(t)
	s.form(t, "zip")
	f := &s.state.forms[s.state.chosen]
	write := f.Write
	f.Write = func(ctx context.Context, r model.Report, target string, progress task.Progress) error {
		s.Close()
		return write(ctx, r, target, progress)
	}
	s.Export()
	if got := files(t, dir); got != "" || reads(w, "Đã xuất") {
		t.Errorf("left behind: %q", got)
	}
}

func TestFaultIsExplained(t *testing.T) {
	h, s, w, dir := begin(t)
	s.form(t, "json")
	gone := filepath.Join(dir, "gone")
	s.state.SetFolder(gone)
	s.Export()
	uitest.Settle(w)
	if !reads(w, "Không ghi được vào nơi đã chọn.") || reads(w, "Đã xuất") {
		t.Error("a folder that is gone is not explained")
	}
	h.folder = dir
	uitest.Press(t, w, "Chọn nơi khác")
	if got := files(t, dir); got != sampleName+".json" || h.started[0] != gone {
		t.Errorf("after choosing another folder: %q, asked from %q", got, h.started)
	}
	if len(uitest.All[*part.Banner](w)) > 0 {
		t.Error("the fault is still told")
	}
}

func TestAnyOtherFaultCanBeTriedAgain(t *testing.T) {
	h, s, w, dir := begin(t)
	s.form(t, "txt")
	f := &s.state.forms[s.state.chosen]
	write := f.Write
	f.Write = func(context.Context, model.Report, string, task.Progress) error { return errDisk }
	s.Export()
	uitest.Settle(w)
	if !reads(w, "Việc vừa rồi chưa làm được.") || reads(w, errDisk.Error()) {
		t.Error("the fault is not told in words, or in the system's words")
	}
	f.Write = write
	uitest.Press(t, w, "Thử lại")
	if got := files(t, dir); got != sampleName+".txt" {
		t.Errorf("after trying again: %q", got)
	}
	f.Write = func(context.Context, model.Report, string, task.Progress) error { return export.ErrPhotoMissing }
	s.Export()
	uitest.Settle(w)
	uitest.Press(t, w, "Về bài viết")
	if h.backs != 1 {
		t.Error("a missing photo does not lead back to the report")
	}
}

func TestOpeningFails(t *testing.T) {
	h, s, w, _ := begin(t)
	s.form(t, "txt")
	s.Export()
	uitest.Settle(w)
	h.refuse = errDisk
	uitest.Press(t, w, "Mở")
	h.refuse = nil
	uitest.Press(t, w, "Thử lại")
	if len(h.opened) != 2 || len(uitest.All[*part.Banner](w)) > 0 {
		t.Errorf("opened %d times, %d banners left", len(h.opened), len(uitest.All[*part.Banner](w)))
	}
}

func TestOthersFilesAreNotReplacedUnasked(t *testing.T) {
	_, s, w, dir := begin(t)
	s.form(t, "txt")
	path := filepath.Join(dir, sampleName+".txt")
	write(t, path, "theirs")
	uitest.Press(t, w, "Xuất chữ thuần")
	if got, _ := os.ReadFile(path); string(got) != "theirs" {
		t.Fatal("a file of somebody else was replaced")
	}
	if !reads(w, sampleName+"-2.txt") {
		t.Error("the free name is not told")
	}
	uitest.Press(t, w, "Giữ cả hai")
	if got := files(t, dir); got != sampleName+"-2.txt "+sampleName+".txt" {
		t.Errorf("kept: %q", got)
	}
	uitest.Press(t, w, "Xuất chữ thuần") // replaces what it made itself
	if got := files(t, dir); got != sampleName+"-2.txt "+sampleName+".txt" || !reads(w, "Đã xuất lúc") {
		t.Errorf("after a second export: %q", got)
	}
	s.state.name = sampleName
	uitest.Press(t, w, "Xuất chữ thuần")
	uitest.Press(t, w, "Ghi đè")
	if got, _ := os.ReadFile(path); string(got) == "theirs" {
		t.Error("asked to replace the file, it did not")
	}
}

func TestFoldersAreNeverReplacedUnasked(t *testing.T) {
	_, s, w, dir := begin(t)
	s.form(t, "html")
	if err := os.Mkdir(filepath.Join(dir, sampleName), 0o777); err != nil {
		t.Fatal(err)
	}
	uitest.Press(t, w, "Xuất trang HTML")
	if uitest.Button(w, "Ghi đè") != nil {
		t.Error("a folder can be replaced")
	}
	uitest.Press(t, w, "Giữ cả hai")
	if got := files(t, dir); got != sampleName+" "+sampleName+"-2" {
		t.Errorf("kept: %q", got)
	}
}

func TestFolderAndFormAreRemembered(t *testing.T) {
	h, s, w, dir := begin(t)
	h.folder = t.TempDir()
	uitest.Press(t, w, "Đổi…")
	s.form(t, "zip")
	s.Export()
	if got := files(t, h.folder); got != sampleName+".zip" || files(t, dir) != "" {
		t.Errorf("in the folder chosen: %q", got)
	}
	s.Close()
	again, w := h.open(t, s.state.report)
	if got := again.state.Target(); got != filepath.Join(h.folder, sampleName+".zip") || uitest.Button(w, "Xuất gói zip") == nil {
		t.Errorf("next time the target is %q", got)
	}
	again.Export() // its own export makes way without a question
	uitest.Settle(w)
	if !reads(w, "Đã xuất lúc") || files(t, h.folder) != sampleName+".zip" {
		t.Errorf("next time: %q", files(t, h.folder))
	}
}

func TestWithoutAnyFolderOneIsAskedFor(t *testing.T) {
	h := newHouse(t)
	t.Setenv("HOME", filepath.Join(t.TempDir(), "none"))
	t.Setenv("USERPROFILE", filepath.Join(t.TempDir(), "none"))
	h.prefs.SetString(prefForm, "txt")
	s, w := h.open(t, uitest.Sample(t, h.store, "02-hoi-nghi-bch"))
	if !reads(w, "Chưa chọn thư mục") {
		t.Error("that there is no folder is not told")
	}
	s.Export() // the user closes the chooser
	h.folder = t.TempDir()
	s.Export()
	if got := files(t, h.folder); len(h.started) != 2 || got != sampleName+".txt" {
		t.Errorf("asked %d times, exported %q", len(h.started), got)
	}
}

func TestMissingHeadlineBlocks(t *testing.T) {
	h := newHouse(t)
	dir := t.TempDir()
	h.prefs.SetString(prefFolder, dir)
	s, w := h.open(t, uitest.Sample(t, h.store, "04-so-ket-nghi-quyet"))
	s.Export()
	if !uitest.Button(w, "Xuất trang HTML").Disabled() || files(t, dir) != "" {
		t.Errorf("a report without a headline went out: %q", files(t, dir))
	}
	if !reads(w, "Cần có tiêu đề mới xuất được.") {
		t.Error("why it rests is not told")
	}
	uitest.Press(t, w, "Viết tiêu đề")
	if len(h.gone) != 1 || h.gone[0].Kind != model.NoTitle {
		t.Errorf("led to %v", h.gone)
	}
}

func TestEveryGapLeadsToItsPlace(t *testing.T) {
	h := newHouse(t)
	r := h.gappy(t)
	_, w := h.open(t, r)
	gaps := model.Gaps(r)
	for _, card := range uitest.All[*part.Card](w)[:len(gaps)] {
		test.Tap(card)
	}
	if fmt.Sprint(h.gone) != fmt.Sprint(gaps) {
		t.Errorf("led to %v, want %v", h.gone, gaps)
	}
}

func TestPreviewOpensInTheBrowser(t *testing.T) {
	h, s, w, _ := begin(t)
	uitest.Press(t, w, "Xem trong trình duyệt")
	if len(h.opened) != 1 || h.opened[0] != "/xem/index.html" || s.work != nil {
		t.Errorf("opened %q", h.opened)
	}
	s.env.Preview = func(context.Context, model.Report) (string, error) { return "", errDisk }
	uitest.Press(t, w, "Xem trong trình duyệt")
	if len(h.opened) != 1 || uitest.Button(w, "Thử lại") == nil {
		t.Error("a preview that could not be made was opened, or the fault is not told")
	}
}

func TestKeys(t *testing.T) {
	h, s, w, _ := begin(t)
	w.Canvas().Focus(s.panel.deck.cards[0])
	down := &fyne.KeyEvent{Name: fyne.KeyDown}
	w.Canvas().Focused().TypedKey(down)
	w.Canvas().Focused().TypedKey(down)
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if s.state.Form().Key != "html-one" || w.Canvas().Focused() != s.panel.deck.cards[1] {
		t.Errorf("the arrows chose %s", s.state.Form().Key)
	}
	s.Key(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if h.backs != 1 {
		t.Errorf("Esc went back %d times", h.backs)
	}
	f := &s.state.forms[s.state.chosen]
	f.Write = func(ctx context.Context, _ model.Report, _ string, _ task.Progress) error {
		s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
		return ctx.Err()
	}
	s.Export()
	uitest.Settle(w)
	if h.backs != 1 || !reads(w, "Đã dừng.") {
		t.Error("Esc did not stop the export, or left the screen")
	}
}

// TestSheetPrintsTheReport compares the page with what every form prints.
func TestSheetPrintsTheReport(t *testing.T) {
	h := newHouse(t)
	for _, r := range []model.Report{modeltest.Crowded(), modeltest.RoundUp(), uitest.Sample(t, h.store, "05-phuong-thi-dua")} {
		w := uitest.New(t, uitest.Laptop, func() fyne.CanvasObject {
			return newSheet(r, newAlbum(t.Context(), h.runner, h.store), model.Style{})
		})
		printed := &strings.Builder{}
		for _, o := range test.LaidOutObjects(w.Content()) {
			switch o := o.(type) {
			case *widget.RichText:
				printed.WriteString(o.String() + "\n")
			case *part.Flow:
				printed.WriteString(o.Text() + "\n")
			}
		}
		for _, p := range export.Reading(r) {
			for _, line := range p.Lines {
				wantText(t, printed.String(), line.Plain())
			}
			for _, picture := range p.Pictures {
				wantText(t, printed.String(), strings.TrimSpace(picture.Caption))
			}
			wantText(t, printed.String(), strings.Join(p.Signed, "\n"), p.From, p.Commune)
		}
		wantText(t, printed.String(), r.Head.Title, strings.ToUpper(r.Head.Kicker))
	}
}

func wantText(t *testing.T, all string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(all, text) {
			t.Errorf("%q is not on the page", text)
		}
	}
}

func TestPhotosAreReadWhenThePageIsSeen(t *testing.T) {
	h := newHouse(t)
	r := uitest.Sample(t, h.store, "02-hoi-nghi-bch")
	shown := func(size fyne.Size) (n int) {
		var s *Screen
		w := uitest.New(t, size, func() fyne.CanvasObject { s = New(h.env, r); return s.Object() })
		defer s.Close()
		for _, p := range uitest.All[*photo](w) {
			if p.image.Image != nil && p.image.Image.Bounds().Size() != (image.Point{}) {
				n++
			}
		}
		return n
	}
	if got := shown(uitest.Laptop); got != 3 {
		t.Errorf("%d photos on the page, want 3", got)
	}
	if got := shown(uitest.Narrow); got != 0 {
		t.Errorf("%d photos read for a page that is folded away", got)
	}
}
