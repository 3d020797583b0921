package sheet

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/cmd/wine/strokes"
	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/task"
	"tinxa/ui/typing"
	"tinxa/ui/typing/windowtest"
)

// slowClipboard is a page whose clipboard is read beside the window, as the
// editor does it: what is pasted comes some keys later.
type slowClipboard struct {
	*page
	y       *typist
	arrives func() // nil while nothing is read
	keys    int    // until then
}

func (c *slowClipboard) TypedRune(r rune)              { c.page.TypedRune(r); c.pass() }
func (c *slowClipboard) TypedKey(ev *fyne.KeyEvent)    { c.page.TypedKey(ev); c.pass() }
func (c *slowClipboard) TypedShortcut(s fyne.Shortcut) { c.page.TypedShortcut(s) }
func (c *slowClipboard) paste(bool)                    { c.read(fyne.CurrentApp().Clipboard().Content()) }

func newSlowClipboard(y *typist) (clip *slowClipboard) {
	clip = &slowClipboard{page: y.page, y: y}
	y.env.Tell.Paste = clip.paste
	return clip
}

func (c *slowClipboard) pass() {
	if c.keys--; c.keys == 0 && c.arrives != nil {
		c.arrive()
	}
}

// read begins to read; keys wait until it is done.
func (c *slowClipboard) read(text string) {
	release := c.y.Hold()
	c.keys = 3
	c.arrives = func() {
		c.y.Run(manuscript.PasteText(text))
		release()
	}
}

func (c *slowClipboard) arrive() {
	for c.arrives != nil {
		then := c.arrives
		c.arrives = nil
		then()
	}
}

// TestToolsWriteOnThePage: every tool's way, by Telex and VNI, in every form,
// writes what is meant into the headline, the body, a list and a caption, presses
// no key beside, and each word is one step of undo. The long run takes as many
// words for each tool.
func TestToolsWriteOnThePage(t *testing.T) {
	words, each, all := 10_000, 12, tools()
	if os.Getenv("TINXA_LONG") != "" {
		words *= len(all)
	}
	list := model.List{ID: nth(1), Entries: []model.Text{nil}}
	photos := model.Photos{ID: nth(2), Pictures: []model.Picture{{Photo: photoID("a")}}}
	y := sitDown(t, task.Inline{}, shortWindow, append(paragraphs("|"), list, photos)...)
	headline := manuscript.Spot{Field: manuscript.Title}
	y.state.Select(y.state.ParagraphAt(headline))
	y.Run(manuscript.Erase(manuscript.Letter, -1))
	places := []manuscript.Spot{
		headline, {Field: manuscript.Text, Block: nth(0)}, {Field: manuscript.Text, Block: nth(1)}, {Field: manuscript.Caption, Block: nth(2)},
	}
	text := strings.Fields(strokes.Office(words, 5))
	for i := 0; len(text) > 0; i++ {
		n := min(each, len(text))
		y.tried(all[i%len(all)], places[(i/len(all)+i)%len(places)], text[:n])
		text = text[n:]
	}
}

// tools are all ways, methods and forms, the habits in turn.
func tools() []strokes.Tool {
	var all []strokes.Tool
	for _, name := range strokes.Names() {
		way, _ := strokes.Named(name)
		for _, method := range []strokes.Method{strokes.Telex, strokes.VNI} {
			for _, form := range []strokes.Form{strokes.Composed, strokes.Compound, strokes.Decomposed} {
				all = append(all, strokes.Tool{Method: method, Way: way, Form: form, Habit: strokes.Habit(len(all) % 3)})
			}
		}
	}
	return all
}

// tried types words into a place, and takes them back one by one.
func (y *typist) tried(tool strokes.Tool, at manuscript.Spot, words []string) {
	y.t.Helper()
	y.state.Select(manuscript.At(at))
	y.Sync()
	w := y.atWindow(&typing.Guard{})
	w.Type(tool.Type(strings.Join(words, " ") + " "))
	for n := len(words); n >= 0; n-- {
		want := strings.Join(words[:n], " ")
		if n > 0 {
			want += " "
		}
		box, _ := y.state.Box(at)
		if got := box.Text.Plain(); got != want || len(w.Strays) > 0 {
			y.t.Fatalf("%s %+v writes into %s, %d words of %q taken back, with the keys %v\n%q\nwant\n%q",
				tool.Way, tool, at.Field, len(words)-n, words, w.Strays, got, want)
		}
		if n > 0 {
			y.state.Undo()
		}
	}
}

// TestWithoutAGuard is the control: a curly quote is Enter as well, backspaces
// that are characters are lost, and so is what is pasted by a key without a scan
// code.
func TestWithoutAGuard(t *testing.T) {
	for name, want := range map[string]string{
		"unikey": "Đường  / “Hòa Bình”|", "unikey-characters": "DĐuưoơngờng  / “Hoaòa Binhình”|",
		"openkey-clipboard": "  / “H B”|", "posted": "DĐuưoơngờng  / “Hoaòa Binhình”|",
	} {
		y := write(t, "|")
		y.typesBy(name, nil, "Đường “Hòa Bình”")
		y.want(want)
	}
}

// typesBy types a text by a way, at a window with a guard or without.
func (y *typist) typesBy(way string, guard *typing.Guard, text string) {
	y.t.Helper()
	w, known := strokes.Named(way)
	if !known {
		y.t.Fatalf("there is no way %q", way)
	}
	y.atWindow(guard).Type(strokes.Tool{Way: w}.Type(text))
}

// atWindow is a window around the page.
func (y *typist) atWindow(guard *typing.Guard) *windowtest.Window {
	clip := newSlowClipboard(y)
	w := windowtest.New(clip, guard)
	w.Clipboard, w.Rest = fyne.CurrentApp().Clipboard(), clip.arrive
	return w
}

// TestOpenKeysVanishingSpace: the narrow space that OpenKey writes for a moment
// ends no word and begins no list.
func TestOpenKeysVanishingSpace(t *testing.T) {
	y := write(t, "-|")
	y.typesBy("openkey", &typing.Guard{}, "Ưu")
	y.want("-Ưu|")
	y.state.Undo()
	y.want("-|")
}

// TestBackspaceHeldDown: a key that repeats takes a letter away each time, also
// behind what a tool has written.
func TestBackspaceHeldDown(t *testing.T) {
	y := write(t, "|")
	w := y.atWindow(&typing.Guard{})
	held := slices.Repeat(strokes.Stroke{{Kind: strokes.Down, Key: strokes.Backspace}}, 4)
	w.Type(append(strokes.Tool{}.Type("đường đi"), append(held, strokes.Input{Kind: strokes.Up, Key: strokes.Backspace})))
	y.want("đườn|")
	w.Type(strokes.Tool{Way: strokes.OpenKey}.Type("g"))
	y.want("đường|")
}
