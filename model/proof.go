package model

import "context"

// FindingKind is how sure a proofreader is, and of what.
type FindingKind string

// The kinds of findings, each underlined in its own way.
const (
	Misspelt FindingKind = "misspelt" // a word or a mark that is wrong
	Unusual  FindingKind = "unusual"  // against the rules of State documents or the house style
	Doubtful FindingKind = "doubtful" // perhaps right; somebody who knows should look
)

// Finding is a place in a text that a proofreader stumbled over.
type Finding struct {
	From, To int // runes of the text that was checked
	Kind     FindingKind
	Rule     string   // names the rule; for waivers, never shown
	Words    string   // what stands there
	Why      string   // for the writer, in Vietnamese
	Fixes    []string // what could stand there instead, the best first
}

// Waiver is a finding that the writer has settled: the words may stand.
type Waiver struct {
	Rule  string `json:"rule"`
	Words string `json:"words"`

	Extra Extra `json:"-"`
}

// Waives reports whether w settles f.
func (w Waiver) Waives(f Finding) bool { return w.Rule == f.Rule && w.Words == f.Words }

// Proofreader looks for faults in one text: a paragraph, a headline, a caption.
// It may be asked from several goroutines at once.
type Proofreader interface {
	Check(ctx context.Context, text string) ([]Finding, error)
}

// Waivers keeps what is never to be found again, in any report. The waivers of
// one report stand in the report.
type Waivers interface {
	Waived(ctx context.Context) ([]Waiver, error)
	Waive(ctx context.Context, w Waiver) error
}
