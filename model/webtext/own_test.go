package webtext

import (
	"strings"
	"testing"

	"tinxa/export/markup"
	"tinxa/model"
	"tinxa/model/modeltest"
)

// everything of these is compared, ids left out.
func inJSON(t *testing.T, bs model.Blocks) string {
	t.Helper()
	data, err := bs.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	s := string(data)
	for b := range bs.All() {
		s = strings.Replace(s, `"id":"`+string(b.BlockID())+`"`, `"id":""`, 1)
	}
	return s
}

func onDisk(id model.PhotoID) string { return "file:///anh/" + string(id) + ".jpg" }

func TestWhatThisProgramCopiesComesBackWhole(t *testing.T) {
	for seed := range uint64(30) {
		whole := modeltest.Report(seed).Retext(strings.TrimSpace).Blocks
		p := readString(t, markup.Clip(model.Clip{Blocks: whole}, onDisk))
		if got, want := inJSON(t, p.Blocks), inJSON(t, whole); got != want {
			t.Fatalf("seed %d came back as\n%s\nwas\n%s", seed, got, want)
		}
		for _, s := range p.Sources {
			b, _ := p.Blocks.Find(s.Block)
			if id := b.(model.Photos).Pictures[s.Entry].Photo; s.File != "/anh/"+string(id)+".jpg" {
				t.Errorf("seed %d: photo %s is said to be at %s", seed, id, s.File)
			}
		}
	}
}

func TestAPieceOfASentenceComesBackAsOne(t *testing.T) {
	text := model.Text{{Text: " xã "}, {Text: "Suối Mây", Marks: model.Bold}, {Text: " "}}
	clip := markup.Clip(model.Clip{Blocks: model.Blocks{model.Paragraph{ID: "a", Text: text}}, Inline: true}, nil)
	for name, html := range map[string]string{"whole": clip, "as HTML": withoutOwn(t, clip)} {
		if got := outline(readString(t, html)); got != "inline\nparagraph  xã *Suối Mây* \n" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// withoutOwn is what other programs keep of a copied piece.
func withoutOwn(t *testing.T, clip string) string {
	t.Helper()
	_, html, found := strings.Cut(clip, "'>")
	if !found || strings.Contains(html, model.ClipName) {
		t.Fatalf("no piece in %.200s", clip)
	}
	return html
}

func TestTheStructureSurvivesOtherPrograms(t *testing.T) {
	photo := modeltest.PhotoIDOf([]byte("ảnh"))
	whole := model.Blocks{
		model.Heading{ID: "a", Text: model.Plainly("Nội dung")},
		model.Paragraph{ID: "b", Text: model.Text{{Text: "Xã "}, {Text: "Suối Mây", Marks: model.Bold | model.Italic}, {Text: "\nxem "}, {Text: "đây", Link: "https://suoimay.example.vn"}}},
		model.List{ID: "c", Ordered: true, Entries: []model.Text{model.Plainly("một"), model.Plainly("hai"), model.Plainly("ba")}, Depths: []int{0, 1, 0}},
		model.Quote{ID: "d", Text: model.Plainly("Vì dân"), From: "Bà Hạnh"},
		model.Photos{ID: "e", Pictures: []model.Picture{{Photo: photo, Caption: "Quang cảnh", Alt: "Hội trường"}, {Photo: photo, Caption: "Đại biểu"}}},
		model.Photos{ID: "f", Pictures: []model.Picture{{Caption: "Ảnh sẽ gửi sau"}}},
	}
	want := `heading Nội dung
paragraph Xã /*Suối Mây*/⏎xem {https://suoimay.example.vn|đây}
numbered
  một
    hai
  ba
quote Vì dân (Bà Hạnh)
photos [|Quang cảnh|Hội trường|] [|Đại biểu|Đại biểu|]
paragraph /Ảnh sẽ gửi sau/`
	clip := markup.Clip(model.Clip{Blocks: whole}, onDisk)
	got, _, _ := strings.Cut(outline(readString(t, withoutOwn(t, clip))), "\nsource")
	if got != want {
		t.Errorf("came back as\n%s\nwant\n%s", got, want)
	}
}

func TestAPieceWhoseTextWasChangedIsReadFromItsHTML(t *testing.T) {
	clip := markup.Clip(model.Clip{Blocks: model.Blocks{model.Heading{ID: "a", Text: model.Plainly("Hội nghị")}}}, nil)
	changed := strings.Replace(clip, "<h3>Hội nghị", "<h3>Hội thảo", 1)
	if got := outline(readString(t, changed)); got != "heading Hội thảo\n" {
		t.Errorf("read as %s", got)
	}
}

func TestPiecesThatAreNotSoundAreReadFromTheirHTML(t *testing.T) {
	for _, content := range []string{"", "{}", "[[[[", `{&quot;report&quot;:{&quot;format&quot;:&quot;tinxa.report&quot;,&quot;schema&quot;:1,&quot;report&quot;:{&quot;status&quot;:&quot;draft&quot;,&quot;blocks&quot;:[{&quot;kind&quot;:&quot;paragraph&quot;,&quot;id&quot;:&quot;a&quot;,&quot;text&quot;:[{&quot;text&quot;:&quot;a&quot;,&quot;link&quot;:&quot;javascript:x&quot;}]}]}}}`} {
		html := `<meta name="` + model.ClipName + `" ` + model.ClipSumAttr + `="` + model.ClipSum("xã") + `" content="` + content + `"><h2>xã</h2>`
		if got := outline(readString(t, html)); got != "heading xã\n" {
			t.Errorf("%s is read as %s", content, got)
		}
	}
}
