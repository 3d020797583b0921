package model_test

import (
	"fmt"
	"testing"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// written is a report of that many runes, in so many paragraphs.
func written(runes, paragraphs int) model.Report {
	sentences := modeltest.Long(1, 1).Blocks[0].(model.Paragraph).Text
	var long model.Text
	for long.Len() < runes/paragraphs {
		long = long.Splice(long.Len(), long.Len(), sentences)
	}
	r := model.New()
	r.Blocks = nil
	for i := range paragraphs {
		r.Blocks = append(r.Blocks, model.Paragraph{
			ID: model.BlockID(fmt.Sprintf("p%07d", i)), Text: long.Slice(0, runes/paragraphs),
		})
	}
	return r
}

// BenchmarkType types one rune into a report of 50,000.
func BenchmarkType(b *testing.B) {
	const runes = 50_000
	for _, paragraphs := range []int{100, 1} {
		r := written(runes, paragraphs)
		own := runes / paragraphs // runes of a paragraph
		for name, edit := range map[string]model.Type{
			"start":  {Block: r.Blocks[0].BlockID()},
			"middle": {Block: r.Blocks[paragraphs/2].BlockID(), From: own / 2, To: own / 2},
			"end":    {Block: r.Blocks[paragraphs-1].BlockID(), From: own, To: own},
		} {
			edit.With = model.Plainly("ậ")
			b.Run(fmt.Sprintf("paragraphs=%d/%s", paragraphs, name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, _, err := edit.Apply(r); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
