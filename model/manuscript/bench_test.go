package manuscript_test

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/model/viet"
)

// bench holds a report and the reference side by side, with all that both have
// been.
type bench struct {
	state   *manuscript.State
	page    flat
	past    []moment // what was there after every change, the first included
	now     int      // which of them is there
	ahead   []int    // those that redo leads to, the next last
	log     []string // what was done, in words
	journey time.Time
	checks  int
	doing   string // what undo may take back with more of its kind before it; "" for a step of its own
	settled bool   // the caret stands where the newest change has left it
	left    manuscript.Spot
}

// moment is what was there at one time.
type moment struct {
	report model.Report
	page   flat   // the reference
	by     string // what led to it
	joined bool   // undo may take it back with the change before
	loose  bool   // there were several that are alike; undo may go anywhere
}

func same(a, b model.Report) bool { return reflect.DeepEqual(a, b) }

func open(r model.Report) *bench {
	b := &bench{journey: time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)}
	b.state = manuscript.Open(r, func() time.Time { return b.journey })
	b.page = flatten(b.state.Boxes())
	b.past = []moment{{report: b.state.Report(), page: b.page}}
	return b
}

// selection is what is selected, in places of the reference.
func (b *bench) selection() (from, to point) {
	a, c := b.state.Ordered()
	return b.placeOf(a), b.placeOf(c)
}

func (b *bench) placeOf(at manuscript.Spot) point {
	_, i := b.state.Box(at)
	return point{i, at.Pos}
}

func (b *bench) spotOf(at point) manuscript.Spot {
	spot := b.state.Boxes()[at.cell].Spot
	spot.Pos = at.pos
	return spot
}

// any is the place that two numbers name, whatever is there.
func (b *bench) any(cell, pos int) point {
	i := cell % len(b.page.cells)
	return point{i, pos % (len(b.page.cells[i].text) + 1)}
}

// run does a command to the report and to the reference, and compares them. The
// reference says where the caret is to be; nowhere leaves it open.
func (b *bench) run(c manuscript.Command, reference func(f *flat) point) error {
	version := b.state.Version()
	if err := b.state.Run(c); err != nil {
		return fmt.Errorf("refused: %w", err)
	}
	page := b.page.copied()
	caret := reference(&page)
	b.page = page
	if err := b.compare(); err != nil {
		return err
	}
	if sel := b.state.Selection(); b.page.stands(caret) && (!sel.Empty() || b.placeOf(sel.Head) != caret) {
		return fmt.Errorf("the caret stands at %v, want %v", b.placeOf(sel.Head), caret)
	}
	return b.record(version)
}

var nowhere = point{-1, 0}

// stands reports whether the caret can stand at a place: not before a mark.
func (f *flat) stands(at point) bool {
	if at == nowhere {
		return false
	}
	text := f.cells[at.cell].text
	return at.pos == len(text) || !unicode.IsMark(text[at.pos].r)
}

// record keeps what is there if the report has changed.
func (b *bench) record(version int) error {
	if b.state.Version() == version {
		return b.check()
	}
	if b.state.CanRedo() {
		return fmt.Errorf("redo after a change")
	}
	return b.keep()
}

func (b *bench) keep() error {
	before := b.past[b.now]
	m := moment{report: b.state.Report(), page: b.page, by: b.doing}
	m.joined = b.doing != "" && b.doing == before.by && b.settled && len(b.ahead) == 0
	b.past = append(b.past[:b.now+1], m)
	b.now, b.ahead, b.settled, b.left = b.now+1, nil, true, b.state.Selection().Head
	return b.check()
}

// reach is the earliest moment that one undo may lead to.
func (b *bench) reach() int {
	at := b.now
	for at > 0 && b.past[at].joined {
		at--
	}
	if b.past[b.now].loose {
		return 0
	}
	return max(0, at-1)
}

// runBoth does a command that does something by itself, too: one undo must take
// that alone back.
func (b *bench) runBoth(c manuscript.Command, reference func(f *flat) point, itself func(f *flat, at point) bool) error {
	page := b.page.copied()
	at := reference(&page)
	first := page.copied()
	if !page.stands(at) || !itself(&page, at) {
		return b.run(c, reference)
	}
	if err := b.state.Run(c); err != nil {
		return fmt.Errorf("refused: %w", err)
	}
	b.state.Undo()
	b.page, b.doing = first, "letters"
	if err := b.compare(); err != nil {
		return fmt.Errorf("without what it does by itself: %w", err)
	}
	if err := b.keep(); err != nil {
		return err
	}
	b.state.Redo()
	b.page, b.doing = page, ""
	if err := b.compare(); err != nil {
		return fmt.Errorf("by itself: %w", err)
	}
	return b.keep()
}

// compare compares the page with the reference.
func (b *bench) compare() error {
	is, want := flatten(b.state.Boxes()), b.page.numbered()
	if slices.EqualFunc(is.cells, want.cells, cell.equal) {
		return nil
	}
	a, c := strings.Split(is.String(), "\n"), strings.Split(want.String(), "\n")
	for len(a) > 0 && len(c) > 0 && a[0] == c[0] {
		a, c = a[1:], c[1:]
	}
	for len(a) > 0 && len(c) > 0 && a[len(a)-1] == c[len(c)-1] {
		a, c = a[:len(a)-1], c[:len(c)-1]
	}
	return fmt.Errorf("the page is\n%s\nwant\n%s", strings.Join(a, "\n"), strings.Join(c, "\n"))
}

func (c cell) equal(o cell) bool {
	return c.form == o.form && c.block == o.block && c.item == o.item && c.depth == o.depth &&
		c.heard == o.heard && c.photo == o.photo && c.half == o.half && slices.Equal(c.text, o.text)
}

// numbered is the page with its blocks numbered in reading order.
func (f flat) numbered() flat {
	out := f.copied()
	numbers := make([]int, f.last+1)
	out.last = 0
	number := func(n int) int {
		if n > 0 && numbers[n] == 0 {
			out.last++
			numbers[n] = out.last
		}
		return numbers[n]
	}
	for i := range out.cells {
		c := &out.cells[i]
		c.item = number(c.item)
		c.block = number(c.block)
	}
	return out
}

// String is the page, a line a cell.
func (f flat) String() string {
	var b strings.Builder
	for i, c := range f.cells {
		fmt.Fprintf(&b, "%3d %d/%d %s", i, c.item, c.block, c.form)
		if c.entry() {
			fmt.Fprintf(&b, " %d", c.depth)
		}
		fmt.Fprintf(&b, " %s%.6s", c.heard, c.photo)
		if c.half {
			b.WriteString(" half")
		}
		var style glyph
		for _, g := range c.text {
			if g.marks != style.marks || g.link != style.link {
				style = g
				fmt.Fprintf(&b, " {%d%s}", g.marks, g.link)
			}
			fmt.Fprintf(&b, "%c", g.r)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// check looks at what must be true of every report. That it can be written and
// read again is looked at now and then, because it takes longest.
func (b *bench) check() error {
	r := b.state.Report()
	if b.checks++; b.checks%50 == 0 {
		if err := roundTrip(r); err != nil {
			return err
		}
	}
	ids := map[model.BlockID]bool{"": true}
	for block := range r.Blocks.All() {
		if ids[block.BlockID()] {
			return fmt.Errorf("block id %q is there twice", block.BlockID())
		}
		ids[block.BlockID()] = true
		if item, is := block.(model.Item); is && slices.ContainsFunc(item.Blocks, func(b model.Block) bool { _, is := b.(model.Item); return is }) {
			return fmt.Errorf("an item in item %q", item.ID)
		}
	}
	if len(r.Blocks) == 0 {
		return fmt.Errorf("nothing to write in")
	}
	return b.checkBoxes()
}

func roundTrip(r model.Report) error {
	data, err := model.Encode(r)
	if err != nil {
		return fmt.Errorf("no sound report: %w", err)
	}
	back, err := model.Decode(data)
	if err != nil {
		return fmt.Errorf("it cannot be read again: %w", err)
	}
	again, err := model.Encode(back)
	if err == nil && !bytes.Equal(again, data) {
		err = fmt.Errorf("read and written again it is another report")
	}
	return err
}

func (b *bench) checkBoxes() error {
	for i, box := range b.state.Boxes() {
		if _, at := b.state.Box(box.Spot); at != i {
			return fmt.Errorf("box %d is found as %d", i, at)
		}
		if err := checkText(box); err != nil {
			return fmt.Errorf("box %d: %w", i, err)
		}
		for _, f := range b.state.Findings(box.Spot) {
			if got := box.Text.Slice(f.From, f.To).Plain(); got != f.Words {
				return fmt.Errorf("box %d: found %q where %q stands", i, f.Words, got)
			}
		}
	}
	return b.checkSelection()
}

func (b *bench) checkSelection() error {
	sel := b.state.Selection()
	for _, at := range []manuscript.Spot{sel.Anchor, sel.Head} {
		if box, i := b.state.Box(at); i < 0 || at.Pos < 0 || at.Pos > box.Text.Len() {
			return fmt.Errorf("the selection is outside: %v", at)
		}
	}
	return nil
}

// checkText looks for what no text may have.
func checkText(box manuscript.Box) error {
	plain := box.Text.Plain()
	lines := box.Spot.Field == manuscript.Text || box.Spot.Field == manuscript.Sapo
	switch {
	case !utf8.ValidString(plain):
		return fmt.Errorf("no UTF-8: %q", plain)
	case viet.Normal(plain) != plain:
		return fmt.Errorf("not in one Unicode form: %q", plain)
	case !lines && strings.Contains(plain, "\n"):
		return fmt.Errorf("a line break in a line: %q", plain)
	case strings.ContainsAny(plain, "\r\t\u00a0\u2028"):
		return fmt.Errorf("stray white space: %q", plain)
	}
	for i, s := range box.Text {
		if s.Text == "" {
			return fmt.Errorf("an empty span in %q", plain)
		}
		if i > 0 && len(s.Extra) == 0 && reflect.DeepEqual(s.Marks, box.Text[i-1].Marks) && s.Link == box.Text[i-1].Link && len(box.Text[i-1].Extra) == 0 {
			return fmt.Errorf("two spans of one style in %q", plain)
		}
	}
	return nil
}

// undo takes a step back: to something that was there before.
func (b *bench) undo() (bool, error) {
	could := b.state.CanUndo()
	if did := b.state.Undo(); did != could || !did {
		return false, mismatch(did != could, "undo was %v, and could %v", did, could)
	}
	if err := b.checkSelection(); err != nil {
		return false, err
	}
	b.settled = false
	for _, alike := range []func(a, b model.Report) bool{same, model.SameContent} { // the slow way where lists of nothing differ
		found := -1
		for i := b.now - 1; i >= b.reach(); i-- {
			if alike(b.past[i].report, b.state.Report()) {
				b.past[max(found, i)].loose = b.past[i].loose || found >= 0
				found = max(found, i)
			}
		}
		if found >= 0 {
			b.ahead = append(b.ahead, b.now)
			b.now, b.page = found, b.past[found].page
			return true, b.compare()
		}
	}
	return false, fmt.Errorf("undo led to what was not right before; %w", b.compare())
}

// redo does the step again: to what was there before it was undone.
func (b *bench) redo() (bool, error) {
	could := b.state.CanRedo()
	if did := b.state.Redo(); did != could || !did {
		return false, mismatch(did != could, "redo was %v, and could %v", did, could)
	}
	if err := b.checkSelection(); err != nil {
		return false, err
	}
	b.settled = false
	last := len(b.ahead) - 1
	if last < 0 {
		return false, fmt.Errorf("redo of what was not undone")
	}
	b.now, b.ahead = b.ahead[last], b.ahead[:last]
	b.page = b.past[b.now].page
	was, now := b.past[b.now].report, b.state.Report()
	return true, mismatch(!same(was, now) && !model.SameContent(was, now), "redo led elsewhere:\n%s", flatten(b.state.Boxes()))
}

func mismatch(wrong bool, format string, args ...any) error {
	if !wrong {
		return nil
	}
	return fmt.Errorf(format, args...)
}

// ends undoes everything and does it all again: first and last report must come
// back to the byte. The reports in between are looked at again then, so that
// one that was written to would be seen.
func (b *bench) ends(first []byte) error {
	if err := b.all(b.redo); err != nil {
		return err
	}
	last, err := model.Encode(b.state.Report())
	if err == nil {
		err = b.all(b.undo)
	}
	if err == nil {
		err = b.is(first, "undo did not lead to the beginning")
	}
	if err == nil {
		err = b.all(b.redo)
	}
	if err == nil {
		err = b.is(last, "redo did not lead to the end")
	}
	return err
}

// all goes on as long as there is something to do.
func (b *bench) all(step func() (bool, error)) error {
	for {
		if did, err := step(); err != nil || !did {
			return err
		}
	}
}

func (b *bench) is(data []byte, otherwise string) error {
	now, err := model.Encode(b.state.Report())
	if err == nil && !bytes.Equal(now, data) {
		err = fmt.Errorf("%s:\n%s\nwant\n%s", otherwise, now, data)
	}
	return err
}

// size is how much there is on the page.
func (b *bench) size() int {
	n := 0
	for _, c := range b.page.cells {
		n += 20 + len(c.text)
	}
	return n
}
