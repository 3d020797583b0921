package model_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/modeltest"
)

func TestNew(t *testing.T) {
	a, b := model.New(), model.New()
	if a.ID == b.ID || !a.ID.Valid() || len(a.ID) != 16 || a.Status != model.Draft || a.Rev != 0 {
		t.Errorf("new reports %+v and %+v", a, b)
	}
	if len(a.Blocks) != 1 || len(a.Blocks[0].BlockID()) != 8 {
		t.Errorf("a new report has the blocks %v, want one to write in", a.Blocks)
	}
}

func TestValidIDs(t *testing.T) {
	for id, want := range map[model.ReportID]bool{
		"a": true, "Az09": true, model.ReportID(strings.Repeat("a", 64)): true,
		"": false, model.ReportID(strings.Repeat("a", 65)): false, "a b": false, "a-b": false, "../a": false, "ã": false, "a\x00": false,
	} {
		if id.Valid() != want {
			t.Errorf("ReportID(%q).Valid() = %v", id, !want)
		}
	}
	photo := modeltest.PhotoIDOf([]byte("x"))
	for id, want := range map[model.PhotoID]bool{
		photo: true, "": false, photo[1:]: false, photo + "0": false, "g" + photo[1:]: false, "A" + photo[1:]: false,
	} {
		if id.Valid() != want {
			t.Errorf("PhotoID(%q).Valid() = %v", id, !want)
		}
	}
}

func TestCopy(t *testing.T) {
	r := modeltest.Crowded()
	r.Rev, r.Status, r.Created, r.Updated = 4, model.Published, time.Now(), time.Now()
	before := encode(t, r)
	c := r.Copy()
	if c.ID == r.ID || c.Rev != 0 || c.Status != model.Draft || !c.Created.IsZero() || !c.Updated.IsZero() || c.Head.Stamp != "" {
		t.Errorf("the copy is %s, revision %d, %s, created %v, updated %v, stamp %q", c.ID, c.Rev, c.Status, c.Created, c.Updated, c.Head.Stamp)
	}
	ids := map[model.BlockID]bool{}
	for b := range r.Blocks.All() {
		ids[b.BlockID()] = true
	}
	blocks := 0
	for b := range c.Blocks.All() {
		blocks++
		if ids[b.BlockID()] {
			t.Errorf("the copy uses the block id %s again", b.BlockID())
		}
	}
	if blocks != len(ids) || c.Words() != r.Words() || !reflect.DeepEqual(c.Pictures(), r.Pictures()) {
		t.Errorf("the copy has %d blocks of %d, %d words of %d", blocks, len(ids), c.Words(), r.Words())
	}
	if !bytes.Equal(encode(t, r), before) {
		t.Error("Copy changed the original")
	}
}

func TestPortable(t *testing.T) {
	r := modeltest.Report(1)
	r.Rev, r.Created, r.Updated = 4, time.Now(), time.Now()
	p := r.Portable()
	if p.ID != "" || p.Rev != 0 || !p.Created.IsZero() || !p.Updated.IsZero() {
		t.Errorf("portable: %s, revision %d, %v, %v", p.ID, p.Rev, p.Created, p.Updated)
	}
	for _, word := range []string{`"rev"`, `"created"`, `"updated"`} {
		if bytes.Contains(encode(t, p), []byte(word)) {
			t.Errorf("%s leaves the program", word)
		}
	}
	p.ID = r.ID
	modeltest.Same(t, "but for that", p, func() model.Report { r.Rev, r.Created, r.Updated = 0, time.Time{}, time.Time{}; return r }())
}

func TestCoverPhoto(t *testing.T) {
	a, b, gone := modeltest.PhotoIDOf([]byte("a")), modeltest.PhotoIDOf([]byte("b")), modeltest.PhotoIDOf([]byte("gone"))
	for _, c := range []struct {
		pictures    []model.PhotoID
		cover, want model.PhotoID
	}{
		{nil, "", ""},
		{nil, gone, ""},
		{[]model.PhotoID{a, b}, "", a},
		{[]model.PhotoID{a, b}, b, b},
		{[]model.PhotoID{a, b}, gone, a},
		{[]model.PhotoID{"", b}, "", b}, // the first place stands empty
		{[]model.PhotoID{""}, "", ""},
	} {
		r := model.Report{Cover: c.cover}
		for i, id := range c.pictures {
			r.Blocks = append(r.Blocks, model.Photos{ID: model.BlockID(fmt.Sprint(i)), Pictures: []model.Picture{{Photo: id}}})
		}
		if got := r.CoverPhoto(); got != c.want {
			t.Errorf("%d pictures, cover %.4q: %.4q, want %.4q", len(c.pictures), c.cover, got, c.want)
		}
	}
}

func TestName(t *testing.T) {
	const unit = "một hai ba bốn "
	block := func(text string) model.Block { return model.Heading{ID: "a", Text: model.Plainly(text)} }
	for want, r := range map[string]model.Report{
		"":        {},
		"Tiêu đề": {Head: model.Head{Title: "Tiêu đề", Sapo: model.Plainly("sapo")}},
		"sapo":    {Head: model.Head{Title: " ", Sapo: model.Plainly("sapo")}, Blocks: model.Blocks{block("thân bài")}},
		"thân bài": {
			Head:   model.Head{Sapo: model.Plainly(" \n")},
			Blocks: model.Blocks{model.Photos{ID: "p"}, block("  "), model.Item{ID: "i", Blocks: model.Blocks{block("thân bài")}}},
		},
		strings.Repeat(unit, 5) + "một…": {Blocks: model.Blocks{block(strings.Repeat(unit, 20))}},
		strings.Repeat("đ", 40) + "…":    {Blocks: model.Blocks{block(strings.Repeat("đ", 81))}}, // no space to cut at
		strings.Repeat("đ", 80):          {Blocks: model.Blocks{block(strings.Repeat("đ", 80))}},
	} {
		if got := r.Name(); got != want {
			t.Errorf("Name = %q, want %q", got, want)
		}
	}
}

func TestWords(t *testing.T) {
	r := model.Report{
		Head: model.Head{Kicker: "không đếm", Title: "một  hai", Sapo: model.Plainly("ba\nbốn")},
		Blocks: model.Blocks{
			model.Paragraph{ID: "a", Text: model.Text{{Text: "năm sá"}, {Text: "u bảy", Marks: model.Bold}}},
			model.List{ID: "b", Entries: []model.Text{model.Plainly("tám"), model.Plainly("chín")}},
			model.Photos{ID: "c", Pictures: []model.Picture{{Caption: "không đếm"}}},
			model.Item{ID: "d", Commune: "không đếm", Blocks: model.Blocks{model.Quote{ID: "e", Text: model.Plainly("mười")}}},
		},
	}
	if got := r.Words(); got != 10 {
		t.Errorf("%d words, want 10", got)
	}
}

func TestSummarise(t *testing.T) {
	r := modeltest.Crowded()
	r.Updated = time.Date(2026, 10, 15, 1, 0, 0, 0, time.UTC)
	s := model.Summarise(r)
	want := model.Summary{
		ID: r.ID, Title: r.Head.Title, Commune: r.Meeting.Commune, Date: r.Meeting.Date, Session: r.Meeting.Session,
		Status: r.Status, Updated: r.Updated, Cover: r.Cover, Photos: 4, Words: r.Words(), Find: s.Find,
	}
	if s != want {
		t.Errorf("summary\n%+v, want\n%+v", s, want)
	}
	for _, word := range []string{
		r.Head.Kicker, r.Head.Sapo.Plain(), r.Meeting.Place, r.Meeting.Chair[0].Name, r.Meeting.Guests[1].Name,
		r.Credits.Bylines[1].Name, r.Credits.Tags[2], r.Pictures()[0].Caption, r.Blocks[6].(model.Item).Commune,
	} {
		if !slices.Contains(strings.Split(s.Find, "\n"), word) {
			t.Errorf("%q is not found", word)
		}
	}
}

func TestRetextReachesEverything(t *testing.T) {
	r := modeltest.Crowded()
	before := encode(t, r)
	marked := r.Retext(func(s string) string { return "«" + s + "»" })
	if !bytes.Equal(encode(t, r), before) {
		t.Error("Retext changed the report it was given")
	}
	seen := 0
	walkStrings(reflect.ValueOf(marked), "Report", func(path, s string) {
		seen++
		if !strings.HasPrefix(s, "«") || !strings.HasSuffix(s, "»") {
			t.Errorf("%s was left out: %q", path, s)
		}
	})
	if seen < 60 {
		t.Errorf("only %d texts were looked at", seen)
	}
	back := marked.Retext(func(s string) string { return strings.Trim(s, "«»") })
	modeltest.Same(t, "there and back", back, r)
}

// notText are the fields that people do not write.
var notText = []string{"ID", "Cover", "Status", "Photo", "Link", "Session", "Heard", "Rule"}

// walkStrings visits every text of a report by reflection, so that a new field
// is not forgotten.
func walkStrings(v reflect.Value, path string, visit func(path, s string)) {
	switch v.Kind() {
	case reflect.String:
		visit(path, v.String())
	case reflect.Interface:
		walkStrings(v.Elem(), path, visit)
	case reflect.Slice:
		for i := range v.Len() {
			walkStrings(v.Index(i), fmt.Sprintf("%s[%d]", path, i), visit)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			if field := v.Type().Field(i); !slices.Contains(notText, field.Name) {
				walkStrings(v.Field(i), path+"."+field.Name, visit)
			}
		}
	}
}

func TestDate(t *testing.T) {
	for date, want := range map[model.Date]string{
		{Year: 2026, Month: 10, Day: 15}: "2026-10-15",
		{Year: 2024, Month: 2, Day: 29}:  "2024-02-29",
		{Month: 2, Day: 29}:              "0000-02-29",
		{Year: 9999, Month: 12, Day: 31}: "9999-12-31",
		{Year: 1, Month: 1, Day: 1}:      "0001-01-01",
	} {
		text, err := date.MarshalText()
		if err != nil || string(text) != want || !date.Valid() || date.IsZero() {
			t.Errorf("%v is written %q, %v, valid %v", date, text, err, date.Valid())
		}
		var back model.Date
		if err := back.UnmarshalText(text); err != nil || back != date {
			t.Errorf("%q is read as %v, %v", text, back, err)
		}
	}
	for _, date := range []model.Date{
		{},
		{Year: 2026},
		{Year: 2026, Month: 2, Day: 29},
		{Month: 13, Day: 1},
		{Month: 4, Day: 31},
		{Month: 1, Day: 32},
		{Month: -1, Day: 1},
		{Month: 1, Day: -1},
		{Year: -1, Month: 1, Day: 1},
		{Year: 10_000, Month: 1, Day: 1},
	} {
		if date.Valid() {
			t.Errorf("%v is called valid", date)
		}
	}
	for _, text := range []string{"", "2026", "2026-10", "2026-13-01", "2026-02-30", "15/10/2026", "2026-10-15x", " 2026-10-15", "2026-1-5", "+026-10-15", "2026-10-15T00:00"} {
		kept := model.Date{Year: 1, Month: 1, Day: 1}
		if err := kept.UnmarshalText([]byte(text)); !errors.Is(err, model.ErrFormat) || kept.Year != 1 {
			t.Errorf("%q is read as %v, %v", text, kept, err)
		}
	}
}

func TestBlocks(t *testing.T) {
	r := modeltest.Crowded()
	var order []model.BlockID
	for b := range r.Blocks.All() {
		order = append(order, b.BlockID())
	}
	if len(order) != 13 || !slices.IsSorted(order) {
		t.Errorf("blocks in the order %v, want that of the page", order)
	}
	for b := range r.Blocks.All() {
		if b.BlockID() == order[7] {
			break // within an item
		}
	}
	for _, id := range order {
		at, ok := r.Blocks.Place(id)
		list, in := r.Blocks.In(at.Item)
		if !ok || !in || list[at.Index].BlockID() != id {
			t.Errorf("%s is not at %v", id, at)
		}
	}
	if _, ok := r.Blocks.Place("nowhere0"); ok {
		t.Error("a block that is not there has a place")
	}
	for _, id := range []model.BlockID{"nowhere0", order[0]} {
		if list, ok := r.Blocks.In(id); ok || list != nil {
			t.Errorf("%s holds blocks: %v", id, list)
		}
	}
}

func TestErrorsAreDistinct(t *testing.T) {
	all := model.Errors()
	for i, a := range all {
		for j, b := range all {
			if (i == j) != errors.Is(a, b) {
				t.Errorf("%v and %v", a, b)
			}
		}
	}
}
