package editor

import (
	"fmt"
	"slices"

	"tinxa/model"
)

// AddPictures puts photos behind the block of a spot, one block each. A
// picture whose photo is still being read has an empty Photo.
func (s *State) AddPictures(at Spot, pictures []model.Picture) ([]Spot, error) {
	place := s.placeBehind(at)
	var edits []model.Edit
	var placed []Spot
	for _, p := range pictures {
		b := model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{p}}
		edits = append(edits, model.InsertBlock{At: place, Block: b})
		placed = append(placed, Spot{Field: Caption, Block: b.ID})
		place = after(place)
	}
	if len(placed) == 0 {
		return nil, nil
	}
	_, err := s.do(placed[0], edits...)
	return placed, err
}

// SetPicture changes the picture at a spot; typing in one field of its panel
// is one step.
func (s *State) SetPicture(at Spot, field string, change func(*model.Picture)) error {
	photos, err := s.photosAt(at)
	if err != nil {
		return err
	}
	photos.Pictures = slices.Clone(photos.Pictures)
	change(&photos.Pictures[at.Entry])
	return s.draft.Do(fmt.Sprint(field, at.box()), model.SetBlock{Block: photos})
}

func (s *State) photosAt(at Spot) (model.Photos, error) {
	b, _ := s.Report().Blocks.Find(at.Block)
	photos, ok := b.(model.Photos)
	if !ok || at.Entry >= len(photos.Pictures) {
		return model.Photos{}, fmt.Errorf("editor: no picture %d in %q: %w", at.Entry, at.Block, model.ErrEdit)
	}
	return photos, nil
}

// RemovePicture takes the picture at a spot out, its block with the last one.
func (s *State) RemovePicture(at Spot) (Spot, error) {
	photos, err := s.photosAt(at)
	if err != nil {
		return at, err
	}
	if len(photos.Pictures) == 1 {
		return s.Remove(at)
	}
	photos.Pictures = slices.Delete(slices.Clone(photos.Pictures), at.Entry, at.Entry+1)
	at.Entry = max(at.Entry-1, 0)
	return s.do(at, model.SetBlock{Block: photos})
}

// MovePicture shifts a picture within its block, or the whole block where the
// picture stands alone or at the edge.
func (s *State) MovePicture(at Spot, by int) (Spot, error) {
	photos, err := s.photosAt(at)
	if err != nil {
		return at, err
	}
	to := at.Entry + by
	if to < 0 || to >= len(photos.Pictures) {
		return s.Move(at, by)
	}
	photos.Pictures = slices.Clone(photos.Pictures)
	photos.Pictures[at.Entry], photos.Pictures[to] = photos.Pictures[to], photos.Pictures[at.Entry]
	at.Entry = to
	return s.do(at, model.SetBlock{Block: photos})
}

// sideBySide is how many pictures a portal shows in one row.
const sideBySide = 3

// JoinPictures sets the picture block at a spot beside the one before it.
func (s *State) JoinPictures(at Spot) (Spot, error) {
	photos, err := s.photosAt(at)
	if err != nil {
		return at, err
	}
	place, _ := s.Report().Blocks.Place(at.Block)
	list, _ := s.Report().Blocks.In(place.Item)
	if place.Index == 0 {
		return at, nil
	}
	before, ok := list[place.Index-1].(model.Photos)
	if !ok || len(before.Pictures)+len(photos.Pictures) > sideBySide {
		return at, nil
	}
	to := Spot{Field: Caption, Block: before.ID, Entry: len(before.Pictures) + at.Entry}
	before.Pictures = slices.Concat(before.Pictures, photos.Pictures)
	return s.do(to, model.RemoveBlock{ID: photos.ID}, model.SetBlock{Block: before})
}

// PartPictures gives every picture of the block at a spot a block of its own.
func (s *State) PartPictures(at Spot) (Spot, error) {
	photos, err := s.photosAt(at)
	if err != nil || len(photos.Pictures) == 1 {
		return at, err
	}
	place, _ := s.Report().Blocks.Place(at.Block)
	first := photos
	first.Pictures = photos.Pictures[:1]
	edits := []model.Edit{model.SetBlock{Block: first}}
	for _, p := range photos.Pictures[1:] {
		place = after(place)
		b := model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{p}}
		edits = append(edits, model.InsertBlock{At: place, Block: b})
	}
	return s.do(Spot{Field: Caption, Block: first.ID}, edits...)
}

// SetCover chooses the cover photo.
func (s *State) SetCover(photo model.PhotoID) error {
	_, err := s.do(s.now, model.SetCover{Photo: photo})
	return err
}
