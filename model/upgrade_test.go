package model_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// fields is a report's JSON, taken apart.
type fields = map[string]json.RawMessage

// edited takes JSON apart, hands its fields to edit and puts it together again.
func edited(data json.RawMessage, edit func(fields)) (json.RawMessage, error) {
	var all fields
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, err
	}
	edit(all)
	return json.Marshal(all)
}

// The invented past: in schema 1 the head was called "top", in schema 2 a draft
// was called "wip". Schema 3 is today's form.
func topToHead(data json.RawMessage) (json.RawMessage, error) {
	return edited(data, func(f fields) {
		f["head"] = f["top"]
		delete(f, "top")
	})
}

func wipToDraft(data json.RawMessage) (json.RawMessage, error) {
	return edited(data, func(f fields) {
		if string(f["status"]) == `"wip"` {
			f["status"] = json.RawMessage(`"draft"`)
		}
	})
}

// asOf writes a report as the invented schemas had it.
func asOf(t *testing.T, r model.Report, schema int) []byte {
	t.Helper()
	var envelope fields
	if err := json.Unmarshal(encode(t, r), &envelope); err != nil {
		t.Fatal(err)
	}
	body, err := edited(envelope["report"], func(f fields) {
		if schema < 3 && string(f["status"]) == `"draft"` {
			f["status"] = json.RawMessage(`"wip"`)
		}
		if schema < 2 {
			f["top"] = f["head"]
			delete(f, "head")
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	envelope["report"], envelope["schema"] = body, json.RawMessage(fmt.Sprint(schema))
	data, err := json.Marshal(envelope)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestUpgrades(t *testing.T) {
	for name, r := range reports() {
		for schema := 1; schema <= 3; schema++ {
			old := asOf(t, r, schema)
			before := bytes.Clone(old)
			got, err := model.DecodeThrough(old, topToHead, wipToDraft)
			if err != nil {
				t.Errorf("%s of schema %d: %v", name, schema, err)
				continue
			}
			modeltest.Same(t, fmt.Sprintf("%s of schema %d", name, schema), got, r)
			if !bytes.Equal(old, before) {
				t.Errorf("%s of schema %d: the bytes it was read from were changed", name, schema)
			}
		}
	}
}

func TestUpgradeStopsAtTheFuture(t *testing.T) {
	newer := asOf(t, modeltest.Report(1), 4)
	if _, err := model.DecodeThrough(newer, topToHead, wipToDraft); !errors.Is(err, model.ErrNewer) {
		t.Errorf("schema 4 of 3 = %v, want ErrNewer", err)
	}
}

// TestUpgradeFails: a report that a step cannot read is none, and says where.
func TestUpgradeFails(t *testing.T) {
	reason := errors.New("nothing to make of it")
	_, err := model.DecodeThrough(asOf(t, modeltest.Report(1), 2), topToHead,
		func(json.RawMessage) (json.RawMessage, error) { return nil, reason })
	if !errors.Is(err, model.ErrFormat) || !errors.Is(err, reason) {
		t.Errorf("a step that fails = %v, want ErrFormat and its reason", err)
	}
	if _, err := model.DecodeThrough(asOf(t, modeltest.Report(1), 1), topToHead); !errors.Is(err, model.ErrFormat) {
		t.Errorf("without the second step = %v, want ErrFormat: nothing knows the status", err)
	}
}

// TestEverySchemaHasItsStep: whoever raises Schema has to say how the reports
// of before become those of now.
func TestEverySchemaHasItsStep(t *testing.T) {
	if model.Upgrades() != model.Schema-1 {
		t.Errorf("%d steps lead to schema %d, want %d", model.Upgrades(), model.Schema, model.Schema-1)
	}
}
