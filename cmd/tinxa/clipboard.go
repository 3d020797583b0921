package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"

	"tinxa/export/markup"
	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/model/webtext"
	"tinxa/ui/editor"
	"tinxa/ui/native"
)

// clipboard is the system's clipboard as the editor reads and writes it.
type clipboard struct{}

// Read implements editor.Clipboard. HTML that cannot be read is as good as none:
// the same words lie beside it as text.
func (clipboard) Read(ctx context.Context) (editor.Pasted, error) {
	content, err := native.ReadClipboard(ctx)
	if err != nil {
		return editor.Pasted{}, err
	}
	p := editor.Pasted{Text: content.Text, Photos: incoming(content.Photos)}
	if content.HTML == "" {
		return p, nil
	}
	page, err := webtext.Read(strings.NewReader(content.HTML))
	if err != nil {
		return p, nil
	}
	p.Clip = manuscript.Clip{Blocks: page.Blocks, Inline: page.Inline}
	for _, source := range page.Sources {
		if photo, ok := within(source); ok {
			p.Places = append(p.Places, editor.Placed{Block: source.Block, Entry: source.Entry, Incoming: photo})
		}
	}
	return p, nil
}

// within is the picture that a page brings along; those that lie on the web are
// not fetched. A page may name anything: what is no file is none.
func within(s webtext.Source) (editor.Incoming, bool) {
	if len(s.Data) > 0 {
		return fromMemory("", s.Data), true
	}
	if info, err := os.Stat(s.File); err != nil || !info.Mode().IsRegular() {
		return editor.Incoming{}, false
	}
	return editor.FromPaths([]string{s.File})[0], true
}

// Write implements editor.Clipboard.
func (clipboard) Write(ctx context.Context, c manuscript.Clip) error {
	return native.CopyHTML(ctx, markup.Clip(model.Clip(c), captionsAlone), c.Plain())
}

// captionsAlone leaves pictures out for other programs: a page of photos is too
// much for a clipboard. This one finds them by their ids.
func captionsAlone(model.PhotoID) string { return "" }

// incoming are the photos that lie on the clipboard alone.
func incoming(items []native.Item) []editor.Incoming {
	var all []editor.Incoming
	for _, it := range items {
		if it.Path != "" {
			all = append(all, editor.FromPaths([]string{it.Path})...)
			continue
		}
		all = append(all, fromMemory(it.Name, it.Data))
	}
	return all
}

func fromMemory(name string, data []byte) editor.Incoming {
	return editor.Incoming{Name: name, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}}
}
