package html

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"

	"tinxa/export"
	"tinxa/model"
)

// OneFile writes a page that needs no other file: its photos are in it.
func (t *Theme) OneFile() export.Exporter { return oneFile{t} }

type oneFile struct{ theme *Theme }

// Ext implements export.Exporter.
func (oneFile) Ext() string { return ".html" }

// Export implements export.Exporter. It copies the page to w and puts each
// photo in where its name stands, so that one photo at a time is in memory.
func (o oneFile) Export(ctx context.Context, w io.Writer, b export.Bundle) error {
	page, err := o.theme.page(b)
	if err != nil {
		return err
	}
	ids := map[string]model.PhotoID{}
	for _, p := range export.PhotoFiles(b.Report) {
		ids[p.Name] = p.ID
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		text, name, rest := cutSource(page)
		if _, err := w.Write(text); err != nil {
			return fmt.Errorf("html: %w", err)
		}
		if name == "" {
			return nil
		}
		if err := writeSource(w, b, ids[name]); err != nil {
			return fmt.Errorf("html: %w", err)
		}
		page = rest
	}
}

// srcOpen begins the name of a photo. It cannot stand in a report's own text,
// where the templates write every quotation mark as a character reference.
var srcOpen = []byte(`<img src="`)

// cutSource parts the page before and behind the name of its first photo.
func cutSource(page []byte) (text []byte, name string, rest []byte) {
	at := bytes.Index(page, srcOpen)
	if at < 0 {
		return page, "", nil
	}
	at += len(srcOpen)
	end := bytes.IndexByte(page[at:], '"')
	return page[:at], string(page[at : at+end]), page[at+end:]
}

func writeSource(w io.Writer, b export.Bundle, id model.PhotoID) error {
	photo, err := b.Photo(id)
	if err != nil {
		return err
	}
	defer photo.Close()
	if _, err := io.WriteString(w, "data:image/jpeg;base64,"); err != nil {
		return err
	}
	encoder := base64.NewEncoder(base64.StdEncoding, w)
	if _, err := io.Copy(encoder, photo); err != nil {
		return err
	}
	return encoder.Close()
}
