package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/model/viet"
	"tinxa/ui/look"
	"tinxa/ui/part"
)

// field is one entry of a panel, tied to one value of the report.
type field struct {
	entry *widget.Entry
	get   func(model.Report) string
	said  string // what the report said when the entry was filled last
	quiet bool
}

// tie fills an entry from the report by get and hands what is typed to set.
func tie(entry *widget.Entry, get func(model.Report) string, report func() model.Report, set func(string)) *field {
	f := &field{entry: entry, get: get}
	entry.OnChanged = func(text string) {
		if !f.quiet {
			set(viet.Normal(text))
			f.said = get(report())
		}
	}
	return f
}

// sync fills the entry again when the report says something new; what is being
// typed, and says nothing yet, stays.
func (f *field) sync(r model.Report) {
	now := f.get(r)
	if now == f.said {
		return
	}
	f.said = now
	f.quiet = true
	f.entry.SetText(now)
	f.quiet = false
}

// panel is a column of named fields that follows the report.
type panel struct {
	column *fyne.Container
	syncs  []func(model.Report)
}

func newPanel() *panel { return &panel{column: part.VStack(look.S4)} }

// add puts an object with its name into the column.
func (p *panel) add(label string, o fyne.CanvasObject) {
	p.column.Add(part.Inset(look.S8, 0, 0, 0, part.NewText(look.Label, label)))
	p.column.Add(o)
}

func (p *panel) follow(sync func(model.Report)) { p.syncs = append(p.syncs, sync) }

func (p *panel) sync(r model.Report) {
	for _, sync := range p.syncs {
		sync(r)
	}
}
