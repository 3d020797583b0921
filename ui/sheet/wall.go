package sheet

import (
	"image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tinxa/model/manuscript"
	"tinxa/ui/ink"
	"tinxa/ui/look"
	"tinxa/ui/say"
)

// wall is where the pictures hang that are seen, and the places of those that
// are not read yet.
type wall struct {
	sheet  *Sheet
	album  *album
	frames map[manuscript.Spot]*frame
	round  int
	icons  []*canvas.Image
	used   int
}

// frame is a picture as it is seen, or what stands in its place.
type frame struct {
	image *canvas.Image
	words *words // nil while the picture is there
	says  says
	round int // of drawing in which it was seen last
}

// says is what the words of a frame were set from.
type says struct {
	name, key string
	made      made
}

func newWall(s *Sheet) *wall {
	w := &wall{sheet: s, frames: map[manuscript.Spot]*frame{}}
	w.album = newAlbum(s.env.Pictures, s.env.Runner, s.arrived)
	s.layout.ratio = w.album.ratio
	return w
}

// arrived shows what is known of a photo now. What stands in the window stays
// where it is though a photo above has another height than was thought.
func (s *Sheet) arrived(reshaped bool) {
	if reshaped {
		s.anchored(s.layout.stack)
		return
	}
	s.show()
}

// Reread tries the photos again that could not be read.
func (s *Sheet) Reread() {
	s.skin.wall.album.again()
	s.show()
}

// begin forgets which pictures are seen.
func (w *wall) begin() {
	w.round++
	w.used = 0
}

// frame is the frame of a picture that is seen, with what is known of its photo.
func (w *wall) frame(p *place) *frame {
	f := w.frames[p.box.Spot]
	if f == nil {
		f = &frame{image: &canvas.Image{ScaleMode: canvas.ImageScaleFastest}}
		w.frames[p.box.Spot] = f
	}
	f.round = w.round
	w.fill(f, p)
	return f
}

// end lets go of the pictures that are not seen any more.
func (w *wall) end() {
	w.takeDown()
	w.album.sweep()
}

// takeDown lets go of the frames that are not seen any more.
func (w *wall) takeDown() {
	for at, f := range w.frames {
		if f.round != w.round {
			f.image.Image = nil
			canvas.Refresh(f.image) // gives the canvas's copy back
			delete(w.frames, at)
		}
	}
}

// fill puts into a frame what is known of its photo.
func (w *wall) fill(f *frame, p *place) {
	picture := p.box.Shown.Picture
	if picture.Photo == "" {
		key := "sheet.photo.empty.add"
		if w.sheet.awaited(p.box) {
			key = "sheet.photo.reading" // it will be filled in
		}
		w.tell(f, p, key)
		return
	}
	scale := w.sheet.scale()
	size := image.Pt(max(1, int(round(p.Width*scale))), max(1, int(round(p.Height*scale))))
	switch img, err := w.album.see(picture.Photo, size); {
	case img != nil:
		f.hang(img, p.rect)
	case err != nil:
		w.tell(f, p, reasonOf(err))
	default:
		w.tell(f, p, "sheet.photo.reading")
	}
}

// awaited reports whether a photo is on its way to a place without one.
func (s *Sheet) awaited(box *manuscript.Box) bool {
	picture := box.Shown.Picture
	if s.env.Awaited == nil {
		return picture.Name != ""
	}
	return s.env.Awaited(box.Spot, picture)
}

// hang shows a picture.
func (f *frame) hang(img *image.RGBA, at rect) {
	f.words, f.says = nil, says{}
	f.image.Move(at.Position)
	f.image.Resize(at.Size)
	if f.image.Image != image.Image(img) {
		f.image.Image = img
		f.image.Refresh()
	}
}

// tell puts words in the place of a picture: the file's name, and why it is not
// there.
func (w *wall) tell(f *frame, p *place, key string) {
	now := says{p.box.Shown.Picture.Name, key, p.made}
	now.made.width = p.Width
	if f.words != nil && f.says == now {
		return
	}
	f.says, f.image.Image = now, nil
	title := now.name
	if key == "sheet.photo.empty.add" {
		title = say.T("sheet.photo.empty")
	}
	text := strings.TrimSpace(title + "\n" + say.T(key))
	l := worded.look(look.Second)
	f.words = newWords(w.sheet.env.Pen, []ink.Run{{Text: text, Look: l}}, worded.setting(w.sheet.zoom, w.wordWidth(p)))
}

// wordWidth is how wide words in the place of a picture may be.
func (w *wall) wordWidth(p *place) float32 { return max(p.Width-2*look.S16, look.S48) }

// word asks for the words in the place of a picture, if there are any.
func (w *wall) word(e *easel, p *place) {
	f := w.frames[p.box.Spot]
	if f == nil || f.words == nil {
		return
	}
	width := w.wordWidth(p)
	at := fyne.NewPos(p.X+(p.Width-width)/2, p.Y+(p.Height-f.words.Height)/2)
	for n := range f.words.Lines {
		e.want(f.words, n, at, width, nil)
	}
}

// icon is one more icon at a place.
func (w *wall) icon(res fyne.Resource, at rect) *canvas.Image {
	if w.used == len(w.icons) {
		w.icons = append(w.icons, canvas.NewImageFromResource(res))
	}
	i := w.icons[w.used]
	w.used++
	i.Move(at.Position)
	i.Resize(at.Size)
	if i.Resource.Name() != res.Name() {
		i.Resource = res
		i.Refresh()
	}
	return i
}
