package model

import (
	"context"
	"strings"
	"time"
)

// DispatchID names the dispatch of one report to one account: there is never
// more than one, so pressing twice cannot publish twice.
type DispatchID string

// NewDispatchID returns the id of the dispatch of a report to an account.
func NewDispatchID(r ReportID, a AccountID) DispatchID {
	return DispatchID(string(r) + "." + string(a))
}

// Parts returns the report and the account of an id.
func (id DispatchID) Parts() (ReportID, AccountID) {
	r, a, _ := strings.Cut(string(id), ".")
	return ReportID(r), AccountID(a)
}

// Dispatch is a report on its way to a portal, and afterwards the record of
// what stands there. It is the durable journal of publishing: Begun is written
// before a request leaves, what came of it after its answer.
type Dispatch struct {
	ID      DispatchID `json:"id"`
	Mark    string     `json:"mark"`    // by which the article is found on the portal: letters and digits
	Content Report     `json:"content"` // the report as it was when the user said so; uploading never changes it
	Wish    Wish       `json:"wish"`
	State   SendState  `json:"state"`
	Step    SendStep   `json:"step,omitzero"`  // the next step, or where it stopped
	Begun   string     `json:"begun,omitzero"` // a request whose answer is not known: "photo <id>", "create", "body", "status", "send"
	Trouble *Trouble   `json:"trouble,omitzero"`
	Wait    Wait       `json:"wait,omitzero"` // in state SendWaits

	Sent  Sent       `json:"sent"`          // what is known to be on the portal
	Log   []LogEntry `json:"log,omitempty"` // the last of what was done, oldest first
	Since time.Time  `json:"since"`         // the user said so, UTC
}

// Wait is a pause after a try that came to nothing.
type Wait struct {
	Until time.Time `json:"until"`
	Tries int       `json:"tries"` // that came to nothing, in a row
}

// Wish is what the user wants to become of a report on a portal.
type Wish struct {
	Status PostStatus `json:"status,omitzero"`  // empty: PostDraft
	At     time.Time  `json:"at,omitzero"`      // to be published at that time; zero: at once
	Topics []string   `json:"topics,omitempty"` // the portal's own ids of categories, the main one first
	// Over is the hash of what someone changed on the portal, when the user said
	// that it may be replaced.
	Over string `json:"over,omitzero"`
}

// PostStatus is how far an article is shown on a portal.
type PostStatus string

// The ways to show an article.
const (
	PostDraft   PostStatus = "draft"   // seen by its author
	PostPending PostStatus = "pending" // waits for someone there who may publish
	PostPublic  PostStatus = "publish" // seen by everybody
)

// SendState is how a dispatch stands.
type SendState string

// The states of a dispatch.
const (
	SendQueued    SendState = "queued" // is to be sent as soon as its turn comes; also after the program was killed
	SendWaits     SendState = "waits"  // for the network or the portal, until Next
	SendAsks      SendState = "asks"   // for the user, who must do or decide something; see Trouble
	SendPaused    SendState = "paused" // by the user
	SendCancelled SendState = "cancelled"
	SendDone      SendState = "done"
)

// SendStep is a part of sending, in the order of work.
type SendStep string

// The steps of a dispatch.
const (
	StepLogin  SendStep = "login"
	StepLook   SendStep = "look"   // what is there already, and whether it was changed
	StepPhotos SendStep = "photos" // each once
	StepCreate SendStep = "create" // a small draft that carries the mark
	StepBody   SendStep = "body"
	StepCheck  SendStep = "check" // read it back and compare
	StepStatus SendStep = "status"
)

// Sent is what is known to be on the portal.
type Sent struct {
	Photos  map[PhotoID]RemotePhoto `json:"photos,omitempty"`
	Article RemoteArticle           `json:"article,omitzero"`
	Seen    Snapshot                `json:"seen,omitzero"`     // the article right after our last sending
	Report  Report                  `json:"report,omitzero"`   // what of ours stands there
	Rev     int64                   `json:"rev,omitzero"`      // its revision
	At      time.Time               `json:"at,omitzero"`       // when sending was done, UTC
	Lost    []Loss                  `json:"lost,omitempty"`    // what the portal dropped
	Smaller []PhotoID               `json:"smaller,omitempty"` // photos that had to be made smaller for the portal
	Ticks   []string                `json:"ticks,omitempty"`   // what is done of a hand-over, by field
	Trail   Trail                   `json:"trail,omitzero"`
}

// Trail is what only the engine needs, to tell its own work on the portal from
// that of others.
type Trail struct {
	Going  Report    `json:"going,omitzero"`   // what the last creation or update carried, whatever came of it
	Topics []string  `json:"topics,omitempty"` // the categories of what stands there
	Added  []PhotoID `json:"added,omitempty"`  // photos that this dispatch brought there
	Public bool      `json:"public,omitzero"`  // everybody could see the article at some time
	Site   string    `json:"site,omitzero"`    // whose ids those of Sent are: the account's kind and address as it was then
}

// RemotePhoto is a photo on a portal.
type RemotePhoto struct {
	ID     string `json:"id,omitzero"`    // the portal's own; empty where it has none
	URL    string `json:"url"`            // as the article is to quote it
	Width  int    `json:"width,omitzero"` // pixels
	Height int    `json:"height,omitzero"`
}

// RemoteArticle is an article on a portal. The zero value is none.
type RemoteArticle struct {
	ID     string     `json:"id,omitzero"`
	URL    string     `json:"url,omitzero"`  // for readers
	Edit   string     `json:"edit,omitzero"` // for its author, where the portal has such a page
	Status PostStatus `json:"status,omitzero"`
}

// Snapshot is what a portal shows of an article when it is asked.
type Snapshot struct {
	Title    string     `json:"title,omitzero"`
	Sapo     string     `json:"sapo,omitzero"` // empty where the portal keeps it in the body
	HTML     string     `json:"html,omitzero"` // the body as the portal keeps it
	Status   PostStatus `json:"status,omitzero"`
	Modified time.Time  `json:"modified,omitzero"`
	By       string     `json:"by,omitzero"` // who changed it last, where the portal says so
}

// Loss is something that a portal did not keep.
type Loss struct {
	What string `json:"what"` // "title", "sapo", "paragraph", "caption", "photo"
	Text string `json:"text"` // the words, or the photo's name
}

// Trouble is why a dispatch stands still.
type Trouble struct {
	Code        string    `json:"code"`                 // of the export error; see export.Code
	Said        string    `json:"said,omitzero"`        // the portal's own words, shortened; holds no secret
	After       time.Time `json:"after,omitzero"`       // the portal asked to be left alone until then
	Limit       int64     `json:"limit,omitzero"`       // bytes, of a size that was refused
	Fingerprint string    `json:"fingerprint,omitzero"` // of a certificate or host key that is not trusted
	Reason      string    `json:"reason,omitzero"`      // why it is not trusted, a key of texts
	There       *Snapshot `json:"there,omitzero"`       // what someone made of the article
	Photo       PhotoID   `json:"photo,omitzero"`       // which photo it is about
}

// LogEntry is one line of what was done.
type LogEntry struct {
	At   time.Time `json:"at"`
	What string    `json:"what"` // a step, or a Trouble's code
	Note string    `json:"note,omitzero"`
}

// Outbox keeps dispatches. Every implementation passes modeltest.TestOutbox.
type Outbox interface {
	// Dispatch returns one. ErrNotFound, ErrDamaged.
	Dispatch(ctx context.Context, id DispatchID) (Dispatch, error)
	// Dispatches lists all, the oldest Since first.
	Dispatches(ctx context.Context) ([]Dispatch, error)
	// KeepDispatch stores d; it is on the disk when it returns. ErrFull,
	// ErrReadOnly; after an error what was stored before is untouched.
	KeepDispatch(ctx context.Context, d Dispatch) error
	// ForgetDispatch removes one. ErrNotFound.
	ForgetDispatch(ctx context.Context, id DispatchID) error
}
