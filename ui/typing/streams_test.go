package typing_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/unicode/norm"

	"tinxa/cmd/wine/strokes"
	"tinxa/ui/typing"
	"tinxa/ui/typing/windowtest"
)

// tools are all ways, methods and forms, the habits in turn. In Fyne's fields
// arrows pass over characters, so that a tool that selects must write letters in
// one character each, as they all do unless told otherwise.
func tools() []strokes.Tool {
	var all []strokes.Tool
	for _, name := range strokes.Names() {
		way, _ := strokes.Named(name)
		for _, method := range []strokes.Method{strokes.Telex, strokes.VNI} {
			for _, form := range []strokes.Form{strokes.Composed, strokes.Compound, strokes.Decomposed} {
				if form == strokes.Composed || way != strokes.EVKeySelecting {
					all = append(all, strokes.Tool{Method: method, Way: way, Form: form, Habit: strokes.Habit(len(all) % 3)})
				}
			}
		}
	}
	return all
}

// TestFieldsAreWrittenIn: Fyne's own fields, the one of the search and those of
// accounts, get from every tool what was meant, and no key beside it.
func TestFieldsAreWrittenIn(t *testing.T) {
	const words, each = 10_000, 7
	test.NewTempApp(t)
	entry := widget.NewEntry()
	all := tools()
	texts := strings.Fields(strokes.Office(words, 3))
	for i := 0; len(texts) > 0; i++ {
		n := min(each, len(texts))
		text := strings.Join(texts[:n], " ")
		texts = texts[n:]
		tool := all[i%len(all)]
		entry.SetText("")
		w := windowtest.New(entry, &typing.Guard{})
		w.Clipboard = fyne.CurrentApp().Clipboard()
		w.Type(tool.Type(text))
		if got := norm.NFC.String(entry.Text); got != text || len(w.Strays) > 0 {
			t.Fatalf("%s %+v writes, with the keys %v\n%s\nwant\n%s", tool.Way, tool, w.Strays, got, text)
		}
	}
}
