package model_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"testing"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// The blocks of modeltest.Crowded that the edits below name.
type named struct{ heading, paragraph, list, photos, item, empty, inner model.BlockID }

func namesOf(r model.Report) named {
	id := func(i int) model.BlockID { return r.Blocks[i].BlockID() }
	return named{
		heading: id(0), paragraph: id(1), list: id(3), photos: id(5), item: id(6), empty: id(7),
		inner: r.Blocks[6].(model.Item).Blocks[0].BlockID(),
	}
}

// fitting is every kind of edit, on the report it fits.
func fitting(r model.Report) map[string]model.Edit {
	n := namesOf(r)
	fresh := model.Paragraph{ID: "fresh000", Text: modeltest.Styled()}
	item := model.Item{ID: "fresh001", Commune: "xã", Blocks: model.Blocks{model.Heading{ID: "fresh002"}}}
	at := func(item model.BlockID, i int) model.Place { return model.Place{Item: item, Index: i} }
	return map[string]model.Edit{
		"head":                    model.SetHead{Head: model.Head{Title: "khác"}},
		"head to nothing":         model.SetHead{},
		"meeting":                 model.SetMeeting{Meeting: model.Meeting{Place: "sân đình", Date: model.Date{Year: 2026, Month: 2, Day: 28}}},
		"credits":                 model.SetCredits{Credits: model.Credits{Tags: []string{"a"}}},
		"status":                  model.SetStatus{Status: model.Published},
		"become another":          model.Become{Content: modeltest.Report(7)},
		"become nothing":          model.Become{Content: model.Report{Status: model.Draft}},
		"cover":                   model.SetCover{Photo: modeltest.PhotoIDOf(nil)},
		"no cover":                model.SetCover{},
		"insert first":            model.InsertBlock{At: at("", 0), Block: fresh},
		"insert last":             model.InsertBlock{At: at("", len(r.Blocks)), Block: item},
		"insert into item":        model.InsertBlock{At: at(n.item, 1), Block: fresh},
		"insert into empty item":  model.InsertBlock{At: at(n.empty, 0), Block: fresh},
		"remove":                  model.RemoveBlock{ID: n.paragraph},
		"remove item":             model.RemoveBlock{ID: n.item},
		"remove within item":      model.RemoveBlock{ID: n.inner},
		"replace":                 model.SetBlock{Block: model.Paragraph{ID: n.paragraph}},
		"another kind":            model.SetBlock{Block: model.Heading{ID: n.paragraph, Text: model.Plainly("mục")}},
		"replace within item":     model.SetBlock{Block: model.Quote{ID: n.inner}},
		"replace item, its own":   model.SetBlock{Block: model.Item{ID: n.item, Blocks: model.Blocks{model.Quote{ID: n.inner}}}},
		"paragraph becomes item":  model.SetBlock{Block: model.Item{ID: n.paragraph, Blocks: model.Blocks{fresh}}},
		"item becomes paragraph":  model.SetBlock{Block: model.Paragraph{ID: n.item}},
		"move back":               model.MoveBlock{ID: n.photos, To: at("", 0)},
		"move on":                 model.MoveBlock{ID: n.heading, To: at("", len(r.Blocks)-1)},
		"move to where it is":     model.MoveBlock{ID: n.list, To: at("", 3)},
		"move into item":          model.MoveBlock{ID: n.paragraph, To: at(n.item, 2)},
		"move out of item":        model.MoveBlock{ID: n.inner, To: at("", 0)},
		"move from item to item":  model.MoveBlock{ID: n.inner, To: at(n.empty, 0)},
		"move item":               model.MoveBlock{ID: n.item, To: at("", 0)},
		"type at the beginning":   model.Type{Block: n.paragraph, With: model.Plainly("đầu ")},
		"type over everything":    model.Type{Block: n.paragraph, To: modeltest.Styled().Len(), With: model.Plainly("hết")},
		"delete within":           model.Type{Block: n.paragraph, From: 3, To: 9},
		"type into an empty one":  model.Type{Block: n.list, Entry: 1, With: model.Plainly("x")},
		"type into a list":        model.Type{Block: n.list, Entry: 2, From: 1, To: 2, With: modeltest.Styled()},
		"type within item":        model.Type{Block: n.inner, From: 0, To: 1},
		"nothing at all":          model.All{},
		"settle findings":         model.Waive{Waived: []model.Waiver{{Rule: "r", Words: "w"}}},
		"settle nothing":          model.Waive{},
		"several":                 model.All{model.SetHead{}, model.RemoveBlock{ID: n.item}, model.InsertBlock{At: at("", 2), Block: item}},
		"several, of one another": model.All{model.InsertBlock{At: at("", 0), Block: fresh}, model.Type{Block: "fresh000", With: model.Plainly("!")}, model.All{model.RemoveBlock{ID: "fresh000"}}},
	}
}

func TestEveryEditAndItsInverse(t *testing.T) {
	for name, edit := range fitting(modeltest.Crowded()) {
		t.Run(name, func(t *testing.T) {
			r := modeltest.Crowded()
			before := encode(t, r)
			after, inverse, err := edit.Apply(r)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(encode(t, r), before) {
				t.Error("the edit changed the report it was applied to")
			}
			done := encode(t, after)
			back, redo, err := inverse.Apply(after)
			if err != nil {
				t.Fatalf("the inverse does not fit: %v", err)
			}
			if !bytes.Equal(encode(t, back), before) {
				t.Errorf("the inverse gives\n%s\nwant\n%s", encode(t, back), before)
			}
			again, _, err := redo.Apply(back)
			if err != nil || !bytes.Equal(encode(t, again), done) {
				t.Errorf("the inverse of the inverse gives another report: %v", err)
			}
			if !bytes.Equal(encode(t, after), done) {
				t.Error("the inverse changed the report it was applied to")
			}
		})
	}
}

func TestEditsDoWhatTheySay(t *testing.T) {
	r := modeltest.Crowded()
	edits, n := fitting(r), namesOf(r)
	apply := func(name string) model.Report {
		after, _, err := edits[name].Apply(r)
		if err != nil {
			t.Fatal(err)
		}
		return after
	}
	for name, want := range map[string]struct {
		id model.BlockID
		at model.Place
	}{
		"insert first":           {"fresh000", model.Place{}},
		"insert last":            {"fresh002", model.Place{Item: "fresh001"}},
		"insert into item":       {"fresh000", model.Place{Item: n.item, Index: 1}},
		"move back":              {n.photos, model.Place{}},
		"move on":                {n.heading, model.Place{Index: len(r.Blocks) - 1}},
		"move into item":         {n.paragraph, model.Place{Item: n.item, Index: 2}},
		"move out of item":       {n.inner, model.Place{}},
		"move from item to item": {n.inner, model.Place{Item: n.empty}},
	} {
		if got, found := apply(name).Blocks.Place(want.id); !found || got != want.at {
			t.Errorf("%s: %s stands at %v, %v, want %v", name, want.id, got, found, want.at)
		}
	}
	if b, found := apply("remove item").Blocks.Find(n.inner); found {
		t.Errorf("the item was removed and %v stayed", b)
	}
	typed, _ := apply("type at the beginning").Blocks.Find(n.paragraph)
	if got, want := model.Texts(typed)[0].Plain(), "đầu "+modeltest.Styled().Plain(); got != want {
		t.Errorf("typed: %q, want %q", got, want)
	}
}

func TestEditsThatDoNotFit(t *testing.T) {
	r := modeltest.Crowded()
	n := namesOf(r)
	before := encode(t, r)
	fresh := model.Paragraph{ID: "fresh000"}
	item := func(blocks ...model.Block) model.Block { return model.Item{ID: "fresh001", Blocks: blocks} }
	bad := model.Text{{Text: "x", Link: "javascript:x"}}
	for name, edit := range map[string]model.Edit{
		"unknown status":          model.SetStatus{Status: "burnt"},
		"bad cover":               model.SetCover{Photo: "../x"},
		"no such day":             model.SetMeeting{Meeting: model.Meeting{Date: model.Date{Year: 2026, Month: 2, Day: 29}}},
		"a month alone":           model.SetMeeting{Meeting: model.Meeting{Date: model.Date{Month: 2}}},
		"bad link in sapo":        model.SetHead{Head: model.Head{Sapo: bad}},
		"insert nothing":          model.InsertBlock{},
		"insert before":           model.InsertBlock{At: model.Place{Index: -1}, Block: fresh},
		"insert behind":           model.InsertBlock{At: model.Place{Index: len(r.Blocks) + 1}, Block: fresh},
		"insert nowhere":          model.InsertBlock{At: model.Place{Item: "nowhere0"}, Block: fresh},
		"insert into paragraph":   model.InsertBlock{At: model.Place{Item: n.paragraph}, Block: fresh},
		"insert without id":       model.InsertBlock{Block: model.Paragraph{}},
		"insert id in use":        model.InsertBlock{Block: model.Quote{ID: n.inner}},
		"insert id in use below":  model.InsertBlock{Block: item(model.Quote{ID: n.inner})},
		"insert id twice":         model.InsertBlock{Block: item(fresh, fresh)},
		"insert item in item":     model.InsertBlock{At: model.Place{Item: n.item}, Block: item()},
		"insert nested items":     model.InsertBlock{Block: item(model.Item{ID: "fresh003"})},
		"insert item of nothing":  model.InsertBlock{Block: item(nil)},
		"insert bad link":         model.InsertBlock{Block: model.List{ID: "fresh000", Entries: []model.Text{nil, bad}}},
		"insert bad photo":        model.InsertBlock{Block: model.Photos{ID: "fresh000", Pictures: []model.Picture{{Photo: "x"}}}},
		"remove unknown":          model.RemoveBlock{ID: "nowhere0"},
		"remove no id":            model.RemoveBlock{},
		"replace nothing":         model.SetBlock{},
		"replace unknown":         model.SetBlock{Block: fresh},
		"replace by item within":  model.SetBlock{Block: model.Item{ID: n.inner}},
		"replace with id in use":  model.SetBlock{Block: model.Item{ID: n.paragraph, Blocks: model.Blocks{model.Quote{ID: n.heading}}}},
		"replace with its own id": model.SetBlock{Block: model.Item{ID: n.paragraph, Blocks: model.Blocks{model.Quote{ID: n.paragraph}}}},
		"replace with nested":     model.SetBlock{Block: model.Item{ID: n.item, Blocks: model.Blocks{model.Item{ID: "fresh003"}}}},
		"replace with nil within": model.SetBlock{Block: model.Item{ID: n.item, Blocks: model.Blocks{nil}}},
		"replace with bad photo":  model.SetBlock{Block: model.Photos{ID: n.photos, Pictures: []model.Picture{{Photo: "x"}}}},
		"replace with bad link":   model.SetBlock{Block: model.Quote{ID: n.inner, Text: bad}},
		"move unknown":            model.MoveBlock{ID: "nowhere0"},
		"move behind":             model.MoveBlock{ID: n.heading, To: model.Place{Index: len(r.Blocks)}},
		"move item into itself":   model.MoveBlock{ID: n.item, To: model.Place{Item: n.item}},
		"move item into another":  model.MoveBlock{ID: n.item, To: model.Place{Item: n.empty}},
		"type into unknown":       model.Type{Block: "nowhere0"},
		"type into photos":        model.Type{Block: n.photos, With: model.Plainly("x")},
		"type into item":          model.Type{Block: n.item, With: model.Plainly("x")},
		"type before":             model.Type{Block: n.paragraph, From: -1},
		"type behind":             model.Type{Block: n.paragraph, To: 10_000},
		"type far behind":         model.Type{Block: n.paragraph, From: 10_000, To: 10_000},
		"type backwards":          model.Type{Block: n.paragraph, From: 2, To: 1},
		"type into no entry":      model.Type{Block: n.list, Entry: 3},
		"type before entries":     model.Type{Block: n.list, Entry: -1},
		"type bad link":           model.Type{Block: n.paragraph, With: bad},
		"the last of several":     model.All{model.SetHead{}, model.RemoveBlock{ID: n.item}, model.RemoveBlock{ID: n.item}},
	} {
		after, _, err := edit.Apply(r)
		if !errors.Is(err, model.ErrEdit) {
			t.Errorf("%s: %v, want ErrEdit", name, err)
		}
		if !bytes.Equal(encode(t, after), before) || !bytes.Equal(encode(t, r), before) {
			t.Errorf("%s: refused, and yet it changed the report", name)
		}
	}
}

// script reads edits from bytes, so that a fuzzer can write them.
type script struct {
	data []byte
	ids  int
}

func (s *script) number(below int) int {
	if len(s.data) == 0 || below <= 0 {
		return 0
	}
	n := int(s.data[0])
	s.data = s.data[1:]
	return n % below
}

// block names any block of r, or one that is not there.
func (s *script) block(r model.Report) model.BlockID {
	ids := []model.BlockID{"nowhere0"}
	for b := range r.Blocks.All() {
		ids = append(ids, b.BlockID())
	}
	return ids[s.number(len(ids))]
}

func (s *script) place(r model.Report) model.Place {
	at := model.Place{Index: s.number(8) - 1}
	if s.number(3) == 0 {
		at.Item = s.block(r)
	}
	return at
}

func (s *script) text() model.Text {
	words := []string{"", "a", "đ", "xã ", "\u0301", "🌾", "hội nghị", "một\nhai"}
	return model.Text{
		{Text: words[s.number(len(words))], Marks: model.Mark(s.number(8))},
		{Text: words[s.number(len(words))], Link: []string{"", "https://x.vn", "javascript:x"}[s.number(3)]},
	}
}

func (s *script) freshBlock(id model.BlockID) model.Block {
	switch s.number(6) {
	case 0:
		return model.Paragraph{ID: id, Text: s.text(), Heard: []string{"", "10:32"}[s.number(2)]}
	case 1:
		return model.List{ID: id, Entries: []model.Text{s.text(), s.text()}, Depths: []int{0, s.number(4)}}
	case 2:
		return model.Photos{ID: id, Pictures: []model.Picture{{Caption: "ảnh"}}, Half: s.number(2) == 1}
	case 3:
		s.ids++
		inner := model.BlockID(fmt.Sprintf("inner%03d", s.ids))
		return model.Item{ID: id, Blocks: model.Blocks{model.Quote{ID: inner, Text: s.text()}}}
	case 4:
		return model.Quote{ID: id, Text: s.text()}
	}
	return model.Heading{ID: id, Text: s.text()}
}

func (s *script) edit(r model.Report) model.Edit {
	s.ids++
	fresh := model.BlockID(fmt.Sprintf("fresh%03d", s.ids))
	switch s.number(11) {
	case 10:
		return model.Waive{Waived: []model.Waiver{{Rule: "r", Words: s.text().Plain()}}}
	case 0:
		return model.SetHead{Head: model.Head{Title: s.text().Plain(), Sapo: s.text()}}
	case 1:
		return model.SetMeeting{Meeting: model.Meeting{Date: model.Date{Year: s.number(3), Month: s.number(14), Day: s.number(33)}}}
	case 2:
		return model.SetStatus{Status: append(model.Statuses(), "x")[s.number(6)]}
	case 3, 4:
		return model.InsertBlock{At: s.place(r), Block: s.freshBlock(fresh)}
	case 5:
		return model.RemoveBlock{ID: s.block(r)}
	case 6:
		return model.SetBlock{Block: s.freshBlock(s.block(r))}
	case 7:
		return model.MoveBlock{ID: s.block(r), To: s.place(r)}
	case 8:
		return model.All{model.SetCredits{Credits: model.Credits{Source: s.text().Plain()}}, model.RemoveBlock{ID: s.block(r)}}
	}
	from := s.number(20)
	return model.Type{Block: s.block(r), Entry: s.number(3), From: from, To: from + s.number(6), With: s.text()}
}

// FuzzEdit: any edits, and then their inverses in reverse, give the report from
// before; what edits make can always be stored and opened again.
func FuzzEdit(f *testing.F) {
	for seed := range uint64(8) {
		data := make([]byte, 0, 400)
		for i := range uint64(50) {
			data = binary.LittleEndian.AppendUint64(data, (seed+1)*(i+3)*0x9E3779B97F4A7C15)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := modeltest.RoundUp()
		before := encode(t, r)
		s := &script{data: data[:min(len(data), 1000)]}
		now, inverses := r, []model.Edit(nil)
		for len(s.data) > 0 {
			after, inverse, err := s.edit(now).Apply(now)
			if err != nil {
				if !errors.Is(err, model.ErrEdit) {
					t.Fatalf("an error without a name: %v", err)
				}
				continue
			}
			now, inverses = after, append(inverses, inverse)
		}
		decode(t, encode(t, now))
		for i := len(inverses) - 1; i >= 0; i-- {
			back, _, err := inverses[i].Apply(now)
			if err != nil {
				t.Fatalf("inverse %d of %d does not fit: %v", i, len(inverses), err)
			}
			now = back
		}
		if got := encode(t, now); !bytes.Equal(got, before) {
			t.Fatalf("undone to\n%s\nwant\n%s", got, before)
		}
		if !bytes.Equal(encode(t, r), before) {
			t.Fatal("the edits changed the report they began with")
		}
	})
}
