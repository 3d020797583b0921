package viet

import (
	"slices"
	"strings"
)

// units are the first words of bodies that sign reports or hold meetings.
var units = []string{
	"trung tâm", "ban", "văn phòng", "phòng", "đoàn", "hội", "ủy ban", "uỷ ban", "đảng ủy", "đảng uỷ",
	"đảng bộ", "ubnd", "hđnd", "mttq", "mặt trận", "công an", "bộ phận", "tổ", "đài", "cổng thông tin",
	"chi bộ", "liên đoàn", "trường", "trạm", "sở",
}

// IsUnit reports whether a byline names a body and not a person: "Trung tâm
// Văn hóa - Truyền thông" does, "Đoàn Thị Mai" does not, though a family name
// may be a unit's word: then the second word tells, since it is a middle or
// given name in people and a known word in bodies.
func IsUnit(byline string) bool {
	lower := strings.ToLower(Normal(strings.TrimSpace(byline)))
	for _, unit := range units {
		rest, ok := strings.CutPrefix(lower, unit+" ")
		if !ok {
			continue
		}
		known, ambiguous := surnames[unit]
		if !ambiguous || slices.ContainsFunc(known, func(word string) bool { return strings.HasPrefix(rest, word) }) {
			return true
		}
	}
	return false
}

// surnames are the unit words that are family names too, with the words that
// follow them where they name a body.
var surnames = map[string][]string{
	"đoàn": {"thanh niên", "tncs", "kiểm tra", "giám sát", "công tác", "đại biểu", "xã", "phường"},
	"hội":  {"nông dân", "liên hiệp", "lhpn", "phụ nữ", "cựu", "người", "chữ thập", "khuyến", "đồng", "đông y", "sinh vật"},
	"tổ":   {"công tác", "biên tập", "truyền thông", "dân phố", "thông tin", "tuyên truyền"},
}
