package manuscript

import (
	"fmt"
	"slices"
	"unicode"

	"tinxa/model"
)

// SetFindings takes over what a proofreader found in a text, which a box had
// when it was handed out: the box may have been written in since. What comes
// late, when a newer text of the box was checked already, changes nothing there.
func (s *State) SetFindings(box Spot, text string, fs []model.Finding) {
	s.proofs.set(s.textOf(box), box.Box(), text, fs)
}

// Findings lists what was found in a box, where it stands in the text of now:
// what was typed since moves the findings behind it and drops those whose words
// it changed. What the report has waived is left out.
func (s *State) Findings(box Spot) []model.Finding {
	waived := s.Report().Waived
	b := s.proofs.of(box.Box(), s.textOf(box))
	if b == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(b.found), func(f model.Finding) bool {
		return slices.ContainsFunc(waived, func(w model.Waiver) bool { return w.Waives(f) })
	})
}

// Unchecked lists the boxes with a text that no proofreader has seen, in reading
// order, and forgets what was found in boxes that are gone.
func (s *State) Unchecked() []Box { return s.proofs.missing(s.Boxes()) }

func (s *State) textOf(box Spot) model.Text {
	b, _ := s.Box(box)
	return b.Text
}

// FixFinding puts a fix in the place of what was found in the box of a spot, with
// the styles that were there. ErrEdit when other words stand there by now.
func FixFinding(at Spot, f model.Finding, fix string) Command {
	return func(m Moment) (Change, error) {
		found := Match{at.Box(), f.To}
		found.At.Pos = f.From
		b := m.box(at)
		if b.Text.Slice(f.From, f.To).Plain() != f.Words {
			return Change{}, fmt.Errorf("manuscript: %q does not stand at %v any more: %w", f.Words, found.At, model.ErrEdit)
		}
		return ReplaceMatch(found, fix)(m)
	}
}

// Waive settles a finding in this report: its words may stand, wherever they do.
func Waive(f model.Finding) Command {
	return func(m Moment) (Change, error) {
		if slices.ContainsFunc(m.Report.Waived, func(w model.Waiver) bool { return w.Waives(f) }) {
			return m.stay(), nil
		}
		all := append(slices.Clip(m.Report.Waived), model.Waiver{Rule: f.Rule, Words: f.Words})
		return Change{Edits: model.All{model.Waive{Waived: all}}, Selection: m.Selection}, nil
	}
}

// proofs is what was found so far. A finding belongs to a text, not to a box:
// entries of a list that change their numbers, and texts that undo brings back,
// are known again without being checked.
type proofs struct {
	boxes map[Spot]*proof
	known map[string][]model.Finding // by the text that was checked
}

// proof is what is known of one box.
type proof struct {
	seen  string          // the text that was checked last
	first []model.Finding // in it
	text  model.Text      // a later one
	found []model.Finding // in that, as far as they are still true
	fresh bool            // text was not changed since it was checked
}

func proved(text string, fs []model.Finding) *proof {
	return &proof{seen: text, first: fs, text: model.Plainly(text), found: fs, fresh: true}
}

// set takes over findings of a text for a box that says now.
func (p *proofs) set(now model.Text, box Spot, text string, fs []model.Finding) {
	if p.known == nil {
		p.boxes, p.known = map[Spot]*proof{}, map[string][]model.Finding{}
	}
	p.known[text] = fs
	if b := p.boxes[box]; b != nil && b.fresh && sameWords(b.text, now) && b.seen != text {
		return
	}
	p.boxes[box] = proved(text, fs)
}

// of is what is known of a box that says now; nil for nothing.
func (p *proofs) of(box Spot, now model.Text) *proof {
	b := p.boxes[box]
	if b != nil && sameWords(b.text, now) {
		b.text = now // so that the next look compares no letters
		return b
	}
	plain := now.Plain()
	if fs, known := p.known[plain]; known {
		b = proved(plain, fs)
		p.boxes[box] = b
	} else if b != nil {
		b.found = moved(b.found, []rune(b.text.Plain()), []rune(plain))
		b.text, b.fresh = now, false
	}
	return b
}

// missing lists the boxes whose text was not checked, and forgets what is not
// among the boxes.
func (p *proofs) missing(boxes []Box) []Box {
	var all []Box
	here := proofs{make(map[Spot]*proof, len(boxes)), make(map[string][]model.Finding, len(boxes))}
	for _, box := range boxes {
		b := p.of(box.Spot, box.Text)
		if b != nil {
			here.boxes[box.Spot], here.known[b.seen] = b, b.first
		}
		if (b == nil || !b.fresh) && !box.Text.Blank() {
			all = append(all, box)
		}
	}
	*p = here
	return all
}

// sameWords reports whether two texts say the same in whatever styles. Texts
// that were not touched share their letters, which is seen at a glance.
func sameWords(a, b model.Text) bool {
	if len(a) == len(b) {
		if len(a) == 0 || &a[0] == &b[0] {
			return true
		}
		if len(a) == 1 {
			return a[0].Text == b[0].Text
		}
	}
	return a.Plain() == b.Plain()
}

// moved brings findings from one text to another: those in front of the change
// stay, those behind it move along, and those that it touched are dropped.
func moved(fs []model.Finding, was, is []rune) []model.Finding {
	front := 0
	for front < min(len(was), len(is)) && was[front] == is[front] {
		front++
	}
	back := 0
	for back < min(len(was), len(is))-front && was[len(was)-1-back] == is[len(is)-1-back] {
		back++
	}
	by := len(is) - len(was)
	var all []model.Finding
	for _, f := range fs {
		switch {
		case f.To < front, f.To == front && !grown(is, front):
			all = append(all, f)
		case f.From > len(was)-back, f.From == len(was)-back && !grown(is, len(is)-back):
			f.From, f.To = f.From+by, f.To+by
			all = append(all, f)
		}
	}
	return all
}

// grown reports whether a word goes on over an edge of the change.
func grown(text []rune, edge int) bool {
	return edge > 0 && edge < len(text) && inWord(text[edge-1]) && inWord(text[edge])
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }
