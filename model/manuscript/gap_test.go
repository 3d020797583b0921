package manuscript_test

import (
	"testing"

	"tinxa/model"
	"tinxa/model/manuscript"
)

func TestGapBehind(t *testing.T) {
	inner := model.Blocks{model.Paragraph{ID: "p2"}, model.Paragraph{ID: "p3"}}
	r := model.New()
	r.Blocks = model.Blocks{model.Paragraph{ID: "p1"}, model.Item{ID: "i", Blocks: inner}}
	s := manuscript.Open(r, nil)
	for name, c := range map[string]struct {
		at   manuscript.Spot
		want model.Place
	}{
		"in the headline":         {manuscript.Spot{Field: manuscript.Title}, model.Place{}},
		"in a paragraph":          {manuscript.Spot{Field: manuscript.Text, Block: "p1"}, model.Place{Index: 1}},
		"in an item's heading":    {manuscript.Spot{Field: manuscript.Commune, Block: "i"}, model.Place{Item: "i"}},
		"in an item's paragraph":  {manuscript.Spot{Field: manuscript.Text, Block: "p2"}, model.Place{Item: "i", Index: 1}},
		"in an item's byline":     {manuscript.Spot{Field: manuscript.Byline, Block: "i"}, model.Place{Item: "i", Index: 2}},
		"in the report's bylines": {manuscript.Spot{Field: manuscript.Byline}, model.Place{Index: 2}},
	} {
		if got := s.GapBehind(c.at); got != (manuscript.Gap{Place: c.want}) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestSpotsInWords(t *testing.T) {
	for _, at := range []manuscript.Spot{{}, {Field: manuscript.Title, Pos: 3}, {Field: manuscript.Caption, Block: "x", Entry: 1}} {
		if words := at.Words(); (words == "") != (at == manuscript.Spot{}) {
			t.Errorf("%+v is %q", at, words)
		}
	}
}
