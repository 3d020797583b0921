package manuscript_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/model/modeltest"
	"tinxa/model/viet"
)

// act is one thing that somebody does. Its numbers name places, whatever is
// there, so that a list of acts can be shortened and done again.
type act struct {
	verb string
	n    [4]int
	text string
}

func (a act) String() string { return fmt.Sprintf("%s%v%q", a.verb, a.n, a.text) }

// verb is a way to act, and how often it is chosen.
type verb struct {
	often int
	do    func(b *bench, a act) error
}

// verbs are all ways to act.
var verbs = map[string]verb{
	"type":       {30, typing},
	"keys":       {2, keying},
	"proofread":  {2, proofreading},
	"restore":    {1, restoring},
	"select":     {14, selecting},
	"move":       {10, moving},
	"erase":      {14, erasing},
	"enter":      {8, entering},
	"line":       {2, breaking},
	"toggle":     {5, toggling},
	"link":       {2, linking},
	"turn":       {6, turning},
	"indent":     {4, indenting},
	"paste":      {3, pasting},
	"plain":      {3, pastingText},
	"copy":       {2, pastingCopy},
	"cut":        {2, cutting},
	"drag":       {2, dragging},
	"find":       {2, replacing},
	"replace":    {1, replacingAll},
	"photos":     {3, addingPictures},
	"photo":      {3, movingPicture},
	"less":       {1, removingPicture},
	"fill":       {3, filling},
	"row":        {3, arranging},
	"shift":      {4, shifting},
	"remove":     {1, removing},
	"insert":     {2, inserting},
	"item":       {1, insertingItem},
	"stamp":      {1, stamping},
	"panel":      {2, fillingIn},
	"impossible": {1, refusing},
	"undo":       {7, undoing},
	"redo":       {5, redoing},
}

// words is what is typed and pasted: letters as typing tools send them, marks on
// their own, pictures of many runes, what must not come in.
var words = strings.Split("a|b|đ|ư|ơ|ế|Ủy|ban|nhân dân| | |  |, |.|\"|- |+ |1. |* |e\u0302|\u0301|\u0323|👍🏽|👩\u200d👧|xã Suối Mây|\t|\u00a0x|a\u2028b|\xff|\u200b", "|")

func typing(b *bench, a act) error {
	from, to := b.selection()
	marks := b.state.Styles()
	b.lettering()
	text := strings.ReplaceAll(inside(a.text), "\n", " ")
	reference := func(f *flat) point { return f.lettered(from, to, text, marks) }
	return b.runBoth(manuscript.Type(a.text), reference, func(f *flat, at point) bool { return a.text == text && f.automatic(at, text) })
}

// lettering begins what undo may take back with the word before: at the caret, or
// over letters that were just typed.
func (b *bench) lettering() {
	sel := b.state.Selection()
	b.doing, b.settled = "letters", sel.Empty() && b.settled || !sel.Empty() && sel.Anchor == b.left
}

func (f *flat) lettered(from, to point, text string, marks model.Mark) point {
	if text == "" {
		return nowhere
	}
	return f.typed(from, to, text, marks)
}

// keying begins a paragraph with the mark of a list, rune by rune.
func keying(b *bench, a act) error {
	if err := inserting(b, act{}); err != nil {
		return err
	}
	for _, r := range []string{"- ", "+ ", "1. ", "2. ", `"a`}[a.n[0]%5] {
		a.text = string(r)
		if err := typing(b, a); err != nil {
			return err
		}
	}
	return nil
}

// proofreading finds something in all texts that are not checked yet. What was
// found stands where its words do, whatever was done since.
func proofreading(b *bench, a act) error {
	for _, box := range b.state.Unchecked() {
		var fs []model.Finding
		for _, m := range manuscript.Find([]manuscript.Box{box}, manuscript.Query{Words: "an", Exact: true}) {
			fs = append(fs, model.Finding{From: m.At.Pos, To: m.To, Rule: "an", Words: "an"})
		}
		if a.n[0]%3 > 0 {
			b.state.SetFindings(box.Spot, box.Text.Plain(), fs)
		}
	}
	if left := b.state.Unchecked(); a.n[0]%3 > 0 && len(left) > 0 {
		return fmt.Errorf("unchecked: %v", left)
	}
	return nil
}

// restoring takes the first report over again, as from the history.
func restoring(b *bench, a act) error {
	if a.n[0]%4 > 0 {
		return nil
	}
	version := b.state.Version()
	if err := b.state.Become(b.past[0].report); err != nil {
		return err
	}
	b.page = b.past[0].page
	if err := b.compare(); err != nil {
		return err
	}
	return b.record(version)
}

// inside is a text as it may stand in a report.
func inside(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\u2028", "\n", "\t", " ", "\u00a0", " ", "\xff", "").Replace(s)
	return viet.Normal(s)
}

func selecting(b *bench, a act) error {
	head := b.any(a.n[0], a.n[1])
	anchor := head
	switch a.n[2] % 4 {
	case 0:
		anchor = b.any(a.n[0], a.n[3])
	case 1:
		anchor = b.any(a.n[0]+a.n[3]%5, a.n[3])
	case 2:
		if a.n[3]%5 == 0 {
			anchor = b.any(a.n[3], a.n[1])
		}
	}
	if a.n[3]%2 == 0 {
		anchor, head = head, anchor
	}
	b.state.Select(manuscript.Selection{Anchor: b.spotOf(anchor), Head: b.spotOf(head)})
	return b.checkBoxes()
}

func moving(b *bench, a act) error {
	unit := []manuscript.Unit{manuscript.Letter, manuscript.Letter, manuscript.Word, manuscript.Para, manuscript.Page}[a.n[0]%5]
	by := a.n[1]%2*2 - 1
	sel := b.state.Selection()
	for range 1 + a.n[3]%3 {
		sel.Head = b.state.Step(sel.Head, unit, by)
	}
	switch a.n[2] % 6 {
	case 0: // with Shift
	case 1:
		sel = b.state.WordAt(sel.Head)
	case 2:
		sel = b.state.ParagraphAt(sel.Head)
	default:
		sel.Anchor = sel.Head
	}
	b.state.Select(sel)
	if b.state.Selection() != sel {
		return fmt.Errorf("a motion led to %v, where the caret cannot stand", sel)
	}
	return b.checkBoxes()
}

func erasing(b *bench, a act) error {
	unit := []manuscript.Unit{manuscript.Letter, manuscript.Letter, manuscript.Word, manuscript.Letter, manuscript.Word, manuscript.Para}[a.n[0]%6]
	by := []int{-1, -1, 1}[a.n[1]%3]
	from, to := b.selection()
	stop := b.placeOf(b.state.Step(b.state.Selection().Head, unit, by))
	if text := b.page.cells[from.cell].text; unit == manuscript.Para {
		stop = point{from.cell, max(by, 0) * len(text)} // as far as the text goes
	}
	if from == to && stop.cell == from.cell && stop != from {
		b.doing = "letters"
	}
	if letter := b.state.Moment().Letter; unit == manuscript.Letter && by < 0 && len(letter) > 1 {
		whole, less := viet.Normal(string(letter)), []rune(viet.Normal(string(letter[:len(letter)-1])))
		if before := b.page.cells[from.cell].text[from.pos-1]; whole == string(before.r) && len(less) == 1 {
			before.r = less[0]
			return b.run(manuscript.Erase(unit, by), func(f *flat) point { return f.put(from.cell, from.pos-1, from.pos, []glyph{before}) })
		}
	}
	return b.run(manuscript.Erase(unit, by), func(f *flat) point {
		switch form := f.cells[from.cell].form; {
		case from != to:
			return f.cut(from, to)
		case form == manuscript.FormPicture:
			f.removedPicture(from.cell)
		case stop.cell == from.cell && stop.pos < from.pos:
			return f.put(from.cell, stop.pos, from.pos, nil)
		case stop.cell == from.cell && stop.pos > from.pos:
			return f.put(from.cell, from.pos, stop.pos, nil)
		case by < 0:
			f.backspaced(from.cell)
		default:
			f.deleted(from.cell)
		}
		return nowhere
	})
}

func entering(b *bench, _ act) error {
	from, to := b.selection()
	return b.run(manuscript.Enter(), func(f *flat) point { return f.entered(from, to) })
}

func breaking(b *bench, _ act) error {
	from, to := b.selection()
	marks := b.state.Styles()
	return b.run(manuscript.LineBreak(), func(f *flat) point { return f.lineBroken(from, to, marks) })
}

func toggling(b *bench, a act) error {
	mark := []model.Mark{model.Bold, model.Italic, model.Underline}[a.n[0]%3]
	from, to := b.selection()
	styles := b.state.Styles()
	err := b.run(manuscript.Toggle(mark), func(f *flat) point { f.toggled(from, to, mark); return nowhere })
	if now := b.state.Styles(); err == nil && from == to && b.page.cells[from.cell].styled() && now != styles^mark {
		return fmt.Errorf("the next letter has %v, before %v", now, styles)
	}
	return err
}

func linking(b *bench, a act) error {
	link := []string{"", "https://suoimay.example.vn", "mailto:vp@suoimay.example.vn"}[a.n[0]%3]
	from, to := b.selection()
	return b.run(manuscript.Link(link), func(f *flat) point { f.linked(from, to, link); return nowhere })
}

var forms = []manuscript.Form{manuscript.Paragraph, manuscript.Heading, manuscript.Quote, manuscript.Dash, manuscript.Numbered}

func turning(b *bench, a act) error {
	from, to := b.selection()
	form := forms[a.n[0]%len(forms)]
	return b.run(manuscript.Turn(form), func(f *flat) point { f.turned(from, to, form); return nowhere })
}

func indenting(b *bench, a act) error {
	from, to := b.selection()
	by := []int{1, 1, -1}[a.n[0]%3]
	return b.run(manuscript.Indent(by), func(f *flat) point { f.indented(from, to, by); return nowhere })
}

func cutting(b *bench, _ act) error {
	from, to := b.selection()
	return b.run(manuscript.Cut(), func(f *flat) point {
		switch {
		case from != to:
			return f.cut(from, to)
		case f.cells[from.cell].form == manuscript.FormPicture:
			f.removedPicture(from.cell)
		}
		return nowhere
	})
}

// found is what a search finds, with the cells that it stands in.
func (b *bench) found(words string) ([]manuscript.Match, []int) {
	ms := manuscript.Find(b.state.Boxes(), manuscript.Query{Words: words})
	places := make([]int, len(ms))
	for i, m := range ms {
		places[i] = b.placeOf(m.At).cell
	}
	return ms, places
}

// substitute is words as they take the place of what was found.
func substitute(text string) string {
	return strings.TrimLeft(strings.ReplaceAll(inside(text), "\n", " "), "\u0301\u0323\u0302")
}

func replacing(b *bench, a act) error {
	ms, places := b.found([]string{"a", "an", "xa suoi", " "}[a.n[0]%4])
	if len(ms) == 0 {
		return nil
	}
	i := a.n[1] % len(ms)
	with := substitute(a.text)
	return b.run(manuscript.ReplaceMatch(ms[i], a.text), func(f *flat) point {
		f.replaced(ms[i:i+1], places[i:i+1], with)
		return point{places[i], ms[i].At.Pos + len([]rune(with))}
	})
}

func replacingAll(b *bench, a act) error {
	ms, places := b.found([]string{"a", "an", "xa suoi", " "}[a.n[0]%4])
	return b.run(manuscript.ReplaceAll(ms, a.text), func(f *flat) point {
		f.replaced(ms, places, substitute(a.text))
		return nowhere
	})
}

// space is the space for a picture that numbers name, as both know it.
func (b *bench) space(n, m int) (manuscript.Gap, spaceFor) {
	i := n % len(b.page.cells)
	c, spot := b.page.cells[i], b.spotOf(point{i, 0})
	item, list, k := b.page.where(i)
	gap := manuscript.Gap{Place: model.Place{Item: b.state.Boxes()[i].Item}}
	switch {
	case c.form == manuscript.FormPicture || c.form == manuscript.FormCaption:
		entry := m % ((list[k].to-list[k].from)/2 + 1)
		return manuscript.Gap{Beside: spot.Block, Entry: entry}, spaceFor{item, k, list[k].from, entry}
	case !c.ofBlock():
		return gap, spaceFor{c.item, 0, -1, 0}
	}
	gap.Place.Index = k + m%2
	return gap, spaceFor{item, k + m%2, -1, 0}
}

func photo(n int) model.PhotoID { return modeltest.PhotoIDOf([]byte{byte(n), byte(n >> 8)}) }

func addingPictures(b *bench, a act) error {
	gap, to := b.space(a.n[0], a.n[1])
	pictures := make([]model.Picture, 1+a.n[2]%3)
	for i := range pictures {
		pictures[i] = model.Picture{Photo: photo(a.n[3] + i), Caption: inside(words[i]), Name: "IMG.jpg"}
		if a.n[2]%2 == 0 { // still being read
			pictures[i].Photo, pictures[i].Name = "", fmt.Sprintf("IMG%d-%d.jpg", a.n[3], i)
		}
	}
	return b.run(manuscript.AddPictures(gap, pictures), func(f *flat) point {
		var all [][]cell
		for i, p := range pictures {
			all = append(all, f.pictured(0, awaited(p), glyph{}.times(words[i])))
		}
		f.add(to, all)
		return nowhere
	})
}

// picture is a picture that a number names, -1 where there is none.
func (b *bench) picture(n int) int {
	var all []int
	for i, c := range b.page.cells {
		if c.form == manuscript.FormPicture {
			all = append(all, i)
		}
	}
	if len(all) == 0 {
		return -1
	}
	return all[n%len(all)]
}

func movingPicture(b *bench, a act) error {
	i := b.picture(a.n[0])
	if i < 0 {
		return nil
	}
	gap, to := b.space(a.n[1], a.n[2])
	return b.run(manuscript.MovePicture(b.spotOf(point{i, 0}), gap), func(f *flat) point {
		f.movedPicture(i, to)
		return nowhere
	})
}

// filling fills a place kept for a photo. It is no step: every page that was there
// before has the photo, too.
func filling(b *bench, a act) error {
	var waiting []model.PhotoID
	for _, c := range b.page.cells {
		if strings.HasPrefix(string(c.photo), "?") {
			waiting = append(waiting, c.photo)
		}
	}
	if len(waiting) == 0 {
		return nil
	}
	which := waiting[a.n[0]%len(waiting)]
	if i := slices.Index(waiting, which); slices.Contains(waiting[i+1:], which) {
		return nil // pasted twice: which of them is filled is another test's
	}
	i := slices.IndexFunc(b.page.cells, func(c cell) bool { return c.photo == which })
	p := model.Picture{Photo: photo(a.n[1]), Name: string(which[1:])}
	at := b.spotOf(point{i, 0})
	if a.n[2]%2 == 0 {
		at.Block = "elsewhere"
	}
	if err := b.state.Run(manuscript.FillPicture(at, p)); err != nil {
		return err
	}
	for k := range b.past {
		b.past[k].page = b.past[k].page.filled(which, p.Photo)
		b.past[k].report.Blocks = filled(b.past[k].report.Blocks, p)
	}
	b.page = b.page.filled(which, p.Photo)
	if err := b.compare(); err != nil {
		return err
	}
	return b.check()
}

// filled is the page with the first picture of each row that waits for a photo.
func (f flat) filled(which, photo model.PhotoID) flat {
	out := f.copied()
	rows := map[int]bool{}
	for i := range out.cells {
		if c := &out.cells[i]; c.photo == which && !rows[c.block] {
			c.photo, rows[c.block] = photo, true
		}
	}
	return out
}

func filled(blocks model.Blocks, p model.Picture) model.Blocks {
	out := slices.Clone(blocks)
	for i, b := range out {
		switch b := b.(type) {
		case model.Photos:
			k := slices.IndexFunc(b.Pictures, func(o model.Picture) bool { return o.Photo == "" && o.Name == p.Name })
			if k >= 0 {
				b.Pictures = slices.Clone(b.Pictures)
				b.Pictures[k].Photo = p.Photo
			}
			out[i] = b
		case model.Item:
			b.Blocks = filled(b.Blocks, p)
			out[i] = b
		}
	}
	return out
}

func removingPicture(b *bench, a act) error {
	i := b.picture(a.n[0])
	if i < 0 {
		return nil
	}
	return b.run(manuscript.RemovePicture(b.spotOf(point{i, 0})), func(f *flat) point {
		f.removedPicture(i)
		return nowhere
	})
}

func arranging(b *bench, a act) error {
	i := b.picture(a.n[0])
	if i < 0 {
		return nil
	}
	at := b.spotOf(point{i, 0})
	reference := func(f *flat) point { return nowhere }
	command := manuscript.SetCover(photo(a.n[2]))
	switch half := a.n[2]%2 == 0; a.n[1] % 4 {
	case 0:
		command, reference = manuscript.SetHalf(at, half), func(f *flat) point { f.halved(i, half); return nowhere }
	case 1:
		command, reference = manuscript.JoinPictures(at), func(f *flat) point { f.joinedPictures(i); return nowhere }
	case 2:
		command, reference = manuscript.PartPictures(at), func(f *flat) point { f.partedPictures(i); return nowhere }
	}
	return b.run(command, reference)
}

func shifting(b *bench, a act) error {
	from, to := b.selection()
	by := a.n[0]%2*2 - 1
	return b.run(manuscript.MoveBlocks(by), func(f *flat) point { f.movedBlocks(from, to, by); return nowhere })
}

func removing(b *bench, _ act) error {
	from, to := b.selection()
	return b.run(manuscript.RemoveBlocks(), func(f *flat) point { f.removedBlocks(from, to); return nowhere })
}

func inserting(b *bench, a act) error {
	at := b.placeOf(b.state.Selection().Head)
	form := forms[a.n[0]%len(forms)]
	return b.run(manuscript.InsertBlock(form), func(f *flat) point { return f.inserted(at.cell, form) })
}

func insertingItem(b *bench, _ act) error {
	at := b.placeOf(b.state.Selection().Head)
	return b.run(manuscript.InsertItem(), func(f *flat) point { return f.insertedItem(at.cell) })
}

func stamping(b *bench, a act) error {
	at := b.placeOf(b.state.Selection().Head)
	speaker := []string{"", "Nguyễn Thị Hạnh"}[a.n[0]%2]
	return b.run(manuscript.Stamp("10:32", speaker), func(f *flat) point { return f.stamped(at.cell, "10:32", speaker) })
}

// fillingIn changes what the page does not show.
func fillingIn(b *bench, a act) error {
	version := b.state.Version()
	var err error
	b.doing = fmt.Sprint("panel", a.n[0]%3)
	switch a.n[0] % 3 {
	case 0:
		err = b.state.SetMeeting("place", func(m *model.Meeting) { m.Place = inside(a.text) })
	case 1:
		err = b.state.SetStatus(model.Statuses()[a.n[1]%2])
	default:
		if i := b.picture(a.n[1]); i >= 0 {
			err = b.state.SetPicture(b.spotOf(point{i, 0}), "credit", func(p *model.Picture) { p.Credit = inside(a.text) })
		}
	}
	if err == nil {
		err = b.compare()
	}
	if err != nil {
		return err
	}
	return b.record(version)
}

// refusing is what does not fit, and changes nothing.
func refusing(b *bench, a act) error {
	lost := manuscript.Spot{Field: manuscript.Picture, Block: "nowhere", Entry: a.n[1] % 3}
	c := []manuscript.Command{
		manuscript.MovePicture(lost, manuscript.Gap{}),
		manuscript.ReplaceMatch(manuscript.Match{At: lost, To: 1}, "x"),
		manuscript.Link("javascript:x"),
		manuscript.Turn(manuscript.FormTitle),
		manuscript.AddPictures(manuscript.Gap{Place: model.Place{Item: "nowhere"}}, make([]model.Picture, 1)),
	}[a.n[0]%5]
	version := b.state.Version()
	if err := b.state.Run(c); err == nil || b.state.Version() != version {
		return fmt.Errorf("what does not fit was done: %w", err)
	}
	return b.compare()
}

func undoing(b *bench, a act) error {
	for range 1 + a.n[0]%3 {
		if did, err := b.undo(); err != nil || !did {
			return err
		}
	}
	return nil
}

func redoing(b *bench, a act) error {
	for range 1 + a.n[0]%3 {
		if did, err := b.redo(); err != nil || !did {
			return err
		}
	}
	return nil
}

// hand chooses what to do; equal seeds choose alike.
type hand struct {
	*rand.Rand
	names []string
}

func newHand(seed uint64) hand {
	h := hand{Rand: rand.New(rand.NewPCG(seed, 5))}
	for name, v := range verbs {
		h.names = append(h.names, slices.Repeat([]string{name}, v.often)...)
	}
	slices.Sort(h.names)
	return h
}

// next is what to do next; a page that has grown large is emptied.
func (h hand) next(size int) []act {
	one := func(verb string) act {
		return act{verb, [4]int{h.IntN(1 << 20), h.IntN(1 << 20), h.IntN(1 << 20), h.IntN(1 << 20)}, words[h.IntN(len(words))]}
	}
	if size > 1000 {
		far := one("select")
		far.n[2], far.n[3] = 2, far.n[3]/5*5
		return []act{far, one("erase")}
	}
	return []act{one(h.names[h.IntN(len(h.names))])}
}
