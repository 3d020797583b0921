package nukeviet

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/model"
)

// session is an administrator who is signed in.
type session struct {
	web    *web.Client
	site   site
	desk   form          // the form of a new article, as the account sees it
	dir    string        // where photos are put now
	dirDay time.Time     // the portal's day when it said so
	ahead  time.Duration // the clock on the portal's wall, of UTC
	skew   time.Duration // the portal's clock, of this computer's
	limits model.Limits
	token  string // without it the search ignores what it is asked for
	sure   bool   // the search was seen to find nothing where nothing is
}

var (
	_ export.Portal  = (*session)(nil)
	_ export.Sorter  = (*session)(nil)
	_ export.Remover = (*session)(nil)
)

// Powers implements export.Session.
func (s *session) Powers() export.Powers {
	p := export.Powers{Limits: s.limits}
	if s.desk.offers("status4") {
		p.Statuses = append(p.Statuses, model.PostDraft)
	}
	if s.desk.offers("status5") || s.desk.offers("status8") {
		p.Statuses = append(p.Statuses, model.PostPending)
	}
	if s.desk.offers("status1") {
		p.Statuses = append(p.Statuses, model.PostPublic)
		p.Schedule, p.Update = s.desk.has("publ_date"), true
	}
	return p
}

// Close implements export.Session. The portal forgets the session by itself.
func (s *session) Close() error {
	s.web.Close()
	return nil
}

// Topics implements export.Sorter.
func (s *session) Topics(ctx context.Context) ([]export.Topic, error) {
	if err := s.sitDown(ctx); err != nil {
		return nil, err
	}
	return topicsOf(s.desk), nil
}

// topicsOf lists the categories under which a form lets an article be put.
func topicsOf(f form) []export.Topic {
	const step = 30 // pixels that a category stands further in than the one above it
	var all []export.Topic
	for _, c := range f.fields {
		if c.name == "catids[]" && c.box && !c.barred {
			all = append(all, export.Topic{ID: c.value, Name: c.label, Depth: c.indent / step})
		}
	}
	return all
}

// sitDown opens the form of a new article. To open it also makes the portal
// create the folder for the photos of the day or month.
func (s *session) sitDown(ctx context.Context) error {
	const did = "nukeviet: form of an article"
	p, err := s.read(ctx, did, s.site.news("content"))
	if err != nil {
		return err
	}
	desk, found := formWith(p.body, "bodyhtml")
	switch {
	case found:
	case isAdministration(p.body): // it is shown something else: it may not write
		return &export.PortalError{Kind: export.ErrRole, Did: did, Said: said(p.body, "alert", "h2", "h3")}
	default:
		return strange(did, p)
	}
	s.desk, s.dir = desk, uploadDir(p.body)
	if hours, told := scriptNumber(p.body, "nv_my_ofs"); told && hours >= -12 && hours <= 14 {
		s.ahead = time.Duration(hours * float64(time.Hour))
	} else {
		s.ahead = 7 * time.Hour // Vietnam
	}
	if !p.now.IsZero() {
		s.skew = time.Until(p.now)
	}
	s.dirDay = s.today()
	return nil
}

// clock is the time at the portal.
func (s *session) clock() time.Time { return time.Now().Add(s.skew) }

// local is what a clock on the portal's wall shows at a time, written as if it
// were UTC.
func (s *session) local(at time.Time) time.Time { return at.UTC().Add(s.ahead) }

// today is the day at the portal.
func (s *session) today() time.Time { return s.local(s.clock()).Truncate(24 * time.Hour) }

// readLimits asks what a photo may be.
func (s *session) readLimits(ctx context.Context) error {
	s.limits = model.Limits{Side: 1500} // beyond it NukeViet encodes photos anew, and larger
	p, err := s.read(ctx, "nukeviet: limits", s.site.page("upload", "main", "popup", "1", "type", "image", "path", s.dir, "currentpath", s.dir))
	if err != nil {
		return err
	}
	if bytes, told := scriptNumber(p.body, "nv_max_size_bytes"); told && bytes > 0 {
		s.limits.Bytes = int64(bytes)
	}
	for _, name := range []string{"nv_max_width", "nv_max_height"} {
		if side, told := scriptNumber(p.body, name); told && side > 0 {
			s.limits.Side = min(s.limits.Side, int(side))
		}
	}
	return nil
}

// read shows a page of the administration.
func (s *session) read(ctx context.Context, did, url string) (page, error) {
	return s.signedIn(s.exchange(ctx, web.Request{URL: url, Want: web.HTML, Did: did}))
}

// post sends a form of the administration.
func (s *session) post(ctx context.Context, did, url string, f form, button string) (page, error) {
	kind, body := f.body(button)
	return s.signedIn(s.exchange(ctx, web.Request{
		Method: http.MethodPost, URL: url, Body: body, Header: http.Header{"Content-Type": {kind}}, Did: did,
	}))
}

// signedIn refuses a form to log in: what was asked for, or sent, was not done.
func (s *session) signedIn(p page, did string, err error) (page, error) {
	if err == nil && (isLogin(p.body) || isSignedOut(p.body)) {
		return p, &export.PortalError{Kind: export.ErrSession, Did: did, Reason: "login"}
	}
	return p, err
}

// isSignedOut recognises what those see, once, whose session another one ended.
func isSignedOut(body []byte) bool {
	const longest = 4 << 10
	return len(body) < longest && bytes.Contains(body, []byte("You are not signed in as admin"))
}

func isLogin(body []byte) bool {
	if !bytes.Contains(body, []byte("nv_password")) && !bytes.Contains(body, []byte("nv_totppin")) {
		return false // to read a page tag by tag takes its time
	}
	f, found := formWith(body, "nv_password")
	if !found {
		f, found = formWith(body, "nv_totppin")
	}
	return found && f.has("checkss")
}

// exchange asks as a browser does that comes from the administration: NukeViet
// blocks others.
func (s *session) exchange(ctx context.Context, r web.Request) (page, string, error) {
	if r.Header == nil {
		r.Header = http.Header{}
	}
	r.Header.Set("Referer", s.site.office())
	a, err := s.web.Do(ctx, r)
	p := pageOf(a)
	if errors.Is(err, export.ErrMoved) && s.site.isOffice(p.to) {
		return p, r.Did, nil // from one page of the administration to another, after a form was taken
	}
	if err != nil {
		return p, r.Did, err
	}
	return p, r.Did, refusal(r, a)
}

func pageOf(a web.Answer) page {
	p := page{body: a.Body, at: a.URL}
	if a.URL != nil && a.Header.Get("Location") != "" {
		p.to, _ = a.URL.Parse(a.Header.Get("Location"))
	}
	if now, err := http.ParseTime(a.Header.Get("Date")); err == nil {
		p.now = now
	}
	return p
}

// refusal recognises what NukeViet, or its server, did not do; nil otherwise.
func refusal(r web.Request, a web.Answer) error {
	if isBlocked(a.Body) {
		return &export.PortalError{
			Kind: export.ErrFirewall, Did: r.Did, Status: a.Status, Reason: "nukeviet", Said: blocked,
		}
	}
	switch {
	case a.Status/100 == 2:
		return nil
	case a.Status == http.StatusUnauthorized: // a second password before the administration
		return &export.PortalError{Kind: export.ErrRejected, Did: r.Did, Status: a.Status, Said: web.Said(a.Body)}
	}
	return web.Refusal(r.Did, r.Method, a)
}

// blocked is how NukeViet turns down a request that it thinks forged; with 200.
const blocked = "Your request is blocked"

// isBlocked looks at short pages alone, because an article may quote the words.
func isBlocked(body []byte) bool {
	const longest = 16 << 10
	return len(body) < longest && bytes.Contains(body, []byte(blocked)) && !isAdministration(body)
}

// strange is a page that nothing here knows.
func strange(did string, p page) error {
	return &export.PortalError{Kind: export.ErrStrangeAnswer, Did: did, Reason: "html", Said: web.Said(p.body)}
}

// unknown is an answer to something that was sent which leaves open what became
// of it.
func unknown(did string, p page) error {
	return &export.PortalError{
		Kind: export.ErrStrangeAnswer, Did: did, Reason: "html", Said: web.Said(p.body), Cause: export.ErrUnknownOutcome,
	}
}

// allows reports whether topics may all be chosen in a form.
func allows(f form, topics []string) bool {
	offered := topicsOf(f)
	return !slices.ContainsFunc(topics, func(id string) bool {
		return !slices.ContainsFunc(offered, func(t export.Topic) bool { return t.ID == id })
	})
}
