package plaintext

import (
	"slices"

	"tinxa/model"
)

// Place puts photos where r keeps places for them, in reading order; the
// captions that stand there stay. Photos left over follow at the end of the
// body, each on its own. r stays as it was.
func Place(r model.Report, pictures []model.Picture) model.Report {
	left := slices.Clone(pictures)
	r.Blocks = fill(r.Blocks, &left)
	for _, p := range left {
		r.Blocks = append(r.Blocks, model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{p}})
	}
	return r
}

// fill returns blocks with the first of left in their empty places.
func fill(blocks model.Blocks, left *[]model.Picture) model.Blocks {
	out := slices.Clone(blocks)
	for i, b := range out {
		switch b := b.(type) {
		case model.Item:
			b.Blocks = fill(b.Blocks, left)
			out[i] = b
		case model.Photos:
			b.Pictures = slices.Clone(b.Pictures)
			for j, p := range b.Pictures {
				if p.Photo == "" && len(*left) > 0 {
					b.Pictures[j] = placed(p, (*left)[0])
					*left = (*left)[1:]
				}
			}
			out[i] = b
		}
	}
	return out
}

// placed is photo at a place: what the place says goes before what it brings.
func placed(place, photo model.Picture) model.Picture {
	place.Photo = photo.Photo
	for _, field := range []struct {
		stands *string
		brings string
	}{
		{&place.Caption, photo.Caption},
		{&place.Alt, photo.Alt},
		{&place.Credit, photo.Credit},
	} {
		if *field.stands == "" {
			*field.stands = field.brings
		}
	}
	if photo.Name != "" {
		place.Name = photo.Name
	}
	return place
}
