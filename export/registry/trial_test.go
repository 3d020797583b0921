package registry_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"

	"tinxa/export"
	"tinxa/export/registry"
	"tinxa/model"
	"tinxa/model/bolt"
)

// desk is a portal that keeps what it is given and can be told to refuse.
type desk struct {
	articles map[string]export.Post
	photos   map[string]bool
	refuse   string // a method
	deaf     bool   // the answer to a creation is lost
}

func newDesk() *desk { return &desk{articles: map[string]export.Post{}, photos: map[string]bool{}} }

func (d *desk) Powers() export.Powers { return export.Powers{} }
func (d *desk) Close() error          { return nil }

func (d *desk) says(method string) error {
	if d.refuse == method {
		return &export.PortalError{Kind: export.ErrRole, Did: method}
	}
	return nil
}

func (d *desk) Find(_ context.Context, mark string) (model.RemoteArticle, error) {
	if _, ok := d.articles[mark]; !ok {
		return model.RemoteArticle{}, model.ErrNotFound
	}
	return model.RemoteArticle{ID: mark}, d.says("find")
}

func (d *desk) Create(_ context.Context, p export.Post) (model.RemoteArticle, error) {
	if err := d.says("create"); err != nil {
		return model.RemoteArticle{}, err
	}
	d.articles[p.Mark] = p
	if d.deaf {
		return model.RemoteArticle{}, &export.PortalError{Kind: export.ErrUnknownOutcome, Did: "create"}
	}
	return model.RemoteArticle{ID: p.Mark}, nil
}

func (d *desk) Update(_ context.Context, at model.RemoteArticle, p export.Post) (model.RemoteArticle, error) {
	d.articles[at.ID] = p
	return at, d.says("update")
}

func (d *desk) Release(_ context.Context, at model.RemoteArticle, _ export.Post) (model.RemoteArticle, error) {
	return at, errors.New("a trial releases nothing")
}

func (d *desk) Fetch(_ context.Context, at model.RemoteArticle) (model.RemoteArticle, model.Snapshot, error) {
	return at, model.Snapshot{Title: d.articles[at.ID].Report.Head.Title}, d.says("fetch")
}

func (d *desk) FindPhotos(context.Context, []export.Image) (map[model.PhotoID]model.RemotePhoto, error) {
	return nil, d.says("find photos")
}

func (d *desk) AddPhoto(_ context.Context, p export.Image, _ func(int64)) (model.RemotePhoto, error) {
	if err := d.says("add photo"); err != nil {
		return model.RemotePhoto{}, err
	}
	d.photos[p.Name] = true
	return model.RemotePhoto{ID: p.Name, URL: "/" + p.Name}, nil
}

func (d *desk) Remove(_ context.Context, at model.RemoteArticle, photos []model.RemotePhoto) error {
	delete(d.articles, at.ID)
	for _, p := range photos {
		delete(d.photos, p.ID)
	}
	return d.says("remove")
}

func TestATrialWritesAndLeavesNothing(t *testing.T) {
	for refuse, last := range map[string]string{
		"": "remove", "find photos": "photo", "add photo": "photo", "create": "draft", "update": "draft",
		"find": "read", "fetch": "read", "remove": "remove",
	} {
		o := newOffice()
		o.portal = newDesk()
		o.portal.refuse = refuse
		var steps []string
		var failed string
		err := newHouse(t, o).Test(t.Context(), export.Door{Account: model.Account{Kind: o.key}, Secret: o.password},
			registry.Trial{Title: "Bài thử kết nối", Words: "Có thể xóa bài này."}, func(c registry.Check) {
				steps = append(steps, c.Step)
				if c.Err != nil {
					failed = c.Step
				}
			})
		if len(o.portal.articles)+len(o.portal.photos) > 0 {
			t.Errorf("refusing %q: left %v, %v", refuse, o.portal.articles, o.portal.photos)
		}
		if refuse == "" && (err != nil || !slices.Equal(steps, []string{"login", "photo", "draft", "read", "remove"})) {
			t.Errorf("%q, %v", steps, err)
		}
		if refuse != "" && (!errors.Is(err, export.ErrRole) || failed != last) {
			t.Errorf("refusing %q: stopped at %q, %v", refuse, failed, err)
		}
	}
}

func TestATrialOfAWrongPasswordIsOne(t *testing.T) {
	o := newOffice()
	err := newHouse(t, o).Test(t.Context(), export.Door{Account: model.Account{Kind: o.key}, Secret: "sai"},
		registry.Trial{}, func(registry.Check) {})
	if !errors.Is(err, export.ErrPassword) || len(o.tried) != 1 {
		t.Errorf("%v after %d tries", err, len(o.tried))
	}
}

func TestATrialWhoseAnswerWasLostLeavesNothing(t *testing.T) {
	o := newOffice()
	o.portal = newDesk()
	o.portal.deaf = true
	err := newHouse(t, o).Test(t.Context(), export.Door{Account: model.Account{Kind: o.key}, Secret: o.password},
		registry.Trial{Title: "Bài thử kết nối"}, func(registry.Check) {})
	if !errors.Is(err, export.ErrUnknownOutcome) || len(o.portal.articles)+len(o.portal.photos) > 0 {
		t.Errorf("%v, left %v, %v", err, o.portal.articles, o.portal.photos)
	}
}

// holds looks for words in a whole database.
func holds(t *testing.T, s *bolt.Store, words string) bool {
	t.Helper()
	var all bytes.Buffer
	if err := s.Copy(t.Context(), &all); err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(all.Bytes(), []byte(words))
}
