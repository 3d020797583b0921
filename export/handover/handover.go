// Package handover prepares a report for portals that have no way in for
// programs: what a person copies into the portal's form, field by field, and
// the photos in a folder, numbered in reading order. Here may live only that;
// the window that hands the fields over is ui/handover.
package handover

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/model"
	"tinxa/model/viet"
)

// Options is how a report is to be prepared.
type Options struct {
	Photos model.PhotoStore
	Limits model.Limits // on each photo; a zero Side is model.WebSide
	// Place is the words that keep a photo's place in the body until it is put
	// there: "[Ảnh 01]".
	Place func(number int) string
	// Done is called after each photo; may be nil.
	Done func(done, total int)
}

// Hand is a report ready to be handed over.
type Hand struct {
	Folder string // where the photos lie; empty for none
	Photos []Photo
	Fields []Field // in the order of portals' forms, none of them empty
}

// Photo is a photo in the folder.
type Photo struct {
	ID     model.PhotoID
	Number int    // in reading order, from 1
	File   string // "01-hoi-nghi.jpg"
	Size   int64  // bytes
}

// Name is what a field of a form is for.
type Name string

// The fields. Captions and alternative texts come once a photo.
const (
	Title    Name = "title"
	Kicker   Name = "kicker"
	Sapo     Name = "sapo"
	Body     Name = "body"
	Caption  Name = "caption"
	Authors  Name = "authors"
	Source   Name = "source"
	Tags     Name = "tags"
	Alt      Name = "alt"
	Category Name = "category"
)

// Field is one thing to be copied.
type Field struct {
	Name  Name
	Photo int    // whose Caption or Alt it is, from 1; 0 otherwise
	Text  string // NFC; paragraphs are parted by blank lines
	// HTML is the Body with words in the places of photos, to be pasted where
	// text is edited as it looks. Code is the Body with its photos by their file
	// names, to be pasted as source.
	HTML, Code string
}

// Tick is how it is kept that the field was copied. It changes with the words,
// so that what was written anew is copied anew.
func (f Field) Tick() string {
	sum := sha256.Sum256([]byte(f.Text + "\x00" + f.Code))
	return fmt.Sprintf("%s.%d.%s", f.Name, f.Photo, hex.EncodeToString(sum[:4]))
}

// Prepare writes the photos of r into the folder dir and returns all that is to
// be copied. The folder is there whole or not at all. An earlier one makes way;
// one that is the same already is not touched, because a file chooser may stand
// open in it. A folder that holds anything else gives export.ErrDestination.
//
// A photo that cannot be made small enough is an export.PortalError of
// ErrTooLarge; other errors are those of the store and of export.ReplaceFolder.
func Prepare(ctx context.Context, dir string, r model.Report, o Options) (Hand, error) {
	photos := number(r)
	if len(photos) > 0 {
		if err := writePhotos(ctx, dir, photos, o); err != nil {
			return Hand{}, fmt.Errorf("handover: %w", err)
		}
	} else {
		dir = ""
	}
	fields, err := fieldsOf(r, photos, o.Place)
	if err != nil {
		return Hand{}, fmt.Errorf("handover: %w", err)
	}
	return Hand{Folder: dir, Photos: photos, Fields: fields}, nil
}

// nameMax is how long the words in a photo's file name may be.
const nameMax = 40

// number lists the photos of r in reading order, each once.
func number(r model.Report) []Photo {
	captions := map[model.PhotoID]string{}
	for _, p := range r.Pictures() {
		if captions[p.Photo] == "" {
			captions[p.Photo] = p.Caption
		}
	}
	var photos []Photo
	for i, f := range export.PhotoFiles(r) {
		words := viet.Slug(captions[f.ID], nameMax)
		if words == "" {
			words = viet.Slug(r.Name(), nameMax)
		}
		if words == "" {
			words = "anh"
		}
		photos = append(photos, Photo{ID: f.ID, Number: i + 1, File: fmt.Sprintf("%02d-%s.jpg", i+1, words)})
	}
	return photos
}

// fieldsOf lays a report out as a portal's form has it.
func fieldsOf(r model.Report, photos []Photo, place func(int) string) ([]Field, error) {
	b, err := newBody(code(r, photos), photos, place)
	if err != nil {
		return nil, err
	}
	fields := []Field{
		{Name: Title, Text: oneLine(r.Head.Title)},
		{Name: Kicker, Text: oneLine(r.Head.Kicker)},
		{Name: Sapo, Text: paragraphs(export.Lines(r.Head.Sapo))},
		{Name: Body, Text: b.text, HTML: b.html, Code: b.code},
	}
	for _, c := range b.captions {
		fields = append(fields, Field{Name: Caption, Photo: c.photo, Text: c.text})
	}
	fields = append(fields, Field{Name: Authors, Text: authors(r)},
		Field{Name: Source, Text: oneLine(r.Credits.Source)}, Field{Name: Tags, Text: strings.Join(export.Tags(r), ", ")})
	fields = append(fields, alts(r, photos)...)
	return written(append(fields, Field{Name: Category, Text: oneLine(r.Credits.Category)})), nil
}

// code is the body with its photos by their file names.
func code(r model.Report, photos []Photo) string {
	p := export.Post{Report: r, Photos: map[model.PhotoID]model.RemotePhoto{}}
	for _, f := range photos {
		p.Photos[f.ID] = model.RemotePhoto{URL: f.File}
	}
	return markup.Body(p, markup.Dialect{})
}

// written leaves out what is empty.
func written(fields []Field) []Field {
	var kept []Field
	for _, f := range fields {
		if f.Text = viet.Normal(f.Text); f.Text != "" {
			kept = append(kept, f)
		}
	}
	return kept
}

// authors is everybody who signs the report.
func authors(r model.Report) string {
	var names []string
	for _, b := range r.Credits.Bylines {
		if name := oneLine(b.Name); name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// alts are the texts for those who cannot see a photo, where the caption does
// not say the same.
func alts(r model.Report, photos []Photo) []Field {
	texts := map[model.PhotoID]string{}
	for _, p := range r.Pictures() {
		if alt := oneLine(p.Alt); texts[p.Photo] == "" && alt != oneLine(p.Caption) {
			texts[p.Photo] = alt
		}
	}
	var fields []Field
	for _, p := range photos {
		fields = append(fields, Field{Name: Alt, Photo: p.Number, Text: texts[p.ID]})
	}
	return fields
}

// oneLine is text for a form's field of one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func paragraphs(lines []model.Text) string {
	var all []string
	for _, l := range lines {
		all = append(all, l.Plain())
	}
	return strings.Join(all, "\n\n")
}

// numberOf is the number in a photo's file name, 0 for anything else.
func numberOf(file string) int {
	digits, _, _ := strings.Cut(file, "-")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
