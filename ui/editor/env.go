package editor

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/ui/task"
)

// Env is what the editor needs from the house around it.
type Env struct {
	Store        Keeper
	Journal      model.Journal
	Historian    Historian
	Photos       model.PhotoStore
	Runner       task.Runner
	Now          func() time.Time
	MeetingTypes []MeetingType
	Clipboard    func(context.Context) ([]Incoming, error) // photos on the clipboard
	Ways
}

// Ways are what the window does for the editor, and the ways out of it.
type Ways struct {
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

// MeetingType is a kind of meeting to choose from.
type MeetingType struct{ Key, Name string }
