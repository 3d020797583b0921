package publish

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tinxa/assets"
	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/say"
)

func picture(caption string) model.Picture {
	return model.Picture{Photo: model.PhotoID(strings.Repeat("a", 64)), Caption: caption}
}

func TestLines(t *testing.T) {
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
	r := model.Report{
		Head:    model.Head{Title: "Xã Suối Mây ra quân làm đường", Sapo: model.Plainly("Sáng nay.")},
		Meeting: model.Meeting{Date: model.Date{Month: 10, Day: 15}},
		Blocks: model.Blocks{
			model.Paragraph{ID: "p", Text: model.Plainly("Nội dung.")},
			model.Photos{ID: "a", Pictures: []model.Picture{picture("Ra quân."), picture("")}},
			model.Item{ID: "i", Commune: "xã Suối Mây", Blocks: model.Blocks{
				model.Photos{ID: "b", Pictures: []model.Picture{picture("Làm đường"), picture("  ra quân")}},
			}},
			model.Item{ID: "j", Blocks: model.Blocks{model.Photos{ID: "c", Pictures: []model.Picture{
				picture("DSC_0042.JPG"), {Caption: "Xã Suối Mây ra quân làm đường."}, picture("ra  QUÂN"),
			}}}},
		},
	}
	want := []string{
		"Ngày họp thiếu năm", "Ảnh 2 chưa có chú thích", "Chú thích ảnh 4 trùng ảnh 1", "Mục 2 chưa có tên xã, phường",
		"Chú thích ảnh 5 là tên tệp", "Ảnh 6 còn để trống", "Chú thích ảnh 6 trùng tiêu đề", "Chú thích ảnh 7 trùng ảnh 1",
		"Chưa ghi tác giả",
	}
	var got []string
	for _, line := range Lines(r) {
		got = append(got, line.Words)
		if line.Blocks {
			t.Errorf("%q keeps the report from going out", line.Words)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestOnlyTheHeadlineBlocks(t *testing.T) {
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
	r := model.Report{Head: model.Head{Title: " "}}
	lines := Lines(r)
	if len(lines) != 5 || lines[0].Gap.Kind != model.NoTitle {
		t.Fatalf("an empty report lacks %v", lines)
	}
	for i, line := range lines {
		if line.Blocks != (i == 0) || strings.HasPrefix(line.Words, "[") {
			t.Errorf("%d: %+v", i, line)
		}
	}
	if _, blocked := newState(r, twoForms, "", nil).Blocked(); !blocked {
		t.Error("a report without a headline may go out")
	}
	r.Head.Title = "Có tiêu đề"
	if line, blocked := newState(r, twoForms, "", nil).Blocked(); blocked {
		t.Errorf("%q keeps a report with a headline", line.Words)
	}
}

var twoForms = []Form{{Key: "html", Folder: true}, {Key: "txt", Ext: ".txt"}}

func TestTheLastFormIsOnTop(t *testing.T) {
	for key, want := range map[string]string{"": "html txt", "html": "html txt", "txt": "txt html", "odt": "html txt"} {
		s := newState(model.Report{}, twoForms, key, nil)
		got := s.forms[0].Key + " " + s.forms[1].Key
		if got != want || s.Form().Key != s.forms[0].Key {
			t.Errorf("after %q: %s with %s chosen, want %s", key, got, s.Form().Key, want)
		}
	}
	if twoForms[0].Key != "html" {
		t.Error("the caller's list was put in another order")
	}
}

func TestTarget(t *testing.T) {
	r := model.Report{ID: "a", Head: model.Head{Title: "Hội nghị"}}
	dir := filepath.Join(t.TempDir(), "Bài viết")
	other := filepath.Join(t.TempDir(), "USB")
	m := made{
		{"a", "1", filepath.Join(dir, "hoi-nghi-3.txt")},
		{"a", "1", filepath.Join(dir, "hoi-nghi-2.txt")},
		{"b", "1", filepath.Join(other, "hoi-nghi-5.txt")},
	}
	s := newState(r, twoForms, "html", m)
	if got := s.Target(); got != "" {
		t.Errorf("without a folder the target is %q", got)
	}
	steps := []struct {
		do   func()
		want string
	}{
		{func() { s.SetFolder(dir) }, filepath.Join(dir, "hoi-nghi")},
		{func() { s.Choose(1) }, filepath.Join(dir, "hoi-nghi-3.txt")}, // where it went last
		{func() { s.SetFolder(other) }, filepath.Join(other, "hoi-nghi.txt")},
		{func() { s.name = "hoi-nghi-2" }, filepath.Join(other, "hoi-nghi-2.txt")},
		{func() { s.Choose(1) }, filepath.Join(other, "hoi-nghi.txt")},
	}
	for i, step := range steps {
		step.do()
		if got := s.Target(); got != step.want {
			t.Errorf("step %d: %q, want %q", i, got, step.want)
		}
	}
}

func TestVacant(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "tin.html")
	if err := vacant(file, "tin", ".html", ""); err != nil {
		t.Errorf("nothing is there: %v", err)
	}
	write(t, file, "one")
	write(t, filepath.Join(dir, "tin-2.html"), "two")
	stamp := stampOf(file)
	if err := vacant(file, "tin", ".html", stamp); err != nil {
		t.Errorf("our own export: %v", err)
	}
	wantTaken(t, vacant(file, "tin", ".html", ""), errTaken{next: "tin-3", file: true})
	write(t, file, "somebody changed it")
	wantTaken(t, vacant(file, "tin", ".html", stamp), errTaken{next: "tin-3", file: true})
	wantTaken(t, vacant(dir, filepath.Base(dir), "", stamp), errTaken{next: filepath.Base(dir) + "-2"})
}

func wantTaken(t *testing.T, err error, want errTaken) {
	t.Helper()
	if taken, ok := err.(*errTaken); !ok || *taken != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestStampOfAFolderIsThatOfItsPage(t *testing.T) {
	dir := t.TempDir()
	if got := stampOf(dir); got != "" {
		t.Errorf("a folder without a page has the stamp %q", got)
	}
	page := filepath.Join(dir, export.IndexFile)
	write(t, page, "page")
	if got := stampOf(dir); got == "" || got != stampOf(page) {
		t.Errorf("got %q, want that of the page, %q", got, stampOf(page))
	}
}

func TestFolderFor(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	want := func(last, dir string) {
		t.Helper()
		if got := folderFor(last, "Documents", "Tài liệu"); got != dir {
			t.Errorf("after %q: %q, want %q", last, got, dir)
		}
	}
	want("", home)
	write(t, filepath.Join(home, "Documents"), "a file, no folder")
	for _, name := range []string{"Tài liệu", "chọn"} {
		if err := os.Mkdir(filepath.Join(home, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	want("", filepath.Join(home, "Tài liệu"))
	want(filepath.Join(home, "chọn"), filepath.Join(home, "chọn"))
	want(filepath.Join(home, "gone"), filepath.Join(home, "Tài liệu"))
}

func TestMadeIsBounded(t *testing.T) {
	var m made
	for i := range mostMade + 5 {
		m = m.with(edition{"a", "1", filepath.Join("/bài", strings.Repeat("x", i+1))})
	}
	if len(m) != mostMade || len(filepath.Base(m[0].path)) != mostMade+5 {
		t.Errorf("%d kept, the newest is %q", len(m), m[0].path)
	}
	again := m.with(edition{"b", "2", m[7].path})
	if len(again) != mostMade || again.stamp("a", m[7].path) != "" || again.stamp("b", m[7].path) != "2" {
		t.Error("a file that another report replaced is still known as the first one's")
	}
	if got := m.with(edition{"a", "1", "/a\nb"}); len(got) != mostMade || got[0] != m[0] {
		t.Error("a path that no line can hold was remembered")
	}
}

func FuzzMade(f *testing.F) {
	f.Add(made{{"a", "1.2", "/bài viết/tin.html"}, {"b2", "", "/x"}}.String())
	f.Add("a\t1\n\t\t\n\xff\t\t/\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		m := readMade(text)
		if again := readMade(m.String()); !slices.Equal(again, m) {
			t.Errorf("%q became %q", m, again)
		}
	})
}

func TestCutMiddle(t *testing.T) {
	tests := []struct {
		path string
		room int
		want string
	}{
		{`D:\Bài viết`, 11, `D:\Bài viết`},
		{`D:\Bài viết\Hội nghị`, 13, `D:\B…Hội nghị`},
		{`abcdef`, 1, `…`},
		{``, 0, ``},
	}
	for _, tt := range tests {
		fits := func(s string) bool { return len([]rune(s)) <= tt.room }
		if got := cutMiddle(tt.path, fits); got != tt.want {
			t.Errorf("%q in %d: %q, want %q", tt.path, tt.room, got, tt.want)
		}
	}
}
