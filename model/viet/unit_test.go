package viet_test

import (
	"testing"

	"tinxa/model/viet"
)

func TestIsUnit(t *testing.T) {
	for byline, want := range map[string]bool{
		"Trung tâm Văn hóa - Truyền thông": true,
		"Ban biên tập":                     true,
		"Ban Tuyên giáo Đảng ủy":           true,
		"Ban Xây dựng Đảng":                true,
		"Đoàn Thanh niên xã Suối Mây":      true,
		"UBND xã Đồng Thanh":               true,
		"Hội Nông dân xã":                  true,
		"Đoàn Thị Mai":                     false,
		"Đoàn Văn Hải Nam":                 false,
		"Hoài An":                          false,
		"Văn Ban":                          false,
		"":                                 false,
	} {
		if got := viet.IsUnit(byline); got != want {
			t.Errorf("IsUnit(%q) = %v", byline, got)
		}
	}
}
