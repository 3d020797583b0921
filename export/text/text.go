// Package text writes a report as plain text: for messages, for the loudspeaker
// and for whatever takes no pictures. Here is the layout; the words that it
// adds to the report's own stand in assets/html/plain.txt.
package text

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"text/template"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/viet"
)

// Writer writes texts in UTF-8 and NFC. Lines end in LF alone: everything that
// opens a text today takes it, Notepad included since Windows 10, and portals'
// forms and messengers turn CRLF into LF or, worse, into two lines.
type Writer struct {
	words *template.Template
}

// New reads the template html/plain.txt from the program's assets.
func New(assets fs.FS) (*Writer, error) {
	words, err := template.ParseFS(assets, "html/plain.txt")
	if err != nil {
		return nil, fmt.Errorf("text: read words: %w", err)
	}
	return &Writer{words: words}, nil
}

// Ext implements export.Exporter.
func (*Writer) Ext() string { return ".txt" }

// Export implements export.Exporter.
func (t *Writer) Export(ctx context.Context, w io.Writer, b export.Bundle) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	d := document{words: t.words}
	d.report(b.Report)
	if d.err != nil {
		return fmt.Errorf("text: %w", d.err)
	}
	if _, err := io.WriteString(w, viet.Normal(d.String())+"\n"); err != nil {
		return fmt.Errorf("text: %w", err)
	}
	return nil
}

// document is the text as it grows: a blank line stands between its blocks.
type document struct {
	strings.Builder
	words *template.Template
	err   error // the first of the templates
}

func (d *document) report(r model.Report) {
	d.block(oneLine(r.Head.Kicker))
	d.block(oneLine(r.Head.Title))
	d.block(oneLine(r.Head.Stamp))
	for _, line := range export.Lines(r.Head.Sapo) {
		d.block(oneLine(line.Plain()))
	}
	for _, p := range export.Reading(r) {
		d.part(p)
	}
	if source := oneLine(r.Credits.Source); source != "" {
		d.block(d.phrase("source", source))
	}
}

// block adds lines behind a blank line; empty ones are left out.
func (d *document) block(lines ...string) { d.add("\n\n", lines) }

// lines adds lines right behind what stands there.
func (d *document) lines(lines ...string) { d.add("\n", lines) }

func (d *document) add(gap string, lines []string) {
	for _, line := range lines {
		if line == "" {
			continue
		}
		if d.Len() > 0 {
			d.WriteString(gap)
		}
		d.WriteString(line)
		gap = "\n"
	}
}

func (d *document) phrase(name, value string) string {
	var out strings.Builder
	if err := d.words.ExecuteTemplate(&out, name, value); err != nil && d.err == nil {
		d.err = err
	}
	return out.String()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
