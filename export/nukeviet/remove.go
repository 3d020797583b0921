package nukeviet

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/model"
)

// Remove implements export.Remover.
func (s *session) Remove(ctx context.Context, at model.RemoteArticle, photos []model.RemotePhoto) error {
	if at.ID != "" {
		if err := s.removeArticle(ctx, at.ID); err != nil {
			return err
		}
	}
	for _, p := range photos {
		if err := s.removePhoto(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) removeArticle(ctx context.Context, id string) error {
	const did = "nukeviet: remove article"
	r, err := s.byID(ctx, id)
	if export.Code(err) == "gone-there" {
		return nil
	}
	if err != nil {
		return err
	}
	if r.token == "" {
		return &export.PortalError{Kind: export.ErrRole, Did: did}
	}
	answer, err := s.send(ctx, did, s.site.news("del_content"), url.Values{"id": {id}, "checkss": {r.token}})
	if err == nil && !deleted.Match(answer.body) {
		err = &export.PortalError{Kind: export.ErrRejected, Did: did, Said: web.Said(answer.body)}
	}
	return err
}

// deleted matches how NukeViet says that something is gone.
var deleted = regexp.MustCompile(`^OK[_#]`)

func (s *session) removePhoto(ctx context.Context, p model.RemotePhoto) error {
	const did = "nukeviet: remove photo"
	dir, name := s.site.folder(p.URL)
	if dir == "" || name == "" || strings.Contains(dir, "..") || path.Clean(dir) != dir {
		return &export.PortalError{Kind: export.ErrRejected, Did: did}
	}
	answer, err := s.send(ctx, did, s.site.page("upload", "delimg"), url.Values{"path": {dir}, "file": {name}})
	if err == nil && !deleted.Match(answer.body) {
		err = &export.PortalError{Kind: export.ErrRejected, Did: did, Said: web.Said(answer.body)}
	}
	return err
}

// send posts a few values, as scripts of the administration do.
func (s *session) send(ctx context.Context, did, to string, values url.Values) (page, error) {
	return s.signedIn(s.exchange(ctx, web.Request{
		Method: http.MethodPost, URL: to, Body: []byte(values.Encode()), Did: did,
		Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}},
	}))
}
