package markup

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"tinxa/export"
	"tinxa/model"
)

// short is the length in bytes up to which a text is found only as a whole: a
// number would be found anywhere.
const short = 24

// Compare lists what a portal did not keep of p. Other ways to write the same
// (quotation marks, dashes, spaces, smaller versions of a photo) are no loss;
// nor is what stands in another place. The rubric and the signature are not
// looked for: many portals have fields for them.
func Compare(p export.Post, there model.Snapshot) []model.Loss {
	r := p.Report
	var lost []model.Loss
	if title := oneLine(r.Head.Title); title != "" && same(title) != same(there.Title) {
		lost = append(lost, model.Loss{What: "title", Text: title})
	}
	var want []model.Loss
	for _, line := range export.Lines(r.Head.Sapo) {
		want = append(want, model.Loss{What: "sapo", Text: oneLine(line.Plain())})
	}
	names := map[kind]string{paragraph: "paragraph", captionText: "caption"}
	for _, piece := range pieces(Body(p, Dialect{})) {
		if what, isText := names[piece.kind]; isText {
			want = append(want, model.Loss{What: what, Text: piece.text})
		}
	}
	seen := append(pieces(there.Sapo), pieces(there.HTML)...)
	lost = append(lost, missingTexts(want, seen)...)
	return append(lost, missingPhotos(p, seen)...)
}

// missingTexts finds each text as often as it is wanted: first as a whole, then
// within what was left over, because portals join paragraphs and part them.
func missingTexts(want []model.Loss, seen []piece) []model.Loss {
	var left []string
	for _, piece := range seen {
		if piece.kind != photo {
			left = append(left, same(piece.text))
		}
	}
	want = slices.DeleteFunc(want, func(l model.Loss) bool {
		s := same(l.Text)
		at := slices.Index(left, s)
		if at >= 0 {
			left = slices.Delete(left, at, at+1)
		}
		return at >= 0 || s == "" // nothing that shows
	})
	rest := strings.Join(left, " ")
	return slices.DeleteFunc(want, func(l model.Loss) bool {
		s := same(l.Text)
		at := index(rest, s)
		if at >= 0 {
			rest = rest[:at] + "\x00" + rest[at+len(s):]
		}
		return at >= 0
	})
}

// index is where s stands in text; a short one must stand between spaces.
func index(text, s string) int {
	from := 0
	for {
		at := strings.Index(text[from:], s)
		if at < 0 {
			return -1
		}
		at += from
		end := at + len(s)
		apart := (at == 0 || text[at-1] <= ' ') && (end == len(text) || text[end] <= ' ')
		if apart || len(s) > short {
			return at
		}
		from = at + max(1, len(s))
		if from > len(text) {
			return -1
		}
	}
}

func missingPhotos(p export.Post, seen []piece) []model.Loss {
	left := map[string]int{}
	for _, piece := range seen {
		if piece.kind == photo {
			left[photoKey(piece.text)]++
		}
	}
	var lost []model.Loss
	for _, pic := range p.Report.Pictures() {
		at := p.Photos[pic.Photo]
		if at.URL == "" {
			continue // Body shows none
		}
		found := slices.IndexFunc(keysOf(pic.Photo, at), func(key string) bool { return left[key] > 0 })
		if found < 0 {
			lost = append(lost, model.Loss{What: "photo", Text: cmp.Or(oneLine(pic.Name), export.ImageName(pic.Photo))})
			continue
		}
		left[keysOf(pic.Photo, at)[found]]--
	}
	return lost
}

// Hash is a digest of what readers see of an article, in reading order. What
// portals rewrite by themselves does not change it; a changed word or photo
// does.
func Hash(s model.Snapshot) string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n", same(s.Title), stream(s.Sapo))
	fmt.Fprint(sum, stream(s.HTML))
	return fmt.Sprintf("%x", sum.Sum(nil))
}

// stream is a body as one line of words with the keys of its photos between
// them: where paragraphs end is not told, as portals move that.
func stream(body string) string {
	var all []string
	for _, piece := range pieces(body) {
		if piece.kind == photo {
			all = append(all, "\x00"+photoKey(piece.text))
		} else {
			all = append(all, piece.text)
		}
	}
	return same(strings.Join(all, " "))
}

// Ours reports whether nothing stands there that is not in p or in its Stub, as
// after an update whose answer was lost. What a portal dropped does not count.
func Ours(p export.Post, there model.Snapshot) bool {
	title, own := same(there.Title), same(p.Report.Head.Title)
	if title != own && title != "" && own != "" { // a report without one is sent under some other name
		return false
	}
	ours := append(pieces(Body(p, Dialect{Sapo: true, Kicker: true, Bylines: true})), pieces(Stub(p, Dialect{}))...)
	var texts []string
	photos := map[string]bool{}
	for _, piece := range ours {
		if piece.kind != photo {
			texts = append(texts, same(piece.text))
		}
	}
	for id, at := range p.Photos {
		for _, key := range keysOf(id, at) {
			photos[key] = true
		}
	}
	whole := strings.Join(texts, " ")
	foreign := func(piece piece) bool {
		if piece.kind == photo {
			return !photos[photoKey(piece.text)]
		}
		s := same(piece.text)
		return s != "" && !slices.Contains(texts, s) && (len(s) <= short || index(whole, s) < 0)
	}
	return !slices.ContainsFunc(pieces(there.Sapo), foreign) && !slices.ContainsFunc(pieces(there.HTML), foreign)
}
