package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/model/viet"
)

// shown writes pieces as [-went-] and {+came+}.
func shown(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		switch p.Kind {
		case Added:
			b.WriteString("{+" + p.Text + "+}")
		case Removed:
			b.WriteString("[-" + p.Text + "-]")
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func compared(before, after string) string {
	return shown(both(Part{Text: model.Plainly(before)}, Part{Text: model.Plainly(after)}, false).Pieces)
}

func TestWordsComeAndGo(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"xã Suối Mây", "xã Suối Mây", "xã Suối Mây"},
		{"", "xã Suối Mây", "{+xã Suối Mây+}"},
		{"xã Suối Mây", "", "[-xã Suối Mây-]"},
		{"xã Mây", "xã Suối Mây", "xã {+Suối +}Mây"},
		{"xã Suối Mây", "xã Mây", "xã [-Suối -]Mây"},
		{"xã Suối", "xã Suối Mây", "xã Suối{+ Mây+}"},
		{"sáng 15/10", "chiều 15/10", "[-sáng -]{+chiều +}15/10"},
		{"họp xong.", "họp xong, nghỉ.", "họp [-xong.-]{+xong, nghỉ.+}"},
		{"một  hai", "một hai", "một[-  -]{+ +}hai"},
		{" hai", "hai", "[- -]hai"},
		{"một hai", "một\nhai", "một[- -]{+\n+}hai"},
		{
			"đồng chí Bí thư nêu rõ và nhấn mạnh ba nhiệm vụ", "ông Chủ tịch xã đề nghị và yêu cầu bốn giải pháp",
			"[-đồng chí Bí thư nêu rõ và nhấn mạnh ba nhiệm vụ-]{+ông Chủ tịch xã đề nghị và yêu cầu bốn giải pháp+}",
		},
	} {
		if got := compared(c.before, c.after); got != c.want {
			t.Errorf("%q to %q:\n%s, want\n%s", c.before, c.after, got, c.want)
		}
	}
}

// apply makes edits one after the other; all must fit.
func apply(t testing.TB, r model.Report, edits ...model.Edit) model.Report {
	t.Helper()
	after, _, err := model.All(edits).Apply(r)
	if err != nil {
		t.Fatal(err)
	}
	return after
}

// changed are the rows that differ, each as "role: pieces".
func changed(c Comparison) []string {
	var all []string
	for _, r := range c.Rows {
		if !r.Changed() {
			continue
		}
		line := fmt.Sprintf("%s%s: %s", r.Part().Role, r.Part().Name, shown(r.Pieces))
		switch {
		case r.Moved:
			line += " moved"
		case r.Restyled:
			line += " restyled"
		case r.Kind == Added:
			line += " new"
		case r.Kind == Removed:
			line += " gone"
		}
		all = append(all, line)
	}
	return all
}

func paragraph(id, text string) model.Paragraph {
	return model.Paragraph{ID: model.BlockID(id), Text: model.Plainly(text)}
}

// small is a report of which every part is easily told.
func small() model.Report {
	photo := func(n byte) model.PhotoID { return modeltest.PhotoIDOf([]byte{n}) }
	return model.Report{
		ID: "small", Status: model.Draft,
		Head:    model.Head{Kicker: "TIN", Title: "Họp dân", Sapo: model.Plainly("Sáng nay họp.")},
		Meeting: model.Meeting{Place: "sân đình", Chair: []model.Person{{Name: "Lê Na", Post: "Bí thư"}}},
		Blocks: model.Blocks{
			paragraph("p1", "Một hai ba bốn."), paragraph("p2", "Năm sáu bảy tám."), paragraph("p3", "Chín mười."),
			model.List{ID: "l1", Entries: []model.Text{model.Plainly("ý thứ nhất"), model.Plainly("ý thứ hai")}},
			model.Photos{ID: "a1", Pictures: []model.Picture{{Photo: photo(1), Caption: "Toàn cảnh", Credit: "Hà"}}},
			model.Item{ID: "i1", Commune: "xã Suối Mây", Blocks: model.Blocks{paragraph("p4", "Gặt lúa xong.")}, Bylines: []model.Byline{{Name: "Mai"}}},
		},
		Credits: model.Credits{Bylines: []model.Byline{{Name: "Lan"}}},
	}
}

func TestReportsAreComparedPartByPart(t *testing.T) {
	r := small()
	pictures := func(p ...model.Picture) model.Edit { return model.SetBlock{Block: model.Photos{ID: "a1", Pictures: p}} }
	old := r.Pictures()[0]
	other := old
	other.Photo = modeltest.PhotoIDOf([]byte{2})
	captioned := old
	captioned.Caption = "Toàn cảnh hội nghị"
	head := r.Head
	head.Title, head.Kicker = "Họp dân phố", ""
	for name, c := range map[string]struct {
		edit model.Edit
		want []string
	}{
		"nothing":             {model.All{}, nil},
		"head":                {model.SetHead{Head: head}, []string{"kicker: [-TIN-] gone", "headline: Họp dân{+ phố+}"}},
		"words":               {model.Type{Block: "p1", From: 4, To: 7, With: model.Plainly("mười")}, []string{"paragraph: Một [-hai -]{+mười +}ba bốn."}},
		"a new paragraph":     {model.InsertBlock{At: model.Place{Index: 1}, Block: paragraph("n", "Mới.")}, []string{"paragraph: {+Mới.+} new"}},
		"a paragraph less":    {model.RemoveBlock{ID: "p2"}, []string{"paragraph: [-Năm sáu bảy tám.-] gone"}},
		"a heading made":      {model.SetBlock{Block: model.Heading{ID: "p3", Text: model.Plainly("Chín mười.")}}, []string{"heading: Chín mười."}},
		"moved":               {model.MoveBlock{ID: "p1", To: model.Place{Index: 2}}, []string{"paragraph: Một hai ba bốn. moved"}},
		"moved into the item": {model.MoveBlock{ID: "p1", To: model.Place{Item: "i1", Index: 1}}, []string{"paragraph: Một hai ba bốn. moved"}},
		"bold":                {model.SetBlock{Block: model.Paragraph{ID: "p3", Text: model.Plainly("Chín mười.").Styled(0, 4, model.Bold, true)}}, []string{"paragraph: Chín mười. restyled"}},
		"pasted again":        {model.All{model.RemoveBlock{ID: "p2"}, model.InsertBlock{At: model.Place{Index: 1}, Block: paragraph("n", "Năm sáu bảy chín.")}}, []string{"paragraph: Năm sáu bảy [-tám.-]{+chín.+}"}},
		"an entry between":    {model.SetBlock{Block: model.List{ID: "l1", Entries: []model.Text{model.Plainly("ý thứ nhất"), model.Plainly("chen vào đây"), model.Plainly("ý thứ hai rưỡi")}}}, []string{"bullet: {+chen vào đây+} new", "bullet: ý thứ hai{+ rưỡi+}"}},
		"a numbered list":     {model.SetBlock{Block: model.List{ID: "l1", Ordered: true, Entries: []model.Text{model.Plainly("ý thứ nhất"), model.Plainly("ý thứ hai")}}}, []string{"number: ý thứ nhất", "number: ý thứ hai"}},
		"an entry below":      {model.SetBlock{Block: model.List{ID: "l1", Depths: []int{0, 1}, Entries: []model.Text{model.Plainly("ý thứ nhất"), model.Plainly("ý thứ hai")}}}, []string{"bullet: ý thứ hai"}},
		"a caption":           {pictures(captioned), []string{"photo: Toàn cảnh{+ hội nghị+}"}},
		"another photo":       {pictures(other), []string{"photo: Toàn cảnh"}},
		"a photo more":        {pictures(old, other), []string{"photo: {+Toàn cảnh+} new", "credit: {+Hà+} new"}},
		"a photo less":        {model.RemoveBlock{ID: "a1"}, []string{"photo: [-Toàn cảnh-] gone", "credit: [-Hà-] gone"}},
		"a photo for a gap":   {model.All{pictures(model.Picture{Caption: "Toàn cảnh", Credit: "Hà"})}, []string{"photo: Toàn cảnh"}},
		"an item":             {model.SetBlock{Block: model.Item{ID: "i1", Commune: "xã Bến Lụa", Blocks: model.Blocks{paragraph("p4", "Gặt lúa xong.")}, Bylines: []model.Byline{{Name: "Mai Hoa"}}}}, []string{"commune: xã [-Suối Mây-]{+Bến Lụa+}", "byline: Mai{+ Hoa+}"}},
		"a byline":            {model.SetCredits{Credits: model.Credits{Bylines: []model.Byline{{Name: "Lan"}, {Name: "Cúc"}}, Source: "Cổng xã"}}, []string{"factsource: {+Cổng xã+} new", "byline: {+Cúc+} new"}},
		"facts": {
			model.SetMeeting{Meeting: model.Meeting{Place: "sân đình", Date: model.Date{Month: 2, Day: 5}, Extended: true, Chair: []model.Person{{Name: "Lê Na", Post: "Chủ tịch"}}}},
			[]string{"factextended: {+✓+} new", "factdate: {+05/02+} new", "factchair: Lê Na, [-Bí thư-]{+Chủ tịch+}"},
		},
		"cover": {model.SetCover{Photo: old.Photo}, []string{"factcover:  new"}},
	} {
		if got := changed(Reports(r, apply(t, r, c.edit))); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%q, want\n%q", name, got, c.want)
		}
	}
}

// TestNumbersBeginAnew below each entry.
func TestNumbersBeginAnew(t *testing.T) {
	list := model.List{ID: "l1", Ordered: true, Depths: []int{0, 1, 1, 0, 1, 2}}
	for _, text := range []string{"a", "b", "c", "d", "e", "g"} {
		list.Entries = append(list.Entries, model.Plainly(text))
	}
	var got []string
	for _, p := range reading(model.Report{Blocks: model.Blocks{list}}) {
		if p.Role == Number {
			got = append(got, fmt.Sprintf("%s%d.%d", p.Text.Plain(), p.Depth, p.Place))
		}
	}
	if want := "a0.1 b1.1 c1.2 d0.2 e1.1 g2.1"; strings.Join(got, " ") != want {
		t.Errorf("numbered %s, want %s", got, want)
	}
}

func TestWordsAndPhotosAreCounted(t *testing.T) {
	r := small()
	after := apply(t, r,
		model.Type{Block: "p1", From: 4, To: 7, With: model.Plainly("mười một")},
		model.RemoveBlock{ID: "a1"}, model.RemoveBlock{ID: "p3"},
		model.InsertBlock{Block: model.Photos{ID: "a2", Pictures: []model.Picture{{Photo: modeltest.PhotoIDOf([]byte{8})}, {Photo: modeltest.PhotoIDOf([]byte{9})}}}},
		model.SetCover{Photo: modeltest.PhotoIDOf([]byte{9})},
	)
	c := Reports(r, after)
	if c.WordsAdded != 2 || c.WordsRemoved != 1+2+2+1 || c.PhotosAdded != 2 || c.PhotosRemoved != 1 {
		t.Errorf("counted +%d -%d words, +%d -%d photos", c.WordsAdded, c.WordsRemoved, c.PhotosAdded, c.PhotosRemoved)
	}
	replaced := apply(t, r, model.SetBlock{Block: model.Photos{ID: "a1", Pictures: []model.Picture{{Photo: modeltest.PhotoIDOf([]byte{7}), Caption: "Toàn cảnh", Credit: "Hà"}}}})
	if c := Reports(r, replaced); c.PhotosAdded != 1 || c.PhotosRemoved != 1 || c.WordsAdded+c.WordsRemoved != 0 {
		t.Errorf("a photo in place of another: %+v", c)
	}
}

func TestStylesOfBothStatesAreGiven(t *testing.T) {
	before := model.Text{{Text: "Kết luận "}, {Text: "hội nghị", Marks: model.Bold}}
	after := model.Text{{Text: "Kết luận", Marks: model.Italic}, {Text: " cuộc "}, {Text: "họp", Link: "https://suoimay.example.vn"}}
	r := both(Part{Text: before}, Part{Text: after}, false)
	if want := []Piece{{Text: "Kết luận "}, {Text: "hội nghị", Kind: Removed, Marks: model.Bold}}; !slices.Equal(r.Older(), want) {
		t.Errorf("before: %+v", r.Older())
	}
	if want := []Piece{
		{Text: "Kết luận", Marks: model.Italic},
		{Text: " "},
		{Text: "cuộc ", Kind: Added},
		{Text: "họp", Kind: Added, Link: "https://suoimay.example.vn"},
	}; !slices.Equal(r.Newer(), want) {
		t.Errorf("after: %+v", r.Newer())
	}
	if !r.Restyled {
		t.Error("what turned italic is not noticed")
	}
}

func TestIdenticalReportsGiveNothing(t *testing.T) {
	for _, r := range []model.Report{small(), modeltest.Report(5), modeltest.RoundUp(), modeltest.Crowded(), model.New(), {}} {
		c := Reports(r, r)
		if c.Changes() != 0 || c.WordsAdded+c.WordsRemoved+c.PhotosAdded+c.PhotosRemoved != 0 {
			t.Errorf("%s against itself: %q", r.ID, changed(c))
		}
		composed, decomposed := r.Retext(norm.NFC.String), r.Retext(norm.NFD.String)
		if c := Reports(decomposed, composed); c.Changes() != 0 {
			t.Errorf("%s in NFD against NFC: %q", r.ID, changed(c))
		}
		if c := Reports(composed, decomposed); c.Changes() != 0 {
			t.Errorf("%s in NFC against NFD: %q", r.ID, changed(c))
		}
	}
}

// A copy has other ids and nothing else: everything is found again.
func TestACopyIsFoundAgain(t *testing.T) {
	for _, r := range []model.Report{small(), modeltest.Long(1, 60), modeltest.RoundUp(), modeltest.Crowded()} {
		again := r.Copy()
		again.Status, again.Head.Stamp = r.Status, r.Head.Stamp
		if c := Reports(r, again); c.WordsAdded+c.WordsRemoved+c.PhotosAdded+c.PhotosRemoved != 0 {
			t.Errorf("%s: %q", r.ID, changed(c))
		}
	}
}

// holds checks what must be true of every comparison: nothing is lost, nothing
// is made up.
func holds(t *testing.T, before, after model.Report) {
	t.Helper()
	c := Reports(before, after)
	was, is := reading(before.Retext(viet.Normal)), reading(after.Retext(viet.Normal))
	var newer []Part
	older := map[string]int{}
	for _, r := range c.Rows {
		checkRow(t, r)
		if r.Kind != Removed {
			newer = append(newer, r.After)
		}
		if r.Kind != Added {
			older[described(r.Before)]++
		}
	}
	for _, p := range was {
		older[described(p)]--
	}
	for part, n := range older {
		if n > 0 || n < 0 && !strings.HasPrefix(part, string(Fact)) {
			t.Errorf("%d times too many in the older state: %s", n, part)
		}
	}
	told := func(p Part) bool { return p.Role != Fact }
	if got, want := describe(newer, told), describe(is, told); !slices.Equal(got, want) {
		t.Errorf("the newer state is\n%q, want\n%q", got, want)
	}
	if back := Reports(after, before); back.PhotosAdded != c.PhotosRemoved || back.PhotosRemoved != c.PhotosAdded {
		t.Errorf("photos +%d -%d, and back +%d -%d", c.PhotosAdded, c.PhotosRemoved, back.PhotosAdded, back.PhotosRemoved)
	}
}

func checkRow(t *testing.T, r Row) {
	t.Helper()
	var was, is strings.Builder
	for _, p := range r.Pieces {
		if p.Kind != Added {
			was.WriteString(p.Text)
		}
		if p.Kind != Removed {
			is.WriteString(p.Text)
		}
	}
	if was.String() != r.Before.Text.Plain() || is.String() != r.After.Text.Plain() {
		t.Errorf("pieces %q do not give %q and %q", shown(r.Pieces), r.Before.Text.Plain(), r.After.Text.Plain())
	}
	for _, side := range []struct {
		pieces []Piece
		want   model.Text
	}{{r.Older(), r.Before.Text}, {r.Newer(), r.After.Text}} {
		if got := rebuilt(side.pieces); !slices.EqualFunc(got, rebuilt(cut(side.want, Same)), func(a, b model.Span) bool {
			return a.Text == b.Text && a.Marks == b.Marks && a.Link == b.Link
		}) {
			t.Errorf("one side is %v, want %v", got, side.want)
		}
	}
}

// rebuilt is what pieces say, whatever became of them.
func rebuilt(pieces []Piece) model.Text {
	var t model.Text
	for _, p := range pieces {
		t = append(t, model.Span{Text: p.Text, Marks: p.Marks, Link: p.Link})
	}
	return t.Tidy()
}

func described(p Part) string {
	return fmt.Sprintf("%s %s %s %q", p.Role, p.Name, p.Photo, p.Text.Plain())
}

func describe(parts []Part, which func(Part) bool) []string {
	var all []string
	for _, p := range parts {
		if which(p) {
			all = append(all, described(p))
		}
	}
	return all
}

func TestNothingIsLostInAnyEdit(t *testing.T) {
	for seed := range uint64(150) {
		hand := newHand(seed)
		before := hand.report()
		after := before
		for range 1 + hand.IntN(12) {
			after = hand.edit(after)
		}
		holds(t, before, after)
		holds(t, before, hand.report())
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("xã Suối Mây họp", "xã Bến Lụa  họp\nsáng nay")
	f.Add("", " ")
	f.Add("a b a b a b a c", "b a\u0301 b a b a\xff")
	f.Fuzz(func(t *testing.T, a, b string) {
		checkRow(t, both(Part{Text: model.Plainly(a)}, Part{Text: model.Plainly(b)}, false))
		if r := both(Part{Text: model.Plainly(a)}, Part{Text: model.Plainly(a)}, false); r.Changed() {
			t.Errorf("%q against itself: %q", a, shown(r.Pieces))
		}
	})
}

func FuzzReports(f *testing.F) {
	f.Add(uint64(1), uint8(3))
	f.Add(uint64(7), uint8(40))
	f.Fuzz(func(t *testing.T, seed uint64, edits uint8) {
		hand := newHand(seed)
		before := hand.report()
		after := before
		for range edits % 64 {
			after = hand.edit(after)
		}
		holds(t, before, after)
	})
}

// rewritten is a report of which every paragraph has another word and new ids.
func rewritten(r model.Report) model.Report {
	hand := newHand(3)
	out := r.Copy()
	for _, b := range out.Blocks {
		out = hand.retype(out, b)
	}
	return out
}

func TestLongReportsAreComparedAtOnce(t *testing.T) {
	r := fiveThousandWords()
	for name, after := range map[string]model.Report{"rewritten": rewritten(r), "another": modeltest.Long(99, 150)} {
		start := time.Now()
		Reports(r, after)
		if took := time.Since(start); took > time.Second { // generous: the race detector, a loaded machine
			t.Errorf("%s took %v", name, took)
		}
	}
}

func fiveThousandWords() model.Report {
	n := 40
	r := modeltest.Long(1, n)
	for ; r.Words() < 5000; n++ {
		r = modeltest.Long(1, n)
	}
	return r
}

func BenchmarkFiveThousandWords(b *testing.B) {
	r := fiveThousandWords()
	hand := newHand(1)
	edited := r
	for range 20 {
		edited = hand.edit(edited)
	}
	for name, after := range map[string]model.Report{"same": r, "edited": edited, "rewritten": rewritten(r), "another": modeltest.Long(99, len(r.Blocks))} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Reports(r, after)
			}
		})
	}
}
