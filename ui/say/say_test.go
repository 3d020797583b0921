package say_test

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"fyne.io/fyne/v2/lang"

	"tinxa/assets"
	"tinxa/ui/say"
)

func load(t *testing.T) {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
}

// files are texts as Load reads them, under invented names.
func files(texts map[string]string) fs.FS {
	all := fstest.MapFS{"i18n/fyne.json": {Data: []byte(`{"OK": "Đồng ý"}`)}}
	for name, text := range texts {
		all["i18n/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

func TestTFillsInAndRemembersWhatIsMissing(t *testing.T) {
	if err := say.Load(files(map[string]string{"a.json": `{"a.hello": "Chào %s", "a.share": "100%"}`})); err != nil {
		t.Fatal(err)
	}
	if got := say.T("a.hello", "chị Hạ"); got != "Chào chị Hạ" {
		t.Errorf("got %q", got)
	}
	if got := say.T("a.share"); got != "100%" {
		t.Errorf("a text without args was formatted: %q", got)
	}
	if got := say.T("a.nowhere", 1); got != "[a.nowhere]" || say.Has("a.nowhere") {
		t.Errorf("an unknown key gives %q", got)
	}
	if got := say.Missing(); !slices.Equal(got, []string{"a.nowhere"}) {
		t.Errorf("missing: %q", got)
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		texts map[string]string
		names string // what the error must tell
	}{
		"a key twice in one file":  {map[string]string{"a.json": `{"k": "1", "k": "2"}`}, "k: key stands twice"},
		"a key twice in two files": {map[string]string{"a.json": `{"k": "1"}`, "b.json": `{"k": "2"}`}, "i18n/b.json: k"},
		"nested texts":             {map[string]string{"a.json": `{"k": {"l": "1"}}`}, "flat"},
		"a number":                 {map[string]string{"a.json": `{"k": 1}`}, "flat"},
		"a list":                   {map[string]string{"a.json": `["k"]`}, "flat"},
		"something behind":         {map[string]string{"a.json": `{"k": "1"} {}`}, "flat"},
		"half a file":              {map[string]string{"a.json": `{"k": "1"`}, "i18n/a.json"},
		"nothing":                  {map[string]string{"a.json": ``}, "i18n/a.json"},
	} {
		err := say.Load(files(c.texts))
		if err == nil || !strings.Contains(err.Error(), c.names) {
			t.Errorf("%s: %v, want an error with %q", name, err, c.names)
		}
	}
	if err := say.Load(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without any file: %v", err)
	}
}

func TestAFailedLoadKeepsTheOldTexts(t *testing.T) {
	load(t)
	if err := say.Load(files(map[string]string{"a.json": `{`})); err == nil {
		t.Fatal("half a file was taken")
	}
	if got := say.T("common.stop"); got != "Dừng" {
		t.Errorf("got %q", got)
	}
}

func TestFyneSpeaksVietnamese(t *testing.T) {
	if err := say.TeachFyne(assets.FS); err != nil {
		t.Fatal(err)
	}
	load(t)
	for word, want := range map[string]string{"Cancel": "Hủy", "Undo": "Hoàn tác", "Select all": "Chọn tất cả"} {
		if got := lang.L(word); got != want {
			t.Errorf("Fyne says %q for %q, want %q", got, word, want)
		}
	}
	if got := lang.X("file.name", "Name"); got != "Tên" {
		t.Errorf("Fyne says %q for file.name", got)
	}
}

func TestFormats(t *testing.T) {
	load(t)
	at := time.Date(2026, 10, 5, 9, 3, 7, 0, time.UTC)
	for got, want := range map[string]string{
		say.Time(at):                              "09:03",
		say.TimeSeconds(at):                       "09:03:07",
		say.Date(at):                              "05/10/2026",
		say.Moment(at, at.Add(time.Hour)):         "09:03",
		say.Moment(at, at.AddDate(0, 0, 1)) + " ": "05/10/2026 ",
		say.When(at, at.Add(time.Hour)):           "09:03 hôm nay",
		say.When(at, at.AddDate(0, 0, 1)):         "09:03 hôm qua",
		say.When(at, at.AddDate(0, 1, 0)):         "09:03 ngày 05/10/2026",
		say.Count(0):                              "0",
		say.Count(999):                            "999",
		say.Count(1234):                           "1.234",
		say.Count(-1234567):                       "-1.234.567",
		say.Size(0):                               "0 byte",
		say.Size(1023):                            "1.023 byte",
		say.Size(1024):                            "1 KB",
		say.Size(1258291):                         "1,2 MB",
		say.Size(12*1024*1024 + 600*1024):         "13 MB",
		say.Size(1023 * 1024):                     "1 MB",
		say.Size(5 << 40):                         "5.120 GB",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// FuzzLoad: no file of texts, however broken, may stop the program.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{`{}`, `{"a": "b"}`, `{"a": "b", "a": "c"}`, `{"a": [1]}`, `{"a"`, "\xff", `[]`, `{"a": "b"}x`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := say.Load(files(map[string]string{"a.json": string(text)})); err != nil {
			return
		}
		for _, key := range say.Missing() {
			t.Errorf("%q is missing right after loading", key)
		}
	})
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
