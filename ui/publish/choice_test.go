package publish

import (
	"image/color"
	"slices"
	"testing"
	"time"

	"tinxa/assets"
	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/say"
)

func TestOnlyWhatTheAccountMayDoIsOffered(t *testing.T) {
	for name, c := range map[string]struct {
		powers export.Powers
		known  bool
		want   []how
	}{
		"unknown":     {export.Powers{}, false, []how{howDraft, howPending, howPublic, howSchedule}},
		"contributor": {export.Powers{Statuses: []model.PostStatus{model.PostDraft, model.PostPending}, Schedule: true}, true, []how{howDraft, howPending}},
		"no clock":    {export.Powers{Statuses: []model.PostStatus{model.PostPublic}}, true, []how{howPublic}},
		"editor":      {export.Powers{Statuses: []model.PostStatus{model.PostDraft, model.PostPublic}, Schedule: true}, true, []how{howDraft, howPublic, howSchedule}},
	} {
		if got := hows(c.powers, c.known); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestWhatIsProposed(t *testing.T) {
	all := hows(export.Powers{}, false)
	a := model.Account{Wish: model.Wish{Status: model.PostPublic, Topics: []string{"4"}}, Topics: map[string][]string{"Kinh tế": {"13"}}}
	if c := newChoice(a, "Kinh tế", all, exportedAt); c.how != howPublic || c.topic != "13" || c.date != "16/10/2026" {
		t.Errorf("got %+v", c)
	}
	if c := newChoice(a, "Văn hóa", all, exportedAt); c.topic != "4" {
		t.Errorf("another category gets %+v", c)
	}
	if c := newChoice(a, "", []how{howDraft, howPending}, exportedAt); c.how != howDraft {
		t.Errorf("what the account may not do is proposed: %+v", c)
	}
	if c := newChoice(model.Account{}, "", all, exportedAt); c.how != howDraft || c.topic != "" {
		t.Errorf("a new account gets %+v", c)
	}
}

func TestWishes(t *testing.T) {
	now := time.Date(2026, 10, 15, 10, 0, 0, 0, time.FixedZone("", 7*3600))
	c := choice{how: howSchedule, date: " 16/10/2026 ", hour: "7:30", topic: "4"}
	w := c.wish("wordpress", now)
	if w.Status != model.PostPublic || !w.At.Equal(time.Date(2026, 10, 16, 0, 30, 0, 0, time.UTC)) || w.Topics[0] != "4" {
		t.Errorf("got %+v", w)
	}
	if w := (choice{how: howDraft, date: "?"}).wish("nukeviet", now); w.Status != model.PostDraft || !w.At.IsZero() || w.Topics != nil {
		t.Errorf("got %+v", w)
	}
	if w := c.wish("sftp", now); w.Status != model.PostPublic || !w.At.IsZero() || w.Topics != nil {
		t.Errorf("a deposit gets %+v", w)
	}
}

func TestTopicNames(t *testing.T) {
	got := topicNames([]export.Topic{
		{ID: "1", Name: "Tin tức"},
		{ID: "2", Name: "Kinh tế", Depth: 1},
		{ID: "3", Name: "Lúa", Depth: 2},
		{ID: "4", Name: "Văn hóa", Depth: 1},
		{ID: "5", Name: "Tin tức"},
		{ID: "6", Name: "Lạc", Depth: 9},
		{ID: "7", Name: "Âm", Depth: -1},
	})
	want := []string{"Tin tức", "Tin tức › Kinh tế", "Tin tức › Kinh tế › Lúa", "Tin tức › Văn hóa", "Tin tức (5)", "Tin tức › Lạc", "Âm"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestAccents(t *testing.T) {
	white, black := color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}, color.NRGBA{R: 0x1b, G: 0x1f, B: 0x24, A: 0xff}
	for text, want := range map[string]color.Color{"#0f4c81": white, "#ffd54f": black, "#FFFFFF": black} {
		c, ok := accentOf(text)
		if !ok || inkOn(c) != want {
			t.Errorf("%s: %v, %v", text, c, ok)
		}
	}
	for _, text := range []string{"", "0f4c81", "#fff", "#0f4c8", "#gggggg", "red", "#0f4c81;x"} {
		if c, ok := accentOf(text); ok {
			t.Errorf("%q is taken for %v", text, c)
		}
	}
}

func TestVersionsAreParagraphsThenCaptions(t *testing.T) {
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
	mine := model.Report{Head: model.Head{Kicker: "Xây dựng  Đảng", Title: "Họp", Sapo: model.Plainly("Sáng nay.")}, Credits: model.Credits{Source: "Văn phòng"}, Blocks: model.Blocks{
		model.Photos{ID: "a", Pictures: []model.Picture{{Photo: "x", Caption: "Quang cảnh", Credit: "Lò Mây"}}},
		model.Item{ID: "i", Commune: "xã Suối Mây", Blocks: model.Blocks{model.Paragraph{ID: "p", Text: model.Plainly("đã  họp.")}}},
		model.Quote{ID: "q", Text: model.Plainly("Làm ngay"), From: "Bí thư"},
	}}
	lines := func(html string) []string { return []string{html, ""} }
	there, ours := versions(model.Snapshot{Title: "Họp xã", HTML: "Nguồn: Văn phòng"}, lines, mine)
	var got []string
	for b := range ours.Blocks.All() {
		got = append(got, b.(model.Paragraph).Text.Plain())
	}
	want := []string{
		"Xây dựng Đảng", "Sáng nay.", "* Tại xã Suối Mây: đã họp.", "Làm ngay", "— Bí thư",
		"Nguồn: Văn phòng", "Quang cảnh. Ảnh: Lò Mây",
	}
	if !slices.Equal(got, want) || len(there.Blocks) != 1 || there.Head.Title != "Họp xã" {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if _, ours = versions(model.Snapshot{Sapo: "Chiều nay."}, lines, mine); len(ours.Blocks) != 5 || ours.Head.Sapo.Plain() != "Sáng nay." {
		t.Error("a sapo of its own is not compared with ours")
	}
}
