package manuscript_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/model/viet"
)

// Pages are written in tests as lines parted by " / ":
//
//	k: kicker, t: title, s: sapo, b: byline
//	p: paragraph, h: heading, q: quotation, f: who said it
//	l: l1: l2: entries of a list by depth, n: … of a numbered one, L: N: begin another list
//	x: the caption of a photo, y: of one beside it, x½: of one half as wide
//	i: an item's commune, and .p: .b: … what is in the item
//
// "|" is the caret and "^" where the selection began; before "@" they are on the
// photo itself. The n-th line of the body begins block00n. Lines without text at the edges of the page are left out.

// drawn opens a page from its notation.
func drawn(t *testing.T, notation string) *manuscript.State {
	t.Helper()
	p := &drawing{report: model.New()}
	p.report.Blocks = nil
	for line := range strings.SplitSeq(notation, " / ") {
		p.line(line)
	}
	now := time.Date(2026, 10, 15, 8, 0, 0, 0, time.UTC)
	s := manuscript.Open(p.report, func() time.Time { now = now.Add(time.Second); return now })
	if !p.selects {
		p.sel.Anchor = p.sel.Head
	}
	s.Select(p.sel)
	if s.Selection() != p.sel {
		t.Fatalf("the caret cannot stand at %+v of %q", p.sel, notation)
	}
	return s
}

// drawing reads a notation.
type drawing struct {
	report  model.Report
	sel     manuscript.Selection
	selects bool
	ids     int
}

func (p *drawing) id() model.BlockID {
	p.ids++
	return model.BlockID(fmt.Sprintf("block%03d", p.ids))
}

// text takes caret and anchor out of a line's text.
func (p *drawing) text(text string, at manuscript.Spot) string {
	for i, r := range []rune(text) {
		at.Pos = i
		switch r {
		case '|':
			if strings.Contains(string([]rune(text)[:i]), "^") {
				at.Pos--
			}
			p.sel.Head = at
		case '^':
			if strings.Contains(string([]rune(text)[:i]), "|") {
				at.Pos--
			}
			p.sel.Anchor, p.selects = at, true
		}
	}
	return strings.NewReplacer("|", "", "^", "").Replace(text)
}

func (p *drawing) line(line string) {
	kind, text, _ := strings.Cut(line, ":")
	kind, inner := strings.CutPrefix(kind, ".")
	var item model.BlockID
	if inner {
		item = p.report.Blocks[len(p.report.Blocks)-1].BlockID()
	}
	switch kind {
	case "k":
		p.report.Head.Kicker = p.text(text, manuscript.Spot{Field: manuscript.Kicker})
	case "t":
		p.report.Head.Title = p.text(text, manuscript.Spot{Field: manuscript.Title})
	case "s":
		p.report.Head.Sapo = model.Plainly(p.text(text, manuscript.Spot{Field: manuscript.Sapo}))
	case "b":
		p.byline(text, item)
	default:
		p.block(kind, text, inner)
	}
}

func (p *drawing) byline(text string, item model.BlockID) {
	bylines := &p.report.Credits.Bylines
	last := len(p.report.Blocks) - 1
	var it model.Item
	if item != "" {
		it = p.report.Blocks[last].(model.Item)
		bylines = &it.Bylines
	}
	at := manuscript.Spot{Field: manuscript.Byline, Block: item, Entry: len(*bylines)}
	if name := p.text(text, at); name != "" || at.Entry > 0 {
		*bylines = append(*bylines, model.Byline{Name: name, Unit: viet.IsUnit(name)})
	}
	if item != "" {
		p.report.Blocks[last] = it
	}
}

// block adds a block, or a line to the last one.
func (p *drawing) block(kind, text string, inner bool) {
	list := &p.report.Blocks
	last := len(p.report.Blocks) - 1
	var item model.Item
	if inner {
		item = p.report.Blocks[last].(model.Item)
		list = &item.Blocks
	}
	*list = p.added(*list, kind, text)
	if inner {
		p.report.Blocks[last] = item
	}
}

func (p *drawing) added(list model.Blocks, kind, text string) model.Blocks {
	at := manuscript.Spot{Field: manuscript.Text, Block: p.id()}
	plain := func() model.Text { return model.Plainly(p.text(text, at)) }
	switch {
	case kind == "p":
		return append(list, model.Paragraph{ID: at.Block, Text: plain()})
	case kind == "h":
		return append(list, model.Heading{ID: at.Block, Text: plain()})
	case kind == "q":
		return append(list, model.Quote{ID: at.Block, Text: plain()})
	case kind == "f":
		q := list[len(list)-1].(model.Quote)
		q.From = p.text(text, manuscript.Spot{Field: manuscript.From, Block: q.ID})
		list[len(list)-1] = q
		return list
	case kind == "i":
		at.Field = manuscript.Commune
		return append(list, model.Item{ID: at.Block, Commune: p.text(text, at)})
	case kind[0] == 'x', kind == "y":
		return p.picture(list, at.Block, kind, text)
	}
	return p.entry(list, at.Block, kind, text)
}

func (p *drawing) picture(list model.Blocks, id model.BlockID, kind, text string) model.Blocks {
	row := model.Photos{ID: id, Half: kind == "x½"}
	if kind == "y" {
		row, list = list[len(list)-1].(model.Photos), list[:len(list)-1]
	}
	at := manuscript.Spot{Field: manuscript.Picture, Block: row.ID, Entry: len(row.Pictures)}
	if on, caption, ok := strings.Cut(text, "@"); ok {
		p.text(on, at)
		if strings.Contains(on, "^") {
			p.sel.Anchor.Pos = 0
		}
		text = caption
	}
	at.Field = manuscript.Caption
	row.Pictures = append(row.Pictures, model.Picture{Caption: p.text(text, at)})
	return append(list, row)
}

func (p *drawing) entry(list model.Blocks, id model.BlockID, kind, text string) model.Blocks {
	l := model.List{ID: id, Ordered: kind[0] == 'n' || kind[0] == 'N'}
	if len(list) > 0 && (kind[0] == 'l' || kind[0] == 'n') {
		if before, ok := list[len(list)-1].(model.List); ok && before.Ordered == l.Ordered {
			l, list = before, list[:len(list)-1]
		}
	}
	at := manuscript.Spot{Field: manuscript.Text, Block: l.ID, Entry: len(l.Entries)}
	l.Entries = append(l.Entries, model.Plainly(p.text(text, at)))
	if len(kind) > 1 {
		l.Depths = append(l.Depths, make([]int, at.Entry-len(l.Depths))...)
		l.Depths = append(l.Depths, int(kind[1]-'0'))
	}
	return append(list, l)
}

// shown writes a page in notation.
func shown(s *manuscript.State) string {
	var out []string
	boxes := s.Boxes()
	for i, b := range boxes {
		line := kindOf(boxes, i) + ":" + marked(s, b)
		if b.Form == manuscript.FormPicture {
			continue
		}
		if b.Form == manuscript.FormCaption {
			if on := marked(s, boxes[i-1]); on != "" {
				line = kindOf(boxes, i) + ":" + on + "@" + marked(s, b)
			}
		}
		optional := b.Spot.Field != manuscript.Text && b.Form != manuscript.FormCaption && b.Form != manuscript.FormCommune
		if optional && strings.HasSuffix(line, ":") && b.Spot.Entry == 0 {
			continue
		}
		out = append(out, line)
	}
	return strings.Join(out, " / ")
}

// marked is the text of a box with caret and anchor in it.
func marked(s *manuscript.State, b manuscript.Box) string {
	sel, text := s.Selection(), []rune(b.Text.Plain())
	var out strings.Builder
	for i := range len(text) + 1 {
		at := b.Spot
		at.Pos = i
		if sel.Anchor == at && !sel.Empty() {
			out.WriteString("^")
		}
		if sel.Head == at {
			out.WriteString("|")
		}
		if i < len(text) {
			out.WriteRune(text[i])
		}
	}
	return out.String()
}

var kinds = map[manuscript.Form]string{
	manuscript.FormKicker: "k", manuscript.FormTitle: "t", manuscript.FormSapo: "s", manuscript.FormByline: "b",
	manuscript.Paragraph: "p", manuscript.Heading: "h", manuscript.Quote: "q", manuscript.FormFrom: "f",
	manuscript.Dash: "l", manuscript.Numbered: "n", manuscript.FormCommune: "i", manuscript.FormCaption: "x",
}

func kindOf(boxes []manuscript.Box, i int) string {
	b := boxes[i]
	kind := kinds[b.Form]
	switch {
	case b.Form == manuscript.FormCaption && b.Spot.Entry > 0:
		kind = "y"
	case b.Shown.Half:
		kind += "½"
	case b.Depth > 0:
		kind += fmt.Sprint(b.Depth)
	}
	if (b.Form == manuscript.Dash || b.Form == manuscript.Numbered) && b.Spot.Entry == 0 && boxes[i-1].Form == b.Form && boxes[i-1].Item == b.Item {
		kind = strings.ToUpper(kind)
	}
	if b.Item != "" && b.Form != manuscript.FormCommune {
		kind = "." + kind
	}
	return kind
}

// sound fails where a report could not be stored, or a page not be written in.
func sound(t *testing.T, s *manuscript.State) {
	t.Helper()
	data, err := model.Encode(s.Report())
	if err != nil {
		t.Fatalf("not to be stored: %v", err)
	}
	if _, err := model.Decode(data); err != nil {
		t.Fatalf("not to be opened: %v", err)
	}
	seen := map[manuscript.Spot]bool{}
	for _, b := range s.Boxes() {
		plain := b.Text.Plain()
		if seen[b.Spot] || viet.Normal(plain) != plain {
			t.Errorf("box %+v is there twice, or %q is not normal", b.Spot, plain)
		}
		seen[b.Spot] = true
		if b.Shown.Beside > 3 {
			t.Errorf("%d photos in a row", b.Shown.Beside)
		}
	}
	sel := s.Selection()
	if !seen[sel.Anchor.Box()] || !seen[sel.Head.Box()] || len(s.Report().Blocks) == 0 {
		t.Errorf("the selection %+v is nowhere, or the body is empty", sel)
	}
	for b := range s.Report().Blocks.All() {
		if row, ok := b.(model.Photos); ok && row.Half && len(row.Pictures) > 1 {
			t.Error("a row of several photos is half as wide")
		}
	}
}
