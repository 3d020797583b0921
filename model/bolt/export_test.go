package bolt

import (
	"context"
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
