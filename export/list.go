package export

import (
	"strconv"
	"strings"

	"tinxa/model"
)

// readList leaves blank entries out and lets none hang in the air: what stands
// below an entry is one deeper.
func readList(list model.List) Part {
	p := Part{Kind: Bullets}
	if list.Ordered {
		p.Kind = Numbers
	}
	deepest := 0
	for i, t := range list.Entries {
		if t = broken(t); len(t) == 0 {
			continue
		}
		depth := min(list.Depth(i), deepest)
		p.Lines, p.Depths = append(p.Lines, t), append(p.Depths, depth)
		deepest = depth + 1
	}
	return p
}

// Entry is an entry of a list with those that stand below it.
type Entry struct {
	Text  model.Text
	Below []Entry
}

// Entries are the entries of a list as they stand below one another.
func (p Part) Entries() []Entry {
	all, _ := p.entriesFrom(0, 0)
	return all
}

// entriesFrom gathers the entries of a depth, and says which comes after them.
func (p Part) entriesFrom(i, depth int) (all []Entry, next int) {
	for i < len(p.Lines) && p.Depths[i] == depth {
		e := Entry{Text: p.Lines[i]}
		e.Below, i = p.entriesFrom(i+1, depth+1)
		all = append(all, e)
	}
	return all, i
}

// Listed are the entries of a list as lines of plain text: "- " or the number
// stands before an entry, and what is below it or goes on in another line is
// indented as far as its words. Numbers begin anew below each entry.
func (p Part) Listed() []string { return p.listed(p.Entries(), "") }

func (p Part) listed(all []Entry, indent string) []string {
	var out []string
	for i, e := range all {
		sign := "- "
		if p.Kind == Numbers {
			sign = strconv.Itoa(i+1) + ". "
		}
		deeper := indent + strings.Repeat(" ", len(sign))
		for k, line := range PlainLines(e.Text) {
			if k == 0 {
				out = append(out, indent+sign+line)
			} else {
				out = append(out, deeper+line)
			}
		}
		out = append(out, p.listed(e.Below, deeper)...)
	}
	return out
}

// PlainLines are the lines of a text, without styles and with single spaces.
func PlainLines(t model.Text) []string {
	var all []string
	for line := range strings.SplitSeq(t.Plain(), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			all = append(all, line)
		}
	}
	return all
}
