package compare

import (
	"slices"
	"sort"
)

// lay puts the parts of both states into one reading order: that of the newer
// state, with what went behind the part that it followed.
func lay(a, b []Part, m matching) []Row {
	var all []Row
	still := inOrder(m)
	next := 0 // the first part of a that may still need a row
	went := func(end func(i int) bool) {
		for ; next < len(a) && !end(next); next++ {
			if m.after[next] == alone {
				all = append(all, single(a[next], Removed))
			}
		}
	}
	for j, p := range b {
		i := m.before[j]
		switch {
		case i == alone:
			went(func(k int) bool { return still[k] })
			all = append(all, single(p, Added))
		case !still[i]:
			went(func(k int) bool { return still[k] })
			all = append(all, both(a[i], p, true))
		default:
			went(func(k int) bool { return k == i })
			next = i + 1
			all = append(all, both(a[i], p, false))
		}
	}
	went(func(int) bool { return false })
	return all
}

// inOrder tells of each part of the older state whether it is among the most
// that kept their order: the longest rising run of counterparts. All others
// were moved.
func inOrder(m matching) []bool {
	var ends []int // of each length, the part of b that the lowest run ends with
	rank := make([]int, len(m.after))
	for i, j := range m.after {
		if j == alone {
			continue
		}
		rank[i] = sort.SearchInts(ends, j)
		if rank[i] == len(ends) {
			ends = append(ends, j)
		}
		ends[rank[i]] = j
	}
	still := make([]bool, len(m.after))
	length, below := len(ends)-1, len(m.before)
	for i, j := range slices.Backward(m.after) {
		if j != alone && rank[i] == length && j < below {
			still[i] = true
			length, below = length-1, j
		}
	}
	return still
}
