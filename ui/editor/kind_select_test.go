package editor

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"tinxa/model/manuscript"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

func TestTheKindFollowsTheCaretAndIsChosen(t *testing.T) {
	var k *kindSelect
	var turned []manuscript.Form
	w := uitest.New(t, fyne.NewSize(400, 300), func() fyne.CanvasObject {
		k = newKindSelect(func(f manuscript.Form) { turned = append(turned, f) })
		return part.NewStage(task.Inline{}, container.NewVBox(part.HStack(0, k.word)))
	})
	k.show(manuscript.Quote)
	if k.word.Text() != "Trích dẫn" {
		t.Errorf("in a quotation it says %q", k.word.Text())
	}
	test.Tap(k.word)
	menu := w.Canvas().Overlays().Top().(*part.Menu)
	want := []string{"Đoạn văn", "Đề mục", "Danh sách", "Danh sách đánh số", "Trích dẫn"}
	if !slices.Equal(menu.Rows(), want) {
		t.Errorf("offered %q", menu.Rows())
	}
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp}) // from the one that holds now
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !slices.Equal(turned, []manuscript.Form{manuscript.Numbered}) {
		t.Errorf("turned into %q", turned)
	}
	k.show(manuscript.FormTitle)
	if test.Tap(k.word); w.Canvas().Overlays().Top() != nil {
		t.Error("a headline can be turned into something")
	}
}

func TestEveryFormHasAName(t *testing.T) {
	uitest.New(t, fyne.NewSize(100, 100), func() fyne.CanvasObject { return part.VStack(0) })
	seen := map[string]manuscript.Form{}
	for _, f := range []manuscript.Form{
		manuscript.Paragraph, manuscript.Heading, manuscript.Quote, manuscript.Dash, manuscript.Numbered,
		manuscript.FormKicker, manuscript.FormTitle, manuscript.FormSapo, manuscript.FormFrom,
		manuscript.FormPicture, manuscript.FormCaption, manuscript.FormCommune, manuscript.FormByline,
	} {
		name := formWord(f)
		if other, taken := seen[name]; taken {
			t.Errorf("%s and %s are both called %q", f, other, name)
		}
		seen[name] = f
		if width := fyne.MeasureText(name, 14, fyne.TextStyle{}).Width; width > kindWidth-32 {
			t.Errorf("%q is %v wide and moves what stands beside it", name, width)
		}
	}
	for _, key := range say.Missing() {
		t.Errorf("no text for %s", key)
	}
}
