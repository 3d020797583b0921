package editor

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/model/photos"
	"tinxa/ui/task"
)

// kept keeps the work of a runner until it is asked for.
type kept struct {
	task.Inline
	work []func()
}

func (k *kept) Run(f func()) { k.work = append(k.work, f) }

// next does the first that was kept.
func (k *kept) next() {
	first := k.work[0]
	k.work = k.work[1:]
	first()
}

// drain does what was kept, and what that asks for.
func (k *kept) drain() {
	for len(k.work) > 0 {
		k.next()
	}
}

// photographed is a house with a real photo store whose work waits to be done.
func photographed(t *testing.T) (Env, *kept) {
	t.Helper()
	store, err := photos.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	env, runner := testEnv(&shelf{}), &kept{}
	env.Photos, env.Runner, env.Taken = store, runner, photos.Taken
	return env, runner
}

// samplePhotos are real photos as files, in this order.
func samplePhotos(t *testing.T, names ...string) []string {
	t.Helper()
	r, shelf := sample(t, "05-phuong-thi-dua")
	dir := t.TempDir()
	var files []string
	for i, name := range names {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, shelf.photos[r.Pictures()[i].Photo], 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

var middle = fyne.NewPos(600, 300)

// TestPhotosHaveTheirPlacesAtOnce and are filled in when they were read, whatever
// was typed meanwhile; undo and redo know them as they are.
func TestPhotosHaveTheirPlacesAtOnce(t *testing.T) {
	env, runner := photographed(t)
	s, w := opened(t, env, model.New())
	runner.drain()
	s.Drop(middle, samplePhotos(t, "IMG_2.jpg", "IMG_1.jpg"))
	runner.next() // the files are put in order
	places := s.Report().Pictures()
	if len(places) != 2 || places[0].Name != "IMG_1.jpg" || places[0].Photo != "" || places[1].Photo != "" {
		t.Fatalf("the places are %+v", places)
	}
	first := s.Report().Blocks[1].BlockID()
	s.reveal(manuscript.Spot{Field: manuscript.Caption, Block: first})
	keyboard{t, w}.text("Quang cảnh hội nghị")
	runner.drain()
	read := s.Report()
	for _, p := range read.Pictures() {
		if !p.Photo.Valid() {
			t.Errorf("%s was not filled in", p.Name)
		}
	}
	if read.Pictures()[0].Caption != "Quang cảnh hội nghị" {
		t.Errorf("the caption is %q", read.Pictures()[0].Caption)
	}
	steps := 0
	for s.state.CanUndo() {
		s.Undo()
		steps++
		for _, p := range s.Report().Pictures() {
			if p.Photo == "" {
				t.Errorf("undo %d empties the place of %s", steps, p.Name)
			}
		}
	}
	for s.state.CanRedo() {
		s.Redo()
	}
	if !reflect.DeepEqual(mustEncode(t, s.Report()), mustEncode(t, read)) {
		t.Errorf("redo led to %+v", s.Report().Pictures())
	}
}

// TestAPlaceThatIsKeptGetsItsPhoto by a click on it; further photos go behind it.
func TestAPlaceThatIsKeptGetsItsPhoto(t *testing.T) {
	env, runner := photographed(t)
	env.Choose = func(chosen func([]string)) { chosen(samplePhotos(t, "IMG_1.jpg", "IMG_2.jpg")) }
	r := model.New()
	r.Blocks = append(r.Blocks, model.Photos{ID: "kept", Pictures: []model.Picture{{Caption: "Lễ trao quà"}}})
	s, _ := opened(t, env, r)
	runner.drain()
	s.choosePhotos(manuscript.Gap{Beside: "kept"})
	runner.drain()
	got := s.Report().Pictures()
	if len(got) != 2 || got[0].Caption != "Lễ trao quà" || !got[0].Photo.Valid() || !got[1].Photo.Valid() {
		t.Errorf("pictures are %+v", got)
	}
}

func TestABadPhotoSpoilsNothingElse(t *testing.T) {
	env, runner := photographed(t)
	s, _ := opened(t, env, model.New())
	runner.drain()
	bad := filepath.Join(t.TempDir(), "ghi-chu.jpg")
	if err := os.WriteFile(bad, []byte("đây là chữ"), 0o644); err != nil {
		t.Fatal(err)
	}
	s.Drop(middle, append(samplePhotos(t, "IMG_1.jpg"), bad, filepath.Join(t.TempDir(), "khong-co.jpg")))
	runner.drain()
	if got := s.Report().Pictures(); len(got) != 1 || got[0].Name != "IMG_1.jpg" {
		t.Errorf("what came in is %+v", got)
	}
	if s.notice.Standing() == nil {
		t.Error("nobody was told of the bad ones")
	}
}

// slowPhotos is a store whose photos take until they are stopped, but the first.
type slowPhotos struct {
	model.PhotoStore
	stop func()
	n    int
}

func (p *slowPhotos) Add(ctx context.Context, r io.Reader) (model.Photo, error) {
	if p.n++; p.n == 1 {
		return p.PhotoStore.Add(ctx, r)
	}
	p.stop()
	<-ctx.Done()
	return model.Photo{}, ctx.Err()
}

// TestStopKeepsWhatWasRead and takes the other places out.
func TestStopKeepsWhatWasRead(t *testing.T) {
	env, runner := photographed(t)
	slow := &slowPhotos{PhotoStore: env.Photos}
	env.Photos = slow
	s, _ := opened(t, env, model.New())
	runner.drain()
	slow.stop = func() { s.photos.halt() }
	s.Drop(middle, samplePhotos(t, "IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg"))
	runner.drain()
	if got := s.Report().Pictures(); len(got) != 1 || !got[0].Photo.Valid() || s.photos.reading {
		t.Errorf("after a stop there are %+v, still reading: %v", got, s.photos.reading)
	}
}

func TestLeavingWaitsForPhotos(t *testing.T) {
	env, runner := photographed(t)
	s, _ := opened(t, env, model.New())
	runner.drain()
	left := 0
	drop := func() { s.Drop(middle, samplePhotos(t, "IMG_1.jpg")) }
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

// board is a clipboard in memory.
type board struct {
	holds  Pasted
	copied manuscript.Clip
}

func (b *board) Read(context.Context) (Pasted, error) { return b.holds, nil }

func (b *board) Write(_ context.Context, c manuscript.Clip) error {
	b.copied = c
	return nil
}

// TestPasting takes words, words with their structure, and photos, and keeps
// what is typed meanwhile behind them.
func TestPasting(t *testing.T) {
	env, runner := photographed(t)
	clipboard := &board{}
	env.Clipboard = clipboard
	s, w := opened(t, env, model.New())
	runner.drain()
	k := keyboard{t, w}
	k.key(fyne.KeyReturn, fyne.KeyReturn)
	paste := func(p Pasted, plain bool) {
		clipboard.holds = p
		s.Paste(plain)
		k.text(".")
		runner.drain()
	}
	written := Pasted{Text: "Một\r\nHai", Clip: manuscript.Clip{Blocks: model.Blocks{
		model.Heading{ID: "h", Text: model.Plainly("Một")}, model.Paragraph{ID: "p", Text: model.Plainly("Hai")},
	}}}
	paste(written, false)
	k.key(fyne.KeyReturn)
	paste(written, true)
	if got := outlined(s.Report().Blocks); got != "h:Một | p:Hai. | p:Một | p:Hai." {
		t.Errorf("body is %q", got)
	}
	paste(Pasted{Photos: FromPaths(samplePhotos(t, "IMG_1.jpg"))}, false)
	if id := s.Report().CoverPhoto(); !id.Valid() {
		t.Errorf("photo is %q", id)
	}
}

// TestLeavingWaitsForThePaste, and for what was typed meanwhile.
func TestLeavingWaitsForThePaste(t *testing.T) {
	env, runner := photographed(t)
	env.Clipboard = &board{holds: Pasted{Text: "Hội nghị"}}
	s, w := opened(t, env, model.New())
	runner.drain()
	s.Paste(false)
	keyboard{t, w}.text(" tháng 10")
	var left string
	s.Leave(func() { left = s.Report().Head.Title })
	runner.drain()
	if left != "Hội nghị tháng 10" {
		t.Errorf("the report was left with %q", left)
	}
}

// TestAClipboardThatHangs does not keep the keys for ever.
func TestAClipboardThatHangs(t *testing.T) {
	env, runner := photographed(t)
	late := &lateRunner{kept: runner}
	env.Clipboard, env.Runner = &board{holds: Pasted{Text: "đến muộn"}}, late
	s, w := opened(t, env, model.New())
	runner.drain()
	late.calls = nil
	s.Paste(false)
	keyboard{t, w}.text("Hội nghị ")
	if s.Report().Head.Title != "" {
		t.Error("the keys did not wait")
	}
	late.calls[holdMost]()
	if got := s.Report().Head.Title; got != "Hội nghị " {
		t.Errorf("the headline is %q", got)
	}
	runner.drain()
	keyboard{t, w}.text("!")
	if got := s.Report().Head.Title; got != "Hội nghị đến muộn!" {
		t.Errorf("the headline is %q", got)
	}
}

// lateRunner keeps what is to happen later, by how much later.
type lateRunner struct {
	*kept
	calls map[time.Duration]func()
}

func (r *lateRunner) After(wait time.Duration, f func()) (stop func()) {
	if r.calls == nil {
		r.calls = map[time.Duration]func(){}
	}
	r.calls[wait] = f
	return func() { delete(r.calls, wait) }
}

// TestPicturesWithinPastedText find their places.
func TestPicturesWithinPastedText(t *testing.T) {
	env, runner := photographed(t)
	photo := FromPaths(samplePhotos(t, "trang.jpg"))[0]
	env.Clipboard = &board{holds: Pasted{
		Clip: manuscript.Clip{Blocks: model.Blocks{
			model.Paragraph{ID: "p", Text: model.Plainly("Trước ảnh")},
			model.Photos{ID: "x", Pictures: []model.Picture{{Caption: "Đại biểu biểu quyết"}}},
		}},
		Places: []Placed{{Block: "x", Incoming: photo}},
	}}
	s, w := opened(t, env, model.New())
	runner.drain()
	keyboard{t, w}.key(fyne.KeyReturn, fyne.KeyReturn)
	s.Paste(false)
	runner.drain()
	got := s.Report().Pictures()
	if len(got) != 1 || !got[0].Photo.Valid() || got[0].Caption != "Đại biểu biểu quyết" {
		t.Errorf("pictures are %+v", got)
	}
}

func TestCutIsOnTheClipboardAndBackAfterUndo(t *testing.T) {
	clipboard := &board{}
	env := testEnv(&shelf{})
	env.Clipboard = clipboard
	s, w := opened(t, env, model.New())
	keyboard{t, w}.text("Tiêu đề")
	before := mustEncode(t, s.Report())
	s.state.Select(s.state.WordAt(manuscript.Spot{Field: manuscript.Title}))
	s.Cut()
	if got := clipboard.copied.Plain(); got != "Tiêu" || s.Report().Head.Title == "Tiêu đề" {
		t.Errorf("%q was copied, and %q stays", got, s.Report().Head.Title)
	}
	if s.Undo(); !reflect.DeepEqual(mustEncode(t, s.Report()), before) {
		t.Errorf("undo leaves %q", s.Report().Head.Title)
	}
}

// TestTheCameraTellsTheOrder, and the names where it does not.
func TestTheCameraTellsTheOrder(t *testing.T) {
	clock := map[string]time.Time{"c": morning, "a": morning.Add(time.Hour)}
	var all []Incoming
	for _, name := range []string{"b", "a", "d", "c"} {
		all = append(all, Incoming{Name: name, Open: func() (io.ReadCloser, error) { return namedReader{name: name}, nil }})
	}
	sorted, err := inOrder(t.Context(), all, func(r io.Reader) time.Time { return clock[r.(namedReader).name] })
	var got string
	for _, p := range sorted {
		got += p.Name
	}
	if got != "bdca" || err != nil {
		t.Errorf("the order is %q, %v", got, err)
	}
}

// namedReader is a file that is never read.
type namedReader struct {
	io.ReadCloser
	name string
}

func (namedReader) Close() error { return nil }

// TestF5OpensPhotosAgain that could not be opened before.
func TestF5OpensPhotosAgain(t *testing.T) {
	r, shelf := sample(t, "02-hoi-nghi-bch")
	kept := shelf.photos
	shelf.photos = nil
	asked := 0
	s, w := opened(t, testEnv(shelf), r)
	boxes := s.state.Boxes()
	photo := slices.IndexFunc(boxes, func(b manuscript.Box) bool { return b.Form == manuscript.FormPicture })
	s.reveal(boxes[photo].Spot)
	shelf.opened = func() { asked++ }
	shelf.photos = kept
	keyboard{t, w}.key(fyne.KeyF5)
	if asked == 0 {
		t.Error("nothing was read again")
	}
}
