package model_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/modeltest"
)

func encode(t testing.TB, r model.Report) []byte {
	t.Helper()
	data, err := model.Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func decode(t testing.TB, data []byte) model.Report {
	t.Helper()
	r, err := model.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// reports is one report of each shape.
func reports() map[string]model.Report {
	saved := modeltest.Report(5)
	saved.Rev, saved.Created = 7, time.Date(2026, 10, 15, 1, 2, 3, 456_789_000, time.UTC)
	saved.Updated = saved.Created.Add(time.Hour)
	return map[string]model.Report{
		"ordinary": modeltest.Report(1), "crowded": modeltest.Crowded(), "round-up": modeltest.RoundUp(),
		"long": modeltest.Long(2, 500), "new": model.New(), "saved": saved, "portable": saved.Portable(),
	}
}

func TestCodecRoundTrip(t *testing.T) {
	for name, r := range reports() {
		data := encode(t, r)
		if again := encode(t, decode(t, data)); !bytes.Equal(again, data) {
			t.Errorf("%s: written again\n%s\nfirst\n%s", name, again, data)
		}
		indented, err := model.EncodeIndented(r)
		if err != nil {
			t.Fatal(err)
		}
		if again := encode(t, decode(t, indented)); !bytes.Equal(again, data) {
			t.Errorf("%s: another report after indenting", name)
		}
	}
}

// TestCodecKeepsValues compares values and not bytes, so that a field that is
// neither written nor read is noticed.
func TestCodecKeepsValues(t *testing.T) {
	r := modeltest.Report(1)
	r.Rev, r.Created = 3, time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)
	r.Meeting.Extended, r.Meeting.Organisers = true, []string{"a", ""}
	r.Head.Stamp, r.Head.Sapo = "15/10/2026", model.Text{{Text: "x", Marks: model.Bold | model.Underline, Link: "tel:+84900"}}
	r.Credits.Source, r.Credits.Bylines = "cổng", []model.Byline{{Name: "unit", Unit: true}}
	r.Cover = r.Pictures()[0].Photo
	r.Blocks = append(r.Blocks,
		model.List{ID: "list0000", Ordered: true, Entries: []model.Text{{{Text: "một"}}, {}}, Depths: []int{0, 2}},
		model.Paragraph{ID: "heard000", Text: model.Plainly("nghe"), Heard: "10:32"},
		model.Quote{ID: "quote000", From: "ai", Text: model.Plainly("nói")},
		model.Heading{ID: "heading0", Text: model.Plainly("mục")},
		model.Item{ID: "item0000", Commune: "xã", Blocks: model.Blocks{model.Paragraph{ID: "inner000"}}, Bylines: []model.Byline{{Name: "b"}}},
		model.Photos{ID: "photos00", Pictures: []model.Picture{{Caption: "c", Alt: "a", Credit: "k", Name: "n.jpg"}}, Half: true},
	)
	r.Waived = []model.Waiver{{Rule: "capital", Words: "Xã"}}
	if got := decode(t, encode(t, r)); !reflect.DeepEqual(got, r) {
		t.Errorf("came back as\n%+v, was\n%+v", got, r)
	}
}

func TestEqualReportsGiveEqualBytes(t *testing.T) {
	r := model.New()
	r.Extra = model.Extra{}
	for _, key := range strings.Split("z y x w v u t s r q p o n m l k j i h", " ") {
		r.Extra[key] = json.RawMessage(`1`)
	}
	want := encode(t, r)
	for range 20 {
		if got := encode(t, r); !bytes.Equal(got, want) {
			t.Fatalf("written as\n%s, before\n%s", got, want)
		}
	}
}

// TestUnknownFieldsAreKept puts a field into every object of a report.
func TestUnknownFieldsAreKept(t *testing.T) {
	bare := strings.ReplaceAll(string(encode(t, modeltest.Crowded())), `"x-`, `"y-`)
	const field = `{"added":{"deep":[1,null,"\u003cb\u003e"]},`
	// Not into the values of unknown fields: they come back as they were.
	var grown strings.Builder
	for i, part := range strings.Split(bare, `{"`) {
		switch {
		case i == 0:
			grown.WriteString(part)
		case strings.HasPrefix(part, "since") || strings.HasPrefix(part, "format"):
			grown.WriteString(`{"` + part)
		default:
			grown.WriteString(field + `"` + part)
		}
	}
	want := strings.Count(grown.String(), `"added"`)
	got := string(encode(t, decode(t, []byte(grown.String()))))
	if n := strings.Count(got, `"added":{"deep":[1,null,"\u003cb\u003e"]}`); n != want || want < 40 {
		t.Errorf("%d of %d unknown fields were kept", n, want)
	}
	if strings.Count(got, `"y-`) != strings.Count(bare, `"y-`) {
		t.Error("unknown fields that were there before are lost")
	}
}

// TestUnknownFieldsOfOddNames: names that mean something elsewhere.
func TestUnknownFieldsOfOddNames(t *testing.T) {
	data := string(encode(t, model.New()))
	data = strings.Replace(data, `"head":{`, `"head":{"kind":"x","-":1,"Extra":2,"":3`, 1)
	got := decode(t, []byte(data))
	for _, key := range []string{"kind", "-", "Extra", ""} {
		if _, kept := got.Head.Extra[key]; !kept {
			t.Errorf("the field %q was lost; kept: %v", key, got.Head.Extra)
		}
	}
	if block := got.Blocks[0].(model.Paragraph); block.Extra != nil {
		t.Errorf("a block's own kind is kept as unknown: %v", block.Extra)
	}
}

func TestDecodeRefuses(t *testing.T) {
	wrap := func(report string) string { return `{"format":"tinxa.report","schema":1,"report":` + report + `}` }
	body := func(blocks string) string { return wrap(`{"status":"draft","head":{},"blocks":[` + blocks + `]}`) }
	deep := strings.Repeat(`{"kind":"item","id":"a","blocks":[`, 4000) + strings.Repeat(`]}`, 4000)
	for name, data := range map[string]string{
		"nothing":            ``,
		"text":               `Tin hoạt động`,
		"another format":     `{"format":"other","schema":1,"report":{}}`,
		"no format":          `{"schema":1,"report":{"status":"draft"}}`,
		"schema 0":           `{"format":"tinxa.report","schema":0,"report":{"status":"draft"}}`,
		"schema as text":     `{"format":"tinxa.report","schema":"1","report":{"status":"draft"}}`,
		"no report":          `{"format":"tinxa.report","schema":1}`,
		"null":               wrap(`null`),
		"a list":             wrap(`[]`),
		"cut off":            body(``)[:60],
		"more behind it":     body(``) + `{}`,
		"no status":          wrap(`{"head":{},"blocks":[]}`),
		"unknown status":     wrap(`{"status":"burnt","blocks":[]}`),
		"bad report id":      wrap(`{"status":"draft","id":"../x","blocks":[]}`),
		"bad cover":          wrap(`{"status":"draft","cover":"../x","blocks":[]}`),
		"bad date":           wrap(`{"status":"draft","meeting":{"date":"2026-02-30"},"blocks":[]}`),
		"date and more":      wrap(`{"status":"draft","meeting":{"date":"2026-02-03; rm"},"blocks":[]}`),
		"unknown kind":       body(`{"kind":"video","id":"a"}`),
		"no kind":            body(`{"id":"a","text":[]}`),
		"null block":         body(`null`),
		"block of text":      body(`"x"`),
		"no block id":        body(`{"kind":"paragraph","text":[]}`),
		"id twice":           body(`{"kind":"paragraph","id":"a"},{"kind":"heading","id":"a"}`),
		"id twice, inside":   body(`{"kind":"item","id":"a","blocks":[{"kind":"quote","id":"a"}]}`),
		"item in item":       body(`{"kind":"item","id":"a","blocks":[{"kind":"item","id":"b","blocks":[]}]}`),
		"very deep":          body(deep),
		"deeper than JSON":   wrap(strings.Repeat(`[`, 20_000) + strings.Repeat(`]`, 20_000)),
		"script link":        body(`{"kind":"paragraph","id":"a","text":[{"text":"x","link":"javascript:alert(1)"}]}`),
		"file link in list":  body(`{"kind":"list","id":"a","entries":[[{"text":"x","link":"file:///etc/passwd"}]]}`),
		"data link in sapo":  wrap(`{"status":"draft","head":{"sapo":[{"text":"x","link":"data:text/html,x"}]},"blocks":[]}`),
		"link inside item":   body(`{"kind":"item","id":"a","blocks":[{"kind":"quote","id":"b","text":[{"text":"x","link":"//x"}]}]}`),
		"bad photo id":       body(`{"kind":"photos","id":"a","pictures":[{"photo":"../../x"}]}`),
		"marks beyond a set": body(`{"kind":"paragraph","id":"a","text":[{"text":"x","marks":256}]}`),
	} {
		if r, err := model.Decode([]byte(data)); !errors.Is(err, model.ErrFormat) {
			t.Errorf("%s: %v, %v, want ErrFormat", name, r.ID, err)
		}
	}
}

func TestDecodeOfNewerSchema(t *testing.T) {
	data := strings.Replace(string(encode(t, model.New())), `"schema":1`, `"schema":2`, 1)
	if _, err := model.Decode([]byte(data)); !errors.Is(err, model.ErrNewer) || errors.Is(err, model.ErrFormat) {
		t.Errorf("schema 2: %v, want ErrNewer alone", err)
	}
}

// TestEncodeRefusesWhatDecodeRefuses: or a draft could be saved that cannot be
// opened any more.
func TestEncodeRefusesWhatDecodeRefuses(t *testing.T) {
	for name, spoil := range map[string]func(r *model.Report){
		"status":       func(r *model.Report) { r.Status = "" },
		"report id":    func(r *model.Report) { r.ID = "a/b" },
		"no such day":  func(r *model.Report) { r.Meeting.Date = model.Date{Year: 2026, Month: 2, Day: 30} },
		"a year alone": func(r *model.Report) { r.Meeting.Date = model.Date{Year: 2026} },
		"year 10000":   func(r *model.Report) { r.Meeting.Date = model.Date{Year: 10_000, Month: 1, Day: 1} },
		"cover":        func(r *model.Report) { r.Cover = "x" },
		"link":         func(r *model.Report) { r.Head.Sapo = model.Text{{Text: "x", Link: "javascript:x"}} },
		"same block":   func(r *model.Report) { r.Blocks = append(r.Blocks, r.Blocks[0]) },
		"nil block":    func(r *model.Report) { r.Blocks = append(r.Blocks, nil) },
		"no id":        func(r *model.Report) { r.Blocks = append(r.Blocks, model.Quote{}) },
	} {
		r := modeltest.Report(1)
		spoil(&r)
		if data, err := model.Encode(r); !errors.Is(err, model.ErrFormat) {
			t.Errorf("%s: written as %.200s, %v, want ErrFormat", name, data, err)
		}
		if _, err := model.EncodeIndented(r); !errors.Is(err, model.ErrFormat) {
			t.Errorf("%s, indented: %v, want ErrFormat", name, err)
		}
	}
}

func TestGoodLink(t *testing.T) {
	for link, want := range map[string]bool{
		"https://suoimay.example.vn/a?b=c#d": true, "http://x": true, "HTTPS://X.VN": true,
		"mailto:a@example.vn": true, "tel:+84900000000": true,
		"": false, "//x": false, "/x": false, "x": false, "https://": false, "https://:80": false, "https:x": false,
		"javascript:alert(1)": false, " https://x": false, "java\nscript:x": false, "data:text/html,x": false,
		"ftp://x": false, "mailto:": false, "https://x y": false, "https://%zz": false,
	} {
		if got := model.GoodLink(link); got != want {
			t.Errorf("GoodLink(%q) = %v", link, got)
		}
	}
}

// FuzzDecode: whatever comes in, what is taken can be written and read again,
// and is then the same.
func FuzzDecode(f *testing.F) {
	for _, r := range []model.Report{modeltest.Crowded(), modeltest.RoundUp(), model.New()} { // small ones: the engine shortens what it finds
		f.Add(encode(f, r))
	}
	f.Add([]byte(`{"format":"tinxa.report","schema":1,"report":{"status":"draft","blocks":[{"kind":"item","id":"a"}]}}`))
	f.Add([]byte(`{"format":"tinxa.report","schema":1,"report":{"STATUS":"draft","blocks":null,"head":null}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := model.Decode(data)
		if err != nil {
			if !errors.Is(err, model.ErrFormat) && !errors.Is(err, model.ErrNewer) {
				t.Fatalf("an error without a name: %v", err)
			}
			return
		}
		first := encode(t, r)
		if again := encode(t, decode(t, first)); !bytes.Equal(again, first) {
			t.Fatalf("written again\n%s\nfirst\n%s", again, first)
		}
		model.Gaps(r)
		model.Summarise(r)
		encode(t, r.Copy())
	})
}
