package compare

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// matching pairs the parts of two states: the place of each part's counterpart,
// or alone.
type matching struct{ after, before []int }

const alone = -1

func (m matching) pair(i, j int) { m.after[i], m.before[j] = j, i }

// match finds the counterparts: first what belongs to the same block, photo or
// field, then what stands in the same row of photos, and at last what says
// nearly the same, wherever it is.
func match(a, b []Part) matching {
	m := matching{slices.Repeat([]int{alone}, len(a)), slices.Repeat([]int{alone}, len(b))}
	m.within(a, b, func(p Part) string { return p.owner })
	m.within(a, b, func(p Part) string { return p.block })
	m.resembling(a, b, kin)
	return m
}

// kin is among what a part may be found again. What is written about a photo is
// nowhere but with its photo.
func kin(p Part) string {
	if p.Role == Credit || p.Role == Alt || p.Role == Fact {
		return ""
	}
	return family(p.Role)
}

// group is what is still alone on both sides of what has one key.
type group struct{ a, b []int }

// groups sorts what is still alone by a key, in the order of a. The key "" is
// none.
func (m matching) groups(a, b []Part, key func(Part) string) []*group {
	byKey := map[string]*group{}
	var all []*group
	for i, p := range a {
		k := key(p)
		if m.after[i] != alone || k == "" {
			continue
		}
		if byKey[k] == nil {
			byKey[k] = &group{}
			all = append(all, byKey[k])
		}
		byKey[k].a = append(byKey[k].a, i)
	}
	for j, p := range b {
		if g := byKey[key(p)]; g != nil && m.before[j] == alone {
			g.b = append(g.b, j)
		}
	}
	return all
}

// within pairs what belongs together: equal texts in their order, then what is
// alike between two of these, then one by one where as many are left.
func (m matching) within(a, b []Part, key func(Part) string) {
	for _, g := range m.groups(a, b, key) {
		was, is := pick(a, g.a), pick(b, g.b)
		end := lcs.Diff{Start: len(was), End: len(was), ReplStart: len(is), ReplEnd: len(is)}
		i, j := 0, 0
		for _, d := range append(lcs.DiffLines(plain(was), plain(is)), end) {
			for ; i < d.Start; i, j = i+1, j+1 {
				m.pair(g.a[i], g.b[j])
			}
			m.between(a, b, group{g.a[d.Start:d.End], g.b[d.ReplStart:d.ReplEnd]})
			i, j = d.End, d.ReplEnd
		}
	}
}

// between pairs what stands between two pairs of equal texts.
func (m matching) between(a, b []Part, g group) {
	if len(g.a) > 1 || len(g.b) > 1 {
		m.similar(a, b, g)
	}
	taken := func(partner []int) func(int) bool { return func(i int) bool { return partner[i] != alone } }
	left := slices.DeleteFunc(slices.Clone(g.a), taken(m.after))
	right := slices.DeleteFunc(slices.Clone(g.b), taken(m.before))
	if len(left) == len(right) {
		for k := range left {
			m.pair(left[k], right[k])
		}
	}
}

func pick(parts []Part, places []int) []Part {
	out := make([]Part, len(places))
	for i, at := range places {
		out[i] = parts[at]
	}
	return out
}

func plain(parts []Part) []string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = p.Text.Plain()
	}
	return out
}

// resembling pairs what has lost its block: texts that were pasted again, came
// in anew from a file, or were parted and joined.
func (m matching) resembling(a, b []Part, key func(Part) string) {
	for _, g := range m.groups(a, b, key) {
		m.equal(a, b, *g)
		free := func(partner []int, places []int) []int {
			return slices.DeleteFunc(places, func(i int) bool { return partner[i] != alone })
		}
		m.similar(a, b, group{free(m.after, g.a), free(m.before, g.b)})
	}
}

// equal pairs the same texts in their order.
func (m matching) equal(a, b []Part, g group) {
	places := map[string][]int{}
	for _, j := range g.b {
		text := signature(b[j])
		places[text] = append(places[text], j)
	}
	for _, i := range g.a {
		text := signature(a[i])
		if same := places[text]; len(same) > 0 {
			m.pair(i, same[0])
			places[text] = same[1:]
		}
	}
}

// signature tells photos with the same caption apart.
func signature(p Part) string { return string(p.Photo) + "\n" + p.Text.Plain() }

// leastAlike is the share of words that two texts must have in common to be
// taken for one that was rewritten.
const leastAlike = 0.5

// mostPairs bounds the work for two reports of which nothing is the same. No
// report that was written by people comes near it.
const mostPairs = 40_000

// candidate is a pair that might be one text.
type candidate struct {
	i, j  int
	alike float64
}

// similar pairs what has most words in common, the most alike first.
func (m matching) similar(a, b []Part, g group) {
	if len(g.a)*len(g.b) > mostPairs {
		return
	}
	was, is := bags(a, g.a), bags(b, g.b)
	var all []candidate
	for x, i := range g.a {
		for y, j := range g.b {
			if share := inCommon(was[x], is[y]); share >= leastAlike && mayPair(a[i], b[j]) {
				all = append(all, candidate{i, j, share})
			}
		}
	}
	slices.SortStableFunc(all, func(c, d candidate) int { return cmp.Compare(d.alike, c.alike) })
	for _, c := range all {
		if m.after[c.i] == alone && m.before[c.j] == alone {
			m.pair(c.i, c.j)
		}
	}
}

// mayPair keeps two photos apart that merely have the same caption: one went,
// the other came.
func mayPair(a, b Part) bool {
	return a.Role != Photo || a.Photo == "" || b.Photo == "" || a.Photo == b.Photo || a.block == b.block
}

// bags are the words of parts, sorted.
func bags(parts []Part, places []int) [][]string {
	all := make([][]string, len(places))
	for i, at := range places {
		all[i] = strings.Fields(parts[at].Text.Plain())
		slices.Sort(all[i])
	}
	return all
}

// inCommon is the share of words that two sorted bags have in common, 0 to 1.
func inCommon(a, b []string) float64 {
	if most := 2 * min(len(a), len(b)); most == 0 || float64(most) < leastAlike*float64(len(a)+len(b)) {
		return 0
	}
	same := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := strings.Compare(a[i], b[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			same, i, j = same+1, i+1, j+1
		}
	}
	return 2 * float64(same) / float64(len(a)+len(b))
}
