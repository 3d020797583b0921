package main

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"tinxa/assets"
	"tinxa/model"
)

// TestRoundTrip exports each sample, makes a report of the exported JSON, in
// the same data folder and in another user's, and exports that: the same bytes
// in every form.
func TestRoundTrip(t *testing.T) {
	samples, err := fs.Glob(assets.FS, "samples/*")
	if err != nil || len(samples) != 5 {
		t.Fatalf("samples %q, %v", samples, err)
	}
	for _, sample := range samples {
		t.Run(path.Base(sample), func(t *testing.T) {
			d, other := newDesk(t), newDesk(t)
			report, photos := d.sample(path.Base(sample))
			first := d.made(withPhotos(report, photos)...)
			want := d.everyForm(first)
			json := d.file("xuất.json", want["json"])
			again := d.must("new", "--from", json)
			if again == first {
				t.Errorf("the import took the place of %s", first)
			}
			sameFiles(t, d.everyForm(again), want)
			sameFiles(t, other.everyForm(other.made(withPhotos(json, photos)...)), want)
			third := newDesk(t)
			sameFiles(t, third.everyForm(third.must("new", "--from", third.file("gửi.tinxa", want["tinxa"]))), want)
		})
	}
}

// everyForm exports a report in every form and returns the files by name.
func (d desk) everyForm(id string) map[string][]byte {
	d.Helper()
	out, files := d.TempDir(), map[string][]byte{}
	for _, form := range []string{"html", "html-one", "zip", "txt", "tinxa", "json"} {
		d.must("export", id, "--to", form, "-o", filepath.Join(out, form))
	}
	for _, name := range names(d.T, out) {
		files[name] = read(d.T, filepath.Join(out, name))
	}
	return files
}

func sameFiles(t *testing.T, got, want map[string][]byte) {
	t.Helper()
	if !slices.Equal(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want))) || len(want) < 7 {
		t.Fatalf("files %q, want %q", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
	for name, data := range want {
		if string(got[name]) != string(data) {
			t.Errorf("%s: %d bytes differ from the %d of the first export", name, len(got[name]), len(data))
		}
	}
}

// TestRoundUp takes a round-up off a portal's page and looks for its parts in
// their places.
func TestRoundUp(t *testing.T) {
	d := newDesk(t)
	id := d.must("new", "--from", roundup)
	r := d.report(id)
	if got := [3]string{r.Head.Kicker, r.Head.Title, r.Head.Stamp}; got != [3]string{
		"Nghị quyết vào cuộc sống", "Khí thế mới ở các xã, phường sau kỳ họp quý III", "Thứ sáu - 16/10/2026 15:42",
	} {
		t.Errorf("the head is %q", got)
	}
	if sapo := r.Head.Sapo.Plain(); !strings.HasPrefix(sapo, "Trong tuần, ") || !strings.HasSuffix(sapo, "của cả năm.") {
		t.Errorf("the sapo is %q", sapo)
	}
	var communes, bylines, captions []string
	for _, b := range r.Blocks {
		if item, ok := b.(model.Item); ok {
			communes = append(communes, item.Commune)
		}
	}
	for _, b := range r.Credits.Bylines {
		bylines = append(bylines, b.Name)
	}
	for _, p := range r.Pictures() {
		captions = append(captions, p.Caption)
	}
	for _, list := range []struct {
		what      string
		got, want []string
	}{
		{"items", communes, []string{"xã Suối Mây", "phường Bến Lụa", "xã Đồng Trầm"}},
		{"bylines", bylines, []string{"Minh Quân", "Thu Lành", "Triệu Sính"}},
		{"captions", captions, []string{"Quang cảnh Hội nghị", "Các đồng chí lãnh đạo phường trao giấy khen cho các cá nhân tiêu biểu", "Quang cảnh Hội nghị"}},
	} {
		if !slices.Equal(list.got, list.want) {
			t.Errorf("%s %q, want %q", list.what, list.got, list.want)
		}
	}
}

// TestRoundUpWords: the exported text holds the words of the report, every one
// and in order, and none of the page around it.
func TestRoundUpWords(t *testing.T) {
	d := newDesk(t)
	file := d.must("export", d.must("new", "--from", roundup), "--to", "txt", "-o", d.files)
	printed := string(read(t, file))
	page := string(read(t, roundup))
	start, end := strings.Index(page, "Nghị quyết vào"), strings.Index(page, "Tổng số điểm")
	report := strings.Replace(page[start:end], "15:42 7", "15:42", 1) // the 7 counts comments
	if got, want := words(printed), words(report); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, furniture := range []string{"Cổng thông tin", "Trang chủ", "đánh giá bài viết", "Ý kiến", "Mã bảo mật", "Những tin", "thủy lợi", "lớp bơi"} {
		if !strings.Contains(page, furniture) || strings.Contains(printed, furniture) {
			t.Errorf("%q is in the report", furniture)
		}
	}
}

func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// TestExportReplacesItsOwn: a second export into the folder of the first takes
// its place, and a note that somebody put there protects it.
func TestExportReplacesItsOwn(t *testing.T) {
	d := newDesk(t)
	first := d.must("new", "--from", committee, "--photo", d.file("a.jpg", small(1)))
	second := d.must("new", "--from", committee)
	to := d.at("trang")
	d.must("export", first, "-o", to)
	d.must("export", second, "-o", to)
	wantNames(t, to, "index.html")
	if err := os.WriteFile(filepath.Join(to, "ghi chú.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	wantFault(t, d.call("export", first, "-o", to), "err.destination", to)
	wantNames(t, to, "ghi chú.txt", "index.html")
}
