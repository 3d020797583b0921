package model_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"tinxa/model"
	"tinxa/model/modeltest"
)

func TestClipsKeepEverythingButTheirIDs(t *testing.T) {
	whole := modeltest.RoundUp().Blocks
	data, err := model.EncodeClip(model.Clip{Blocks: whole})
	if err != nil {
		t.Fatal(err)
	}
	c, err := model.DecodeClip(data)
	if err != nil {
		t.Fatal(err)
	}
	was, is := ids(whole), ids(c.Blocks)
	for i := range was {
		if was[i] == is[i] {
			t.Errorf("block %q has its id still", was[i])
		}
	}
	if !reflect.DeepEqual(withoutIDs(t, whole, was), withoutIDs(t, c.Blocks, is)) {
		t.Errorf("came back as %+v, was %+v", c.Blocks, whole)
	}
}

func ids(bs model.Blocks) []string {
	var all []string
	for b := range bs.All() {
		all = append(all, string(b.BlockID()))
	}
	return all
}

func withoutIDs(t *testing.T, bs model.Blocks, names []string) string {
	t.Helper()
	data, err := bs.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	s := string(data)
	for _, name := range names {
		s = strings.Replace(s, `"`+name+`"`, `""`, 1)
	}
	return s
}

func TestAPieceOfASentenceIsOneParagraph(t *testing.T) {
	one := model.Paragraph{ID: "a", Text: model.Plainly("xã Suối Mây")}
	data, err := model.EncodeClip(model.Clip{Blocks: model.Blocks{one}, Inline: true})
	if err != nil {
		t.Fatal(err)
	}
	if c, err := model.DecodeClip(data); err != nil || !c.Inline || len(c.Blocks) != 1 {
		t.Errorf("came back as %+v, %v", c, err)
	}
	two := model.Blocks{one, model.Heading{ID: "b"}}
	data, err = model.EncodeClip(model.Clip{Blocks: two, Inline: true})
	if err != nil {
		t.Fatal(err)
	}
	if c, err := model.DecodeClip(data); !errors.Is(err, model.ErrFormat) {
		t.Errorf("two blocks within a sentence came back as %+v, %v", c, err)
	}
}

func TestClipsThatAreRefused(t *testing.T) {
	bad := model.Blocks{model.Paragraph{ID: "a", Text: model.Text{{Text: "a", Link: "javascript:alert(1)"}}}}
	if data, err := model.EncodeClip(model.Clip{Blocks: bad}); !errors.Is(err, model.ErrFormat) {
		t.Errorf("a bad link was written: %s, %v", data, err)
	}
	for data, want := range map[string]error{
		"":             model.ErrFormat,
		"{}":           model.ErrFormat,
		`{"report":1}`: model.ErrFormat,
		`{"report":{"format":"tinxa.report","schema":9999,"report":{}}}`:                                                                                 model.ErrNewer,
		`{"report":{"format":"tinxa.report","schema":1,"report":{"status":"draft","blocks":[{"kind":"paragraph","id":"a"},{"kind":"quote","id":"a"}]}}}`: model.ErrFormat,
	} {
		if c, err := model.DecodeClip([]byte(data)); !errors.Is(err, want) {
			t.Errorf("%s: %+v, %v; want %v", data, c, err, want)
		}
	}
}
