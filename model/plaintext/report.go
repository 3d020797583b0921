package plaintext

import (
	"regexp"
	"strings"

	"tinxa/model"
)

// report makes a draft of the marked lines.
func (p *page) report() model.Report {
	r := model.New()
	r.Head, r.Credits = p.head, p.credits
	end := p.closingAt()
	b := builder{title: p.head.Title}
	for i, l := range p.lines {
		if i == end {
			b.open = -1
		}
		b.add(l)
	}
	b.flush()
	if len(b.body) > 0 {
		r.Blocks = b.body
	}
	return r
}

// builder gathers blocks, those of a round-up item in the item.
type builder struct {
	title string
	body  model.Blocks
	open  int            // 1 + the index of the item that blocks go into; 0 or less for none
	alt   *model.Picture // a photo whose caption may follow
	list  *model.List    // a list that may go on
}

func (b *builder) add(l line) {
	if l.kind != caption && l.kind != altText {
		b.flushPicture()
	}
	if !(b.list != nil && l.goesOn(b.list.Ordered)) {
		b.flushList()
	}
	switch l.kind {
	case item:
		b.openItem(l)
	case signature:
		b.sign(l)
	case caption:
		b.addCaption(l)
	case altText:
		b.addAlt(l)
	case bullet, numbered:
		b.addEntry(l)
	case heading:
		b.put(model.Heading{ID: model.NewBlockID(), Text: model.Plainly(l.text)})
	case attribution:
		b.attribute(l)
	case quotation:
		b.put(model.Quote{ID: model.NewBlockID(), Text: model.Plainly(unquoted(l.text))})
	default:
		b.paragraph(l)
	}
}

// unquoted takes off the marks around a whole quotation: a block says by itself
// that it is one.
func unquoted(s string) string {
	inner, opened := strings.CutPrefix(s, "“")
	inner, closed := strings.CutSuffix(inner, "”")
	if !opened || !closed {
		return s
	}
	return inner
}

// goesOn reports whether a line belongs to the list above it.
func (l line) goesOn(ordered bool) bool {
	return l.kind == bullet && !ordered || l.kind == numbered && ordered && l.number() != 1
}

func (b *builder) flush() {
	b.flushPicture()
	b.flushList()
}

func (b *builder) put(block model.Block) {
	if b.open <= 0 {
		b.body = append(b.body, block)
		return
	}
	it := b.body[b.open-1].(model.Item)
	it.Blocks = append(it.Blocks, block)
	b.body[b.open-1] = it
}

// openItem begins an item; its first paragraph keeps its words.
func (b *builder) openItem(l line) {
	text := strings.TrimSpace(strings.TrimLeft(l.text, "*•+–-"))
	b.body = append(b.body, model.Item{ID: model.NewBlockID(), Commune: communeIn(text)})
	b.open = len(b.body)
	if text != "" {
		b.put(model.Paragraph{ID: model.NewBlockID(), Text: model.Plainly(text)})
	}
}

// attribute names whose words the quotation above repeats. Where the quotation
// turned out to be something else, the line is a paragraph.
func (b *builder) attribute(l line) {
	list := b.body
	if b.open > 0 {
		list = b.body[b.open-1].(model.Item).Blocks
	}
	if last := len(list) - 1; last >= 0 {
		if q, ok := list[last].(model.Quote); ok {
			q.From = strings.TrimSpace(strings.TrimLeft(l.text, "—–"))
			list[last] = q
			return
		}
	}
	b.paragraph(l)
}

func (b *builder) paragraph(l line) {
	b.put(model.Paragraph{ID: model.NewBlockID(), Text: model.Plainly(l.text)})
}

// sign puts bylines on the item above them.
func (b *builder) sign(l line) {
	signed, _ := bylines(l.text)
	if b.open <= 0 {
		b.paragraph(l)
		return
	}
	it := b.body[b.open-1].(model.Item)
	it.Bylines = append(it.Bylines, signed...)
	b.body[b.open-1] = it
}

func (b *builder) addCaption(l line) {
	if b.alt == nil {
		b.alt = &model.Picture{}
	}
	b.alt.Caption = l.text
	if parts := credit.FindStringSubmatch(l.text); parts != nil {
		b.alt.Caption, b.alt.Credit = parts[1], strings.TrimSpace(parts[2])
	}
	b.flushPicture()
}

func (b *builder) addAlt(l line) {
	b.flushPicture()
	if fileName.MatchString(l.low) {
		b.alt = &model.Picture{Name: l.text}
	} else {
		b.alt = &model.Picture{Alt: l.text}
	}
}

// flushPicture ends a photo. One that no caption followed has what stood for
// it as its caption, so that no word is out of sight.
func (b *builder) flushPicture() {
	if b.alt == nil {
		return
	}
	if b.alt.Caption == "" && b.alt.Alt != "" {
		b.alt.Caption, b.alt.Alt = b.alt.Alt, ""
	}
	b.put(model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{*b.alt}})
	b.alt = nil
}

// entryMarker is what the program prints by itself in front of an entry.
var entryMarker = regexp.MustCompile(`^([-–—•·▪●+*]|\d{1,2}\.)\s*`)

func (b *builder) addEntry(l line) {
	if b.list == nil {
		b.list = &model.List{ID: model.NewBlockID(), Ordered: l.kind == numbered}
	}
	b.list.Entries = append(b.list.Entries, model.Plainly(entryMarker.ReplaceAllString(l.text, "")))
}

func (b *builder) flushList() {
	if b.list != nil {
		b.put(*b.list)
		b.list = nil
	}
}
