// Package record writes a report as JSON, to be read by this program elsewhere.
// What ties it to one store is left out; photos go another way.
package record

import (
	"context"
	"fmt"
	"io"

	"tinxa/export"
	"tinxa/model"
)

// JSON is the exporter.
type JSON struct{}

// Ext implements export.Exporter.
func (JSON) Ext() string { return ".json" }

// Export implements export.Exporter.
func (JSON) Export(ctx context.Context, w io.Writer, b export.Bundle) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	data, err := model.EncodeIndented(b.Report.Portable())
	if err != nil {
		return fmt.Errorf("record: %w", err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	return nil
}
