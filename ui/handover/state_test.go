package handover

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tinxa/export/handover"
)

func hand() handover.Hand {
	return handover.Hand{
		Folder: "anh", Photos: []handover.Photo{{Number: 1, File: "01-a.jpg", Size: 100}, {Number: 2, File: "02-b.jpg", Size: 200}},
		Fields: []handover.Field{
			{Name: handover.Title, Text: "Hội nghị xã Suối Mây"},
			{Name: handover.Sapo, Text: "Sáng 15/10"},
			{Name: handover.Body, Text: "Nội dung", HTML: "<p>Nội dung</p>", Code: "<p>Nội dung</p>"},
			{Name: handover.Caption, Photo: 1, Text: "Quang cảnh"},
			{Name: handover.Category, Text: "Tin"},
		},
	}
}

func TestPhotosFollowTheBody(t *testing.T) {
	s := newState(hand(), nil)
	var got []string
	for i, st := range s.steps {
		name := string(st.field.Name)
		if st.photos {
			name = "photos"
		}
		if s.begins(i) {
			name = "| " + name
		}
		got = append(got, name)
	}
	if want := []string{"title", "sapo", "body", "photos", "| caption", "category"}; !slices.Equal(got, want) {
		t.Errorf("steps %q, want %q", got, want)
	}
	bare := hand()
	bare.Photos = nil
	if n := len(newState(bare, nil).steps); n != 5 {
		t.Errorf("%d steps without photos", n)
	}
}

func TestTicksOutliveTheWindowButNotTheWords(t *testing.T) {
	s := newState(hand(), nil)
	for range 2 {
		st, ok := s.next()
		if !ok || !s.tick(st) || s.tick(st) {
			t.Fatalf("step %+v", st)
		}
	}
	if done, all := s.far(); done != 2 || all != 4 {
		t.Errorf("%d of %d", done, all)
	}
	again := newState(hand(), s.ticks)
	if st, _ := again.next(); st.field.Name != handover.Body || len(again.ticks) != 2 {
		t.Errorf("next is %+v after %q", st, again.ticks)
	}
	changed := hand()
	changed.Fields[0].Text = "Hội nghị phường Bến Lụa"
	changed.Photos = changed.Photos[:1]
	afresh := newState(changed, append(s.ticks, s.steps[3].tick))
	if st, _ := afresh.next(); st.field.Name != handover.Title || len(afresh.ticks) != 1 {
		t.Errorf("next is %+v after %q", st, afresh.ticks)
	}
}

func TestAddressesOfArticles(t *testing.T) {
	for typed, want := range map[string]string{
		" https://tinh.example.vn/tin/a-1.html\n":      "https://tinh.example.vn/tin/a-1.html",
		"http://tinh.example.vn/?p=12":                 "http://tinh.example.vn/?p=12",
		"tinh.example.vn/tin/a-1":                      "https://tinh.example.vn/tin/a-1",
		"https://tinh.example.vn/tin/xa\u0303":         "https://tinh.example.vn/tin/xã",
		"https://tinh.example.vn/tin/H%E1%BB%99i":      "https://tinh.example.vn/tin/H%E1%BB%99i",
		"http://127.0.0.1:8080/tin/1":                  "http://127.0.0.1:8080/tin/1",
		"":                                             "",
		"https://tinh.example.vn":                      "",
		"https://tinh.example.vn/":                     "",
		"javascript://tinh.example.vn/%0aalert(1)":     "",
		"file:///anh/a":                                "",
		"https://ai:x@tinh.example.vn/tin":             "",
		"https://tinh.example.vn/a b":                  "",
		"Hội nghị":                                     "",
		"https://tinh/tin":                             "",
		"https://a.vn/" + strings.Repeat("a", mostURL): "",
	} {
		got, ok := articleURL(typed)
		if got != want || ok != (want != "") {
			t.Errorf("%.60q gave %q, %v; want %q", typed, got, ok, want)
		}
	}
}

func TestPreviewsEndBetweenWords(t *testing.T) {
	long := strings.Repeat("Suối Mây ", 30)
	got := preview(long)
	if utf8.RuneCountInString(got) > previewRunes+1 || !strings.HasSuffix(got, "…") || strings.HasSuffix(got, " …") {
		t.Errorf("%q", got)
	}
	if got := preview(" Một\n hai "); got != "Một hai" {
		t.Errorf("%q", got)
	}
	if got := preview(strings.Repeat("ằ", 100)); utf8.RuneCountInString(got) != previewRunes+1 {
		t.Errorf("%q", got)
	}
}

func FuzzArticleURL(f *testing.F) {
	f.Add("https://tinh.example.vn/tin/a-1.html")
	f.Add("//a.b/c")
	f.Add("http://[::1.]/%zz?")
	f.Fuzz(func(t *testing.T, typed string) {
		got, ok := articleURL(typed)
		if !ok {
			return
		}
		if again, ok := articleURL(got); !ok || again != got {
			t.Fatalf("%q became %q, and that %q", typed, got, again)
		}
		if !strings.HasPrefix(strings.ToLower(got), "http") || !utf8.ValidString(got) && utf8.ValidString(typed) {
			t.Fatalf("%q became %q", typed, got)
		}
	})
}
