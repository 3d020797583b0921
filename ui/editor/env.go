package editor

import (
	"context"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/ink"
	"tinxa/ui/task"
)

// Env is what the editor needs from the house around it.
type Env struct {
	Store        Keeper
	Journal      model.Journal
	Historian    Historian
	Photos       model.PhotoStore
	Taken        func(io.Reader) time.Time // when a photo was taken, by the head of its file; zero where it does not tell
	Runner       task.Runner
	Now          func() time.Time
	Prefs        fyne.Preferences
	MeetingTypes []MeetingType
	Clipboard    Clipboard
	Proof        Proofing
	Ways
}

// Ways are what the window does for the editor, and the ways out of it.
type Ways struct {
	Pen           *ink.Pen                    // that writes the page; one does for all reports
	Canvas        func() fyne.Canvas          // that the screen is shown on; Fyne knows it only after the first frame
	Choose        func(chosen func([]string)) // asks the user for photo files
	Named         func(model.Report)          // the headline may be another one
	Back          func()                      // leave for the list of reports
	Publish       func(model.Report)          // leave for the export of a saved report
	History       func(model.Report)          // leave for the history of a saved report; nil: there is no such way
	SaveElsewhere func(model.Report)          // write a report that can be kept nowhere where the user says; nil: there is no such way
}

// Keeper is the part of a store that an open report needs.
type Keeper interface {
	Save(ctx context.Context, r model.Report) (model.Report, error)
}

// Historian is the part of a history that an open report needs.
type Historian interface {
	Pin(ctx context.Context, id model.ReportID, rev int64, p model.Pin) error
}

// Clipboard is the system's, as it concerns a report. Both are work for beside
// the window.
type Clipboard interface {
	Read(ctx context.Context) (Pasted, error)
	Write(ctx context.Context, c manuscript.Clip) error
}

// Pasted is what a clipboard holds.
type Pasted struct {
	Clip   manuscript.Clip // text with its structure; empty where the clipboard has none
	Text   string          // the same, or other text, without
	Photos []Incoming      // pictures and files that stand alone
	Places []Placed        // pictures that the clip keeps places for
}

// Placed is a picture and its place in a clip.
type Placed struct {
	Block model.BlockID
	Entry int
	Incoming
}

// Proofing is who looks for faults, and what is never to be found again. Without
// a Reader nothing is looked for.
type Proofing struct {
	Reader  model.Proofreader
	Waivers model.Waivers
}

// MeetingType is a kind of meeting to choose from.
type MeetingType struct{ Key, Name string }
