package editor

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
)

// unreadable is a file that is no photo.
func unreadable(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte("đây là chữ"), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestStopWhileFilesAreLookedAt ends the import: nothing comes, and the way out is
// free.
func TestStopWhileFilesAreLookedAt(t *testing.T) {
	env, runner := photographed(t)
	s, _ := opened(t, env, model.New())
	runner.drain()
	s.Drop(middle, samplePhotos(t, "IMG_1.jpg"))
	s.photos.halt()
	runner.drain()
	if len(s.Report().Pictures()) != 0 || s.photos.reading {
		t.Fatalf("%d pictures came, still reading: %v", len(s.Report().Pictures()), s.photos.reading)
	}
	left := false
	s.Leave(func() { left = true })
	runner.drain()
	if !left {
		t.Error("the screen cannot be left")
	}
}

// TestTheCaretStaysWhileOthersArrive: who goes on writing writes where he was, and
// not into a caption.
func TestTheCaretStaysWhileOthersArrive(t *testing.T) {
	env, runner := photographed(t)
	s, w := opened(t, env, model.New())
	runner.drain()
	k := keyboard{t, w}
	k.text("Tiêu")
	s.Drop(middle, append(samplePhotos(t, "IMG_1.jpg"), unreadable(t, "hong.jpg")))
	k.text(" đề")
	runner.next() // the places are there
	k.text(" của")
	runner.drain() // one is filled, the other given up
	k.text(" bài")
	if got := s.Report(); got.Head.Title != "Tiêu đề của bài" || len(got.Pictures()) != 1 {
		t.Errorf("the headline is %q, with %d pictures", got.Head.Title, len(got.Pictures()))
	}
}

// TestPicturesOfAPasteWaitForOthers that are read already.
func TestPicturesOfAPasteWaitForOthers(t *testing.T) {
	env, runner := photographed(t)
	row := model.Photos{ID: "row", Pictures: []model.Picture{{Caption: "một"}, {Caption: "hai"}, {Caption: "ba"}}}
	files := append([]string{unreadable(t, "hong.jpg")}, samplePhotos(t, "a.jpg", "b.jpg")...)
	pasted := Pasted{Clip: manuscript.Clip{Blocks: model.Blocks{row}}}
	for i, photo := range FromPaths(files) {
		pasted.Places = append(pasted.Places, Placed{Block: "row", Entry: i, Incoming: photo})
	}
	env.Clipboard = &board{holds: pasted}
	s, w := opened(t, env, model.New())
	runner.drain()
	keyboard{t, w}.key(fyne.KeyReturn, fyne.KeyReturn)
	s.Drop(middle, samplePhotos(t, "IMG_1.jpg"))
	s.Paste(false)
	runner.drain()
	var captions string
	for _, p := range s.Report().Pictures() {
		if captions += p.Caption; p.Photo == "" {
			t.Errorf("nothing came for %q", p.Caption)
		}
	}
	if captions != "haiba" || s.photos.reading {
		t.Errorf("captions %q, still reading: %v", captions, s.photos.reading)
	}
}

// TestAPhotoThatWasTakenOut does not come, and comes back filled with undo.
func TestAPhotoThatWasTakenOut(t *testing.T) {
	env, runner := photographed(t)
	s, _ := opened(t, env, model.New())
	runner.drain()
	s.Drop(middle, samplePhotos(t, "IMG_1.jpg"))
	runner.next()
	s.Undo()
	runner.drain()
	if got := s.Report().Pictures(); len(got) != 0 {
		t.Fatalf("after undo there are %+v", got)
	}
	if s.Redo(); len(s.Report().Pictures()) != 1 || !s.Report().Pictures()[0].Photo.Valid() {
		t.Errorf("after redo there are %+v", s.Report().Pictures())
	}
}

// TestAPlaceThatWaitsForNothing asks for a photo, whatever name it has.
func TestAPlaceThatWaitsForNothing(t *testing.T) {
	env, runner := photographed(t)
	r := model.New()
	r.Blocks = append(r.Blocks, model.Photos{ID: "kept", Pictures: []model.Picture{{Name: "web.jpg"}}})
	s, _ := opened(t, env, r)
	runner.drain()
	at := manuscript.Spot{Field: manuscript.Picture, Block: "kept"}
	waits := func() bool { box, _ := s.state.Box(at); return s.photos.awaits(at, box.Shown.Picture) }
	if waits() {
		t.Error("a photo is awaited that nobody reads")
	}
	s.photos.begin(manuscript.Gap{Beside: "kept"}, func() []Incoming { return FromPaths(samplePhotos(t, "IMG_1.jpg")) })
	runner.next()
	if !waits() {
		t.Error("the photo that is read is not awaited")
	}
	runner.drain()
	if got := s.Report().Pictures(); len(got) != 1 || got[0].Name != "IMG_1.jpg" || !got[0].Photo.Valid() {
		t.Errorf("the pictures are %+v", got)
	}
}

// TestAFaultWhileFilesAreLookedAt is told.
func TestAFaultWhileFilesAreLookedAt(t *testing.T) {
	env, runner := photographed(t)
	s, _ := opened(t, env, model.New())
	runner.drain()
	s.photos.begin(manuscript.Gap{}, func() []Incoming { panic("unplugged") })
	runner.drain()
	if s.notice.Standing() == nil || s.photos.reading {
		t.Errorf("told: %v, still reading: %v", s.notice.Standing(), s.photos.reading)
	}
}
