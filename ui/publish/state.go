package publish

import (
	"path/filepath"
	"slices"
	"strings"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/say"
)

// Line is one thing to look at before the report goes out.
type Line struct {
	Gap    model.Gap
	Words  string
	Blocks bool // the report cannot go out before it is mended
}

// Lines puts what a report lacks into words, what keeps it from going out
// first, the rest in reading order. Photos and round-up items are counted as a
// reader counts them, from 1.
func Lines(r model.Report) []Line {
	var lines []Line
	for _, gap := range model.Gaps(r) {
		lines = append(lines, Line{Gap: gap, Words: words(r, gap), Blocks: gap.Kind == model.NoTitle})
	}
	slices.SortStableFunc(lines, func(a, b Line) int { return later(a.Blocks, b.Blocks) })
	return lines
}

// words names a gap. The texts are those under "gap.".
func words(r model.Report, gap model.Gap) string {
	key := "gap." + string(gap.Kind)
	switch gap.Kind {
	case model.NoPhoto, model.NoCaption, model.CaptionFileName, model.CaptionTitle:
		return say.T(key, photoNumber(r, gap))
	case model.CaptionTwice:
		n := photoNumber(r, gap)
		return say.T(key, n, firstAlike(r.Pictures()[:n])+1)
	case model.NoCommune:
		return say.T(key, itemNumber(r, gap.Block))
	}
	return say.T(key)
}

// photoNumber is which picture of the report a gap is about, from 1.
func photoNumber(r model.Report, gap model.Gap) int {
	n := 1
	for b := range r.Blocks.All() {
		if b.BlockID() == gap.Block {
			break
		}
		if photos, ok := b.(model.Photos); ok {
			n += len(photos.Pictures)
		}
	}
	return n + gap.Picture
}

func itemNumber(r model.Report, id model.BlockID) int {
	n := 0
	for b := range r.Blocks.All() {
		if _, ok := b.(model.Item); ok {
			n++
		}
		if b.BlockID() == id {
			break
		}
	}
	return n
}

// firstAlike is the index of the first picture that has the last one's caption.
func firstAlike(pictures []model.Picture) int {
	last := pictures[len(pictures)-1]
	return slices.IndexFunc(pictures, func(p model.Picture) bool { return alike(p, last) })
}

// alike leaves it to model to say which captions are the same.
func alike(a, b model.Picture) bool {
	both := model.Report{Blocks: model.Blocks{model.Photos{Pictures: []model.Picture{a, b}}}}
	return slices.ContainsFunc(model.Gaps(both), func(g model.Gap) bool { return g.Kind == model.CaptionTwice })
}

// State is what the screen knows: the report, the form or the account chosen for
// it, and where it goes.
type State struct {
	report   model.Report
	forms    []Form
	chosen   int
	folder   string // "" while unknown
	made     made
	name     string // of the target, without ending
	accounts []model.Account
	account  *model.Account // that is chosen, nil while a form is
	choice   choice         // of what becomes of the report there
}

// newState puts the form of that key on top and chooses it; the others follow
// as they came.
func newState(r model.Report, forms []Form, key string, m made) *State {
	s := &State{report: r, forms: slices.Clone(forms), made: m}
	slices.SortStableFunc(s.forms, func(a, b Form) int { return later(a.Key == key, b.Key == key) })
	s.Choose(0)
	return s
}

// later orders what is first before what is not.
func later(aFirst, bFirst bool) int {
	switch {
	case aFirst == bFirst:
		return 0
	case aFirst:
		return -1
	}
	return 1
}

// Form is the form chosen.
func (s *State) Form() Form { return s.forms[s.chosen] }

// Choose takes the form of that index.
func (s *State) Choose(i int) {
	s.chosen, s.account = i, nil
	s.rename()
}

// ChooseAccount takes an account instead of a form.
func (s *State) ChooseAccount(a model.Account) { s.account = &a }

// begin takes the accounts at the start. The one of the last choice stands on
// top and is returned to be chosen; where nothing was chosen yet, the first that
// the program sends to.
func (s *State) begin(accounts []model.Account, last string) (model.Account, bool) {
	s.accounts = accounts
	id, isAccount := strings.CutPrefix(last, accountPref)
	if isAccount {
		s.accounts = ordered(accounts, model.AccountID(id))
	}
	if len(s.accounts) == 0 {
		return model.Account{}, false
	}
	first := s.accounts[0]
	return first, isAccount && first.ID == model.AccountID(id) || last == "" && first.Kind != handOver
}

// setAccounts takes the accounts that there are now, in the order in which they
// were shown, and reports whether anything has changed. An account that is gone
// is not chosen any more.
func (s *State) setAccounts(all []model.Account) (changed bool) {
	place := func(a model.Account) int {
		if i := slices.IndexFunc(s.accounts, func(b model.Account) bool { return a.ID == b.ID }); i >= 0 {
			return i
		}
		return len(s.accounts)
	}
	now := slices.Clone(all)
	slices.SortStableFunc(now, func(a, b model.Account) int { return place(a) - place(b) })
	if slices.EqualFunc(now, s.accounts, sameAccount) {
		return false
	}
	s.accounts = now
	if s.account != nil {
		i := slices.IndexFunc(now, func(a model.Account) bool { return a.ID == s.account.ID })
		if s.account = nil; i >= 0 {
			s.ChooseAccount(now[i])
		}
	}
	return true
}

// sameAccount reports whether two accounts look the same on the screen.
func sameAccount(a, b model.Account) bool {
	return a.ID == b.ID && a.Name == b.Name && a.Kind == b.Kind && a.Unit == b.Unit && a.Style == b.Style && a.Address == b.Address
}

// SetFolder takes the folder that exports go into.
func (s *State) SetFolder(dir string) {
	s.folder = dir
	s.rename()
}

// rename goes back to the name that this report went out under before, or else
// to the one made from its headline.
func (s *State) rename() {
	s.name = export.FileName(s.report)
	if name, ok := s.made.name(s.report.ID, s.folder, s.name, s.Form().Ext); ok {
		s.name = name
	}
}

// Target is the file or folder that the export becomes, "" while the folder is
// unknown.
func (s *State) Target() string {
	if s.folder == "" {
		return ""
	}
	return filepath.Join(s.folder, s.File())
}

// File is the last part of Target.
func (s *State) File() string { return s.name + s.Form().Ext }

// Blocked is what keeps the report from going out.
func (s *State) Blocked() (Line, bool) {
	lines := Lines(s.report)
	if len(lines) > 0 && lines[0].Blocks {
		return lines[0], true
	}
	return Line{}, false
}
