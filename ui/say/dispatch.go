package say

import (
	"time"

	"tinxa/export"
	"tinxa/model"
)

// Sending is what is being done to a dispatch: the photo in hand with its bytes,
// or else the step.
func Sending(p export.Progress) string {
	switch {
	case p.Step == model.StepPhotos && p.Photo > 0:
		return T("sending.photo", p.Photo, p.Of, SizeOf(p.Sent, p.Size))
	case p.Step == "":
		return T("sending.step.start")
	}
	return T("sending.step." + string(p.Step))
}

// Standing is how a dispatch that is not being sent stands, in a sentence; what
// it asks for is ExplainDispatch's. kind is that of its account.
func Standing(d model.Dispatch, kind string, now time.Time) string {
	switch d.State {
	case model.SendQueued:
		return T("sending.queued")
	case model.SendWaits:
		return waiting(d, now)
	case model.SendAsks:
		return ExplainDispatch(d).What
	case model.SendPaused:
		return T("sending.paused")
	case model.SendCancelled:
		if d.Begun == "send" { // a mail whose fate only the user knew
			return T("sending.arrived")
		}
		return T("sending.cancelled")
	case model.SendDone:
		return finished(d, kind, now)
	}
	return T("sending.ordering")
}

// waiting tells why a dispatch waits, and until when.
func waiting(d model.Dispatch, now time.Time) string {
	words := ExplainDispatch(d).What
	if d.Trouble != nil && d.Trouble.Code == export.Code(export.ErrOffline) {
		words = T("sending.offline")
	}
	if d.Wait.Until.After(now) {
		words += " " + T("sending.waits", When(d.Wait.Until, now))
	}
	return words
}

// finished tells what became of a report there, and when.
func finished(d model.Dispatch, kind string, now time.Time) string {
	key, at := "sending.done."+string(d.Sent.Article.Status), d.Sent.At
	switch kind {
	case "mail", "handover":
		key = "sending.done." + kind
	case "folder", "sftp", "webdav", "ftp":
		key = "sending.done.deposit"
	default:
		if d.Wish.At.After(d.Sent.At) && d.Sent.Article.Status == model.PostPublic {
			key, at = "sending.done.schedule", d.Wish.At
		}
	}
	if !Has(key) {
		key = "sending.done.publish"
	}
	return T(key, When(at, now))
}

// PortalKind is the name of a family of portals.
func PortalKind(kind string) string {
	if key := "sending.kind." + kind; Has(key) {
		return T(key)
	}
	return kind
}
