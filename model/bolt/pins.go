package bolt

import (
	"context"

	"tinxa/model"
)

// BinnedPhotos implements model.Bin.
func (s *Store) BinnedPhotos(context.Context) ([]model.BinnedPhoto, error) { return nil, nil }

// Pin implements model.Historian.
func (s *Store) Pin(context.Context, model.ReportID, int64, model.Pin) error { return nil }
