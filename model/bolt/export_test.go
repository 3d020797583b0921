package bolt

import (
	"context"
	"errors"
	"io"

	"tinxa/model"
)

// SalvageFrom searches what need not be a file.
func SalvageFrom(ctx context.Context, file io.ReaderAt, size int64) (Salvaged, error) {
	return salvageFrom(ctx, file, size, func(int64, int64) {})
}

// SealReport makes the record of a report.
func SealReport(r model.Report) ([]byte, error) { return sealReport(r) }

// PieceSize is how much of a file is searched at once.
const PieceSize = pieceSize

// CompactOver is Compact for files that are larger than that many bytes.
func CompactOver(ctx context.Context, path string, over int64) (done bool, err error) {
	done, err = compact(ctx, path, over)
	return done, border("compact", err)
}

// WithRoom sets memory aside as far as the disk has room for it.
func WithRoom(attach func(room int) error) error { return withRoom(attach) }

// Sealed makes the records that a save writes: the report and its summary.
func Sealed(r model.Report) (report, summary []byte, err error) {
	report, err = sealReport(r)
	summary, errSummary := sealSummary(model.Summarise(r), r.Rev, r.Updated)
	return report, summary, errors.Join(err, errSummary)
}

// The ways to read a record, and to write it again, for fuzzing.
var (
	UnsealReport  = unsealReport
	UnsealSummary = unsealSummary
	SealSummary   = sealSummary
	UnsealPins    = unsealPins
	SealPins      = sealPins
	UnsealPhoto   = unsealPhoto
	SealPhoto     = sealPhoto
	PhotoKey      = photoKey
	PhotosNamed   = photosNamed
)

// Kinds are the kinds of record: a report's, a summary's, pins' and a photo's.
var Kinds = []byte{codecReport, codecSummary, codecPins, codecPhoto, codecDispatch, codecAccount}
