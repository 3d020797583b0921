// Package exporttest holds the suites that every exporter passes and the
// bundles they are tried with. Only tests import it.
package exporttest

import (
	_ "embed"
	"slices"
	"strings"
	"testing/fstest"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/modeltest"
)

//go:embed sample.json
var sampleJSON []byte

// Sample is a well written report with every kind of block: it is what golden
// files are made from and what is looked at.
func Sample() export.Bundle {
	r, err := model.Decode(sampleJSON)
	if err != nil {
		panic(err)
	}
	return Bundle(r)
}

// Bundle is r with a small drawn photo for each of its pictures, no two of
// which are alike.
func Bundle(r model.Report) export.Bundle {
	photos := fstest.MapFS{}
	for i, p := range r.Pictures() {
		if p.Photo != "" {
			photos[string(p.Photo)] = &fstest.MapFile{Data: modeltest.JPEG(48+i, 32)}
		}
	}
	return export.Bundle{Report: r, Photos: photos}
}

// without is b in which one photo is missing.
func without(b export.Bundle, id model.PhotoID) export.Bundle {
	left := fstest.MapFS{}
	for name, file := range b.Photos.(fstest.MapFS) {
		if name != string(id) {
			left[name] = file
		}
	}
	b.Photos = left
	return b
}

// elsewhere is the same report as another store would hold it, after it went
// there as JSON.
func elsewhere(b export.Bundle) (export.Bundle, error) {
	data, err := model.EncodeIndented(b.Report.Portable())
	if err != nil {
		return b, err
	}
	b.Report, err = model.Decode(data)
	b.Report.ID, b.Report.Rev = model.NewReportID(), 7
	return b, err
}

// hostile is a report whose every text tries to break out of its place. Its
// links are refused when it is read as JSON, but may come from elsewhere.
func hostile() export.Bundle {
	const bad = `</p><script>alert(1)</script><img src="x" onerror=alert(2)> "'><a href="javascript:alert(3)">`
	style := bad + `</title></style><style>p{display:none}</style><!-- {{.}} ]]>`
	text := model.Text{
		{Text: style, Marks: model.Bold, Link: "javascript:alert(4)"},
		{Text: style, Link: "data:text/html,<script>alert(5)</script>"},
		{Text: style, Link: `https://example.vn/"onmouseover="alert(6)`},
		{Text: style, Link: "https://example.vn/?a=1&b=2"},
	}
	r := modeltest.Crowded().Retext(func(string) string { return style })
	r.Head.Sapo = text
	r.Blocks = append(
		r.Blocks,
		model.Paragraph{ID: "bad1", Text: text},
		model.Heading{ID: "bad2", Text: text},
		model.Quote{ID: "bad3", Text: text, From: style},
		model.List{ID: "bad4", Entries: []model.Text{text}},
	)
	return Bundle(r)
}

// printable is a report without what nothing but a record keeps: the times at which
// words were said, the findings that were settled, and places where nothing was
// written yet.
func printable(r model.Report) model.Report {
	r.Waived = nil
	r.Credits.Bylines = signed(r.Credits.Bylines)
	r.Blocks = printableBlocks(r.Blocks)
	return r
}

func printableBlocks(all model.Blocks) model.Blocks {
	all = slices.Clone(all)
	for i, b := range all {
		switch b := b.(type) {
		case model.Paragraph:
			b.Heard = ""
			all[i] = b
		case model.List:
			all[i] = printableList(b)
		case model.Item:
			b.Blocks, b.Bylines = printableBlocks(b.Blocks), signed(b.Bylines)
			all[i] = b
		}
	}
	return all
}

func printableList(list model.List) model.List {
	left := list
	left.Entries, left.Depths = nil, nil
	for i, t := range list.Entries {
		if !t.Blank() {
			left.Entries, left.Depths = append(left.Entries, t), append(left.Depths, list.Depth(i))
		}
	}
	return left
}

func signed(all []model.Byline) []model.Byline {
	return slices.DeleteFunc(slices.Clone(all), func(b model.Byline) bool { return strings.TrimSpace(b.Name) == "" })
}

// bundles are what every exporter must take, by name.
func bundles() map[string]export.Bundle {
	return map[string]export.Bundle{
		"sample":   Sample(),
		"ordinary": Bundle(modeltest.Report(1)),
		"round-up": Bundle(modeltest.RoundUp()),
		"crowded":  Bundle(modeltest.Crowded()),
		"new":      {Report: model.New()},
		"empty":    {Report: model.Report{Status: model.Draft}},
	}
}
