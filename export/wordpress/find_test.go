package wordpress_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/export/exporttest/wpsite"
	"tinxa/model"
)

func TestFind(t *testing.T) {
	for way, open := range ways {
		t.Run(way, func(t *testing.T) {
			p, post := open(t, site.Author), newPost()
			if _, err := p.Find(t.Context(), post.Mark); !errors.Is(err, model.ErrNotFound) {
				t.Errorf("before it is there: %v", err)
			}
			at := created(t, p, post)
			for _, status := range []model.PostStatus{model.PostDraft, model.PostPending, model.PostPublic} {
				post.Status = status
				if _, err := p.Release(t.Context(), at, post); err != nil {
					t.Fatal(err)
				}
				found, err := p.Find(t.Context(), post.Mark)
				if err != nil || found.ID != at.ID || found.Status != status || found.URL == "" {
					t.Errorf("%s: found %+v, %v", status, found, err)
				}
			}
			id, _ := strconv.Atoi(at.ID)
			if err := site.Trash(t.Context(), id); err != nil {
				t.Fatal(err)
			}
			_, err := p.Find(t.Context(), post.Mark)
			wantKind(t, err, export.ErrGoneThere, "")
			_, _, err = p.Fetch(t.Context(), at)
			wantKind(t, err, export.ErrGoneThere, "")
			if err := site.Delete(t.Context(), id); err != nil {
				t.Fatal(err)
			}
			if _, err := p.Find(t.Context(), post.Mark); !errors.Is(err, model.ErrNotFound) {
				t.Errorf("deleted: %v", err)
			}
			_, _, err = p.Fetch(t.Context(), at)
			wantKind(t, err, export.ErrGoneThere, "")
			_, err = p.Update(t.Context(), at, post)
			wantKind(t, err, export.ErrGoneThere, "")
		})
	}
}

// TestFindWithoutSearch: a search engine that knows no drafts says nothing about
// them.
func TestFindWithoutSearch(t *testing.T) {
	broken(t, wpsite.Trouble{NoSearch: true})
	for way, open := range ways {
		t.Run(way, func(t *testing.T) {
			p, post := open(t, site.Author), newPost()
			at := created(t, p, post)
			if found, err := p.Find(t.Context(), post.Mark); err != nil || found.ID != at.ID {
				t.Errorf("found %+v, %v", found, err)
			}
		})
	}
}

// TestFindVerifies: an article that only speaks of the mark is another.
func TestFindVerifies(t *testing.T) {
	for way, open := range ways {
		t.Run(way, func(t *testing.T) {
			p, post := open(t, site.Editor), newPost()
			other := newPost()
			other.Report.Head.Title = "Bài nói về " + post.Mark
			created(t, p, other)
			if found, err := p.Find(t.Context(), post.Mark); !errors.Is(err, model.ErrNotFound) {
				t.Errorf("found %+v, %v", found, err)
			}
		})
	}
}

// TestFindDoesNotVouchForWhatItMayNotSee: someone else's draft is hidden from an
// author, and yet it is there.
func TestFindDoesNotVouchForWhatItMayNotSee(t *testing.T) {
	post := newPost()
	created(t, open(t, site.Editor), post)
	_, err := open(t, site.Author).Find(t.Context(), post.Mark)
	wantKind(t, err, export.ErrRole, "")
}

func TestSchedule(t *testing.T) {
	for way, open := range ways {
		t.Run(way, func(t *testing.T) {
			p, post := open(t, site.Author), newPost()
			at := created(t, p, post)
			post.Status, post.At = model.PostPublic, time.Date(2046, 2, 3, 8, 30, 0, 0, time.FixedZone("+07", 7*3600))
			now, err := p.Release(t.Context(), at, post)
			if err != nil || now.Status != model.PostPublic {
				t.Errorf("%+v, %v", now, err)
			}
			if got := inDatabase(t, post.Mark); got.Status != "future" || got.Date != "2046-02-03 01:30:00" {
				t.Errorf("%s at %s", got.Status, got.Date)
			}
			now, there, err := p.Fetch(t.Context(), at)
			if err != nil || now.Status != model.PostPublic || there.Status != model.PostPublic {
				t.Errorf("%+v, %+v, %v", now, there, err)
			}
		})
	}
}

func TestPowers(t *testing.T) {
	handIn := []model.PostStatus{model.PostDraft, model.PostPending}
	all := append(slices.Clone(handIn), model.PostPublic)
	for way, open := range ways {
		for _, tt := range []struct {
			user     wpsite.User
			statuses []model.PostStatus
			full     bool
		}{{site.Editor, all, true}, {site.Author, all, true}, {site.Contributor, handIn, false}, {site.Admin, all, true}} {
			t.Run(way+" "+tt.user.Name, func(t *testing.T) {
				got := open(t, tt.user).Powers()
				if !slices.Equal(got.Statuses, tt.statuses) || got.Schedule != tt.full || got.Update != tt.full {
					t.Errorf("got %+v", got)
				}
			})
		}
	}
}

// TestContributor hands an article in and may neither publish nor send photos.
func TestContributor(t *testing.T) {
	for way, open := range ways {
		t.Run(way, func(t *testing.T) {
			p, post := open(t, site.Contributor), newPost()
			at := created(t, p, post)
			if _, err := p.Update(t.Context(), at, post); err != nil {
				t.Error(err)
			}
			_, err := p.AddPhoto(t.Context(), newImage(t), nil)
			wantKind(t, err, export.ErrRole, "photos")
			post.Status = model.PostPublic
			_, err = p.Release(t.Context(), at, post)
			wantKind(t, err, export.ErrRole, "")
			post.Status = model.PostPending
			if now, err := p.Release(t.Context(), at, post); err != nil || now.Status != model.PostPending {
				t.Errorf("%+v, %v", now, err)
			}
			if got := inDatabase(t, post.Mark); got.Status != "pending" || got.Slug != "" {
				t.Errorf("%s with the slug %q", got.Status, got.Slug)
			}
			if found, err := p.Find(t.Context(), post.Mark); err != nil || found.ID != at.ID {
				t.Errorf("found %+v, %v", found, err)
			}
		})
	}
}
