package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/ui/say"
)

// wantFault checks that a call failed, and said why, what is safe and what to
// do in the words of that key, about that file.
func wantFault(t *testing.T, a answer, key, file string) {
	t.Helper()
	if file != "" {
		file += ": "
	}
	want := file + say.T(key+".what") + "\n" + say.T(key+".kept") + "\n" + say.T(key+".do") + "\n"
	if a.code != exitFault || a.out != "" || !strings.HasPrefix(a.err, want) {
		t.Errorf("exit %d, printed %q and said\n%s\nwant\n%s", a.code, a.out, a.err, want)
	}
	wantCalm(t, a)
}

// wantCalm checks that nothing is shown that frightens.
func wantCalm(t *testing.T, a answer) {
	t.Helper()
	for _, word := range []string{"panic", "goroutine", ".go:", "Fyne", "%!"} {
		if strings.Contains(a.err, word) {
			t.Errorf("%q is said in\n%s", word, a.err)
		}
	}
}

// unharmed checks that the drafts are those that were there, as they were.
func (d desk) unharmed(before string) {
	d.Helper()
	if after := d.must("list", "--json"); after != before {
		d.Errorf("the list was\n%s\nand is\n%s", before, after)
	}
}

func utf16le(s string) []byte {
	out := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(s)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out
}

// envelope is a report's JSON of that schema with that body.
func envelope(schema, report string) []byte {
	return []byte(`{"format":"tinxa.report","schema":` + schema + `,"report":` + report + `}`)
}

func TestTextsOfAnotherEncoding(t *testing.T) {
	d := newDesk(t)
	id := d.must("new", "--from", d.file("a.txt", utf16le(string(read(t, committee)))))
	if got := d.must("show", id) + "\n"; got != string(read(t, committee)) {
		t.Errorf("shown\n%s", got)
	}
}

// tcvn is a text in the letters of the old TCVN3 fonts, which no byte tells
// from other encodings.
const tcvn = "H\xe9i ngh\xde t\xe6ng k\xd5t c\xf4ng t\xb8c n\xa8m 2026 c\xf1a x\xb7 Su\xe8i M\xa9y\n\nS\xb8ng nay, \xae\xb6ng \xf1y x\xb7 t\xe6 ch\xf8c h\xe9i ngh\xde.\n"

func TestBadTexts(t *testing.T) {
	d := newDesk(t)
	d.must("new", "--from", committee)
	before := d.must("list", "--json")
	noise := make([]byte, 5000)
	for i := range noise {
		noise[i] = byte(i * i * 31)
	}
	for name, data := range map[string]struct {
		bytes []byte
		key   string
	}{
		"rỗng.txt":       {nil, "err.empty"},
		"rỗng.json":      {nil, "err.empty"},
		"trắng.txt":      {[]byte(" \r\n\t\n"), "err.empty"},
		"nhị phân.txt":   {noise, "err.format"},
		"ảnh.txt":        {small(1), "err.format"},
		"tcvn.txt":       {[]byte(tcvn), "err.encoding"},
		"mới hơn.json":   {envelope("99", "{}"), "err.newer"},
		"hỏng.json":      {envelope("1", "{"), "err.format"},
		"danh sách.json": {[]byte("[1, 2]"), "err.format"},
		"lạ.txt":         {[]byte(`{"a": 1}`), "err.format"},
		"mã ảnh.json":    {envelope("1", `{"status":"draft","head":{},"blocks":[{"kind":"photos","id":"a","pictures":[{"photo":"../../x"}]}]}`), "err.format"},
		"khối.json":      {envelope("1", `{"status":"draft","head":{},"blocks":[{"kind":"video","id":"a"}]}`), "err.format"},
		"dài.txt":        {bytes.Repeat([]byte("Hội nghị. "), 600_000), "err.format"},
		"rất dài.txt":    {make([]byte, 20<<20), "err.format"},
		"sâu.json":       {bytes.Repeat([]byte(`{"a":`), 200_000), "err.format"},
	} {
		path := d.file(name, data.bytes)
		wantFault(t, d.call("new", "--from", path), data.key, path)
	}
	for path, key := range map[string]string{
		d.at("không có.txt"): "err.nofile", d.files: "err.format", "/dev/zero": "err.format",
	} {
		wantFault(t, d.call("new", "--from", path), key, path)
	}
	d.unharmed(before)
}

// TestBadPhotos gives a text with bad photos and a good one: the draft is made
// of what is good, and each bad one is told by its name.
func TestBadPhotos(t *testing.T) {
	d := newDesk(t)
	whole := modeltest.JPEG(300, 200)
	good, cut := d.file("tốt.jpg", small(1)), d.file("đứt.jpg", whole[:len(whole)*2/3])
	bad := []struct{ path, key string }{
		{d.file("rỗng.jpg", nil), "err.empty"},
		{d.file("chữ.jpg", []byte("đây là văn bản, không phải ảnh")), "err.photokind"},
		{d.file("bom.png", modeltest.Bomb(60_000, 60_000)), "err.photosize"},
		{d.file("bom.jpg", modeltest.JPEGBomb(60_000, 60_000)), "err.photosize"},
		{d.file("đầu.jpg", whole[:100]), "err.photodamaged"},
		{d.at("không có.jpg"), "err.nofile"},
		{d.files, "err.photokind"},
		{"/dev/zero", "err.photokind"},
	}
	args := withPhotos(roundup, []string{good, cut})
	said := say.T("editor.photos.damaged", cut) + "\n"
	for _, b := range bad {
		args = append(args, "--photo", b.path)
	}
	a := d.call(args...)
	for _, b := range bad {
		line := say.T("editor.photos.refused", b.path, say.T(b.key+".what")+" "+say.T(b.key+".do"))
		if !strings.Contains(a.err, line+"\n") {
			t.Errorf("not told: %s", line)
		}
	}
	if a.code != exitFault || !strings.Contains(a.err, said) {
		t.Errorf("exit %d, want 1 and %q in\n%s", a.code, said, a.err)
	}
	wantCalm(t, a)
	var kept []model.PhotoID
	for _, p := range d.report(strings.TrimSpace(a.out)).Pictures() {
		kept = append(kept, p.Photo)
	}
	if len(kept) != 3 || kept[0] != modeltest.PhotoIDOf(small(1)) || kept[1] != modeltest.PhotoIDOf(whole[:len(whole)*2/3]) {
		t.Errorf("in the draft: %q", kept)
	}
	d.badAlone(bad[:3], good)
	d.badResized(bad, good, cut)
}

// badAlone: without a text, bad photos leave no empty draft behind.
func (d desk) badAlone(bad []struct{ path, key string }, good string) {
	before := d.must("list", "--json")
	for _, b := range bad {
		wantFault(d.T, d.call("new", "--photo", b.path), b.key, b.path)
	}
	d.unharmed(before)
	if a := d.call("new", "--photo", bad[0].path, "--photo", good); a.code != exitFault || a.out == "" {
		d.Errorf("a good photo beside a bad one: %+v", a)
	}
}

// badResized: photo makes what it can of the same files.
func (d desk) badResized(bad []struct{ path, key string }, good, cut string) {
	args := []string{"photo", "-o", d.at("out")}
	for _, b := range bad {
		args = append(args, b.path)
	}
	a := d.call(append(args, good, cut)...)
	wantNames(d.T, d.at("out"), "tốt.jpg", "đứt.jpg")
	if want := d.at("out/tốt.jpg") + "\n" + d.at("out/đứt.jpg") + "\n"; a.code != exitFault || a.out != want {
		d.Errorf("exit %d, printed %q, want %q", a.code, a.out, want)
	}
	for _, b := range bad {
		if !strings.Contains(a.err, b.path+": "+say.T(b.key+".what")) {
			d.Errorf("%s is not told in\n%s", b.path, a.err)
		}
	}
	wantCalm(d.T, a)
}

func TestUnknownReport(t *testing.T) {
	d := newDesk(t)
	for _, id := range []string{"aaaaaaaaaaaaaaaa", "../../x", "không", ""} {
		wantFault(t, d.call("show", id), "err.notfound", id)
		wantFault(t, d.call("export", id, "-o", d.files), "err.notfound", id)
	}
	wantNames(t, d.files)
}

// TestBadDestinations: what was there stays as it is.
func TestBadDestinations(t *testing.T) {
	d := newDesk(t)
	id := d.must("new", "--from", committee, "--photo", d.file("ảnh.jpg", small(1)))
	file := d.file("tệp", []byte("của người khác"))
	d.file("trang/index.html", []byte("<h1>của người khác</h1>"))
	device := d.at("thiết bị")
	if err := os.Symlink(os.DevNull, device); err != nil {
		t.Fatal(err)
	}
	before := names(t, d.files)
	for _, c := range []struct{ form, to string }{
		{"txt", file + "/bài.txt"},
		{"html", file},
		{"html", file + "/bài"},
		{"html", d.at("trang")},
		{"zip", device},
		{"json", "/proc/không/có"},
		{"html", "/proc/không"},
	} {
		wantFault(t, d.call("export", id, "--to", c.form, "-o", c.to), "err.destination", c.to)
	}
	wantFault(t, d.call("photo", d.at("ảnh.jpg"), "-o", file), "err.destination", file)
	wantFault(t, d.call("demo", "-o", file), "err.destination", file+"/data")
	if after := names(t, d.files); strings.Join(after, "\n") != strings.Join(before, "\n") {
		t.Errorf("left behind: %q, before %q", after, before)
	}
	if info, err := os.Stat(device); err != nil || info.Mode().IsRegular() {
		t.Errorf("the device is now %v, %v", info, err)
	}
	if got := string(read(t, file)) + string(read(t, d.at("trang/index.html"))); got != "của người khác<h1>của người khác</h1>" {
		t.Errorf("other people's files are now %q", got)
	}
	if got := d.must("export", id, "-o", d.files); got != d.at(committeeSlug) {
		t.Errorf("beside other files it goes to %q", got)
	}
}

func TestDataFolderIsAFile(t *testing.T) {
	d := newDesk(t)
	d.data = d.file("tệp", []byte("của người khác"))
	wantFault(t, d.call("list"), "err.destination", d.data)
	d.data += "/trong"
	wantFault(t, d.call("list"), "err.destination", d.data)
}

// broken is a stream that nothing can be written to.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("no space") }

// TestNothingReadsTheResult: an id that could not be printed is a fault, or a
// script goes on with none.
func TestNothingReadsTheResult(t *testing.T) {
	d := newDesk(t)
	id := d.must("new", "--from", committee)
	for _, args := range [][]string{
		{"new", "--from", committee},
		{"list"},
		{"list", "--json"},
		{"show", id},
		{"show", id, "--json"},
		{"export", id, "-o", d.files},
		{"photo", d.file("a.jpg", small(1)), "-o", d.at("out")},
		{"version"},
		{"help"},
	} {
		var said bytes.Buffer
		if code := run(append(args, "--data", d.data), streams{broken{}, &said}); code != exitFault || said.Len() == 0 {
			t.Errorf("%q: exit %d, said %q", args, code, &said)
		}
	}
}

// TestAnUnknownCertificateIsShown: without the fingerprint nobody can consent.
func TestAnUnknownCertificateIsShown(t *testing.T) {
	site := httptest.NewUnstartedServer(http.NotFoundHandler())
	site.Config.ErrorLog = log.New(io.Discard, "", 0)
	site.StartTLS()
	t.Cleanup(site.Close)
	shown := say.Fingerprint(fmt.Sprintf("%x", sha256.Sum256(site.Certificate().Raw)))
	got := newDesk(t).call("portal", "add", site.URL)
	if got.code != exitFault || !strings.Contains(got.err, say.T("err.portal.fingerprint", shown)) {
		t.Errorf("exit %d, and no %s in\n%s", got.code, shown, got.err)
	}
}
