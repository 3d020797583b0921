package history

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
	"tinxa/model/photos"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// house stands in for what is around the screen. Reports and photos are in real
// stores; what the screen asked for is kept.
type house struct {
	env    Env
	runner *runner
	clock  time.Time
	store  *bolt.Store
	report model.Report // as it was saved last

	damaged  []int64 // revisions that cannot be read
	refuse   error   // what pinning fails with
	asked    []int64 // revisions that were read
	backs    int
	restored []model.Revision
	olds     []model.Report
}

// runner is inline until it is frozen; then work waits for thaw.
type runner struct {
	task.Inline
	frozen  bool
	waiting []func()
}

func (r *runner) Run(f func()) {
	if r.frozen {
		r.waiting = append(r.waiting, f)
		return
	}
	f()
}

// thaw does what waited, the last first: answers may come in any order.
func (r *runner) thaw() {
	r.frozen = false
	for _, f := range slices.Backward(r.waiting) {
		f()
	}
	r.waiting = nil
}

// photoDir holds the photos of all tests: making their renditions is slow.
var photoDir string

var shared = sync.OnceValues(func() (model.PhotoStore, error) { return photos.Open(photoDir) })

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "history")
	if err != nil {
		panic(err)
	}
	photoDir = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// afternoon is when the tests look at the history: Wednesday, 18/11/2026.
var afternoon = time.Date(2026, 11, 18, 14, 5, 0, 0, time.FixedZone("", 7*3600))

// newHouse is a house with an empty store.
func newHouse(t *testing.T) *house {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
	store, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	h := &house{runner: &runner{}, clock: afternoon}
	h.store, err = bolt.Open(t.Context(), filepath.Join(t.TempDir(), "bai.db"), bolt.Clock(func() time.Time { return h.clock }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.store.Close() })
	h.env = Env{
		Historian: h, Photos: store, Runner: h.runner,
		Now:  func() time.Time { return afternoon },
		Back: func() { h.backs++ },
		TypeName: func(key string) string {
			return strings.ReplaceAll(key, "bch-dang-bo", "Hội nghị Ban Chấp hành Đảng bộ")
		},
		Restore: func(old model.Report, rev model.Revision) {
			h.olds, h.restored = append(h.olds, old), append(h.restored, rev)
		},
	}
	return h
}

// History, Revision and Pin are the store's, but for what a test spoils.
func (h *house) History(ctx context.Context, id model.ReportID) ([]model.Revision, error) {
	return h.store.History(ctx, id)
}

func (h *house) Revision(ctx context.Context, id model.ReportID, rev int64) (model.Report, error) {
	if err := ctx.Err(); err != nil {
		return model.Report{}, err
	}
	h.asked = append(h.asked, rev)
	if slices.Contains(h.damaged, rev) {
		return model.Report{}, model.ErrDamaged
	}
	return h.store.Revision(ctx, id, rev)
}

func (h *house) Pin(ctx context.Context, id model.ReportID, rev int64, p model.Pin) error {
	if h.refuse != nil {
		return h.refuse
	}
	return h.store.Pin(ctx, id, rev, p)
}

// save keeps the report after some edits as it was written then.
func (h *house) save(t *testing.T, day, hour, minute int, edits ...model.Edit) {
	t.Helper()
	h.clock = time.Date(2026, 11, day, hour, minute, 0, 0, afternoon.Location())
	after, _, err := model.All(edits).Apply(h.report)
	if err != nil {
		t.Fatal(err)
	}
	if h.report, err = h.store.Save(t.Context(), after); err != nil {
		t.Fatal(err)
	}
	h.clock = afternoon
}

func (h *house) pin(t *testing.T, kind model.PinKind, name string) {
	t.Helper()
	if err := h.store.Pin(t.Context(), h.report.ID, h.report.Rev, model.Pin{Kind: kind, Name: name, At: h.clock}); err != nil {
		t.Fatal(err)
	}
}

// The names that pins have in the tests.
const (
	longName  = "trước khi sửa theo góp ý của đồng chí Phó Bí thư Thường trực Đảng ủy xã Suối Mây"
	shortName = "bản gửi duyệt"
	formName  = "Trang HTML và ảnh"
)

// written is a house in which a report with photos was written over several
// days.
func written(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	h.write(t, uitest.Sample(t, h.env.Photos, "02-hoi-nghi-bch"))
	return h
}

// brief is the same with a short report, for tests that look at no words.
func brief(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	h.write(t, modeltest.Report(3))
	return h
}

// write keeps seven versions of a report.
func (h *house) write(t *testing.T, whole model.Report) {
	t.Helper()
	begun := whole
	begun.Blocks = whole.Blocks[:2]
	begun.Head.Sapo = nil
	begun.Meeting.Guests = nil
	h.report = begun
	h.save(t, 6, 9, 12)
	h.save(t, 13, 16, 40, model.Become{Content: whole})
	h.pin(t, model.PinNamed, longName)
	second := longest(whole)
	h.save(t, 17, 8, 30, model.SetBlock{Block: retold(second, "Hội nghị", "Cuộc họp")})
	h.pin(t, model.PinExported, formName)
	h.save(t, 17, 10, 15, headlined(h.report, "mở rộng"))
	h.save(t, 18, 9, 2, model.MoveBlock{ID: whole.Blocks[3].BlockID(), To: model.Place{Index: 1}})
	h.pin(t, model.PinNamed, shortName)
	h.pin(t, model.PinUploaded, "Cổng thông tin xã Suối Mây")
	h.save(t, 18, 13, 20, lastEdits(h.report)...)
	h.save(t, 18, 13, 58, model.InsertBlock{
		At:    model.Place{Index: 3},
		Block: model.Paragraph{ID: "themvao1", Text: model.Plainly("Hội nghị thống nhất giao Ban Thường vụ Đảng ủy hoàn chỉnh dự thảo nghị quyết trước ngày 25/11/2026.")},
	})
}

// longest is the longest paragraph.
func longest(r model.Report) model.Paragraph {
	var most model.Paragraph
	for b := range r.Blocks.All() {
		if p, ok := b.(model.Paragraph); ok && p.Text.Len() > most.Text.Len() {
			most = p
		}
	}
	return most
}

func retold(p model.Paragraph, from, to string) model.Paragraph {
	p.Text = model.Plainly(strings.ReplaceAll(p.Text.Plain(), from, to))
	return p
}

func headlined(r model.Report, more string) model.Edit {
	head := r.Head
	head.Title += " (" + more + ")"
	return model.SetHead{Head: head}
}

// lastEdits take a photo out, write a caption anew and give guests.
func lastEdits(r model.Report) []model.Edit {
	var edits []model.Edit
	taken := false
	for b := range r.Blocks.All() {
		p, ok := b.(model.Photos)
		switch {
		case !ok:
		case !taken:
			edits = append(edits, model.RemoveBlock{ID: p.ID})
			taken = true
		default:
			p.Pictures = slices.Clone(p.Pictures)
			p.Pictures[0].Caption = "Đồng chí Bí thư Đảng ủy xã phát biểu kết luận Hội nghị, giao nhiệm vụ cho các chi bộ"
			edits = append(edits, model.SetBlock{Block: p})
		}
	}
	meeting := r.Meeting
	meeting.Session = model.Afternoon
	meeting.Guests = append(slices.Clone(meeting.Guests), model.Person{Name: "Lò Thị Mây", Post: "Chủ tịch Ủy ban MTTQ xã"})
	return append(edits, model.SetMeeting{Meeting: meeting})
}

// open shows the history in a window.
func (h *house) open(t *testing.T, size fyne.Size) (*Screen, fyne.Window) {
	t.Helper()
	var s *Screen
	w := uitest.New(t, size, func() fyne.CanvasObject {
		s = New(h.env, h.report)
		return part.NewStage(h.env.Runner, s.Object())
	})
	w.Canvas().SetOnTypedKey(s.Key)
	t.Cleanup(s.Close)
	return s, w
}
