package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"image/jpeg"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/ui/say"
)

const (
	committee      = "testdata/committee.txt"
	roundup        = "testdata/roundup.txt"
	committeeTitle = "Hội nghị Ban Chấp hành Đảng bộ xã Đồng Trầm lần thứ 7, nhiệm kỳ 2025 - 2030"
	committeeSlug  = "hoi-nghi-ban-chap-hanh-dang-bo-xa-dong-tram-lan-thu-7-nhiem-ky-2025-2030"
)

func TestNewPrintsABareID(t *testing.T) {
	d := newDesk(t)
	a := d.call("new", "--from", committee)
	if a.code != exitDone || !regexp.MustCompile(`^[a-z2-7]{16}\n$`).MatchString(a.out) || a.err != "" {
		t.Errorf("%+v, want an id alone", a)
	}
	a = d.call("new", "--from", roundup)
	if want := say.T("cli.new.dropped", 13) + "\n"; a.err != want {
		t.Errorf("said %q, want %q", a.err, want)
	}
}

func TestNewTakesPhotos(t *testing.T) {
	d := newDesk(t)
	first, second := d.file("Ảnh 1.jpg", small(1)), d.file("2.png", modeltest.PNG(9, 9))
	id := d.must("new", "--photo", first, "--from", roundup, "--photo", second)
	pictures := d.report(id).Pictures()
	if len(pictures) != 3 {
		t.Fatalf("%d pictures, want the three places of the text", len(pictures))
	}
	want := model.Picture{Photo: modeltest.PhotoIDOf(small(1)), Caption: "Quang cảnh Hội nghị", Name: "Ảnh 1.jpg"}
	if got := pictures[0]; got.Photo != want.Photo || got.Caption != want.Caption || got.Name != want.Name {
		t.Errorf("first %+v, want %+v", got, want)
	}
	if pictures[1].Photo != modeltest.PhotoIDOf(modeltest.PNG(9, 9)) || pictures[2].Photo != "" {
		t.Errorf("then %+v, want the second photo and a place that waits", pictures[1:])
	}
	if only := d.report(d.must("new", "--photo", second)); len(only.Pictures()) != 1 {
		t.Errorf("photos alone make %+v", only)
	}
}

// report reads a draft as show --json prints it.
func (d desk) report(id string) model.Report {
	d.Helper()
	r, err := model.Decode([]byte(d.must("show", id, "--json")))
	if err != nil {
		d.Fatal(err)
	}
	return r
}

func TestNewSaysWhichPhotoItMisses(t *testing.T) {
	d := newDesk(t)
	report, photos := d.sample("02-hoi-nghi-bch")
	a := d.call(withPhotos(report, photos[1:])...)
	if want := say.T("cli.new.missing", modeltest.PhotoIDOf(read(t, photos[0]))) + "\n"; a.code != exitDone || a.err != want {
		t.Errorf("%+v, want %q", a, want)
	}
	a = d.call("export", strings.TrimSpace(a.out), "-o", d.at("bài"))
	wantFault(t, a, "err.photomissing", "")
	if _, err := os.Stat(d.at("bài")); err == nil {
		t.Error("an export without its photo is there")
	}
}

func TestNewTakesJSONFromNotepad(t *testing.T) {
	d := newDesk(t)
	report, _ := d.sample("02-hoi-nghi-bch")
	marked := d.file("bom.json", append([]byte(byteOrderMark), read(t, report)...))
	if got := d.report(d.must("new", "--from", marked)); got.Head.Title == "" || len(got.Blocks) < 5 {
		t.Errorf("got %+v", got)
	}
}

func TestListFindsWithoutAccents(t *testing.T) {
	d := newDesk(t)
	first, second := d.must("new", "--from", committee), d.must("new", "--from", roundup)
	for query, want := range map[string][]string{
		"":                        {second, first},
		"dong tram":               {second, first},
		"nong thi ban":            {first},
		"SUỐI MÂY":                {second},
		"không có ở đâu":          {},
		committeeTitle:            {first},
		"Thu Lành":                {second},
		"hội nghị lần thứ 7 2025": {first},
	} {
		var ids []string
		for line := range strings.Lines(d.must(append([]string{"list"}, strings.Fields(query)...)...)) {
			id, rest, _ := strings.Cut(line, "  ")
			ids = append(ids, id)
			if !strings.Contains(rest, say.T("status.draft")) {
				t.Errorf("a line without status: %q", line)
			}
		}
		if strings.Join(ids, " ") != strings.Join(want, " ") {
			t.Errorf("%q finds %q, want %q", query, ids, want)
		}
	}
}

func TestListJSON(t *testing.T) {
	d := newDesk(t)
	if out := d.must("list", "--json"); out != "[]" {
		t.Errorf("an empty list is %q", out)
	}
	id := d.must("new", "--from", committee)
	var items []listItem
	if err := json.Unmarshal([]byte(d.must("list", "tram", "--json")), &items); err != nil {
		t.Fatal(err)
	}
	if len(items) != 1 {
		t.Fatalf("listed %+v", items)
	}
	got := items[0]
	if string(got.ID) != id || got.Title != committeeTitle || got.Commune != "xã Đồng Trầm" ||
		got.Date != "2026-10-20" || got.Status != model.Draft || got.Words < 60 || got.Updated.IsZero() {
		t.Errorf("listed %+v", got)
	}
}

func TestListNamesTheNameless(t *testing.T) {
	d := newDesk(t)
	d.must("new", "--photo", d.file("a.jpg", small(1)))
	if out := d.must("list"); !strings.Contains(out, say.T("cli.list.untitled")) {
		t.Errorf("listed %q", out)
	}
}

func TestShow(t *testing.T) {
	d := newDesk(t)
	id := d.must("new", "--from", committee)
	if got, want := d.must("show", id)+"\n", string(read(t, committee)); got != want {
		t.Errorf("shown\n%s\nwant\n%s", got, want)
	}
	if got := d.report(id); string(got.ID) != id || got.Rev != 1 {
		t.Errorf("shown as JSON: %s, revision %d", got.ID, got.Rev)
	}
}

// TestExport looks at the files of each form.
func TestExport(t *testing.T) {
	d := newDesk(t)
	id := d.must("new", "--from", committee, "--photo", d.file("a.jpg", small(1)))
	html := []string{"anh/hoi-nghi-ban-chap-hanh-dang-bo-1.jpg", "index.html"}
	for form, want := range map[string][]string{
		"html":     {committeeSlug + "/" + html[0], committeeSlug + "/" + html[1]},
		"html-one": {committeeSlug + ".html"},
		"zip":      {committeeSlug + ".zip"},
		"txt":      {committeeSlug + ".txt"},
		"json":     {committeeSlug + ".json"},
		"tinxa":    {committeeSlug + ".tinxa"},
	} {
		into := t.TempDir()
		path := d.must("export", id, "--to", form, "-o", into)
		if first, _, _ := strings.Cut(want[0], "/"); path != filepath.Join(into, first) {
			t.Errorf("%s: printed %q", form, path)
		}
		wantNames(t, into, want...)
		again := d.must("export", "--to="+form, "-o", path, id)
		if again != path {
			t.Errorf("%s: written again to %q, not over %q", form, again, path)
		}
		wantNames(t, into, want...)
		named := filepath.Join(t.TempDir(), "mới", "tên")
		if path := d.must("export", id, "-o", named, "--to", form); path != named {
			t.Errorf("%s: printed %q", form, path)
		}
	}
}

func TestExportCountsGaps(t *testing.T) {
	d := newDesk(t)
	id := d.must("new", "--from", roundup)
	a := d.call("export", id, "--to", "txt", "-o", d.files)
	if want := say.T("cli.export.gaps", len(model.Gaps(d.report(id)))) + "\n"; a.code != exitDone || a.err != want {
		t.Errorf("%+v, want %q", a, want)
	}
}

func TestPhoto(t *testing.T) {
	d := newDesk(t)
	a := d.call("photo", d.file("Ảnh chụp.JPG", modeltest.CameraJPEG(400, 200, 6)), "--max", "100", "--quality=50",
		"-o", d.at("nhỏ/nữa"), "--thumb", "20")
	if want := d.at("nhỏ/nữa/Ảnh chụp.jpg") + "\n" + d.at("nhỏ/nữa/Ảnh chụp-nho.jpg") + "\n"; a.out != want || a.err != "" || a.code != exitDone {
		t.Errorf("%+v, want %q", a, want)
	}
	for name, width := range map[string]int{"Ảnh chụp.jpg": 100, "Ảnh chụp-nho.jpg": 20} {
		data := read(t, d.at("nhỏ/nữa/"+name))
		size, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil || size.Width != width || size.Height != width/2 {
			t.Errorf("%s: %d × %d, %v, want upright and %d wide", name, size.Width, size.Height, err, width)
		}
		if bytes.Contains(data, []byte("Exif")) {
			t.Errorf("%s tells where it was taken", name)
		}
	}
}

func TestPhotosOfOneName(t *testing.T) {
	d := newDesk(t)
	d.must("photo", d.file("a/x.jpg", small(1)), d.file("b/X.PNG", modeltest.PNG(9, 9)), d.file("c/x.jpg", small(3)),
		d.file("d/x-nho.jpg", small(4)), "-o", d.at("out"), "--thumb", "8")
	wantNames(t, d.at("out"), "X-2-nho.jpg", "X-2.jpg", "x-3-nho.jpg", "x-3.jpg", "x-nho-2-nho.jpg", "x-nho-2.jpg", "x-nho.jpg", "x.jpg")
}

// TestPhotoSparesOriginals: nothing is written over a photo, be it its own
// source, another's, or one that merely lies there.
func TestPhotoSparesOriginals(t *testing.T) {
	d := newDesk(t)
	own, other, stranger := d.file("a/x.jpg", small(1)), d.file("b/x.jpg", small(2)), d.file("b/y.jpg", small(3))
	png := d.file("b/y.png", modeltest.PNG(9, 9))
	link := d.at("c/x.jpg")
	if err := errors.Join(os.Mkdir(d.at("c"), 0o755), os.Symlink(own, link)); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{own, "-o", d.at("a")}, {own, other, "-o", d.at("b")}, {png, "-o", d.at("b")}, {link, "-o", d.at("a")},
	} {
		a := d.call(append([]string{"photo"}, args...)...)
		if a.code != exitFault || !strings.Contains(a.err, say.T("err.destination.what")) {
			t.Errorf("%q: %+v", args, a)
		}
	}
	for path, want := range map[string][]byte{own: small(1), other: small(2), stranger: small(3)} {
		if !bytes.Equal(read(t, path), want) {
			t.Errorf("%s was written over", path)
		}
	}
}

func TestDemo(t *testing.T) {
	d := newDesk(t)
	for range 2 { // again over what is there
		out := d.must("demo", "-o", d.at("demo"))
		if got := strings.Count(out, "\n") + 1; got != 6 {
			t.Errorf("%d paths printed, want one a form:\n%s", got, out)
		}
	}
	if _, err := os.Stat(d.data); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("demo touched the user's own data: %v", err)
	}
}

func TestVersionAndHelp(t *testing.T) {
	if a := call1("version"); a != (answer{"Tin Xa dev (0)\n", "", exitDone}) {
		t.Errorf("version: %+v", a)
	}
	want := answer{say.T("cli.help", name) + "\n", "", exitDone}
	for _, args := range [][]string{{"help"}, {"-h"}, {"--help"}, {"help", "list"}, {"list", "--help"}, {"export", "-h"}, {"--data", "x", "help"}} {
		if a := call1(args...); a != want {
			t.Errorf("%q: %+v", args, a)
		}
	}
	for command := range commands {
		if !strings.Contains(want.out, "tinxa "+command) {
			t.Errorf("help is silent about %s", command)
		}
	}
}

// TestWrongUse: exit 2 and how to do it, before anything was touched.
func TestWrongUse(t *testing.T) {
	t.Setenv("TINXA_DATA", filepath.Join(t.TempDir(), "untouched"))
	for _, line := range []string{
		"soạn", "-x", "--data", "--data=a -x", "list --nothing", "list --data",
		"new", "new a.txt", "new --from", "new --from a.txt b.txt", "new --photo",
		"show", "show a b", "export", "export a b", "export a --to pdf", "export a --to", "export a -o",
		"photo", "photo a.jpg", "photo -o b", "photo a.jpg -o b --max 0", "photo a.jpg -o b --max big",
		"photo a.jpg -o b --quality 101", "photo a.jpg -o b --quality 0", "photo a.jpg -o b --thumb -1",
		"demo a", "demo -o", "version a", "--data a version b",
	} {
		a := call1(strings.Fields(line)...)
		if a.code != exitUsage || a.out != "" || !strings.HasSuffix(a.err, say.T("cli.usage.more")+"\n") || strings.Count(a.err, "\n") != 2 {
			t.Errorf("%q: %+v", line, a)
		}
	}
	if _, err := os.Stat(os.Getenv("TINXA_DATA")); err == nil {
		t.Error("wrong use made a data folder")
	}
}

// TestDataFolder finds the drafts where each way of naming the folder says.
func TestDataFolder(t *testing.T) {
	flagged, named, xdg, home := t.TempDir(), t.TempDir(), t.TempDir(), t.TempDir()
	t.Setenv("TINXA_DATA", named)
	t.Setenv("XDG_DATA_HOME", xdg)
	t.Setenv("HOME", home)
	made := func(dir string, args ...string) {
		t.Helper()
		if a := call1(args...); a.code != exitDone {
			t.Fatalf("%q: %+v", args, a)
		}
		if err := os.Remove(vault.Database(dir)); err != nil {
			t.Errorf("%q: %v", args, err)
		}
	}
	made(flagged, "list", "--data", flagged)
	made(flagged, "list", "--data="+flagged, "from", "here")
	made(flagged, "--data", flagged, "list")
	made(flagged, "-data="+flagged, "list", "--json")
	made(flagged, "--data="+flagged, "new", "--from", committee)
	made(named, "list")
	t.Setenv("TINXA_DATA", "")
	made(filepath.Join(xdg, "tinxa"), "list")
	t.Setenv("XDG_DATA_HOME", "relative/is/ignored")
	made(filepath.Join(home, ".local", "share", "tinxa"), "list")
}
