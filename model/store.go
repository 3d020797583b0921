package model

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Store keeps reports. Every implementation passes modeltest.TestStore.
type Store interface {
	// Report returns the newest revision. ErrNotFound, ErrDamaged, ErrNewer.
	Report(ctx context.Context, id ReportID) (Report, error)
	// Reports lists every report that is not in the bin, last changed first.
	Reports(ctx context.Context) ([]Summary, error)
	// Save stores r durably and returns it with its new revision and times.
	// ErrConflict unless r.Rev is the stored revision (0 for a new report) and
	// the report is not in a bin; a save that is tried again and had arrived in
	// spite of an error is none; ErrFormat when its id is not Valid; ErrFull,
	// ErrReadOnly, ErrNewer. On any error what was stored before is untouched.
	Save(ctx context.Context, r Report) (Report, error)
}

// Bin keeps what was thrown away until it is purged. What is in it is not found
// by Store and Historian.
type Bin interface {
	// Delete moves a report into the bin. ErrNotFound.
	Delete(ctx context.Context, id ReportID) error
	// Binned lists the reports in the bin, last deleted first.
	Binned(ctx context.Context) ([]Summary, error)
	// BinnedPhotos lists the photos that Save found taken out of a report, last
	// removed first. One that comes back into its report leaves the list.
	BinnedPhotos(ctx context.Context) ([]BinnedPhoto, error)
	// Restore takes a report out of the bin. ErrNotFound.
	Restore(ctx context.Context, id ReportID) error
	// Purge removes for good what was deleted before that moment, reports and
	// photos, and counts the reports.
	Purge(ctx context.Context, before time.Time) (int, error)
}

// BinnedPhoto is a photo that was taken out of a report.
type BinnedPhoto struct {
	Photo   PhotoID
	Caption string    // that it had, and so the next two
	Alt     string    // for those who cannot see it
	Credit  string    // who took it
	Report  ReportID  // that it was taken out of
	Name    string    // of that report, at that time
	Removed time.Time // UTC, to the millisecond
}

// BinDays is how long the bin keeps a report or a photo.
const BinDays = 30

// Summary is what a list of reports shows, kept beside the report so that ten
// thousand of them are listed without reading one.
type Summary struct {
	ID      ReportID  `json:"id"`
	Title   string    `json:"title"` // the headline, or else how the text begins
	Commune string    `json:"commune,omitzero"`
	Date    Date      `json:"date,omitzero"`
	Session Session   `json:"session,omitzero"`
	Status  Status    `json:"status"`
	Updated time.Time `json:"updated"`
	Deleted time.Time `json:"deleted,omitzero"` // when it went into the bin, zero if not
	Cover   PhotoID   `json:"cover,omitzero"`
	Photos  int       `json:"photos,omitzero"`
	Words   int       `json:"words,omitzero"`
	Find    string    `json:"find,omitzero"` // further words to be found by, as written
}

// Summarise makes the summary of r.
func Summarise(r Report) Summary {
	return Summary{
		ID: r.ID, Title: r.Name(), Commune: r.Meeting.Commune,
		Date: r.Meeting.Date, Session: r.Meeting.Session, Status: r.Status, Updated: r.Updated,
		Cover: r.CoverPhoto(), Photos: len(r.Pictures()), Words: r.Words(),
		Find: strings.Join(r.findable(), "\n"),
	}
}

// findable lists the words that users look for beside the headline: people,
// places, captions and the lead.
func (r Report) findable() []string {
	words := []string{r.Head.Kicker, r.Head.Sapo.Plain(), r.Meeting.Place, r.Credits.Category}
	words = append(words, r.Meeting.Organisers...)
	words = append(words, r.Credits.Tags...)
	for _, p := range slices.Concat(r.Meeting.Chair, r.Meeting.Guests) {
		words = append(words, p.Name, p.Post)
	}
	for _, b := range r.Credits.Bylines {
		words = append(words, b.Name)
	}
	for b := range r.Blocks.All() {
		if item, ok := b.(Item); ok {
			words = append(words, item.Commune)
		}
	}
	for _, p := range r.Pictures() {
		words = append(words, p.Caption)
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// nameRunes is how much of the text stands in for a missing headline.
const nameRunes = 80

// Name is the headline, or else the beginning of the text, or else empty.
func (r Report) Name() string {
	if strings.TrimSpace(r.Head.Title) != "" {
		return r.Head.Title
	}
	if !r.Head.Sapo.Blank() {
		return shorten(r.Head.Sapo.Plain())
	}
	for b := range r.Blocks.All() {
		for _, t := range Texts(b) {
			if !t.Blank() {
				return shorten(t.Plain())
			}
		}
	}
	return ""
}

func shorten(s string) string {
	runes := []rune(s)
	if len(runes) <= nameRunes {
		return s
	}
	cut := nameRunes
	for cut > nameRunes/2 && runes[cut] != ' ' {
		cut--
	}
	return string(runes[:cut]) + "…"
}
