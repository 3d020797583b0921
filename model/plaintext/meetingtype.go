package plaintext

import (
	"maps"
	"slices"
	"strings"

	"tinxa/model/viet"
)

// roundupName is what a text with items is, among the names of meeting types.
const roundupName = "Tin tổng hợp nhiều xã"

// Names of meetings are looked for with these bounds, in words.
const (
	nameWords = 3 // shorter names are everyday words
	nameGap   = 4 // what may stand between a name's words: "lần thứ 3"
)

// typeOf is the key of the longest name that stands in the headline or, if
// none does, in the lead. A name may list several, parted by commas.
func typeOf(texts []string, names map[string]string) string {
	for _, text := range texts {
		in := looseWords(text)
		best, key := 0, ""
		for _, k := range slices.Sorted(maps.Keys(names)) {
			if n := longestName(in, names[k]); n > best {
				best, key = n, k
			}
		}
		if key != "" {
			return key
		}
	}
	return ""
}

func longestName(in []string, names string) int {
	longest := 0
	for name := range strings.FieldsFuncSeq(names, func(r rune) bool { return r == ',' || r == ';' }) {
		if words := looseWords(name); len(words) >= nameWords && standsIn(words, in) {
			longest = max(longest, len(words))
		}
	}
	return longest
}

// standsIn reports whether name's words stand in a text in their order, close
// together, and not as a part of something cited.
func standsIn(name, in []string) bool {
	for from, word := range in {
		if word != name[0] || citedBefore(in[:from]) {
			continue
		}
		found := 0
		for _, w := range in[from:min(len(in), from+len(name)+nameGap)] {
			if found < len(name) && w == name[found] {
				found++
			}
		}
		if found == len(name) {
			return true
		}
	}
	return false
}

// citedBefore reports whether the two words before a name make it a part of
// something else: "Nghị quyết Đại hội", "chào mừng Đại hội".
func citedBefore(words []string) bool {
	if len(words) < 2 {
		return false
	}
	return citing[strings.Join(words[len(words)-2:], " ")]
}

var citing = set("nghi quyet", "van kien", "chao mung", "huong toi", "tien toi", "chuan bi", "ky niem")

// looseWords are the words of s without accents and punctuation, abbreviations
// written out.
func looseWords(s string) []string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune("(),.;:“”\"", r) {
			return ' '
		}
		return r
	}, viet.Fold(s))
	return strings.Fields(abbreviations.Replace(s + " "))
}

// abbreviations are written out before names are compared. That of a whole
// commune's committee is the Party's.
var abbreviations = strings.NewReplacer(
	"bch xa ", "ban chap hanh dang bo xa ", "bch phuong ", "ban chap hanh dang bo phuong ", "bch ", "ban chap hanh ",
	"btv ", "ban thuong vu ", "hdnd ", "hoi dong nhan dan ", "ubnd ", "uy ban nhan dan ",
	"ubmttq ", "uy ban mat tran to quoc ", "mttq ", "mat tran to quoc ",
)
