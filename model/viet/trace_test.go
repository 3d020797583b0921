package viet

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestTracesTellWhereRunesCameFrom(t *testing.T) {
	nfd := norm.NFD.String("Đảng ủy")
	for name, c := range map[string]struct {
		take func(*Trace, string)
		text string
		want string
		from []int
		to   []int
	}{
		"folded":             {(*Trace).Fold, "Đả \n\u00a0ng ", "da ng ", []int{0, 1, 2, 5, 6, 7}, []int{1, 2, 5, 6, 7, 8}},
		"folded, decomposed": {(*Trace).Fold, nfd, "dang uy", []int{0, 1, 3, 4, 5, 6, 8}, []int{1, 3, 4, 5, 6, 8, 9}},
		"normal":             {(*Trace).Normal, "Đả  ng", "Đả ng", []int{0, 1, 2, 4, 5}, []int{1, 2, 4, 5, 6}},
		"normal, decomposed": {(*Trace).Normal, nfd, "Đảng ủy", []int{0, 1, 3, 4, 5, 6, 8}, []int{1, 3, 4, 5, 6, 8, 9}},
		"letters of two":     {(*Trace).Normal, "ax\u0323b", "ax\u0323b", []int{0, 1, 1, 3}, []int{1, 3, 3, 4}},
		"pictures of many":   {(*Trace).Fold, "a👩\u200d👧b", "a👩\u200d👧b", []int{0, 1, 1, 1, 4}, []int{1, 4, 4, 4, 5}},
		"a mark alone":       {(*Trace).Fold, "\u0301a", "a", []int{1}, []int{2}},
		"nothing":            {(*Trace).Normal, "", "", nil, nil},
	} {
		tr := Trace{Runes: []rune("trước"), From: []int{9}, To: []int{9}}
		c.take(&tr, c.text)
		if string(tr.Runes) != c.want || !slices.Equal(tr.From, c.from) || !slices.Equal(tr.To, c.to) {
			t.Errorf("%s: %q %v %v", name, string(tr.Runes), tr.From, tr.To)
		}
	}
}

func TestTracesFoldAsFoldDoes(t *testing.T) {
	for _, s := range []string{"ĐẢNG ỦY xã Suối Mây\n  họp", "Ủy ban – “A” Å", norm.NFD.String("Nguyễn Thị Hạnh ơ ợ")} {
		var tr Trace
		tr.Fold(s)
		if got := strings.TrimSpace(string(tr.Runes)); got != Fold(s) {
			t.Errorf("%q, want %q", got, Fold(s))
		}
	}
}

func TestWholeLettersOnly(t *testing.T) {
	var tr Trace
	tr.Normal("ax\u0323b")
	for _, c := range []struct {
		from, to int
		want     bool
	}{{0, 1, true}, {1, 2, false}, {1, 3, true}, {2, 4, false}, {0, 4, true}} {
		if got := tr.Whole(c.from, c.to); got != c.want {
			t.Errorf("Whole(%d, %d) = %v", c.from, c.to, got)
		}
	}
}
