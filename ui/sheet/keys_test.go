package sheet

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"golang.org/x/text/unicode/norm"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/task"
)

func TestKeysThatMove(t *testing.T) {
	const two = "một hai\nba bốn"
	tests := []struct{ from, keys, to string }{
		{"Đồng| chí", "Left", "Đồn|g chí"},
		{"Đồng| chí", "Right", "Đồng |chí"},
		{"Đồng chí| / Bí thư", "Right", "Đồng chí / |Bí thư"},
		{"Đồng chí / |Bí thư", "Left", "Đồng chí| / Bí thư"},
		{"👍🏽|", "Left", "|👍🏽"},
		{"^Đồng| chí", "Left", "|Đồng chí"},
		{"^Đồng| chí", "Right", "Đồng| chí"},
		{"|Đồng^ chí", "Right", "Đồng| chí"},
		{"Đồng| chí", "Shift+Left", "Đồn|g^ chí"},
		{"Đồng| chí", "Shift+Right Shift+Right", "Đồng^ c|hí"},
		{"Đồng^ c|hí", "Shift+Left Shift+Left Shift+Left", "Đồn|g^ chí"},
		{"Đồng chí|", "Ctrl+Left", "Đồng |chí"},
		{"|Đồng chí", "Ctrl+Right", "Đồng |chí"},
		{"|Đồng chí", "Ctrl+Shift+Right", "^Đồng |chí"},
		{"Đồng chí| / Bí thư", "Ctrl+Shift+Left Ctrl+Shift+Left", "|Đồng chí^ / Bí thư"},
		{"một / h|ai / ba", "Ctrl+Up", "một / |hai / ba"},
		{"một / |hai / ba", "Ctrl+Up", "|một / hai / ba"},
		{"một / h|ai / ba", "Ctrl+Down", "một / hai / |ba"},
		{"một / h|ai / ba", "Ctrl+Shift+Down", "một / h^ai / |ba"},
		{"một hai\nba bố|n", "Home", "một hai\n|ba bốn"},
		{"một h|ai\nba bốn", "End", "một hai|\nba bốn"},
		{"một h|ai\nba bốn", "Home", "|một hai\nba bốn"},
		{"một h|ai\nba bốn", "Shift+End", "một h^ai|\nba bốn"},
		{"một h|ai\nba bốn", "Shift+Home", "|một h^ai\nba bốn"},
		{"một h|ai / ba", "Ctrl+Shift+End", "một h^ai / ba / |"},
		{"|" + two, "Down", "một hai\n|ba bốn"},
		{"một hai\n|ba bốn", "Up", "|" + two},
		{"một hai\n|ba bốn", "Shift+Up", "|một hai\n^ba bốn"},
		{"|một / hai", "Shift+Down", "^một / |hai"},
		{"^một / ha|i / ba", "Up", "| / một / hai / ba"},
		{"^một / |hai / ba", "Down", "một / hai / |ba"},
	}
	for _, test := range tests {
		t.Run(test.from+" "+test.keys, func(t *testing.T) {
			y := write(t, strings.Split(test.from, " / ")...)
			keys := strings.Fields(test.keys)
			y.press(keys...)
			y.want(test.to)
			if y.heard.changed != 0 || y.heard.moved != len(keys) {
				t.Errorf("%d changes and %d motions told, want 0 and %d", y.heard.changed, y.heard.moved, len(keys))
			}
		})
	}
}

func TestTheEndsOfThePage(t *testing.T) {
	y := write(t, "một", "ha|i")
	y.press("Ctrl+Home")
	if at := y.state.Selection(); at != manuscript.At(manuscript.Spot{Field: manuscript.Kicker}) {
		t.Errorf("Ctrl+Home leads to %v", at)
	}
	y.press("Left", "Up")
	if y.heard.moved != 1 {
		t.Errorf("%d motions told though the caret stood at the beginning", y.heard.moved)
	}
	y.press("Ctrl+End")
	if at := y.state.Selection(); at != manuscript.At(manuscript.Spot{Field: manuscript.Byline}) {
		t.Errorf("Ctrl+End leads to %v", at)
	}
}

func TestTheColumnIsKeptAcrossShortLines(t *testing.T) {
	y := write(t, "Ban Chấp hành Đảng b|ộ", "xã", "Ban Chấp hành Đảng bộ")
	y.press("Down")
	y.want("Ban Chấp hành Đảng bộ / xã| / Ban Chấp hành Đảng bộ")
	y.press("Down")
	y.want("Ban Chấp hành Đảng bộ / xã / Ban Chấp hành Đảng b|ộ")
	y.press("Up", "Left", "Up")
	y.want("B|an Chấp hành Đảng bộ / xã / Ban Chấp hành Đảng bộ")
}

func TestKeysThatChange(t *testing.T) {
	tests := []struct{ from, keys, to string }{
		{"Đồng| chí", "BackSpace", "Đồn| chí"},
		{"Đồng| chí", "Shift+BackSpace", "Đồn| chí"},
		{"Đồng| chí", "Delete", "Đồng|chí"},
		{"Đồng chí|", "Ctrl+BackSpace", "Đồng |"},
		{"|Đồng chí", "Ctrl+Delete", "|chí"},
		{"^Đồng| chí", "BackSpace", "| chí"},
		{"^Đồng| chí", "Delete", "| chí"},
		{"Đồng| chí", "Return", "Đồng / | chí"},
		{"Đồng| chí", "KP_Enter", "Đồng / | chí"},
		{"Đồng| chí", "Shift+Return", "Đồng\n| chí"},
		{"Đồng / |chí", "BackSpace", "Đồng|chí"},
		{"Đồng| / chí", "Delete", "Đồng|chí"},
		{"Đ^ồng / ch|í", "Delete", "Đ|í"},
	}
	for _, test := range tests {
		t.Run(test.from+" "+test.keys, func(t *testing.T) {
			y := write(t, strings.Split(test.from, " / ")...)
			y.press(test.keys)
			y.want(test.to)
			if y.heard.changed != 1 || y.heard.moved != 1 {
				t.Errorf("%d changes and %d motions told, want one each", y.heard.changed, y.heard.moved)
			}
		})
	}
}

func TestTheClipboardIsTheScreens(t *testing.T) {
	y := write(t, "^Đồng| chí")
	y.press("Ctrl+C", "Ctrl+Insert")
	y.want("^Đồng| chí")
	y.press("Ctrl+X")
	y.want("| chí")
	y.press("Ctrl+V", "Shift+Insert", "Ctrl+Shift+V")
	y.press("Ctrl+C", "Ctrl+X", "Shift+Delete")
	y.want("| chí")
	if got := strings.Join(y.heard.copied, ","); got != "Đồng,Đồng,Đồng" {
		t.Errorf("copied %s; nothing is copied where nothing is selected", got)
	}
	if got := strings.Join(y.heard.pasted, ","); got != "all,all,plain" {
		t.Errorf("pasted %s", got)
	}
	y.press("Ctrl+A", "Shift+Delete")
	if len(y.heard.copied) != 4 || strings.Contains(y.reads(), "chí") {
		t.Errorf("all was cut: copied %q, left %s", y.heard.copied[3:], y.reads())
	}
}

func TestKeysThatAreTheScreens(t *testing.T) {
	y := write(t, "Đồng| chí")
	y.press("Escape", "F9", "Ctrl+G", "Alt+Return", "F8", "Menu", "Shift+F10")
	y.want("Đồng| chí")
	if want := []string{"CustomDesktop:Control+G", "CustomDesktop:Alt+Return"}; !slices.Equal(y.heard.shortcuts, want) {
		t.Errorf("shortcuts told: %q", y.heard.shortcuts)
	}
	if !slices.Contains(y.heard.keys, fyne.KeyF9) || !slices.Contains(y.heard.keys, fyne.KeyEscape) {
		t.Errorf("keys told: %q", y.heard.keys)
	}
	at, size := y.CaretBox()
	if below := at.AddXY(0, size.Height); !slices.Equal(y.heard.menus, []fyne.Position{below, below}) {
		t.Errorf("menus at %v, want twice %v", y.heard.menus, below)
	}
	if y.heard.moved+y.heard.changed != 0 {
		t.Errorf("%+v told, though nothing happened", y.heard)
	}
}

func TestTab(t *testing.T) {
	captioned := func(id model.BlockID, caption string) model.Block {
		return model.Photos{ID: id, Pictures: []model.Picture{{Photo: photoID("a"), Caption: caption}}}
	}
	y := sitDown(t, task.Inline{}, shortWindow,
		model.Paragraph{ID: nth(0), Text: model.Plainly("mở đầu")}, captioned(nth(1), "ảnh một"),
		model.Paragraph{ID: nth(2), Text: model.Plainly("giữa")}, captioned(nth(3), "ảnh hai"),
		model.List{ID: nth(4), Entries: []model.Text{model.Plainly("việc một"), model.Plainly("việc hai")}})
	steps := []struct {
		from manuscript.Spot
		key  string
		to   manuscript.Spot
	}{
		{manuscript.Spot{Field: manuscript.Kicker}, "Tab", manuscript.Spot{Field: manuscript.Title, Pos: 8}},
		{manuscript.Spot{Field: manuscript.Title}, "Tab", manuscript.Spot{Field: manuscript.Sapo}},
		{manuscript.Spot{Field: manuscript.Sapo}, "Tab", manuscript.Spot{Field: manuscript.Text, Block: nth(0), Pos: 6}},
		{manuscript.Spot{Field: manuscript.Sapo}, "Shift+Tab", manuscript.Spot{Field: manuscript.Title, Pos: 8}},
		{manuscript.Spot{Field: manuscript.Picture, Block: nth(1)}, "Tab", manuscript.Spot{Field: manuscript.Caption, Block: nth(1), Pos: 7}},
		{manuscript.Spot{Field: manuscript.Caption, Block: nth(1)}, "Tab", manuscript.Spot{Field: manuscript.Caption, Block: nth(3), Pos: 7}},
		{manuscript.Spot{Field: manuscript.Caption, Block: nth(3)}, "Shift+Tab", manuscript.Spot{Field: manuscript.Caption, Block: nth(1), Pos: 7}},
		{manuscript.Spot{Field: manuscript.Caption, Block: nth(3)}, "Tab", manuscript.Spot{Field: manuscript.Text, Block: nth(4), Pos: 8}},
	}
	for _, step := range steps {
		y.state.Select(manuscript.At(step.from))
		y.press(step.key)
		if got := y.state.Selection(); got != manuscript.At(step.to) {
			t.Errorf("%s at %v leads to %v, want %v", step.key, step.from, got, step.to)
		}
	}
	y.state.Select(manuscript.At(manuscript.Spot{Field: manuscript.Text, Block: nth(4), Entry: 1}))
	y.press("Tab")
	if b, _ := y.state.Box(y.state.Selection().Head); b.Depth != 1 {
		t.Errorf("Tab left an entry at depth %d", b.Depth)
	}
	y.press("Shift+Tab")
	if b, _ := y.state.Box(y.state.Selection().Head); b.Depth != 0 {
		t.Errorf("Shift+Tab left an entry at depth %d", b.Depth)
	}
}

func TestThePageCanBeLeftByKeys(t *testing.T) {
	head := manuscript.At(manuscript.Spot{Field: manuscript.Kicker})
	tests := []struct {
		key  string
		at   *manuscript.Selection
		back bool
	}{
		{key: "Ctrl+Tab"},
		{key: "Ctrl+Shift+Tab", back: true},
		{key: "F6"},
		{key: "Shift+F6", back: true},
		{key: "Shift+Tab", at: &head, back: true},
		{key: "F6", at: &head},
	}
	for _, test := range tests {
		y := write(t, "Đồng| chí")
		if test.at != nil {
			y.state.Select(*test.at)
		}
		y.press(test.key)
		want := fyne.Focusable(y.after)
		if test.back {
			want = y.before
		}
		if got := y.window.Canvas().Focused(); got != want {
			t.Errorf("%s gives the keyboard to %v", test.key, got)
		}
		if y.reads() != "Đồng| chí" && test.at == nil {
			t.Errorf("%s made it %s", test.key, y.reads())
		}
	}
}

// TestTabInRunningTextStaysOnThePage, where a Word user goes on writing.
func TestTabInRunningTextStaysOnThePage(t *testing.T) {
	for _, key := range []string{"Tab", "Shift+Tab"} {
		y := write(t, "Đồng| chí")
		told := 0
		y.env.Tell.Tabbed = func() { told++ }
		y.press(key)
		y.page.TypedRune('!')
		if got := y.window.Canvas().Focused(); got != y.page || y.reads() != "Đồng!| chí" || told != 1 {
			t.Errorf("%s: the keyboard is with %v, it reads %s, told %d times", key, got, y.reads(), told)
		}
	}
}

// A typing tool sends the plain letters, takes them back, and sends those it
// made of them, all at once.
func TestTypingTools(t *testing.T) {
	words := map[string]string{
		"đường": "d\bđ" + "u\bu" + "o\bo" + "ng" + "\b\b\b\bương" + "\b\b\b\bường",
		"Nghị":  "Nghi" + "\bị",
		"quyết": "quyet" + "\b\bết",
		"ệ":     "e" + "\u0302" + "\u0323", // a keyboard that writes marks by themselves
	}
	var text, stream []string
	for range 125 {
		for word, keys := range words {
			text, stream = append(text, word), append(stream, keys)
		}
	}
	for _, backspace := range []string{"key", "rune"} {
		y := write(t, "|")
		for i, keys := range stream {
			for _, r := range keys {
				if r == '\b' && backspace == "key" {
					y.press("BackSpace")
					continue
				}
				y.types(string(r))
			}
			if i+1 < len(stream) {
				y.types(" ")
			}
		}
		want := strings.Join(text, " ")
		if got := strings.TrimSuffix(y.reads(), "|"); got != want || !norm.NFC.IsNormalString(got) {
			t.Errorf("with Backspace as a %s 500 words became %s", backspace, got)
		}
		if shown := y.shownText(); shown != want {
			t.Errorf("the page shows %q", shown)
		}
	}
}

// shownText is the body as the page is laid out.
func (y *typist) shownText() string {
	var all []string
	for i := range y.layout.places {
		if p := &y.layout.places[i]; p.box.Spot.Field == manuscript.Text {
			all = append(all, p.box.Text.Plain())
			if p.text.Len() != p.box.Text.Len() {
				y.t.Errorf("%d letters set of %d", p.text.Len(), p.box.Text.Len())
			}
		}
	}
	return strings.Join(all, "\n")
}

func TestControlCharactersAreNotTyped(t *testing.T) {
	y := write(t, "Đồng| chí")
	y.types("\x00\r\n\x1b\x7f")
	y.want("Đồng| chí")
}

func TestACommandThatDoesNotFitIsTold(t *testing.T) {
	y := write(t, "Đồng| chí")
	y.Run(func(manuscript.Moment) (manuscript.Change, error) { return manuscript.Change{}, model.ErrEdit })
	if y.heard.failed == nil || y.heard.changed+y.heard.moved != 0 {
		t.Errorf("told %+v", y.heard)
	}
	y.Run(manuscript.Toggle(model.Bold))
	if y.heard.moved != 1 || y.heard.changed != 0 {
		t.Errorf("a style for the next letter: told %+v", y.heard)
	}
}

func TestKeysThatWaitedAreDoneInOrder(t *testing.T) {
	y := write(t, "Đồng| chí")
	first, second := y.Hold(), y.Hold()
	y.types("x")
	y.press("Shift+Left", "Ctrl+C", "Return")
	first()
	first()
	y.want("Đồng| chí")
	second()
	second()
	y.want("Đồng / | chí")
	if len(y.heard.copied) != 1 || y.heard.copied[0] != "x" {
		t.Errorf("copied %q, though x was selected with Shift", y.heard.copied)
	}
}
