package editor

import (
	"strings"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// newReportPanel is the panel of what stands around the report: where it is on
// its way, category, tags, source.
func newReportPanel(s *Screen) *panel {
	p := newPanel()
	addStatus(p, s)
	line := func(key string, get func(model.Credits) string, set func(*model.Credits, string)) {
		e := part.NewField(say.T("credits." + key + ".hint"))
		f := tie(&e.Entry, func(r model.Report) string { return get(r.Credits) }, s.state.Report, func(text string) {
			s.set(s.state.SetCredits(key, func(c *model.Credits) { set(c, text) }))
		})
		p.follow(f.sync)
		p.add(say.T("credits."+key), e)
	}
	line("category", func(c model.Credits) string { return c.Category },
		func(c *model.Credits, text string) { c.Category = oneLine(text) })
	line("tags", func(c model.Credits) string { return strings.Join(c.Tags, ", ") },
		func(c *model.Credits, text string) { c.Tags = splitTags(text) })
	line("source", func(c model.Credits) string { return c.Source },
		func(c *model.Credits, text string) { c.Source = oneLine(text) })
	p.add(say.T("editor.version.label"), part.HStack(look.S8,
		part.NewPlain(say.T("editor.version"), look.IconPin, s.NameVersion)))
	return p
}

func addStatus(p *panel, s *Screen) {
	var words []string
	for _, status := range model.Statuses() {
		words = append(words, say.T("status."+string(status)))
	}
	choice := part.NewSelect("", words, nil)
	choice.OnChanged = func(string) {
		chosen := model.Statuses()[choice.SelectedIndex()]
		if chosen != s.state.Report().Status {
			s.set(s.state.SetStatus(chosen))
		}
	}
	p.follow(func(r model.Report) {
		for i, status := range model.Statuses() {
			if status == r.Status {
				choice.SetSelectedIndex(i)
			}
		}
	})
	p.add(say.T("credits.status"), choice)
}
