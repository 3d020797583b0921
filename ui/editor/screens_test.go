package editor

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/sheet"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// shelf is a photo store of the samples' photos and a keeper that keeps the
// newest report in memory, or fails as told.
type shelf struct {
	model.PhotoStore
	photos map[model.PhotoID][]byte
	saved  []model.Report
	tries  int // to save
	err    error
	pins   map[int64]model.Pin
	opened func() // a photo was asked for; may be nil
}

func (s *shelf) Pin(_ context.Context, _ model.ReportID, rev int64, p model.Pin) error {
	if rev != int64(len(s.saved)) {
		return model.ErrNotFound
	}
	s.pins = map[int64]model.Pin{rev: p}
	return nil
}

func (s *shelf) Open(_ context.Context, id model.PhotoID, _ int) (io.ReadCloser, error) {
	if s.opened != nil {
		s.opened()
	}
	data, ok := s.photos[id]
	if !ok {
		return nil, model.ErrNotFound
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

func (s *shelf) Save(_ context.Context, r model.Report) (model.Report, error) {
	s.tries++
	if s.err != nil {
		return r, s.err
	}
	r.Rev++
	r.Updated = morning
	s.saved = append(s.saved, r)
	return r, nil
}

var morning = time.Date(2026, 10, 15, 10, 32, 5, 0, time.Local)

// sample reads one of the reports that ship with the program.
func sample(t testing.TB, name string) (model.Report, *shelf) {
	t.Helper()
	folder := path.Join("samples", name)
	data, err := fs.ReadFile(assets.FS, path.Join(folder, "report.json"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := model.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{photos: map[model.PhotoID][]byte{}}
	for i, p := range r.Pictures() {
		photo, err := fs.ReadFile(assets.FS, path.Join(folder, string(rune('1'+i))+".jpg"))
		if err != nil {
			t.Fatal(err)
		}
		s.photos[p.Photo] = photo
	}
	return r, s
}

func testEnv(s *shelf) Env {
	return Env{
		Store: s, Journal: &drawer{}, Historian: s, Photos: s, Runner: task.Inline{}, Now: func() time.Time { return morning },
		MeetingTypes: []MeetingType{{"bch-dang-bo", "Hội nghị Ban Chấp hành Đảng bộ"}},
		Clipboard:    &board{}, Taken: func(io.Reader) time.Time { return time.Time{} },
		Ways: Ways{
			Canvas: testCanvas, Choose: func(func([]string)) {}, Named: func(model.Report) {}, Back: func() {},
			Publish: func(model.Report) {}, History: func(model.Report) {}, SaveElsewhere: func(model.Report) {},
		},
	}
}

// inked gives the house a pen, once the test's theme has fonts for it.
func inked(t testing.TB, env Env) Env {
	t.Helper()
	pen, err := sheet.NewPen()
	if err != nil {
		t.Fatal(err)
	}
	env.Pen = pen
	return env
}

// testCanvas is that of the newest test window.
func testCanvas() fyne.Canvas {
	windows := fyne.CurrentApp().Driver().AllWindows()
	return windows[len(windows)-1].Canvas()
}

var screenSize = fyne.NewSize(1366, 768)

func TestScreens(t *testing.T) {
	show := func(name string, r model.Report, s *shelf, then func(*Screen)) {
		var screen *Screen
		build := func() fyne.CanvasObject {
			screen = New(inked(t, testEnv(s)), r)
			return screen.Object()
		}
		uitest.Shots(t, name, screenSize, build, func(w fyne.Window) {
			if then != nil {
				then(screen)
			}
		})
	}
	show("editor-empty", model.New(), &shelf{}, func(s *Screen) { s.Start("") })
	ordinary, s := sample(t, "02-hoi-nghi-bch")
	show("editor-ordinary", ordinary, s, func(s *Screen) { s.Panel(0) })
	roundUp, s := sample(t, "01-diem-tin")
	show("editor-round-up", roundUp, s, func(s *Screen) { s.reveal(s.state.Boxes()[7].Spot) })
	crowded, s := sample(t, "05-phuong-thi-dua")
	show("editor-crowded", crowded, s, func(s *Screen) {
		for _, box := range s.state.Boxes() {
			if box.Form == manuscript.FormCaption {
				s.reveal(box.Spot)
			}
		}
		s.Panel(1)
	})
	quoted, s := sample(t, "04-so-ket-nghi-quyet")
	show("editor-no-title", quoted, s, func(s *Screen) { s.Panel(2) })
	faults(show, t)
	named, s := sample(t, "02-hoi-nghi-bch")
	show("editor-name", named, s, func(s *Screen) { s.Start(""); s.NameVersion() })
	u := model.Unsaved{Report: named, Beyond: 1, At: morning}
	u.Report.Head.Title += " (bản sửa)"
	show("editor-resumed", named, s, func(s *Screen) { s.resume(u) })

	small := func(name string, then func(*Screen)) {
		r, s := sample(t, "02-hoi-nghi-bch")
		var screen *Screen
		uitest.ShotAt150(t, name, screenSize, func() fyne.CanvasObject {
			screen = New(inked(t, testEnv(s)), r)
			return screen.Object()
		}, func(fyne.Window) { then(screen) })
	}
	marked(show, t)
	full, s := sample(t, "05-phuong-thi-dua")
	var screen *Screen
	uitest.ShotInContrast(t, "editor-full", screenSize, func() fyne.CanvasObject {
		screen = New(inked(t, testEnv(s)), full)
		return screen.Object()
	}, func(fyne.Window) {
		acrossPhoto(screen)
		underlined(screen)
	})
	small("editor-ordinary", func(s *Screen) { s.showSave(SaveState{Saved: morning}) })
	small("editor-panel", func(s *Screen) { s.Panel(0) })
}

// marked draws a selection that goes across a photo, and findings.
func marked(show func(string, model.Report, *shelf, func(*Screen)), t *testing.T) {
	r, s := sample(t, "02-hoi-nghi-bch")
	show("editor-selection", r, s, acrossPhoto)
	r, s = sample(t, "04-so-ket-nghi-quyet")
	show("editor-findings", r, s, func(s *Screen) {
		s.Start("")
		underlined(s)
		s.NextFinding(1)
		s.OfferFixes()
	})
}

// acrossPhoto selects from the middle of the text before the first photo to the
// middle of the text behind it.
func acrossPhoto(s *Screen) {
	boxes := s.state.Boxes()
	photo := slices.IndexFunc(boxes, func(b manuscript.Box) bool { return b.Form == manuscript.FormPicture })
	from, to := boxes[photo-1].Spot, boxes[photo+2].Spot
	from.Pos, to.Pos = boxes[photo-1].Text.Len()/2, boxes[photo+2].Text.Len()/2
	s.reveal(from)
	s.state.Select(manuscript.Selection{Anchor: from, Head: to})
	s.sheet.Sync()
	s.sheet.Reveal()
}

// underlined has a finding of each kind in every running text.
func underlined(s *Screen) {
	kinds := []model.FindingKind{model.Misspelt, model.Unusual, model.Doubtful}
	for n, box := range s.state.Boxes() {
		words, at := strings.Fields(box.Text.Plain()), 0
		var all []model.Finding
		for i, word := range words {
			long := len([]rune(word))
			if (i+n)%9 == 4 {
				kind := kinds[(i/9+n)%len(kinds)]
				all = append(all, model.Finding{
					From: at, To: at + long, Kind: kind, Rule: "mau", Words: word,
					Why: "Chữ này trong bài có hai cách viết.", Fixes: []string{strings.ToUpper(word)},
				})
			}
			at += long + 1
		}
		s.state.SetFindings(box.Spot, box.Text.Plain(), all)
	}
	s.sheet.Sync()
	s.showFindings()
}

// faults draws the banners of a report that cannot be saved: the text beside the
// data, elsewhere, and on the screen only.
func faults(show func(string, model.Report, *shelf, func(*Screen)), t *testing.T) {
	for name, journal := range map[string]*drawer{
		"editor-fault":           {},
		"editor-fault-elsewhere": {where: `D:\Van thu\Tin Xã\tạm`},
		"editor-fault-screen":    {err: model.ErrGone},
	} {
		r, s := sample(t, "04-so-ket-nghi-quyet")
		s.err = model.ErrFull
		show(name, r, s, func(s *Screen) {
			s.saver.diary.env.Journal = journal
			s.state.Select(manuscript.At(manuscript.Spot{Field: manuscript.Title}))
			s.run(manuscript.Type("Sơ kết một năm thực hiện Nghị quyết số 57-NQ/TW"))
			s.Save(func(error) {})
		})
	}
}
