package handover

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"tinxa/export/handover"
	"tinxa/model/viet"
)

// state is what is to be handed over and what is done of it.
type state struct {
	hand  handover.Hand
	steps []step
	ticks []string // of the steps that are done
	url   string   // of the article; empty until it is known
}

// step is one thing to do: a field to copy, or the photos' folder to open.
type step struct {
	field  handover.Field
	photos bool
	tick   string
}

// newState lays a hand out as steps: the photos follow the body, in whose
// places they go. Ticks of fields that were changed since count no more.
func newState(h handover.Hand, kept []string) *state {
	s := &state{hand: h}
	for _, f := range h.Fields {
		s.steps = append(s.steps, step{field: f, tick: f.Tick()})
		if f.Name == handover.Body && len(h.Photos) > 0 {
			s.steps = append(s.steps, photosStep(h))
		}
	}
	for _, step := range s.steps {
		if slices.Contains(kept, step.tick) {
			s.ticks = append(s.ticks, step.tick)
		}
	}
	return s
}

func photosStep(h handover.Hand) step {
	var size int64
	for _, p := range h.Photos {
		size += p.Size
	}
	return step{photos: true, tick: fmt.Sprintf("photos.%d.%x", len(h.Photos), size)}
}

// done reports whether a step is ticked.
func (s *state) done(st step) bool { return slices.Contains(s.ticks, st.tick) }

// tick notes that a step is done. It reports whether that is news.
func (s *state) tick(st step) bool {
	if s.done(st) {
		return false
	}
	s.ticks = append(slices.Clone(s.ticks), st.tick)
	return true
}

// next is the first step that is not done.
func (s *state) next() (step, bool) {
	for _, st := range s.steps {
		if !s.done(st) {
			return st, true
		}
	}
	return step{}, false
}

// far counts the steps that every form needs, and how many of them are done.
func (s *state) far() (done, all int) {
	for _, st := range s.steps {
		if !st.main() {
			continue
		}
		all++
		if s.done(st) {
			done++
		}
	}
	return done, all
}

// begins reports whether what only some forms have begins with a step.
func (s *state) begins(i int) bool {
	return !s.steps[i].main() && (i == 0 || s.steps[i-1].main())
}

// main reports whether every form has the field.
func (st step) main() bool {
	switch st.field.Name {
	case handover.Caption, handover.Alt, handover.Authors, handover.Source, handover.Tags, handover.Category:
		return false
	}
	return true
}

// mostURL is more than any portal's address has, in bytes.
const mostURL = 2000

// articleURL is the address of an article as it was pasted, false if it cannot
// be one. The front page of a portal is none.
func articleURL(typed string) (string, bool) {
	typed = strings.TrimSpace(viet.Normal(typed))
	if typed == "" || len(typed) > mostURL || strings.ContainsFunc(typed, blank) {
		return "", false
	}
	if !strings.Contains(typed, "://") {
		typed = "https://" + typed
	}
	u, err := url.Parse(typed)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
		return "", false
	}
	here := strings.Contains(strings.Trim(u.Hostname(), "."), ".") || u.Hostname() == "localhost"
	if !here || strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		return "", false
	}
	return typed, true
}

// blank reports what no address holds.
func blank(r rune) bool {
	return r <= ' ' || r == 0x7f || r == '\u00a0' || r == '"' || r == '<' || r == '>'
}

// previewRunes is how much of a field is shown.
const previewRunes = 76

// preview is how a field begins, cut between words.
func preview(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	runes := []rune(text)
	if len(runes) <= previewRunes {
		return text
	}
	short := string(runes[:previewRunes])
	if at := strings.LastIndexByte(short, ' '); at > previewRunes/2 {
		short = short[:at]
	}
	return strings.TrimRight(short, ",.;: ") + "…"
}
