package wordpress

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"tinxa/export"
	"tinxa/model"
)

// Remove implements export.Remover. What is gone already is no error.
func (s *session) Remove(ctx context.Context, at model.RemoteArticle, photos []model.RemotePhoto) error {
	var all []error
	if at.ID != "" {
		all = append(all, s.remove(ctx, "wp/v2/posts/"+url.PathEscape(at.ID)))
	}
	for _, p := range photos {
		all = append(all, s.remove(ctx, "wp/v2/media/"+url.PathEscape(p.ID)))
	}
	return errors.Join(all...)
}

// remove deletes for good. A server that does not know the method DELETE gets
// WordPress' own word for it.
func (s *session) remove(ctx context.Context, path string) error {
	q := request{method: http.MethodDelete, path: path, query: url.Values{"force": {"true"}, "_fields": {"deleted"}}, did: "wordpress: remove"}
	var deleted json.RawMessage
	answer, err := s.do(ctx, q, &deleted)
	if answer.Status == http.StatusMethodNotAllowed || answer.Status == http.StatusNotImplemented {
		q.method = http.MethodPost
		q.query.Set("_method", http.MethodDelete)
		_, err = s.do(ctx, q, &deleted)
	}
	if errors.Is(err, export.ErrGoneThere) {
		return nil
	}
	return err
}
