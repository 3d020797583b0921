package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"tinxa/model"
)

// deed is what a writer does.
type deed string

// The deeds.
const (
	saved     deed = "save"    // the report ID, revision Rev, whose content has the sum Sum
	imported  deed = "photo"   // the photo ID
	pinned    deed = "pin"     // the revision Rev of the report ID, by the name Sum
	journaled deed = "journal" // the open report ID, whose content has the sum Sum
	forgotten deed = "forget"  // what the journal kept of the report ID
	binned    deed = "delete"  // the report ID went into the bin
	restored  deed = "restore" // and came back
	backedUp  deed = "backup"  // the backup ID
	failed    deed = "failed"  // the deed ID; Sum is the error, Kind the contract's name for it
	opened    deed = "open"    // the data folder
)

// word is a line that a writer prints before it does something, and again with
// Done when that is done durably: its promise.
type word struct {
	Do   deed   `json:"do"`
	Done bool   `json:"done,omitempty"`
	ID   string `json:"id,omitempty"`
	Rev  int64  `json:"rev,omitempty"`
	Sum  string `json:"sum,omitempty"`
	Kind string `json:"kind,omitempty"`
}

// promises is what a writer's words add up to: what must be there, and what may
// be there because the writer ended in the middle of it.
type promises struct {
	reports  map[model.ReportID]*reportPromise
	photos   map[model.PhotoID]bool
	journal  map[model.ReportID]*journalPromise
	backup   string                   // the newest
	copied   map[model.ReportID]int64 // the revisions that are in it at least
	copying  map[model.ReportID]int64 // the same, of one that is being made
	ever     map[string]bool          // every text that was saved or typed, by its sum
	failures []word
	wentOn   bool // something was saved after the last failure
	opened   bool
}

// reportPromise is what was said of one report.
type reportPromise struct {
	rev    int64              // the newest that was acknowledged
	sums   map[int64][]string // what each revision may hold: one sum when it was acknowledged
	pins   map[int64][]string // the names that a pin of a revision may have
	last   []string           // what its newest words may be, saved or in the journal
	binned bool
	moving bool // into the bin or out of it, when the writer ended
	// wasBinned: it lay in the bin after it was saved last.
	wasBinned bool
}

// journalPromise is what was said of one open report.
type journalPromise struct {
	kept       bool // there must be an entry …
	forgetting bool // … unless it was just being forgotten
	sums       []string
}

// read adds up the words in text; a last line without an end is not counted.
func read(text []byte) *promises {
	p := &promises{
		reports: map[model.ReportID]*reportPromise{}, photos: map[model.PhotoID]bool{},
		journal: map[model.ReportID]*journalPromise{}, ever: map[string]bool{},
	}
	for lines := bufio.NewScanner(bytes.NewReader(wholeLines(text))); lines.Scan(); {
		var w word
		if json.Unmarshal(lines.Bytes(), &w) == nil {
			p.take(w)
		}
	}
	return p
}

// wholeLines leaves out a last line without an end.
func wholeLines(text []byte) []byte { return text[:bytes.LastIndexByte(text, '\n')+1] }

// spoken is words as a writer prints them.
func spoken(words []word) (text []byte) {
	for _, w := range words {
		line, _ := json.Marshal(w) // of texts and numbers: it cannot fail
		text = append(append(text, line...), '\n')
	}
	return text
}

func (p *promises) take(w word) {
	id := model.ReportID(w.ID)
	if w.Do == saved || w.Do == journaled {
		p.ever[w.Sum] = true
		p.report(id).write(w)
	}
	switch w.Do {
	case saved:
		p.report(id).save(w)
		p.wentOn = p.wentOn || w.Done
	case pinned:
		p.report(id).pin(w)
	case binned, restored:
		p.report(id).move(w)
	case imported:
		p.photos[model.PhotoID(w.ID)] = p.photos[model.PhotoID(w.ID)] || w.Done
	case journaled, forgotten:
		p.open(id).take(w)
	case backedUp:
		p.backUp(w)
	case failed:
		p.failures, p.wentOn = append(p.failures, w), false
	case opened:
		p.opened = p.opened || w.Done
	}
}

// backUp: what was acknowledged before a backup began is in it.
func (p *promises) backUp(w word) {
	if w.Done {
		p.backup, p.copied = w.ID, p.copying
		return
	}
	p.copying = map[model.ReportID]int64{}
	for id, r := range p.reports {
		p.copying[id] = r.rev
	}
}

func (p *promises) report(id model.ReportID) *reportPromise {
	if p.reports[id] == nil {
		p.reports[id] = &reportPromise{sums: map[int64][]string{}, pins: map[int64][]string{}}
	}
	return p.reports[id]
}

func (p *promises) open(id model.ReportID) *journalPromise {
	if p.journal[id] == nil {
		p.journal[id] = &journalPromise{}
	}
	return p.journal[id]
}

func (r *reportPromise) save(w word) {
	if !w.Done {
		r.sums[w.Rev] = append(r.sums[w.Rev], w.Sum)
		return
	}
	r.rev, r.wasBinned = w.Rev, false
	r.sums[w.Rev] = []string{w.Sum}
}

// write notes the newest words of a report.
func (r *reportPromise) write(w word) {
	if w.Done {
		r.last = nil
	}
	r.last = append(r.last, w.Sum)
}

// pin: a pin that nobody acknowledged may be missing, one that replaces another
// may be the one or the other.
func (r *reportPromise) pin(w word) {
	switch old := r.pins[w.Rev]; {
	case w.Done:
		r.pins[w.Rev] = []string{w.Sum}
	case len(old) > 0:
		r.pins[w.Rev] = append(old, w.Sum)
	}
}

func (r *reportPromise) move(w word) {
	r.moving = !w.Done
	if w.Done {
		r.binned = w.Do == binned
		r.wasBinned = r.wasBinned || r.binned
	}
}

// holds reports whether a revision may have that content.
func (r *reportPromise) holds(rev int64, sum string) bool { return slices.Contains(r.sums[rev], sum) }

func (j *journalPromise) take(w word) {
	switch {
	case w.Do == forgotten && w.Done:
		*j = journalPromise{}
	case w.Do == forgotten:
		j.forgetting = true
	case w.Done:
		*j = journalPromise{kept: true, sums: []string{w.Sum}}
	default:
		j.sums = append(j.sums, w.Sum)
	}
}

// sumOf is a short fingerprint of what is written in a report; id, revision and
// times have no part in it.
func sumOf(r model.Report) string {
	data, err := model.Encode(r.Portable())
	if err != nil {
		return "unsound: " + err.Error()
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}
