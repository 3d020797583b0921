package nukeviet

import (
	"cmp"
	"context"
	"errors"
	"regexp"
	"slices"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// Create implements export.Articles. The portal does not tell what it made, so
// it is looked for by the mark.
func (s *session) Create(ctx context.Context, p export.Post) (model.RemoteArticle, error) {
	const did = "nukeviet: create"
	if err := s.newDay(ctx); err != nil {
		return model.RemoteArticle{}, err
	}
	f := s.desk
	f.fields = slices.Clone(f.fields)
	begin(&f, p)
	if err := classify(&f, p.Topics, did); err != nil {
		return model.RemoteArticle{}, err
	}
	if !f.offers("status4") {
		return model.RemoteArticle{}, &export.PortalError{Kind: export.ErrRole, Did: did}
	}
	answer, err := s.post(ctx, did, s.site.news("content"), f, "status4")
	if err != nil {
		return model.RemoteArticle{}, err
	}
	if _, err := stored(did, s.site, answer); err != nil {
		return model.RemoteArticle{}, err
	}
	return s.made(ctx, did, p.Mark)
}

// made finds what was just stored. That the search does not see it must not look
// as if there were nothing, or it would be made again.
func (s *session) made(ctx context.Context, did, mark string) (model.RemoteArticle, error) {
	at, err := s.Find(ctx, mark)
	if errors.Is(err, model.ErrNotFound) {
		err = refused(did, "")
	}
	return at, err
}

// Update implements export.Articles. Whatever the form holds is sent back,
// because the portal blanks what is missing.
func (s *session) Update(ctx context.Context, at model.RemoteArticle, p export.Post) (model.RemoteArticle, error) {
	const did = "nukeviet: update"
	f, shown, err := s.open(ctx, did, at.ID)
	if err != nil {
		return at, err
	}
	fill(&f, p, isEditor(shown.body))
	if err := classify(&f, p.Topics, did); err != nil {
		return at, err
	}
	button := keeping(f)
	if button == "" {
		return at, &export.PortalError{Kind: export.ErrRole, Did: did}
	}
	answer, err := s.post(ctx, did, s.site.edit(at.ID), f, button)
	if err != nil {
		return at, err
	}
	if complaint, err := stored(did, s.site, answer); err != nil || complaint != "" {
		return at, cmp.Or(err, refused(did, complaint))
	}
	return at, nil
}

// refused is a complaint of the portal as an error.
func refused(did, complaint string) error {
	return &export.PortalError{Kind: export.ErrRejected, Did: did, Said: complaint}
}

// keeping is the button that stores an article and leaves its status.
func keeping(f form) string {
	for _, b := range []string{"statussave", "status4"} {
		if f.offers(b) {
			return b
		}
	}
	return ""
}

// isEditor reports whether the lead is written in an editor of HTML.
func isEditor(body []byte) bool { return sapoEditor.Match(body) }

var sapoEditor = regexp.MustCompile(`(?i)replace\(\s*['"][\w-]*hometext['"]`)

// Release implements export.Articles.
func (s *session) Release(ctx context.Context, at model.RemoteArticle, p export.Post) (model.RemoteArticle, error) {
	const did = "nukeviet: release"
	f, _, err := s.open(ctx, did, at.ID)
	if err != nil {
		return at, err
	}
	button, err := pressFor(f, p.Status)
	if err != nil {
		return at, err
	}
	complaint := ""
	if button != "" {
		if complaint, err = s.press(ctx, at.ID, f, p, button); err != nil {
			return at, err
		}
	}
	there, err := s.locate(ctx, at.ID, cmp.Or(mark(f.value("bodyhtml")), p.Mark))
	if err != nil {
		return at, err
	}
	now := s.remote(there)
	if button == "" {
		now.Status = statusOf(there.class, f)
	}
	if now.Status != cmp.Or(p.Status, model.PostDraft) { // it says that all went well, and keeps a draft
		return now, &export.PortalError{Kind: export.ErrRole, Did: did, Said: complaint}
	}
	return now, nil
}

func (s *session) press(ctx context.Context, id string, f form, p export.Post, button string) (complaint string, err error) {
	const did = "nukeviet: release"
	if len(p.Topics) == 0 && len(topicsOf(f)) > 1 && isFirstAlone(f) {
		return "", &export.PortalError{Kind: export.ErrTopic, Did: did} // nobody ever chose one
	}
	if err := classify(&f, p.Topics, did); err != nil {
		return "", err
	}
	if button == "status1" {
		s.setTime(&f, p.At)
	}
	answer, err := s.post(ctx, did, s.site.edit(id), f, button)
	if err != nil {
		return "", err
	}
	return stored(did, s.site, answer)
}

// isFirstAlone reports whether an article lies where classify puts one without
// categories.
func isFirstAlone(f form) bool {
	chosen := f.values("catids[]")
	return len(chosen) == 1 && chosen[0] == topicsOf(f)[0].ID
}

// setTime dates an article to the time of its publication: to now, unless it is
// to wait. The draft's own time would hide it among older ones.
func (s *session) setTime(f *form, at time.Time) {
	if at.IsZero() {
		at = s.clock()
	}
	date(f, s.local(at))
}

// pressFor is the button that gives an article a status; empty where it has it,
// or cannot be brought back to it.
func pressFor(f form, status model.PostStatus) (string, error) {
	public := f.offers("statussave")
	wanted := ""
	switch status {
	case model.PostPublic:
		wanted = "status1"
	case model.PostPending:
		wanted = "status5"
	}
	switch {
	case wanted == "" || public && status == model.PostPublic:
		return "", nil
	case f.offers(wanted):
		return wanted, nil
	case status == model.PostPending && !public: // it waits already: the form leaves this button out
		return "", nil
	}
	return "", &export.PortalError{Kind: export.ErrRole, Did: "nukeviet: release"}
}

// Fetch implements export.Articles.
func (s *session) Fetch(ctx context.Context, at model.RemoteArticle) (model.RemoteArticle, model.Snapshot, error) {
	f, shown, err := s.open(ctx, "nukeviet: read back", at.ID)
	if err != nil {
		return at, model.Snapshot{}, err
	}
	body := f.value("bodyhtml")
	there, err := s.locate(ctx, at.ID, mark(body))
	if err != nil {
		return at, model.Snapshot{}, err
	}
	now := s.remote(there)
	now.Status = statusOf(there.class, f)
	lead := f.value("hometext")
	if isEditor(shown.body) {
		lead = words(lead)
	}
	return now, model.Snapshot{Title: f.value("title"), Sapo: trimmed(lead), HTML: body, Status: now.Status}, nil
}

// open shows the form of an article, which keeps other editors out of it for
// some minutes. ErrGoneThere, ErrRole, and ErrBusy while another has it open.
func (s *session) open(ctx context.Context, did, id string) (form, page, error) {
	p, err := s.read(ctx, did, s.site.edit(id))
	if err != nil {
		return form{}, p, err
	}
	f, found := formWith(p.body, "bodyhtml")
	switch {
	case found && f.value("id") == id:
		f.set("referer", "") // else it sends to where we came from instead of saying what it did
		return f, p, nil
	case found, !isAdministration(p.body):
		return f, p, strange(did, p)
	case p.at.Query().Get("op") == "content":
		return f, p, held(did, p)
	}
	if _, err := s.byID(ctx, id); err != nil { // it leads to the list
		return f, p, err
	}
	return f, p, &export.PortalError{Kind: export.ErrRole, Did: did}
}

// lock is how long an article stays with an editor who does nothing.
const lock = 3 * time.Minute

// held is the page that is shown while another editor has the article open.
func held(did string, p page) error {
	return &export.PortalError{Kind: export.ErrBusy, Did: did, After: lock, Said: said(p.body, "h2")}
}

// stored judges the answer to an article's form. NukeViet stores an article
// that lacks something as a draft, says so as if all were well and leads back
// to its form: that is the complaint.
func stored(did string, at site, p page) (complaint string, err error) {
	to := p.to
	if to == nil {
		to = refreshOf(p)
	}
	switch {
	case at.isOffice(to) && to.Query().Get("op") == "content":
		return cmp.Or(said(p.body, "strong"), "?"), nil
	case at.isOffice(to):
		return "", nil
	case p.has("bodyhtml"): // the form comes back as if nothing had been sent
		return "", refused(did, "")
	case isAdministration(p.body) && goesBack.Match(p.body):
		return "", refused(did, said(p.body, "strong"))
	case isAdministration(p.body) && said(p.body, "h2") != "":
		return "", held(did, p)
	}
	return "", unknown(did, p)
}

// goesBack matches a page that sends the browser back to the form.
var goesBack = regexp.MustCompile(`history\.(back|go)\(`)

// statusOf reads an article's status off the colour of its row and the buttons
// of its form; there is nothing else that is the same in every language.
func statusOf(class string, f form) model.PostStatus {
	switch {
	case f.offers("statussave"):
		return model.PostPublic
	case class == "info":
		return model.PostDraft
	case class == "success": // will be public at its time
		return model.PostPublic
	}
	return model.PostPending
}

// colour is the status by the row alone, right after a button was pressed.
func colour(class string) model.PostStatus {
	switch class {
	case "", "success":
		return model.PostPublic
	case "info":
		return model.PostDraft
	}
	return model.PostPending
}

func (s *session) remote(r row) model.RemoteArticle {
	return model.RemoteArticle{ID: r.id, URL: s.site.full(r.href), Edit: s.site.edit(r.id), Status: colour(r.class)}
}
