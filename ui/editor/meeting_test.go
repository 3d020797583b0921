package editor

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/part"
)

// taken is a desk at a meeting.
type taken struct {
	*desk
	minutes *minutes
}

func newTaken(t testing.TB, r model.Report) *taken {
	t.Helper()
	r.Meeting.Chair = []model.Person{{Name: "Nguyễn Thị Hạ", Post: "Bí thư Đảng ủy"}, {Name: "Trần Văn Đông", Post: "Chủ tịch UBND xã"}}
	r.Meeting.Guests = []model.Person{{Name: "Bà Lê Thị Thu"}, {Name: "Trần Văn Đông"}, {}}
	d := newDesk(t, r, bare)
	return &taken{d, newMinutes(d.ports())}
}

func (m *taken) rows(t *testing.T) []string {
	t.Helper()
	menu, ok := m.w.Canvas().Overlays().Top().(*part.Menu)
	if !ok {
		t.Fatal("nobody asks who speaks")
	}
	return menu.Rows()
}

// heard lists the stamped paragraphs.
func (m *taken) heard() []string {
	var all []string
	for _, b := range m.state.Boxes() {
		if b.Heard != "" {
			all = append(all, b.Heard+" "+b.Text.Plain())
		}
	}
	return all
}

func TestF9StampsAndAsksWhoSpeaks(t *testing.T) {
	m := newTaken(t, paragraphs("Mở đầu"))
	m.state.Select(manuscript.At(at("a", 6)))
	if m.minutes.words() != "" {
		t.Errorf("before the first stamp it says %q", m.minutes.words())
	}
	m.minutes.stamp()
	now := m.minutes.heard
	if len(now) != 5 || m.minutes.words() != "Ghi tại cuộc họp · "+now {
		t.Errorf("heard at %q: %q", now, m.minutes.words())
	}
	if want := []string{"Nguyễn Thị Hạ", "Trần Văn Đông", "Bà Lê Thị Thu"}; !slices.Equal(m.rows(t), want) {
		t.Fatalf("offered %q", m.rows(t))
	}
	test.Type(m.w.Canvas().Focused(), "dong")
	if want := []string{"Trần Văn Đông", "dong"}; !slices.Equal(m.rows(t), want) {
		t.Errorf("for “dong” %q are offered", m.rows(t))
	}
	m.press(fyne.KeyReturn)
	m.ports().run(manuscript.Type("nhất trí"))
	if got, want := m.heard(), []string{now + " Đồng chí Trần Văn Đông: nhất trí"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if m.w.Canvas().Focused() != fyne.Focusable(m.page) || m.text("a") != "Mở đầu" {
		t.Errorf("the keyboard is at %T, the first paragraph says %q", m.w.Canvas().Focused(), m.text("a"))
	}
}

func TestEscLeavesTheTimeAlone(t *testing.T) {
	m := newTaken(t, paragraphs("Mở đầu", ""))
	m.state.Select(manuscript.At(at("b", 0)))
	m.minutes.stamp()
	m.press(fyne.KeyEscape)
	if got := m.heard(); len(got) != 1 || got[0] != m.minutes.heard+" " || len(m.state.Report().Blocks) != 2 {
		t.Errorf("%q in %d blocks", got, len(m.state.Report().Blocks))
	}
	m.minutes.unstamp()
	if got := m.heard(); len(got) != 0 {
		t.Errorf("taken off: %q", got)
	}
	m.state.Undo()
	m.state.Undo()
	if m.state.CanUndo() || len(m.heard()) != 0 {
		t.Error("stamp and taking off are not a step each")
	}
}

// With the caret at its beginning the paragraph itself is stamped, for what was
// written before somebody thought of F9.
func TestAParagraphIsStampedAtItsBeginning(t *testing.T) {
	m := newTaken(t, paragraphs("nhất trí với báo cáo"))
	m.state.Select(manuscript.At(at("a", 0)))
	m.minutes.stamp()
	m.press(fyne.KeyReturn)
	if got, want := m.text("a"), "Đồng chí Nguyễn Thị Hạ: nhất trí với báo cáo"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWhoSpokeLastIsOfferedFirst(t *testing.T) {
	m := newTaken(t, paragraphs("Mở đầu"))
	m.state.Select(manuscript.At(at("a", 6)))
	for _, who := range []string{"thu", "Phạm  Văn Nam", "dong"} {
		m.minutes.stamp()
		test.Type(m.w.Canvas().Focused(), who)
		m.press(fyne.KeyReturn)
		m.ports().run(manuscript.Type("phát biểu"))
	}
	m.minutes.stamp()
	if want := []string{"Trần Văn Đông", "Phạm Văn Nam", "Bà Lê Thị Thu", "Nguyễn Thị Hạ"}; !slices.Equal(m.rows(t), want) {
		t.Errorf("offered %q, want %q", m.rows(t), want)
	}
	all := strings.Join(m.heard(), "|")
	if !strings.Contains(all, " Bà Lê Thị Thu: phát biểu") || !strings.Contains(all, " Đồng chí Phạm Văn Nam: phát biểu") {
		t.Errorf("taken down: %s", all)
	}
}

func TestPostsNarrowDownToo(t *testing.T) {
	m := newTaken(t, paragraphs(""))
	m.minutes.ask()
	test.Type(m.w.Canvas().Focused(), "chu tich")
	if want := []string{"Trần Văn Đông", "chu tich"}; !slices.Equal(m.rows(t), want) {
		t.Errorf("offered %q", m.rows(t))
	}
	m.press(fyne.KeyEscape)
	m.minutes.ask()
	test.Type(m.w.Canvas().Focused(), "nguyen thi ha")
	if want := []string{"Nguyễn Thị Hạ"}; !slices.Equal(m.rows(t), want) {
		t.Errorf("a name written out is offered as a new one: %q", m.rows(t))
	}
}
