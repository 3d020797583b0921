package say

import (
	"time"

	"tinxa/export"
	"tinxa/model"
)

// refusal is what is known of what a portal, or the way to it, answered.
type refusal struct {
	code        string
	said        string
	after       time.Duration // to wait for; or else
	until       time.Time     // to wait until
	limit       int64
	fingerprint string
	reason      string
	by          string // who changed the article
}

// ExplainTrouble puts into words why a dispatch stands still.
func ExplainTrouble(t model.Trouble) Explanation {
	r := refusal{
		code: t.Code, said: t.Said, until: t.After, limit: t.Limit,
		fingerprint: t.Fingerprint, reason: t.Reason,
	}
	if t.There != nil {
		r.by = t.There.By
	}
	detail := t.Code
	for _, more := range []string{t.Reason, t.Said} {
		if more != "" {
			detail += ": " + more
		}
	}
	return explainPortal(r, detail)
}

// ExplainDispatch puts into words why d stands still; a dispatch without a
// Trouble explains nothing. A mail whose fate is not known is no article that
// could be looked for.
func ExplainDispatch(d model.Dispatch) Explanation {
	if d.Trouble == nil {
		return Explanation{}
	}
	t := *d.Trouble
	if d.State == model.SendAsks && t.Code == export.Code(export.ErrUnknownOutcome) {
		t.Code = unknownMail
	}
	return ExplainTrouble(t)
}

// unknownMail is ErrUnknownOutcome of a Courier.
const unknownMail = "unknown-mail"

func refusalOf(err *export.PortalError) refusal {
	return refusal{
		code: export.Code(err), said: err.Said, after: err.After, limit: err.Limit,
		fingerprint: err.Fingerprint, reason: err.Reason,
	}
}

// explainPortal finds the texts of a refusal and fills in what is known.
func explainPortal(r refusal, detail string) Explanation {
	key := "err.portal." + r.code
	if !Has(key + ".what") {
		key = "err.general"
	}
	return Explanation{
		What: r.what(key + ".what"), Kept: T(key + ".kept"), Do: r.advice(key + ".do"),
		Note: r.note(key + ".note"), Detail: detail,
	}
}

func (r refusal) what(key string) string {
	switch {
	case r.limit > 0 && Has(key+".limit"):
		return T(key+".limit", Size(r.limit))
	case r.by != "" && Has(key+".by"):
		return T(key+".by", r.by)
	}
	return r.withReason(key)
}

func (r refusal) advice(key string) string {
	switch {
	case !r.until.IsZero() && Has(key+".until"):
		t := r.until.Local()
		return T(key+".until", T("common.when.date", Time(t), Date(t)))
	case r.after > 0 && Has(key+".after"):
		return T(key+".after", Span(r.after))
	}
	return r.withReason(key)
}

// withReason is the text for the reason, where there is one.
func (r refusal) withReason(key string) string {
	if r.reason != "" && Has(key+"."+r.reason) {
		key += "." + r.reason
	}
	return T(key)
}

// note is what is read out or passed on.
func (r refusal) note(key string) string {
	switch {
	case r.fingerprint != "":
		return T("err.portal.fingerprint", Fingerprint(r.fingerprint))
	case r.code == export.Code(export.ErrFirewall) && r.reason != "":
		return T(key, r.reason)
	case r.said == "":
		return ""
	case r.code == export.Code(export.ErrMoved):
		return T(key, r.said)
	}
	return T("err.portal.said", r.said)
}
