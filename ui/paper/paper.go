// Package paper is how what a report holds becomes what parts can draw: styled
// text as runs, kept photos as images. Here may live what several screens need
// to show a report alike.
package paper

import (
	"context"
	"image"
	_ "image/jpeg" // renditions are JPEG

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
)

// Runs is styled text as a part.Flow draws it; links are underlined, in the
// accent.
func Runs(t model.Text) []part.Run {
	var runs []part.Run
	for _, span := range t {
		r := part.Run{
			Text: span.Text, Bold: span.Marks&model.Bold != 0, Italic: span.Marks&model.Italic != 0,
			Underline: span.Marks&model.Underline != 0 || span.Link != "",
		}
		if span.Link != "" {
			r.Colour = look.Accent
		}
		runs = append(runs, r)
	}
	return runs
}

// Photo reads a kept photo, its longer side at most maxSide pixels. It is work
// for beside the window. Errors are those of model.PhotoStore.Open, or of a
// rendition that is no image.
func Photo(ctx context.Context, store model.PhotoStore, id model.PhotoID, maxSide int) (image.Image, error) {
	r, err := store.Open(ctx, id, maxSide)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	img, _, err := image.Decode(r)
	return img, err
}
