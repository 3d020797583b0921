package publish

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/assets"
	"tinxa/export"
	"tinxa/export/archive"
	"tinxa/export/html"
	"tinxa/export/record"
	"tinxa/export/text"
	"tinxa/model"
	"tinxa/model/photos"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// house stands in for what is around the screen; what the screen asked of it is
// kept. Exporters, photos and preferences are the real ones.
type house struct {
	env    Env
	prefs  fyne.Preferences
	runner *runner
	store  model.PhotoStore

	gone    []model.Gap
	opened  []string
	shown   []string
	folder  string // the answer to ChooseFolder, "" for none
	started []string
	backs   int
	refuse  error // what opening and showing fail with
}

// runner is inline until it is frozen; then nothing reaches the window any more,
// as if the work never ended.
type runner struct {
	task.Inline
	frozen bool
}

func (r *runner) Do(f func()) {
	if !r.frozen {
		f()
	}
}

// photoDir holds the photos of all tests: making their renditions is slow.
var photoDir string

var shared = sync.OnceValues(func() (model.PhotoStore, error) { return photos.Open(photoDir) })

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "publish")
	if err != nil {
		panic(err)
	}
	photoDir = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

var exportedAt = time.Date(2026, 10, 15, 10, 32, 5, 0, time.Local)

func newHouse(t *testing.T) *house {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", t.TempDir())
	t.Setenv("USERPROFILE", t.TempDir())
	store, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	h := &house{runner: &runner{}, store: store, prefs: test.NewTempApp(t).Preferences()}
	h.env = Env{
		Runner: h.runner, Photos: store, Forms: h.forms(t), Prefs: h.prefs,
		Preview:    func(context.Context, model.Report) (string, error) { return "/xem/index.html", nil },
		OpenPath:   func(path string) error { h.opened = append(h.opened, path); return h.refuse },
		ShowFolder: func(path string) error { h.shown = append(h.shown, path); return h.refuse },
		ChooseFolder: func(start string, chosen func(string)) {
			h.started = append(h.started, start)
			if h.folder != "" {
				chosen(h.folder)
			}
		},
		Back: func() { h.backs++ },
		GoTo: func(g model.Gap) { h.gone = append(h.gone, g) },
		Now:  func() time.Time { return exportedAt },
	}
	return h
}

// forms are wired as the program wires them.
func (h *house) forms(t *testing.T) []Form {
	t.Helper()
	theme, err := html.New(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := text.New(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	return []Form{
		{Key: "html", Folder: true, Icon: look.IconHtml, Write: h.pages(theme.Folder())},
		h.file("html-one", look.IconFile, theme.OneFile()),
		h.file("zip", look.IconZip, archive.Zip(theme.Folder())),
		h.file("txt", look.IconText, plain),
		h.file("json", look.IconReport, record.JSON{}),
	}
}

func (h *house) file(key string, icon look.IconName, e export.Exporter) Form {
	return Form{Key: key, Ext: e.Ext(), Icon: icon, Write: func(ctx context.Context, r model.Report, target string, p task.Progress) error {
		return export.WriteFile(ctx, target, func(w io.Writer) error { return e.Export(ctx, w, h.bundle(ctx, r, p)) })
	}}
}

func (h *house) pages(pages export.Pages) func(context.Context, model.Report, string, task.Progress) error {
	return func(ctx context.Context, r model.Report, target string, p task.Progress) error {
		files, err := pages.Files(ctx, h.bundle(ctx, r, p))
		if err != nil {
			return err
		}
		return export.WriteFolder(ctx, target, files)
	}
}

func (h *house) bundle(ctx context.Context, r model.Report, progress task.Progress) export.Bundle {
	done, total := 0, len(export.PhotoFiles(r))
	opened := func() { done++; progress(done, total, "") }
	return export.Bundle{Report: r, Photos: export.PhotosOf(ctx, h.store, model.WebSide, opened)}
}

// gappy is a report to which everything has happened.
func (h *house) gappy(t *testing.T) model.Report {
	t.Helper()
	r := uitest.Sample(t, h.store, "02-hoi-nghi-bch")
	r.Head.Sapo = nil
	r.Meeting.Date.Year = 0
	r.Credits.Bylines = nil
	pictures := r.Pictures()
	pictures[0].Caption = "IMG_20261015_0812.jpg"
	pictures[1].Caption = ""
	pictures[2].Caption = "Quang cảnh Hội nghị."
	again := pictures[2]
	again.Caption = "Quang cảnh hội nghị"
	titled := model.Picture{Caption: r.Head.Title}
	blocks := model.Blocks{
		model.Photos{ID: "anh1", Pictures: pictures[:1]},
		r.Blocks[0],
		model.Photos{ID: "anh2", Pictures: []model.Picture{pictures[1], pictures[2]}},
		model.Photos{ID: "anh3", Pictures: []model.Picture{again, titled}},
		model.Item{ID: "muc1", Blocks: r.Blocks[2:3]},
	}
	r.Blocks = blocks
	return r
}

// open shows a report in a window in which the page is folded away: it has
// tests of its own.
func (h *house) open(t *testing.T, r model.Report) (*Screen, fyne.Window) {
	t.Helper()
	var s *Screen
	w := uitest.New(t, uitest.Narrow, func() fyne.CanvasObject {
		s = New(h.env, r)
		return part.NewStage(h.env.Runner, s.Object())
	})
	t.Cleanup(s.Close)
	return s, w
}

// reads reports whether some text in the window holds the words.
func reads(w fyne.Window, words string) bool {
	return uitest.Reads(w, words) || slices.ContainsFunc(uitest.All[*pathLine](w), func(l *pathLine) bool {
		return strings.Contains(l.path, words)
	})
}

var errDisk = errors.New("the cable was pulled")
