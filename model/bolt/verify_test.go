package bolt_test

import (
	"testing"

	"tinxa/model/bolt"
)

// BenchmarkVerify looks at databases of 1,000 and 10,000 reports of 10 KB.
func BenchmarkVerify(b *testing.B) {
	for name, reports := range map[string]int{"1000": 1_000, "10000": 10_000} {
		path := crowdedDatabase(b, reports)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				h, err := bolt.Verify(b.Context(), path)
				if err != nil || !h.Sound() || h.Reports != reports {
					b.Fatalf("%d reports, %v, %v", h.Reports, h.Faults, err)
				}
			}
		})
	}
}
