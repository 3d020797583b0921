package model

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// GapKind is a kind of thing that a report still lacks.
type GapKind string

// What can be missing or look wrong before a report goes out. Only NoTitle
// keeps a report from being exported in the window.
const (
	NoTitle         GapKind = "title"
	NoSapo          GapKind = "sapo"
	NoBody          GapKind = "body"
	NoDate          GapKind = "date"
	NoYear          GapKind = "year" // the meeting's date states no year
	NoByline        GapKind = "byline"
	NoPhoto         GapKind = "photo" // a place for a photo stands empty
	NoCaption       GapKind = "caption"
	CaptionTwice    GapKind = "caption-twice"    // a picture before has the same caption
	CaptionFileName GapKind = "caption-filename" // "IMG_0123.jpg"
	CaptionTitle    GapKind = "caption-title"    // the headline once more
	NoCommune       GapKind = "commune"          // a round-up item names none
)

// Gap is one thing missing, and where.
type Gap struct {
	Kind    GapKind
	Block   BlockID // the block it is in; empty for the head, meeting and credits
	Picture int     // which picture of a Photos block
}

// Gaps lists what is missing, in reading order. An empty list means that the
// report can go out as it is.
func Gaps(r Report) []Gap {
	gaps := headGaps(r)
	seen := map[string]bool{}
	body := false
	for b := range r.Blocks.All() {
		body = body || slices.ContainsFunc(Texts(b), func(t Text) bool { return !t.Blank() })
		switch b := b.(type) {
		case Photos:
			for i, p := range b.Pictures {
				for _, kind := range pictureGaps(p, r.Head.Title, seen) {
					gaps = append(gaps, Gap{Kind: kind, Block: b.ID, Picture: i})
				}
			}
		case Item:
			if b.Commune == "" {
				gaps = append(gaps, Gap{Kind: NoCommune, Block: b.ID})
			}
		}
	}
	if !body {
		gaps = append(gaps, Gap{Kind: NoBody})
	}
	if !r.signed() {
		gaps = append(gaps, Gap{Kind: NoByline})
	}
	return gaps
}

func headGaps(r Report) []Gap {
	var gaps []Gap
	add := func(missing bool, kind GapKind) {
		if missing {
			gaps = append(gaps, Gap{Kind: kind})
		}
	}
	add(strings.TrimSpace(r.Head.Title) == "", NoTitle)
	add(r.Head.Sapo.Blank(), NoSapo)
	add(r.Meeting.Date.IsZero(), NoDate)
	add(!r.Meeting.Date.IsZero() && r.Meeting.Date.Year == 0, NoYear)
	return gaps
}

// pictureGaps looks at one picture; seen gathers the captions before it.
func pictureGaps(p Picture, title string, seen map[string]bool) []GapKind {
	var kinds []GapKind
	if p.Photo == "" {
		kinds = append(kinds, NoPhoto)
	}
	caption := loosely(p.Caption)
	switch {
	case caption == "":
		kinds = append(kinds, NoCaption)
	case fileName.MatchString(caption) || caption == loosely(p.Name) || caption == loosely(stem(p.Name)):
		kinds = append(kinds, CaptionFileName)
	case caption == loosely(title):
		kinds = append(kinds, CaptionTitle)
	case seen[caption]:
		kinds = append(kinds, CaptionTwice)
	}
	seen[caption] = true
	return kinds
}

// fileName matches what cameras, phones and Zalo call their files.
var fileName = regexp.MustCompile(`^(\S+\.(jpe?g|png|webp|gif|heic)|(img|dsc|dscn|dcim|pxl|z)[-_]?\d[\d_-]*\S*|\d{8}_\d{6})$`)

// loosely is a text without what does not tell two captions apart: case, white
// space around and between, a full stop at the end.
func loosely(s string) string {
	return strings.TrimRight(strings.ToLower(strings.Join(strings.Fields(s), " ")), ". ")
}

func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

// signed reports whether anybody signs the report: for a round-up it is enough
// that its items are signed.
func (r Report) signed() bool {
	if slices.ContainsFunc(r.Credits.Bylines, Byline.named) {
		return true
	}
	for b := range r.Blocks.All() {
		if item, ok := b.(Item); ok && slices.ContainsFunc(item.Bylines, Byline.named) {
			return true
		}
	}
	return false
}

// named tells a byline from the place for one.
func (b Byline) named() bool { return strings.TrimSpace(b.Name) != "" }
