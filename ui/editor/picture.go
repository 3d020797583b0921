package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// newPhotosRow shows the pictures of a block side by side, each with its
// caption under it.
func newPhotosRow(p *page, photos model.Photos) *row {
	grid := container.New(gallery{})
	r := newRow(photos.ID, part.Inset(look.S8, look.S4, look.S4, look.S4, grid))
	var cells []*cell
	for i := range photos.Pictures {
		c := newCell(p, Spot{Field: Caption, Block: photos.ID, Entry: i})
		cells = append(cells, c)
		r.boxes = append(r.boxes, c.caption.textBox)
		grid.Add(part.VStack(look.S4, c, c.caption.object()))
	}
	r.show = func(report model.Report) {
		b, _ := report.Blocks.Find(photos.ID)
		for i, picture := range b.(model.Photos).Pictures {
			cells[i].set(picture, report.CoverPhoto() == picture.Photo)
		}
	}
	return r
}

// gallery lays pictures out in columns of one width.
type gallery struct{}

func (gallery) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects))
	width := (size.Width - (n-1)*look.S8) / n
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+look.S8), 0))
		o.Resize(fyne.NewSize(width, o.Size().Height))
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
}

func (gallery) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		want := o.MinSize()
		least.Width += want.Width
		least.Height = max(least.Height, want.Height)
	}
	return least
}

// cell is one picture: the photo as wide as its place, with its tools over it
// while the pointer or the caret is there.
type cell struct {
	widget.BaseWidget

	page    *page
	at      Spot
	caption *styled
	photo   model.PhotoID
	asked   bool

	image *canvas.Image
	blank *fyne.Container
	word  *part.Text
	tools *fyne.Container
	star  *part.IconButton
}

func newCell(p *page, at Spot) *cell {
	c := &cell{page: p, at: at}
	c.caption = newStyled(newTextBox(p, at, look.Caption, say.T("editor.hint.caption"))).centred()
	c.image = canvas.NewImageFromImage(nil)
	c.image.FillMode = canvas.ImageFillContain
	c.word = part.NewText(look.Label, say.T("editor.photo.empty"))
	c.blank = container.NewStack(part.NewDesk(container.NewCenter(c.word)))
	c.tools = c.newTools()
	c.tools.Hide()
	c.ExtendBaseWidget(c)
	return c
}

func (c *cell) newTools() *fyne.Container {
	tool := func(icon look.IconName, key, keys string, do func(Spot) (Spot, error)) *part.IconButton {
		return part.NewIconButton(icon, say.T(key), keys, func() { c.page.run(do(c.at)) })
	}
	state := c.page.state
	c.star = tool(look.IconStar, "editor.photo.cover", "", func(at Spot) (Spot, error) {
		return at, state.SetCover(c.photo)
	})
	row := part.HStack(0, c.star,
		tool(look.IconUp, "editor.block.up", "Alt+↑", func(at Spot) (Spot, error) { return state.MovePicture(at, -1) }),
		tool(look.IconDown, "editor.block.down", "Alt+↓", func(at Spot) (Spot, error) { return state.MovePicture(at, 1) }),
		tool(look.IconJoin, "editor.photo.join", "", state.JoinPictures),
		tool(look.IconSplit, "editor.photo.part", "", state.PartPictures),
		tool(look.IconDelete, "editor.photo.remove", "", state.RemovePicture),
	)
	return container.NewStack(part.NewSurface(row))
}

// set shows a picture; a photo not read yet shows its place meanwhile.
func (c *cell) set(picture model.Picture, cover bool) {
	c.caption.set(model.Plainly(picture.Caption))
	c.star.SetOn(cover)
	if c.asked && c.photo == picture.Photo {
		return
	}
	c.photo, c.asked = picture.Photo, true
	c.image.Image = nil
	if c.photo == "" {
		c.word.SetText(say.T("editor.photo.empty"))
		return
	}
	c.word.SetText(say.T("editor.photo.reading"))
	c.page.pictures.get(c.photo, func(s shown) { c.arrived(picture.Photo, s) })
}

func (c *cell) arrived(id model.PhotoID, s shown) {
	if c.photo != id {
		return
	}
	if s.err != nil {
		c.word.SetText(say.T("editor.photo.unreadable"))
		return
	}
	c.image.Image = s.img
	c.Refresh()
	c.page.reflow()
}

// MouseIn implements desktop.Hoverable.
func (c *cell) MouseIn(*desktop.MouseEvent) { c.page.offerTools(c) }

// MouseMoved implements desktop.Hoverable.
func (c *cell) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *cell) MouseOut() {}

// Tapped implements fyne.Tappable: a click on a photo goes to its caption.
func (c *cell) Tapped(*fyne.PointEvent) {
	c.page.offerTools(c)
	c.page.Reveal(Spot{Field: Caption, Block: c.at.Block, Entry: c.at.Entry, Pos: len([]rune(c.caption.Text))})
}

// CreateRenderer implements fyne.Widget.
func (c *cell) CreateRenderer() fyne.WidgetRenderer { return cellSkin{c} }

type cellSkin struct{ cell *cell }

// mostHigh is the height that an upright photo is shown in at most.
const mostHigh float32 = 480

// height is that of the photo at a width; a place kept is three by two.
func (s cellSkin) height(width float32) float32 {
	if s.cell.image.Image == nil {
		return min(mostHigh, width*2/3)
	}
	size := s.cell.image.Image.Bounds().Size()
	return min(mostHigh, width*float32(size.Y)/float32(max(1, size.X)))
}

func (s cellSkin) Layout(size fyne.Size) {
	s.cell.image.Resize(size)
	s.cell.blank.Resize(size)
	tools := s.cell.tools.MinSize()
	s.cell.tools.Resize(tools)
	s.cell.tools.Move(fyne.NewPos(max(0, size.Width-tools.Width-look.S8), look.S8))
}

func (s cellSkin) MinSize() fyne.Size {
	return fyne.NewSize(look.S48, s.height(s.cell.Size().Width))
}

func (s cellSkin) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.cell.blank, s.cell.image, s.cell.tools}
}

func (s cellSkin) Refresh() {
	s.cell.blank.Hidden = s.cell.image.Image != nil
	s.cell.blank.Refresh()
	s.cell.image.Refresh()
	s.cell.tools.Refresh()
}

func (s cellSkin) Destroy() {}
