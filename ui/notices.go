package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"tinxa/model/viet"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// work is something that the program holds and others made.
type work struct {
	name  string // with its version
	kinds string // of its licences
	text  string // of the licences
}

// readWorks takes the notices apart that cmd/notices writes: a line for each
// work, and behind a rule each licence with its number.
func readWorks(notices string) []work {
	parts := strings.Split(notices, "\n"+strings.Repeat("=", 72)+"\n")
	licences := map[string]string{}
	for _, part := range parts[1:] {
		number, _, _ := strings.Cut(part, " ")
		_, text, _ := strings.Cut(part, "\n\n")
		licences[number] = text
	}
	var all []work
	for line := range strings.Lines(parts[0]) {
		name, rest, found := strings.Cut(strings.TrimSpace(line), " · ")
		at := strings.Index(rest, " [")
		if !found || at < 0 {
			continue
		}
		w := work{name: name, kinds: rest[:at]}
		for number := range strings.FieldsSeq(rest[at:]) {
			w.text += licences[number] + "\n"
		}
		all = append(all, w)
	}
	return all
}

// matching are the works whose names hold some words.
func matching(all []work, words string) []work {
	var found []work
	for _, w := range all {
		if strings.Contains(viet.Fold(w.name+" "+w.kinds), viet.Fold(words)) {
			found = append(found, w)
		}
	}
	return found
}

const (
	noticesWidth  float32 = 980
	noticesHeight float32 = 600
	worksWidth    float32 = 320
)

// notices shows whose work the program holds, with the licence of the one that
// is chosen.
func (w *Window) notices() {
	d := dialog.NewCustom(say.T("notices.title"), say.T("common.close"), newNotices(readWorks(w.help.Notices)), w.win)
	d.Resize(w.fitting(noticesWidth, noticesHeight))
	d.Show()
}

func newNotices(all []work) fyne.CanvasObject {
	found, lines := all, part.NewLines()
	none := part.NewProse(look.Label, say.T("notices.nothing"))
	none.Hide()
	rows := map[fyne.CanvasObject][2]*part.Text{}
	list := part.NewList(func() int { return len(found) }, func() fyne.CanvasObject {
		name, kinds := part.NewCutText(look.Control, ""), part.NewCutText(look.Label, "")
		o := part.Sized(0, look.RowHeight+look.S8, part.Inset(0, look.S8, 0, look.S8, part.Middle(part.VStack(0, name, kinds))))
		rows[o] = [2]*part.Text{name, kinds}
		return o
	}, func(i int, o fyne.CanvasObject) {
		rows[o][0].SetText(found[i].name)
		rows[o][1].SetText(found[i].kinds)
	}, func(i int) { lines.Set(found[i].text, false) })
	search := part.NewSearchBox(say.T("notices.search"), func(words string) {
		found = matching(all, words)
		none.Hidden = len(found) > 0
		list.UnselectAll()
		list.Update()
		lines.Set("", false)
		if len(found) > 0 {
			list.Select(0)
		}
	})
	side := part.Sized(worksWidth, 0, part.Frame(part.Inset(0, 0, look.S8, 0, part.VStack(look.S8, search, none)), nil, nil, nil, list))
	if len(found) > 0 {
		list.Select(0)
	}
	return part.Frame(nil, nil, side, nil, part.Inset(0, 0, 0, look.S12, part.NewSurface(lines.Object())))
}
