package editor

import (
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"tinxa/model"
)

// written opens a report with these blocks; names stand for ids.
func written(blocks ...model.Block) *State {
	r := model.New()
	r.Blocks = blocks
	at := time.Date(2026, 10, 15, 8, 0, 0, 0, time.UTC)
	return NewState(r, func() time.Time { at = at.Add(2 * time.Second); return at })
}

func para(id, text string) model.Block {
	return model.Paragraph{ID: model.BlockID(id), Text: model.Plainly(text)}
}

func list(id string, entries ...string) model.Block {
	l := model.List{ID: model.BlockID(id)}
	for _, e := range entries {
		l.Entries = append(l.Entries, model.Plainly(e))
	}
	return l
}

func pics(id string, captions ...string) model.Block {
	p := model.Photos{ID: model.BlockID(id)}
	for _, c := range captions {
		p.Pictures = append(p.Pictures, model.Picture{Caption: c})
	}
	return p
}

func item(id string, blocks ...model.Block) model.Block {
	return model.Item{ID: model.BlockID(id), Blocks: blocks}
}

func at(id string, entry, pos int) Spot {
	return Spot{Field: Text, Block: model.BlockID(id), Entry: entry, Pos: pos}
}

// outlined writes a body as one line: "p:một | h:hai | l:a,b | i[p:ba] | x:chú thích".
func outlined(blocks model.Blocks) string {
	var parts []string
	for _, b := range blocks {
		var texts []string
		for _, t := range model.Texts(b) {
			texts = append(texts, t.Plain())
		}
		all := strings.Join(texts, ",")
		switch b := b.(type) {
		case model.Paragraph:
			parts = append(parts, "p:"+all)
		case model.Heading:
			parts = append(parts, "h:"+all)
		case model.Quote:
			parts = append(parts, "q:"+all)
		case model.List:
			parts = append(parts, "l:"+all)
		case model.Photos:
			var captions []string
			for _, p := range b.Pictures {
				captions = append(captions, p.Caption)
			}
			parts = append(parts, "x:"+strings.Join(captions, ","))
		case model.Item:
			parts = append(parts, "i["+outlined(b.Blocks)+"]")
		}
	}
	return strings.Join(parts, " | ")
}

func TestCommands(t *testing.T) {
	for name, c := range map[string]struct {
		body model.Blocks
		do   func(*State) (Spot, error)
		want string
		text string // where the caret stands then, and behind what
		pos  int
	}{
		"Enter splits a paragraph": {
			model.Blocks{para("a", "một hai")},
			func(s *State) (Spot, error) { return s.Break(at("a", 0, 3)) },
			"p:một | p: hai", " hai", 0,
		},
		"Enter adds an entry to a list": {
			model.Blocks{list("a", "một hai")},
			func(s *State) (Spot, error) { return s.Break(at("a", 0, 4)) },
			"l:một ,hai", "hai", 0,
		},
		"Enter at an empty entry ends the list": {
			model.Blocks{list("a", "một", "")},
			func(s *State) (Spot, error) { return s.Break(at("a", 1, 0)) },
			"l:một | p:", "", 0,
		},
		"Enter at an empty entry in the middle parts the list": {
			model.Blocks{list("a", "một", "", "ba")},
			func(s *State) (Spot, error) { return s.Break(at("a", 1, 0)) },
			"l:một | p: | l:ba", "", 0,
		},
		"Enter in a caption goes on to the text behind": {
			model.Blocks{pics("a", "chú thích"), para("b", "sau")},
			func(s *State) (Spot, error) { return s.Break(Spot{Field: Caption, Block: "a"}) },
			"x:chú thích | p:sau", "sau", 0,
		},
		"Enter in a caption goes on to the next photo's": {
			model.Blocks{pics("a", "một", "hai"), pics("b", "ba"), para("c", "sau")},
			func(s *State) (Spot, error) { return s.Break(Spot{Field: Caption, Block: "a"}) },
			"x:một,hai | x:ba | p:sau", "hai", 0,
		},
		"Enter in a caption goes on to the next photo's in another block": {
			model.Blocks{pics("a", "một", "hai"), pics("b", "ba"), para("c", "sau")},
			func(s *State) (Spot, error) { return s.Break(Spot{Field: Caption, Block: "a", Entry: 1}) },
			"x:một,hai | x:ba | p:sau", "ba", 0,
		},
		"Enter in a caption at the end begins a paragraph": {
			model.Blocks{pics("a", "chú thích")},
			func(s *State) (Spot, error) { return s.Break(Spot{Field: Caption, Block: "a"}) },
			"x:chú thích | p:", "", 0,
		},
		"Backspace joins two paragraphs": {
			model.Blocks{para("a", "một"), para("b", "hai")},
			func(s *State) (Spot, error) { return s.JoinBack(at("b", 0, 0)) },
			"p:mộthai", "mộthai", 3,
		},
		"Backspace makes a heading a paragraph": {
			model.Blocks{model.Heading{ID: "a", Text: model.Plainly("đề mục")}},
			func(s *State) (Spot, error) { return s.JoinBack(at("a", 0, 0)) },
			"p:đề mục", "đề mục", 0,
		},
		"Backspace joins a paragraph to a list": {
			model.Blocks{list("a", "một", "hai"), para("b", "ba")},
			func(s *State) (Spot, error) { return s.JoinBack(at("b", 0, 0)) },
			"l:một,haiba", "haiba", 3,
		},
		"Backspace behind a photo keeps a full paragraph": {
			model.Blocks{pics("a", "chú"), para("b", "ba")},
			func(s *State) (Spot, error) { return s.JoinBack(at("b", 0, 0)) },
			"x:chú | p:ba", "ba", 0,
		},
		"Backspace behind a photo takes an empty paragraph": {
			model.Blocks{pics("a", "chú"), para("b", "")},
			func(s *State) (Spot, error) { return s.JoinBack(at("b", 0, 0)) },
			"x:chú", "chú", 0,
		},
		"Backspace in a list joins entries": {
			model.Blocks{list("a", "một", "hai")},
			func(s *State) (Spot, error) { return s.JoinBack(at("a", 1, 0)) },
			"l:mộthai", "mộthai", 3,
		},
		"Delete joins the paragraph behind": {
			model.Blocks{para("a", "một"), para("b", "hai")},
			func(s *State) (Spot, error) { return s.JoinNext(at("a", 0, 3)) },
			"p:mộthai", "mộthai", 3,
		},
		"Delete before a photo keeps everything": {
			model.Blocks{para("a", "một"), pics("b", "chú")},
			func(s *State) (Spot, error) { return s.JoinNext(at("a", 0, 3)) },
			"p:một | x:chú", "một", 3,
		},
		"a paragraph becomes a list": {
			model.Blocks{para("a", "một")},
			func(s *State) (Spot, error) { return s.Turn(at("a", 0, 1), AsList) },
			"l:một", "một", 1,
		},
		"an entry becomes a heading": {
			model.Blocks{list("a", "một", "hai", "ba")},
			func(s *State) (Spot, error) { return s.Turn(at("a", 1, 1), AsHeading) },
			"l:một | h:hai | l:ba", "hai", 0,
		},
		"the last block leaves a place to write": {
			model.Blocks{pics("a", "chú")},
			func(s *State) (Spot, error) { return s.Remove(Spot{Block: "a"}) },
			"p:", "", 0,
		},
		"a block moves into an item and to its end": {
			model.Blocks{item("i", para("a", "trong")), para("b", "ngoài")},
			func(s *State) (Spot, error) { return s.Move(at("b", 0, 2), -1) },
			"i[p:trong | p:ngoài]", "ngoài", 2,
		},
		"a block moves out of an item": {
			model.Blocks{item("i", para("a", "một"), para("b", "hai"))},
			func(s *State) (Spot, error) { return s.Move(at("b", 0, 0), 1) },
			"i[p:một] | p:hai", "hai", 0,
		},
		"an item moves past an item": {
			model.Blocks{item("i", para("a", "một")), item("j", para("b", "hai"))},
			func(s *State) (Spot, error) { return s.Move(Spot{Field: Commune, Block: "j"}, -1) },
			"i[p:hai] | i[p:một]", "", 0,
		},
		"the only block of an item stays": {
			model.Blocks{item("i", para("a", "một"))},
			func(s *State) (Spot, error) { return s.Move(at("a", 0, 0), 1) },
			"i[p:một]", "một", 0,
		},
		"a new item is never inside another": {
			model.Blocks{item("i", para("a", "một"))},
			func(s *State) (Spot, error) { return s.InsertItem(at("a", 0, 0)) },
			"i[p:một] | i[p:]", "", 0,
		},
		"pasted paragraphs part the text": {
			model.Blocks{para("a", "một bốn")},
			func(s *State) (Spot, error) { return s.Paste(at("a", 0, 4), 4, 4, "hai\r\n\r\nba ") },
			"p:một hai | p:babốn", "babốn", 2,
		},
		"a pasted line replaces the selection": {
			model.Blocks{para("a", "một hai ba")},
			func(s *State) (Spot, error) { return s.Paste(at("a", 0, 4), 4, 7, "2") },
			"p:một 2 ba", "một 2 ba", 5,
		},
		"pasted lines become entries": {
			model.Blocks{list("a", "một bốn")},
			func(s *State) (Spot, error) { return s.Paste(at("a", 0, 4), 4, 4, "hai\nba") },
			"l:một hai,babốn", "babốn", 2,
		},
		"photos stand side by side": {
			model.Blocks{pics("a", "một"), pics("b", "hai")},
			func(s *State) (Spot, error) { return s.JoinPictures(Spot{Field: Caption, Block: "b"}) },
			"x:một,hai", "hai", 0,
		},
		"four photos do not fit in a row": {
			model.Blocks{pics("a", "một", "hai", "ba"), pics("b", "bốn")},
			func(s *State) (Spot, error) { return s.JoinPictures(Spot{Field: Caption, Block: "b"}) },
			"x:một,hai,ba | x:bốn", "bốn", 0,
		},
		"photos part again": {
			model.Blocks{pics("a", "một", "hai")},
			func(s *State) (Spot, error) { return s.PartPictures(Spot{Field: Caption, Block: "a", Entry: 1}) },
			"x:một | x:hai", "một", 0,
		},
		"a picture moves within its row": {
			model.Blocks{pics("a", "một", "hai")},
			func(s *State) (Spot, error) { return s.MovePicture(Spot{Field: Caption, Block: "a"}, 1) },
			"x:hai,một", "một", 0,
		},
		"a picture goes, its neighbours stay": {
			model.Blocks{pics("a", "một", "hai")},
			func(s *State) (Spot, error) { return s.RemovePicture(Spot{Field: Caption, Block: "a"}) },
			"x:hai", "hai", 0,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := written(c.body...)
			before := s.Report()
			to, err := c.do(s)
			if err != nil {
				t.Fatal(err)
			}
			if got := outlined(s.Report().Blocks); got != c.want {
				t.Errorf("body %q, want %q", got, c.want)
			}
			if !slices.Contains(spots(s.Report()), to.box()) {
				t.Fatalf("the caret goes to %v, which is nowhere", to)
			}
			if got := textAt(s.Report(), to); got != c.text || to.Pos != c.pos {
				t.Errorf("caret in %q at %d, want %q at %d", got, to.Pos, c.text, c.pos)
			}
			for range 2 {
				s.Undo()
			}
			if !reflect.DeepEqual(before, s.Report()) {
				t.Errorf("undo gave %q", outlined(s.Report().Blocks))
			}
		})
	}
}

// TestUndoShowsWhatItDid: the caret goes where something changed, and stays
// where only the order did.
func TestUndoShowsWhatItDid(t *testing.T) {
	one := model.Blocks{para("a", "một"), para("b", "hai"), para("c", "ba")}
	cases := map[string]struct {
		do   func(s *State) (Spot, error)
		want Spot
	}{
		"Enter at the end": {func(s *State) (Spot, error) { return s.Break(at("b", 0, 3)) }, at("b", 0, 3)},
		"bold":             {func(s *State) (Spot, error) { return s.Mark(at("b", 0, 0), 0, 2, model.Bold) }, at("b", 0, 3)},
		"another kind":     {func(s *State) (Spot, error) { return s.Turn(at("c", 0, 0), AsHeading) }, at("c", 0, 2)},
		"moving":           {func(s *State) (Spot, error) { return s.Move(at("b", 0, 1), 1) }, at("b", 0, 1)},
		"removing":         {func(s *State) (Spot, error) { return s.Remove(at("b", 0, 0)) }, at("b", 0, 3)},
		"a fact of the meeting": {func(s *State) (Spot, error) {
			s.now = at("c", 0, 0)
			return s.now, s.SetMeeting("place", func(m *model.Meeting) { m.Place = "Hội trường" })
		}, at("c", 0, 0)},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := written(one...)
			if _, err := c.do(s); err != nil {
				t.Fatal(err)
			}
			if got, ok := s.Undo(); !ok || got != c.want {
				t.Errorf("undo goes to %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestTypingKeepsStyles(t *testing.T) {
	s := written(model.Paragraph{ID: "a", Text: model.Text{{Text: "số "}, {Text: "22-NQ/TW", Marks: model.Bold}, {Text: " về"}}})
	for _, typed := range []string{"theo số 22-NQ/TW về", "theo số 22-NQ/TW, về"} {
		if err := s.Type(at("a", 0, 0), typed); err != nil {
			t.Fatal(err)
		}
	}
	got := s.Report().Blocks[0].(model.Paragraph).Text
	want := model.Text{{Text: "theo số "}, {Text: "22-NQ/TW,", Marks: model.Bold}, {Text: " về"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestTypingIsNormalised(t *testing.T) {
	s := written(para("a", ""))
	decomposed := "Đa\u0309ng u\u0309y"
	for _, spot := range spots(s.Report()) {
		if err := s.Type(spot, decomposed); err != nil {
			t.Fatal(err)
		}
		if got := textAt(s.Report(), spot); got != "Đảng ủy" {
			t.Errorf("%s holds %q", spot.Field, got)
		}
	}
}

func TestEveryFieldIsTypedAndUndone(t *testing.T) {
	s := written(para("a", "x"), list("l", "x", "y"), pics("f", "x", "y"),
		model.Quote{ID: "q"}, item("i", para("b", "x")))
	before := s.Report()
	for _, spot := range spots(before) {
		if err := s.Type(spot, "chữ mới"); err != nil {
			t.Fatalf("%v: %v", spot, err)
		}
		if got := textAt(s.Report(), spot); got != "chữ mới" {
			t.Errorf("%v holds %q", spot, got)
		}
		shown, ok := s.Undo()
		if !ok || shown.box() != spot || !reflect.DeepEqual(s.Report(), before) {
			t.Errorf("undo of %v shows %v", spot, shown)
		}
	}
}

func TestMarkTurnsOnAndOff(t *testing.T) {
	s := written(para("a", "một hai"))
	for _, want := range []bool{true, false} {
		if _, err := s.Mark(at("a", 0, 0), 0, 3, model.Bold); err != nil {
			t.Fatal(err)
		}
		if got := styledAt(s.Report(), at("a", 0, 0)).Has(0, 3, model.Bold); got != want {
			t.Errorf("bold is %v", got)
		}
	}
}

func TestBadLinkIsRefused(t *testing.T) {
	s := written(para("a", "một"))
	if _, err := s.Link(at("a", 0, 0), 0, 3, "javascript:alert(1)"); err == nil {
		t.Error("a script became a link")
	}
	if _, err := s.Link(at("a", 0, 0), 0, 3, "https://suoimay.example.vn/"); err != nil {
		t.Error(err)
	}
}

// TestRandomWriting does what a tired officer does: everything, anywhere. The
// report stays sound, and undo leads back to the beginning.
func TestRandomWriting(t *testing.T) {
	random := rand.New(rand.NewSource(7))
	s := written(para("a", "một hai ba"))
	before := s.Report()
	for range 700 {
		all := spots(s.Report())
		spot := all[random.Intn(len(all))]
		spot.Pos = random.Intn(len([]rune(textAt(s.Report(), spot))) + 1)
		act(random, s, spot)
		if _, err := model.Decode(mustEncode(t, s.Report())); err != nil {
			t.Fatal(err)
		}
		if len(s.Report().Blocks) == 0 {
			t.Fatal("nothing left to write in")
		}
		if len(s.Report().Blocks) > 40 {
			_, _ = s.Remove(Spot{Block: s.Report().Blocks[0].BlockID()})
		}
	}
	for ok := true; ok; {
		_, ok = s.Undo()
	}
	if !reflect.DeepEqual(mustEncode(t, s.Report()), mustEncode(t, before)) {
		t.Fatal("undo did not lead back to the beginning")
	}
}

func act(random *rand.Rand, s *State, spot Spot) {
	kinds := []Kind{AsParagraph, AsHeading, AsQuote, AsList, AsNumbered}
	switch random.Intn(12) {
	case 0:
		_ = s.Type(spot, "Đảng ủy xã")
	case 1:
		_, _ = s.Break(spot)
	case 2:
		_, _ = s.JoinBack(spot)
	case 3:
		_, _ = s.JoinNext(spot)
	case 4:
		_, _ = s.Turn(spot, kinds[random.Intn(len(kinds))])
	case 5:
		_, _ = s.Move(spot, random.Intn(3)-1)
	case 6:
		_, _ = s.Remove(spot)
	case 7:
		_, _ = s.InsertItem(spot)
	case 8:
		_, _ = s.Paste(spot, 0, spot.Pos, "hai\nba")
	case 9:
		_, _ = s.AddPictures(spot, []model.Picture{{Caption: "ảnh"}, {}})
	case 10:
		_, _ = s.JoinPictures(spot)
	case 11:
		_, _ = s.PartPictures(spot)
	}
}

func mustEncode(t *testing.T, r model.Report) []byte {
	t.Helper()
	data, err := model.Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestPeopleAndDatesAsLines(t *testing.T) {
	people := splitPeople("Lê Văn Tâm, Bí thư Đảng ủy, Chủ tịch HĐND xã\n\nTrần Thị Lan - Phó Chủ tịch UBND xã\nHoàng Minh")
	want := []model.Person{
		{Name: "Lê Văn Tâm", Post: "Bí thư Đảng ủy, Chủ tịch HĐND xã"},
		{Name: "Trần Thị Lan", Post: "Phó Chủ tịch UBND xã"},
		{Name: "Hoàng Minh"},
	}
	if !reflect.DeepEqual(people, want) {
		t.Errorf("people %v", people)
	}
	if again := splitPeople(joinPeople(people)); !reflect.DeepEqual(again, want) {
		t.Errorf("people again %v", again)
	}
	for text, want := range map[string]model.Date{
		"15/10/2026": {Year: 2026, Month: 10, Day: 15}, "15-10-26": {Year: 2026, Month: 10, Day: 15},
		"15.10": {Month: 10, Day: 15}, "29/2": {Month: 2, Day: 29},
	} {
		if got, ok := readDate(text); !ok || got != want {
			t.Errorf("%s is %v", text, got)
		}
	}
	for _, bad := range []string{"", "15", "31/4/2026", "29/2/2026", "1/13", "a/b", "1/2/3/4", "1/1/20260"} {
		if got, ok := readDate(bad); ok {
			t.Errorf("%s passes as %v", bad, got)
		}
	}
}
