// Package html writes a report as a page: one file with its photos in it, a
// folder, or the bare article for a portal's editor. Here are the pages' forms
// and the values that the templates print; every word and every element is in
// the templates themselves, under assets/html.
package html

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"strings"

	"tinxa/export"
)

// Theme is how pages look. It may be used by several goroutines.
type Theme struct {
	templates *template.Template
}

// New reads the templates html/page.html, html/body.html, html/style.css and
// html/print.html from the program's assets.
func New(assets fs.FS) (*Theme, error) {
	t, err := template.ParseFS(assets, "html/page.html", "html/body.html", "html/style.css", "html/print.html")
	if err != nil {
		return nil, fmt.Errorf("html: read theme: %w", err)
	}
	return &Theme{templates: t}, nil
}

// Body is the bare article: sapo, body, signature and source, without the
// headline. It holds only p, br, h2, ul, ol, li, blockquote, strong, em, u, a,
// figure, figcaption and img, with class attributes, and shows the photos under
// the names that export.PhotoFiles gives them.
func (t *Theme) Body(b export.Bundle) (string, error) {
	body, err := t.render("body", b)
	return strings.TrimSpace(string(body)) + "\n", err
}

// page is the whole page, with the photos beside it.
func (t *Theme) page(b export.Bundle) ([]byte, error) { return t.render("page.html", b) }

func (t *Theme) render(name string, b export.Bundle) ([]byte, error) {
	var out bytes.Buffer
	if err := t.templates.ExecuteTemplate(&out, name, pageOf(b.Report)); err != nil {
		return nil, fmt.Errorf("html: %s: %w", name, err)
	}
	return out.Bytes(), nil
}

// Folder lays a report out as index.html with the photos in a folder.
func (t *Theme) Folder() export.Pages { return folder{t.page} }

// Print is Folder for the printer: on A4, and the browser that opens it asks at
// once how to print it.
func (t *Theme) Print() export.Pages { return folder{t.printed} }

type folder struct {
	page func(export.Bundle) ([]byte, error)
}

// headEnd is where the page's head ends. It cannot stand in a report's own text,
// of which the templates escape every bracket.
var headEnd = []byte("</head>")

// printed is the whole page with what makes it one for the printer.
func (t *Theme) printed(b export.Bundle) ([]byte, error) {
	page, err := t.page(b)
	if err != nil {
		return nil, err
	}
	more, err := t.render("print.html", b)
	if err != nil {
		return nil, err
	}
	return bytes.Replace(page, headEnd, append(bytes.TrimSpace(more), append([]byte("\n"), headEnd...)...), 1), nil
}

// Files implements export.Pages.
func (f folder) Files(ctx context.Context, b export.Bundle) ([]export.File, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	page, err := f.page(b)
	if err != nil {
		return nil, err
	}
	files := []export.File{{Name: export.IndexFile, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(page)), nil
	}}}
	for _, p := range export.PhotoFiles(b.Report) {
		files = append(files, export.File{Name: p.Name, Open: func() (io.ReadCloser, error) {
			return b.Photo(p.ID)
		}})
	}
	return files, nil
}
