package home

import (
	"context"
	"io/fs"
	"log"
	"os"
	"path"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/photos"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// house is what surrounds the screen in a test: real stores in a folder of
// their own, a clock, and notes of what the screen asked for.
type house struct {
	env   Env
	store *bolt.Store
	now   time.Time

	opened, published []model.Report
	sampled           []int
	note              string // what Import says was left out
	imported          [][]string
	put               []model.BinnedPhoto // back into reports
	refusing          error               // why none can be put back
}

// photoFolder is where all tests keep photos: the same bytes are the same photo,
// and thumbnails are made once.
var photoFolder string

func TestMain(m *testing.M) {
	var err error
	if photoFolder, err = os.MkdirTemp("", "tinxa-home-photos"); err != nil {
		log.Fatal(err)
	}
	code := m.Run()
	os.RemoveAll(photoFolder)
	os.Exit(code)
}

func newHouse(t testing.TB) *house {
	t.Helper()
	h := &house{now: noon}
	folder := t.TempDir()
	var err error
	if h.store, err = bolt.Open(context.Background(), path.Join(folder, "tinxa.db"), bolt.Clock(func() time.Time { return h.now })); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.store.Close() })
	pictures, err := photos.Open(photoFolder)
	if err != nil {
		t.Fatal(err)
	}
	h.env = Env{
		Store: h.store, Bin: h.store, Photos: pictures, Runner: task.Inline{}, Now: func() time.Time { return h.now },
		Samples: []string{"Điểm tin ba xã", "Hội nghị Ban Chấp hành", "Tổng kết năm", "Sơ kết nghị quyết", "Phường tổng kết thi đua"},
		Exits: Exits{
			Open:    func(r model.Report) { h.opened = append(h.opened, r) },
			Publish: func(r model.Report) { h.published = append(h.published, r) },
		},
		OpenSample: func(_ context.Context, i int) (model.Report, error) {
			h.sampled = append(h.sampled, i)
			return model.New(), nil
		},
		Import: func(_ context.Context, paths []string, _ task.Progress) (model.Report, string, error) {
			h.imported = append(h.imported, paths)
			return titled("Bài nhập từ tệp"), h.note, nil
		},
		PutBack: h.putBack,
	}
	return h
}

// titled is a new report with a headline and a word to be found by.
func titled(title string) model.Report {
	r := model.New()
	r.Head.Title = title
	r.Meeting.Commune = "xã Suối Mây"
	r.Meeting.Date = model.Date{Year: 2026, Month: 10, Day: 15}
	r.Meeting.Session = model.Morning
	return r
}

// save stores reports a minute after each other, so that the last is the newest.
func (h *house) save(t testing.TB, reports ...model.Report) {
	t.Helper()
	for _, r := range reports {
		h.now = h.now.Add(time.Minute)
		if _, err := h.env.Store.Save(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
}

// three are the reports of most tests; "Ba" is changed last and stands first.
func (h *house) three(t *testing.T) {
	t.Helper()
	ba := titled("Ba: Tổng kết phong trào thi đua")
	ba.Status = model.Published
	h.save(t, titled("Một: Hội nghị Đảng ủy"), titled("Hai: Kỳ họp Hội đồng nhân dân"), ba)
}

// addSamples puts the sample reports with their photos into the stores.
func (h *house) addSamples(t testing.TB) {
	t.Helper()
	names, err := fs.Glob(assets.FS, "samples/*/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := assets.FS.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if path.Ext(name) == ".jpg" {
			if _, err := h.env.Photos.Add(t.Context(), data); err != nil {
				t.Fatal(err)
			}
		}
		data.Close()
	}
	for _, name := range names {
		if path.Base(name) != "report.json" {
			continue
		}
		data, err := fs.ReadFile(assets.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := model.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		r.ID = model.NewReportID()
		h.save(t, r)
	}
}

// desk is a screen in a window.
type desk struct {
	*Screen
	t testing.TB
	w fyne.Window
}

// show puts the screen into a window.
func (h *house) show(t testing.TB) *desk {
	t.Helper()
	d := &desk{t: t}
	d.w = uitest.New(t, uitest.Laptop, func() fyne.CanvasObject {
		d.Screen = New(h.env)
		return part.NewStage(h.env.Runner, d.Object())
	})
	t.Cleanup(d.Close)
	return d
}

// walk visits everything that is to be seen, overlays too.
func (d *desk) walk(visit func(fyne.CanvasObject)) {
	var down func(o fyne.CanvasObject)
	down = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		visit(o)
		var below []fyne.CanvasObject
		switch o := o.(type) {
		case fyne.Widget:
			below = test.WidgetRenderer(o).Objects()
		case *fyne.Container:
			below = o.Objects
		}
		for _, child := range below {
			down(child)
		}
	}
	down(d.w.Content())
	for _, o := range d.w.Canvas().Overlays().List() {
		down(o)
	}
}

// says reports whether a text is to be seen.
func (d *desk) says(want string) bool {
	found := false
	d.walk(func(o fyne.CanvasObject) {
		if line, ok := o.(*part.Text); ok {
			found = found || line.Text() == want
		}
		if line, ok := o.(*widget.Label); ok {
			found = found || line.Text == want
		}
	})
	return found
}

// banner is what stands in the banner, empty without one.
func (d *desk) banner() string {
	if b, ok := d.notice.Standing().(*part.Banner); ok {
		return b.Text()
	}
	return ""
}

// press clicks the first button with these words, where the eye would.
func (d *desk) press(words string) {
	d.t.Helper()
	var button fyne.CanvasObject
	d.walk(func(o fyne.CanvasObject) {
		if b, ok := o.(*part.Button); ok && b.Text() == words && button == nil {
			button = b
		}
		if b, ok := o.(*part.IconButton); ok && b.Tip() == words && button == nil {
			button = b
		}
	})
	if button == nil {
		d.t.Fatalf("no button %q", words)
	}
	d.click(button)
}

func (d *desk) click(o fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	test.TapCanvas(d.w.Canvas(), at.AddXY(o.Size().Width/2, o.Size().Height/2))
}

// choose clicks an entry of the menu that is open.
func (d *desk) choose(name string) {
	d.t.Helper()
	var entry fyne.CanvasObject
	if len(d.w.Canvas().Overlays().List()) == 0 {
		d.t.Fatal("no menu is open")
	}
	d.walk(func(o fyne.CanvasObject) {
		if words, ok := o.(*canvas.Text); ok && words.Text == name {
			entry = o // overlays are visited last
		}
	})
	if entry == nil {
		d.t.Fatalf("no entry %q", name)
	}
	d.click(entry)
}

// typeKeys sends keys to whatever has the keyboard, or else to the screen as the
// shell does.
func (d *desk) typeKeys(keys ...fyne.KeyName) {
	for _, name := range keys {
		event := &fyne.KeyEvent{Name: name}
		if focused := d.w.Canvas().Focused(); focused != nil {
			focused.TypedKey(event)
			continue
		}
		d.Key(event)
	}
}

// titles are the headlines in the list from top to bottom.
func (d *desk) titles() []string {
	var all []string
	for _, e := range d.state.shown {
		all = append(all, e.Title)
	}
	return all
}

// row is the row of a report that is in sight.
func (d *desk) row(title string) *row {
	d.t.Helper()
	for _, r := range d.list.rows {
		if r.entry.Title == title {
			return r
		}
	}
	d.t.Fatalf("no row %q", title)
	return nil
}

// faulty is a store that does not list or not delete as long as errors are set.
type faulty struct {
	*bolt.Store
	listing, deleting error
}

func (f *faulty) Reports(ctx context.Context) ([]model.Summary, error) {
	if f.listing != nil {
		return nil, f.listing
	}
	return f.Store.Reports(ctx)
}

func (f *faulty) Delete(ctx context.Context, id model.ReportID) error {
	if f.deleting != nil {
		return f.deleting
	}
	return f.Store.Delete(ctx, id)
}

// orphaned is a store whose binned photos have lost their report.
type orphaned struct{ *bolt.Store }

func (o *orphaned) BinnedPhotos(ctx context.Context) ([]model.BinnedPhoto, error) {
	all, err := o.Store.BinnedPhotos(ctx)
	for i := range all {
		all[i].Report = model.NewReportID()
	}
	return all, err
}

// later is a Runner under which work waits for the test.
type later struct{ work []func() }

func (l *later) Run(f func())                              { l.work = append(l.work, f) }
func (l *later) Do(f func())                               { f() }
func (l *later) After(time.Duration, func()) (stop func()) { return func() {} }

// finish does what waits, in the given order.
func (l *later) finish(order ...int) {
	work := l.work
	l.work = nil
	for _, i := range order {
		work[i]()
	}
}

// crowd lists reports that are nowhere stored.
type crowd struct {
	*bolt.Store
	all []model.Summary
}

func (c *crowd) Reports(context.Context) ([]model.Summary, error) { return c.all, nil }

// clickText clicks a line of text, and so what it stands on.
func (d *desk) clickText(words string) {
	d.t.Helper()
	var line fyne.CanvasObject
	d.walk(func(o fyne.CanvasObject) {
		if l, ok := o.(*part.Text); ok && l.Text() == words && line == nil {
			line = l
		}
	})
	if line == nil {
		d.t.Fatalf("nobody says %q", words)
	}
	d.click(line)
}
