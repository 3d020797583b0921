package webtext

import (
	"strings"

	"golang.org/x/net/html"

	"tinxa/model"
	"tinxa/model/viet"
)

// own is a piece of a report that this program copied, as it travels beside its
// HTML.
type own struct {
	clip  model.Clip
	sum   string          // over the text of the HTML, as it was copied
	heard strings.Builder // the text of the HTML, as it came
}

// learn reads the piece from its element. One that is not sound is passed over:
// its HTML is there.
func (o *own) learn(t html.Token) {
	if attribute(t, "name") != model.ClipName || o.sum != "" {
		return
	}
	clip, err := model.DecodeClip([]byte(attribute(t, "content")))
	if err == nil {
		o.clip, o.sum = clip, attribute(t, model.ClipSumAttr)
	}
}

func (o *own) hear(s string) {
	if o.sum != "" {
		o.heard.WriteString(s)
	}
}

// page is the piece, if the HTML beside it says the same still: an editor that
// kept the element may have had its text changed since.
func (o *own) page(sources []Source) (Page, bool) {
	if o.sum == "" || o.sum != model.ClipSum(o.heard.String()) {
		return Page{}, false
	}
	r := model.Report{Blocks: o.clip.Blocks}.Retext(viet.Normal)
	return Page{Blocks: r.Blocks, Inline: o.clip.Inline, Sources: placed(sources, r.Blocks)}, true
}

// placed are the sources of the pictures that name a photo; none if they are not
// as many.
func placed(sources []Source, blocks model.Blocks) []Source {
	var out []Source
	for b := range blocks.All() {
		photos, ok := b.(model.Photos)
		if !ok {
			continue
		}
		for i, p := range photos.Pictures {
			if p.Photo == "" {
				continue
			}
			if len(out) == len(sources) {
				return nil
			}
			s := sources[len(out)]
			s.Block, s.Entry = photos.ID, i
			out = append(out, s)
		}
	}
	if len(out) != len(sources) {
		return nil
	}
	return out
}
