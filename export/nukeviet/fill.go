package nukeviet

import (
	"cmp"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/model"
	"tinxa/model/viet"
)

// dialect is what NukeViet keeps and its pages show: lead, signature and source
// have fields of their own.
var dialect = markup.Dialect{Kicker: true, Widths: true}

// begin fills a new article's form with little: nobody sees it yet.
func begin(f *form, p export.Post) {
	f.set("title", bare(p.Report.Head.Title))
	f.set("bodyhtml", markup.Stub(p, dialect))
}

// fill puts the whole of a report into an article's form and leaves alone what
// a report does not have: the rest belongs to the editors of the portal.
func fill(f *form, p export.Post, sapoIsHTML bool) {
	r := p.Report
	f.set("title", bare(r.Head.Title))
	f.set("hometext", sapo(r.Head.Sapo.Plain(), sapoIsHTML))
	f.set("bodyhtml", markup.Body(p, dialect))
	cover(f, p)
	f.set("author", bare(signed(r.Credits.Bylines)))
	f.set("sourcetext", bare(r.Credits.Source))
	if len(r.Credits.Tags) > 0 {
		f.set("tags[]", tags(r.Credits.Tags)...)
	}
}

// bare is a text for a field without HTML. A "<" right before a letter or a
// figure ("<5%") would be taken for a tag, and the rest of the text cut off;
// written as an entity it is kept, and shown as it was.
func bare(s string) string {
	return opening.ReplaceAllString(viet.Normal(strings.TrimSpace(s)), "&lt;$1")
}

var opening = regexp.MustCompile(`<(\S)`)

// tags are without the comma, which parts them on the portal.
func tags(all []string) []string {
	var clean []string
	for _, t := range all {
		if t = strings.Join(strings.Fields(strings.ReplaceAll(viet.Normal(t), ",", " ")), " "); t != "" {
			clean = append(clean, t)
		}
	}
	return clean
}

// sapo writes the lead for its field. There is a blank before each break between
// lines because NukeViet's own form loses the breaks: without it the next editor
// would store two words as one.
func sapo(text string, isHTML bool) string {
	text = trimmed(viet.Normal(text))
	if !isHTML || text == "" {
		return strings.ReplaceAll(bare(text), "\n", " \n")
	}
	return "<p>" + strings.ReplaceAll(html.EscapeString(text), "\n", "</p><p>") + "</p>"
}

// signed joins those who sign as one line.
func signed(bylines []model.Byline) string {
	var names []string
	for _, b := range bylines {
		if name := strings.TrimSpace(b.Name); name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, " - ")
}

// cover makes the report's cover the article's picture. The body shows it
// already, so a fresh article is told not to show it a second time above.
func cover(f *form, p export.Post) {
	id := p.Report.CoverPhoto()
	photo, there := p.Photos[id]
	if id == "" || !there {
		return
	}
	if f.value("homeimg") == "" {
		f.set("imgposition", "0")
	}
	f.set("homeimg", photo.URL)
	for _, pic := range p.Report.Pictures() {
		if pic.Photo == id {
			f.set("homeimgalt", bare(calm(cmp.Or(pic.Alt, pic.Caption))))
			return
		}
	}
}

// classify puts an article under its categories. None chosen leaves those that
// it has; a fresh one, which nobody sees, goes under the first.
func classify(f *form, topics []string, did string) error {
	if !allows(*f, topics) {
		return &export.PortalError{Kind: export.ErrTopic, Did: did}
	}
	if len(topics) == 0 {
		offered := topicsOf(*f)
		switch {
		case len(f.values("catids[]")) > 0:
			return nil
		case len(offered) == 0:
			return &export.PortalError{Kind: export.ErrTopic, Did: did}
		}
		topics = []string{offered[0].ID}
	}
	f.set("catids[]", topics...)
	f.set("catid", topics[0])
	return nil
}

// date sets when readers see the article first, by the clock on the portal's
// wall.
func date(f *form, wall time.Time) {
	f.set("publ_date", wall.Format("02/01/2006"))
	f.set("phour", strconv.Itoa(wall.Hour()))
	f.set("pmin", strconv.Itoa(wall.Minute()))
}

// calm takes out of an attribute what NukeViet drops it for, or rewrites: what
// looks like the call of a function, and numbers behind a hash.
func calm(s string) string {
	s = strings.NewReplacer("(", " ", ")", " ", "#", " ").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// mark finds the mark in an article's body.
func mark(body string) string {
	if m := marked.FindStringSubmatch(body); m != nil {
		return m[1]
	}
	return ""
}

var marked = regexp.MustCompile(markup.MarkAttr + `\s*=\s*["']?([a-zA-Z0-9]{8,64})`)

// previousDirs lists where photos of the days or the month before lie: what was
// sent and not answered may be there.
func previousDirs(dir string, day time.Time) []string {
	var all []string
	for _, back := range []time.Time{day.AddDate(0, 0, -1), day.AddDate(0, 0, -day.Day())} {
		all = append(all, dayDir.ReplaceAllStringFunc(dir, func(part string) string {
			return datedLike(part, back)
		}))
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(d string) bool { return d == dir })
}

// dayDir matches the part of a folder's name that time changes: 2026, 2026_11,
// 2026/11, 2026_11/21, 2026/11/21.
var dayDir = regexp.MustCompile(`(?:20[0-9]{2})(?:[_/][0-9]{2}(?:/[0-9]{2})?)?$`)

func datedLike(part string, day time.Time) string {
	layout := "2006"
	if len(part) > 4 {
		layout += part[4:5] + "01"
	}
	if len(part) > 7 {
		layout += "/02"
	}
	return day.Format(layout)
}
