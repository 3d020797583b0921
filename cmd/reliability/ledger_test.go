package main

import (
	"slices"
	"testing"

	"tinxa/model"
)

func TestPromises(t *testing.T) {
	p := read([]byte(`{"do":"open"}
{"do":"open","done":true}
{"do":"save","id":"a","rev":1,"sum":"s1"}
{"do":"save","done":true,"id":"a","rev":1,"sum":"s1"}
{"do":"photo","id":"f1"}
{"do":"photo","done":true,"id":"f1"}
{"do":"photo","id":"f2"}
{"do":"backup"}
{"do":"save","id":"a","rev":2,"sum":"s2"}
{"do":"backup","done":true,"id":"b1"}
{"do":"pin","done":true,"id":"a","rev":1,"sum":"n1"}
{"do":"pin","id":"a","rev":1,"sum":"n2"}
{"do":"journal","done":true,"id":"a","sum":"j1"}
{"do":"journal","id":"a","sum":"j2"}
{"do":"save","done":true,"id":"b","rev":1,"su`))
	a := p.reports["a"]
	if !p.opened || a.rev != 1 || !a.holds(1, "s1") || a.holds(1, "s2") || !a.holds(2, "s2") {
		t.Errorf("report a: %+v", a)
	}
	if !slices.Equal(a.last, []string{"j1", "j2"}) || !slices.Equal(a.pins[1], []string{"n1", "n2"}) {
		t.Errorf("newest words %v, pins %v", a.last, a.pins)
	}
	if !p.photos["f1"] || p.photos["f2"] || p.reports["b"] != nil {
		t.Errorf("photos %v, a word that was cut off %v", p.photos, p.reports["b"])
	}
	if p.backup != "b1" || p.copied["a"] != 1 {
		t.Errorf("backup %s has %v", p.backup, p.copied)
	}
	if j := p.journal["a"]; !j.kept || !slices.Equal(j.sums, []string{"j1", "j2"}) {
		t.Errorf("journal %+v", j)
	}
}

func TestPromisesThatEnd(t *testing.T) {
	p := read(spoken([]word{
		{Do: journaled, Done: true, ID: "a", Sum: "j"},
		{Do: forgotten, ID: "a"},
		{Do: journaled, Done: true, ID: "b", Sum: "j"},
		{Do: forgotten, Done: true, ID: "b"},
		{Do: binned, Done: true, ID: "a"},
		{Do: restored, ID: "a"},
		{Do: binned, Done: true, ID: "b"},
		{Do: failed, ID: "save c", Kind: "disk full"},
	}))
	if a := p.journal["a"]; !a.kept || !a.forgetting || p.journal["b"].kept {
		t.Errorf("journal %+v, %+v", a, p.journal["b"])
	}
	if a, b := p.reports["a"], p.reports["b"]; !a.binned || !a.moving || !b.binned || b.moving {
		t.Errorf("bin %+v, %+v", a, b)
	}
	if len(p.failures) != 1 || p.wentOn {
		t.Errorf("failures %v, went on: %v", p.failures, p.wentOn)
	}
	p.take(word{Do: saved, Done: true, ID: "c", Rev: 1})
	if !p.wentOn {
		t.Error("a save after a failure does not count")
	}
}

func TestSumKnowsTheWordsAlone(t *testing.T) {
	r := model.New()
	same := r
	same.Rev, same.ID = 7, "other"
	if sumOf(r) != sumOf(same) {
		t.Error("the revision has part in the sum")
	}
	same.Head.Title = "Khác"
	if sumOf(r) == sumOf(same) {
		t.Error("the headline has no part in the sum")
	}
}
