package wordpress_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"strconv"
	"testing"

	"tinxa/export"
	"tinxa/export/exporttest/wpsite"
	"tinxa/model"
)

// ways are the two ways to speak with the site.
var ways = map[string]func(*testing.T, wpsite.User) export.Portal{"REST": open, "XML-RPC": openRPC}

// newPost is a report with a headline, a lead, a paragraph and tags.
func newPost() export.Post {
	mark := "tx"
	for range 16 {
		mark += string(rune('a' + rand.IntN(26)))
	}
	r := model.New()
	r.Head = model.Head{Title: "Họp " + mark[2:8], Sapo: model.Plainly("Sáng nay, xã Suối Mây họp.")}
	r.Blocks = model.Blocks{model.Paragraph{ID: "1", Text: model.Plainly("Cuộc họp bàn về vụ xuân.")}}
	return export.Post{Mark: mark, Report: r, Status: model.PostDraft, Photos: map[model.PhotoID]model.RemotePhoto{}}
}

// newImage is a photo that no other test has.
func newImage(t *testing.T) export.Image {
	t.Helper()
	id := make([]byte, 64)
	for i := range id {
		id[i] = "0123456789abcdef"[rand.IntN(16)]
	}
	img := image.NewRGBA(image.Rect(0, 0, 480, 320))
	for i := range img.Pix {
		img.Pix[i] = uint8(rand.IntN(256))
	}
	img.Set(0, 0, color.White)
	var data bytes.Buffer
	if err := jpeg.Encode(&data, img, nil); err != nil {
		t.Fatal(err)
	}
	return export.Image{
		ID: model.PhotoID(id), Name: export.ImageName(model.PhotoID(id)), Data: data.Bytes(), Width: 480, Height: 320,
		Caption: "Quang cảnh \"cuộc họp\" & đại biểu", Alt: "Đại biểu dự họp",
	}
}

// shows puts a photo into a post.
func shows(p *export.Post, i export.Image, remote model.RemotePhoto) {
	p.Photos[i.ID] = remote
	p.Report.Blocks = append(p.Report.Blocks, model.Photos{
		ID: model.NewBlockID(), Pictures: []model.Picture{{Photo: i.ID, Caption: i.Caption}},
	})
}

func created(t *testing.T, p export.Portal, post export.Post) model.RemoteArticle {
	t.Helper()
	at, err := p.Create(t.Context(), post)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func added(t *testing.T, p export.Portal, i export.Image) model.RemotePhoto {
	t.Helper()
	remote, err := p.AddPhoto(t.Context(), i, nil)
	if err != nil {
		t.Fatal(err)
	}
	return remote
}

// inDatabase is the one article with a mark.
func inDatabase(t *testing.T, mark string) wpsite.Article {
	t.Helper()
	all, err := site.Articles(t.Context(), mark)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d articles with the mark, %v", len(all), err)
	}
	return all[0]
}

// wantKind wants a PortalError of a kind and Reason that holds no secret.
func wantKind(t *testing.T, err, kind error, reason string) {
	t.Helper()
	var e *export.PortalError
	if !errors.As(err, &e) || !errors.Is(e.Kind, kind) || e.Reason != reason {
		t.Errorf("got %v, want %v %q", err, kind, reason)
	}
}

func topicNamed(t *testing.T, p export.Portal, name string) string {
	t.Helper()
	all, err := p.(export.Sorter).Topics(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, topic := range all {
		if topic.Name == name {
			return topic.ID
		}
	}
	t.Fatalf("no category %q in %+v", name, all)
	return ""
}

const party = "Hoạt động của Đảng ủy & HĐND"

func TestTopics(t *testing.T) {
	for way, open := range ways {
		t.Run(way, func(t *testing.T) {
			all, err := open(t, site.Author).(export.Sorter).Topics(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			depth := map[string]int{}
			order := []string{}
			for _, topic := range all {
				depth[topic.Name] = topic.Depth
				order = append(order, topic.Name)
			}
			if len(all) != 4 || depth[party] != 1 || depth["Tin tức – Sự kiện"] != 0 {
				t.Errorf("got %+v", all)
			}
			for i, name := range order {
				if name == party && order[i-1] != "Tin tức – Sự kiện" {
					t.Errorf("%q stands behind %q", name, order[i-1])
				}
			}
		})
	}
}

// TestFields looks into the database for what an update wrote.
func TestFields(t *testing.T) {
	for way, open := range ways {
		t.Run(way, func(t *testing.T) {
			p, post := open(t, site.Editor), newPost()
			first, second := newImage(t), newImage(t)
			at := created(t, p, post)
			shows(&post, first, added(t, p, first))
			shows(&post, second, added(t, p, second))
			post.Report.Cover = second.ID
			post.Report.Credits.Tags = []string{"Vụ xuân", "vụ  xuân", " ", "Suối Mây " + post.Mark}
			post.Topics = []string{topicNamed(t, p, party), topicNamed(t, p, "Thông báo")}
			if _, err := p.Update(t.Context(), at, post); err != nil {
				t.Fatal(err)
			}
			got := inDatabase(t, post.Mark)
			if got.Excerpt != "Sáng nay, xã Suối Mây họp." || len(got.Topics) != 2 || len(got.Tags) != 2 || got.Status != "draft" {
				t.Errorf("got %+v", got)
			}
			if id := strconv.Itoa(got.Cover); id != post.Photos[second.ID].ID {
				t.Errorf("the cover is %s, want %s", id, post.Photos[second.ID].ID)
			}
			post.Report.Credits.Tags = nil
			if _, err := p.Update(t.Context(), at, post); err != nil {
				t.Fatal(err)
			}
			if got := inDatabase(t, post.Mark); len(got.Tags) != 0 {
				t.Errorf("tags that were taken away stand there: %q", got.Tags)
			}
		})
	}
}

// TestTagsOfAnAuthor: over REST an author may make tags, over XML-RPC only use
// them.
func TestTagsOfAnAuthor(t *testing.T) {
	for way, want := range map[string]int{"REST": 2, "XML-RPC": 1} {
		t.Run(way, func(t *testing.T) {
			known, post := newPost(), newPost()
			editor, author := open(t, site.Editor), ways[way](t, site.Author)
			known.Report.Credits.Tags = []string{"Vụ hè"}
			if _, err := editor.Update(t.Context(), created(t, editor, known), known); err != nil {
				t.Fatal(err)
			}
			post.Report.Credits.Tags = []string{"vụ hè", "Mới " + post.Mark}
			if _, err := author.Update(t.Context(), created(t, author, post), post); err != nil {
				t.Fatal(err)
			}
			if got := inDatabase(t, post.Mark); len(got.Tags) != want {
				t.Errorf("tags %q, want %d", got.Tags, want)
			}
		})
	}
}

func TestTopicGone(t *testing.T) {
	for way, open := range ways {
		t.Run(way, func(t *testing.T) {
			p, post := open(t, site.Editor), newPost()
			at := created(t, p, post)
			for _, id := range []string{"99999", "hoat-dong", "-1"} {
				post.Topics = []string{topicNamed(t, p, "Thông báo"), id}
				_, err := p.Update(t.Context(), at, post)
				wantKind(t, err, export.ErrTopic, "")
			}
			if got := inDatabase(t, post.Mark); got.Excerpt != "" {
				t.Error("it was written all the same")
			}
		})
	}
}

func TestConflictNamesWhoChangedIt(t *testing.T) {
	p, post := open(t, site.Editor), newPost()
	at := created(t, p, post)
	if _, there, err := p.Fetch(t.Context(), at); err != nil || there.By != "" || there.Modified.IsZero() {
		t.Errorf("right after creating: by %q at %v, %v", there.By, there.Modified, err)
	}
	id, _ := strconv.Atoi(at.ID)
	body := `<p data-st-id="` + post.Mark + `">Khác hẳn</p>`
	if err := site.Alter(t.Context(), id, map[string]any{"content": body}); err != nil {
		t.Fatal(err)
	}
	_, there, err := open(t, site.Editor).Fetch(t.Context(), at)
	if err != nil || there.By != "Quản trị viên" || there.HTML != body {
		t.Errorf("altered by %q, %v: %s", there.By, err, there.HTML)
	}
	_, there, err = open(t, site.Author).Fetch(t.Context(), at)
	wantKind(t, err, export.ErrRole, "")
	if there != (model.Snapshot{}) {
		t.Errorf("and yet it tells %+v", there)
	}
}

// TestRemove takes back an article with its photo, twice.
func TestRemove(t *testing.T) {
	for way, open := range ways {
		t.Run(way, func(t *testing.T) {
			p, post, photo := open(t, site.Author), newPost(), newImage(t)
			at, remote := created(t, p, post), added(t, p, photo)
			for range 2 {
				if err := p.(export.Remover).Remove(t.Context(), at, []model.RemotePhoto{remote}); err != nil {
					t.Error(err)
				}
			}
			articles, err := site.Articles(t.Context(), post.Mark)
			photos, err2 := site.Photos(t.Context(), photo.Name)
			if err != nil || err2 != nil || len(articles)+len(photos) != 0 {
				t.Errorf("left: %v, %v (%v, %v)", articles, photos, err, err2)
			}
		})
	}
}

// TestHeadlineIsText: what looks like HTML in it comes back as it was written,
// whatever the account may write.
func TestHeadlineIsText(t *testing.T) {
	for way, open := range ways {
		for _, u := range []wpsite.User{site.Editor, site.Author, site.Contributor} {
			t.Run(way+" "+u.Name, func(t *testing.T) {
				p, post := open(t, u), newPost()
				post.Report.Head.Title = `Thu < chi & "&lt;" <b>đậm</b> > 5%`
				at := created(t, p, post)
				if _, err := p.Update(t.Context(), at, post); err != nil {
					t.Fatal(err)
				}
				if _, there, err := p.Fetch(t.Context(), at); err != nil || there.Title != post.Report.Head.Title {
					t.Errorf("%q came back as %q, %v", post.Report.Head.Title, there.Title, err)
				}
			})
		}
	}
}
