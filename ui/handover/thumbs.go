package handover

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tinxa/export/handover"
	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/paper"
	"tinxa/ui/part"
	"tinxa/ui/task"
)

// The size of a thumbnail.
const (
	thumbWide float32 = 66
	thumbHigh float32 = 48
)

// newThumbs shows the photos with their numbers.
func (s *Screen) newThumbs() fyne.CanvasObject {
	grid := container.New(layout.NewGridWrapLayout(fyne.NewSize(thumbWide, thumbHigh+look.S24)))
	for _, p := range s.state.hand.Photos {
		grid.Add(s.newThumb(p))
	}
	rows := (len(s.state.hand.Photos) + thumbsARow - 1) / thumbsARow
	high := float32(rows)*(thumbHigh+look.S24) + float32(rows-1)*look.S4
	return part.Sized(0, high, grid)
}

// thumbsARow is how many thumbnails stand side by side in a row's words.
const thumbsARow = 4

func (s *Screen) newThumb(p handover.Photo) fyne.CanvasObject {
	picture := canvas.NewImageFromImage(s.thumbs[p.ID])
	picture.FillMode = canvas.ImageFillContain
	picture.ScaleMode = canvas.ImageScaleSmooth
	if s.thumbs[p.ID] == nil {
		s.read(p.ID, picture)
	}
	place := part.Sized(thumbWide, thumbHigh, part.NewDesk(picture))
	return part.VStack(0, place, container.NewCenter(part.NewText(look.Label, numbered(p.Number))))
}

// read reads a thumbnail beside the window. One that cannot be read stays
// blank: the file in the folder is what counts.
func (s *Screen) read(id model.PhotoID, picture *canvas.Image) {
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (image.Image, error) {
		return paper.Photo(ctx, s.env.Photos, id, model.ThumbSide)
	}, func(img image.Image, err error) {
		if err != nil {
			return
		}
		s.thumbs[id] = img
		picture.Image = img
		picture.Refresh()
	})
}
