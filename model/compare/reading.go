package compare

import (
	"fmt"
	"strconv"
	"strings"

	"tinxa/model"
)

// Role is what a part is to its reader.
type Role string

// The roles of parts, in the order in which a report is read.
const (
	Kicker    Role = "kicker"
	Headline  Role = "headline"
	Stamp     Role = "stamp"
	Sapo      Role = "sapo"
	Fact      Role = "fact" // of the meeting, or of the report's own card; Part.Name tells which
	Commune   Role = "commune"
	Paragraph Role = "paragraph"
	Heading   Role = "heading"
	Bullet    Role = "bullet" // an entry of a list
	Number    Role = "number" // an entry of a numbered list
	Quote     Role = "quote"
	Speaker   Role = "speaker" // whose words a quote repeats
	Photo     Role = "photo"   // with its caption as text
	Credit    Role = "credit"  // of the photo before
	Alt       Role = "alt"     // of the photo before
	Byline    Role = "byline"
)

// Part is a paragraph, an entry, a photo or anything else that is read as one.
type Part struct {
	Role  Role
	Name  string        // of a Fact: "chair", "guests", "date" and so on
	Place int           // of a Number among those that stand below the same entry, from 1
	Depth int           // of a Bullet or Number: how many entries it stands below
	Photo model.PhotoID // of a Photo or of the fact "cover"; empty for a photo still to come
	Text  model.Text

	owner string // what the part belongs to in both states: a block, a photo, a field
	block string // what stands in for the owner where a photo was replaced: its block
}

// reader lists the parts of a report.
type reader struct{ all []Part }

// reading lists what is read in a report, in reading order, without what is
// blank.
func reading(r model.Report) []Part {
	var to reader
	to.line(Kicker, "head", r.Head.Kicker)
	to.line(Headline, "head", r.Head.Title)
	to.line(Stamp, "head", r.Head.Stamp)
	to.text(Sapo, "head", r.Head.Sapo)
	to.facts(r)
	to.blocks(r.Blocks)
	to.bylines("credits", r.Credits.Bylines)
	return to.all
}

// text adds a part unless it is blank.
func (to *reader) text(role Role, of string, t model.Text) {
	if !t.Blank() {
		to.all = append(to.all, Part{Role: role, Text: t, owner: of + "/" + family(role)})
	}
}

func (to *reader) line(role Role, of, s string) { to.text(role, of, model.Plainly(s)) }

// family is what roles have in common that a block can be turned into.
func family(role Role) string {
	switch role {
	case Paragraph, Heading, Bullet, Number, Quote:
		return "body"
	default:
		return string(role)
	}
}

func (to *reader) fact(name, value string) {
	if value != "" {
		to.all = append(to.all, Part{Role: Fact, Name: name, Text: model.Plainly(value), owner: "fact/" + name})
	}
}

func (to *reader) facts(r model.Report) {
	m := r.Meeting
	to.fact("type", m.Type)
	to.fact("ordinal", m.Ordinal)
	to.fact("term", m.Term)
	if m.Extended {
		to.fact("extended", "✓")
	}
	to.fact("date", day(m.Date))
	to.fact("session", string(m.Session))
	to.fact("commune", m.Commune)
	to.fact("place", m.Place)
	to.fact("organisers", strings.Join(m.Organisers, "\n"))
	to.fact("chair", people(m.Chair))
	to.fact("guests", people(m.Guests))
	to.fact("source", r.Credits.Source)
	to.fact("category", r.Credits.Category)
	to.fact("tags", strings.Join(r.Credits.Tags, ", "))
	to.fact("status", string(r.Status))
	if r.Cover != "" {
		to.all = append(to.all, Part{Role: Fact, Name: "cover", Photo: r.Cover, owner: "fact/cover"})
	}
}

// day is a date as reports print it, without the year where none is stated.
func day(d model.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Year == 0:
		return fmt.Sprintf("%02d/%02d", d.Day, d.Month)
	default:
		return fmt.Sprintf("%02d/%02d/%d", d.Day, d.Month, d.Year)
	}
}

// people is a person a line, with the post.
func people(all []model.Person) string {
	lines := make([]string, len(all))
	for i, p := range all {
		lines[i] = p.Name
		if p.Post != "" {
			lines[i] += ", " + p.Post
		}
	}
	return strings.Join(lines, "\n")
}

func (to *reader) blocks(blocks model.Blocks) {
	for _, b := range blocks {
		to.block(b)
	}
}

func (to *reader) block(b model.Block) {
	id := "block " + string(b.BlockID())
	switch b := b.(type) {
	case model.Paragraph:
		to.text(Paragraph, id, b.Text)
	case model.Heading:
		to.text(Heading, id, b.Text)
	case model.List:
		to.list(id, b)
	case model.Quote:
		to.text(Quote, id, b.Text)
		to.line(Speaker, id, b.From)
	case model.Photos:
		for i, p := range b.Pictures {
			to.picture(id, i, p)
		}
	case model.Item:
		to.line(Commune, id, b.Commune)
		to.blocks(b.Blocks)
		to.bylines(id, b.Bylines)
	}
}

func (to *reader) list(id string, l model.List) {
	var places [model.MaxDepth + 1]int
	role := Bullet
	if l.Ordered {
		role = Number
	}
	for i, entry := range l.Entries {
		depth := l.Depth(i)
		places[depth]++
		clear(places[depth+1:])
		before := len(to.all)
		if to.text(role, id, entry); len(to.all) == before {
			continue
		}
		to.all[before].Depth = depth
		if l.Ordered {
			to.all[before].Place = places[depth]
		}
	}
}

// picture adds a photo with what is written about it.
func (to *reader) picture(id string, i int, p model.Picture) {
	of := "photo " + string(p.Photo)
	if p.Photo == "" {
		of = id + " " + strconv.Itoa(i)
	}
	first := len(to.all)
	if p.Photo != "" || strings.TrimSpace(p.Caption) != "" {
		to.all = append(to.all, Part{Role: Photo, Photo: p.Photo, Text: model.Plainly(p.Caption), owner: of})
	}
	to.line(Credit, of, p.Credit)
	to.line(Alt, of, p.Alt)
	for k := range to.all[first:] {
		added := &to.all[first+k]
		added.block = id + "/" + string(added.Role)
	}
}

func (to *reader) bylines(of string, all []model.Byline) {
	for _, b := range all {
		to.line(Byline, of, b.Name)
	}
}
