package part

import (
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// said are the lines of rows as text.
func said(rows []row) []string {
	var lines []string
	for _, r := range rows {
		var b strings.Builder
		for _, run := range r {
			b.WriteString(run.Text)
		}
		lines = append(lines, strings.TrimRight(b.String(), " "))
	}
	return lines
}

func TestFlowWrapsAtWordsAcrossStyles(t *testing.T) {
	f := NewFlow(0)
	f.runs = []Run{{Text: "Nghị quyết số "}, {Text: "22-NQ", Bold: true}, {Text: "/TW về công tác"}}
	narrow := f.width(Run{Text: "Nghị quyết số 22-NQ/"}) // the bold word does not fit whole
	if got := said(f.rows(narrow)); got[0] != "Nghị quyết số" || !strings.HasPrefix(got[1], "22-NQ/TW") {
		t.Errorf("lines %q", got)
	}
	if got := said(f.rows(10000)); len(got) != 1 || got[0] != "Nghị quyết số 22-NQ/TW về công tác" {
		t.Errorf("one line is %q", got)
	}
}

func TestFlowKeepsEveryWord(t *testing.T) {
	text := "một  hai\nba " + strings.Repeat("dài", 200) + " bốn "
	f := NewFlow(0)
	f.runs = []Run{{Text: text}, {Text: ""}, {Text: "năm", Italic: true}}
	for _, width := range []float32{0, 1, 50, 300, 5000} {
		if got := strings.Fields(strings.Join(said(f.rows(width)), " ")); !reflect.DeepEqual(got, strings.Fields(text+"năm")) {
			t.Errorf("at %v: %q", width, got)
		}
	}
}

func TestFlowJoinsAlikeRuns(t *testing.T) {
	f := NewFlow(0)
	f.runs = []Run{{Text: "một hai"}, {Text: " ba", Bold: true}, {Text: " bốn", Bold: true}}
	if rows := f.rows(5000); len(rows) != 1 || len(rows[0]) != 2 {
		t.Errorf("drawn as %v", rows)
	}
}

func TestProseIsDrawn(t *testing.T) {
	app := test.NewTempApp(t)
	w := app.NewWindow("")
	w.SetContent(container.NewStack(NewProse(0, "Đủ cả, có thể xuất")))
	w.Resize(fyne.NewSize(300, 80))
	drawn := ""
	for _, o := range test.LaidOutObjects(w.Content()) {
		if text, ok := o.(*canvas.Text); ok {
			drawn += text.Text
		}
	}
	if drawn != "Đủ cả, có thể xuất" {
		t.Errorf("drawn is %q", drawn)
	}
}
