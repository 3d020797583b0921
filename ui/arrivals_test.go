package ui

import (
	"context"
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/ui/native"
	"tinxa/ui/task"
)

// received is a house that notes what it is asked to import.
func received(t *testing.T) (House, *[][]string) {
	t.Helper()
	house, store := furnished(t)
	var asked [][]string
	house.Home.Import = func(ctx context.Context, files []string, _ task.Progress) (model.Report, string, error) {
		asked = append(asked, files)
		r := model.New()
		r.Head.Title = files[0]
		r, err := store.Save(ctx, r)
		return r, "", err
	}
	return house, &asked
}

func TestFilesOfALaterStartAreOpened(t *testing.T) {
	house, asked := received(t)
	w := entered(t, house)
	menuItem(t, w, "Bài mới").Action()
	test.Type(w.win.Canvas().Focused(), "Đang viết")
	w.Receive([][]string{{"a.tinxa"}})
	if w.editor == nil || w.editor.Report().Head.Title != "a.tinxa" {
		t.Fatalf("shown is %T", w.now)
	}
	w.Receive(nil)
	if w.editor == nil {
		t.Error("a start without files leaves the report")
	}
	w.Receive([][]string{{"b.tinxa"}, {"c.txt", "1.jpg"}})
	if want := [][]string{{"a.tinxa"}, {"b.tinxa"}, {"c.txt", "1.jpg"}}; !slices.EqualFunc(*asked, want, slices.Equal[[]string]) {
		t.Errorf("imported %q", *asked)
	}
	all, err := house.Home.Store.Reports(t.Context())
	if err != nil || len(all) != 4 {
		t.Errorf("%d reports are stored, %v", len(all), err)
	}
}

func TestWhatIsWrittenIsSecuredAtTheEndOfASession(t *testing.T) {
	house, store := furnished(t)
	w := entered(t, house)
	secured := func() bool {
		answers := []bool{}
		w.Secure(func(kept bool) { answers = append(answers, kept) })
		return slices.Equal(answers, []bool{true})
	}
	if !secured() {
		t.Error("the list has something unsaved")
	}
	menuItem(t, w, "Bài mới").Action()
	test.Type(w.win.Canvas().Focused(), "Xã Suối Mây họp")
	if !secured() {
		t.Error("what is written is not kept")
	}
	all, err := store.Reports(t.Context())
	if err != nil || len(all) != 1 || all[0].Title != "Xã Suối Mây họp" {
		t.Errorf("stored: %v, %v", all, err)
	}
}

func TestPrintingTakesTheNewestWords(t *testing.T) {
	house, _ := furnished(t)
	var printed []string
	var fault error
	house.Print = func(_ context.Context, r model.Report) error {
		printed = append(printed, r.Head.Title)
		return fault
	}
	w := entered(t, house)
	if menuLine(w, "In bài…") != nil {
		t.Error("the list can be printed")
	}
	menuItem(t, w, "Bài mới").Action()
	test.Type(w.win.Canvas().Focused(), "Chưa lưu")
	menuItem(t, w, "In bài…").Action()
	menuItem(t, w, "Xuất bản…").Action()
	menuItem(t, w, "In bài…").Action()
	fault = errors.Join(native.ErrProgram)
	menuItem(t, w, "In bài…").Action()
	if !slices.Equal(printed, []string{"Chưa lưu", "Chưa lưu", "Chưa lưu"}) {
		t.Errorf("printed %q", printed)
	}
	if key := menuItem(t, w, "In bài…").Shortcut; key == nil || key.ShortcutName() != "CustomDesktop:Control+P" {
		t.Errorf("its keys are %v", key)
	}
}

func TestLettersAreAsLargeAsTheScreenHasRoomFor(t *testing.T) {
	for _, c := range []struct {
		sight native.Sight
		want  string
	}{
		{native.Sight{Text: 1}, ""},
		{native.Sight{Text: 1.25}, "1.2"},
		{native.Sight{Text: 2.25}, "2.2"},
		{native.Sight{Text: 1.5, Width: 1920, Scale: 1}, "1.5"},
		{native.Sight{Text: 2.25, Width: 1920, Scale: 1}, "2.0"},
		{native.Sight{Text: 1.5, Width: 1366, Scale: 1}, "1.4"},
		{native.Sight{Text: 1.5, Width: 1366, Scale: 1.25}, "1.1"},
		{native.Sight{Text: 2, Width: 1366, Scale: 1.5}, ""},
	} {
		if got := scaleFor(c.sight); got != c.want {
			t.Errorf("%+v: %q, want %q", c.sight, got, c.want)
		}
	}
}

// No screen is wider than what the largest letters leave.
func TestScreensFitTheLargestLetters(t *testing.T) {
	house, _ := furnished(t)
	w := entered(t, house)
	fits := func(name string) {
		t.Helper()
		if got := w.win.Content().MinSize().Width; got > leastWidth {
			t.Errorf("%s needs %v, more than %v", name, got, leastWidth)
		}
	}
	fits("the list")
	menuItem(t, w, "Bài mới").Action()
	test.Type(w.win.Canvas().Focused(), "Bài")
	fits("the editor")
	for i := range 3 {
		w.editor.Panel(i)
		fits("the editor with a panel")
	}
	menuItem(t, w, "Xuất bản…").Action()
	fits("the export")
	menuItem(t, w, "Sao lưu…").Action()
	fits("the backups")
}

func TestTheUsersOwnScaleStays(t *testing.T) {
	t.Setenv(scaleVariable, "1.7")
	enlarge(native.Sight{Text: 2})
	if ours != "" {
		t.Errorf("set to %q", ours)
	}
}
