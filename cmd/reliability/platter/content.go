package platter

import (
	"maps"
	"slices"
)

const (
	// sectorSize is what a disk writes whole or not at all, in bytes.
	sectorSize = 512
	// pageSize is how the model keeps contents: only what was written takes
	// memory, because a database is mostly empty.
	pageSize = 4096
)

type page = [pageSize]byte

// content is what a file holds; pages that were never written are zeros.
type content struct {
	pages map[int64]*page
	size  int64
}

func newContent() content { return content{pages: map[int64]*page{}} }

// clone copies the list of pages and shares the pages themselves: whoever
// changes one through own has a copy of it.
func (c *content) clone() content { return content{pages: maps.Clone(c.pages), size: c.size} }

// own replaces a page by a copy that nobody else has.
func (c *content) own(n int64) *page {
	fresh := new(page)
	if old := c.pages[n]; old != nil {
		*fresh = *old
	}
	c.pages[n] = fresh
	return fresh
}

// put writes data that does not reach beyond one page, and leaves the size.
func (c *content) put(at int64, data []byte) {
	copy(c.own(at / pageSize)[at%pageSize:], data)
}

// write writes data and grows the file where it must.
func (c *content) write(at int64, data []byte) {
	c.size = max(c.size, at+int64(len(data)))
	for part := range parts(at, len(data), pageSize) {
		c.put(at+int64(part.from), data[part.from:part.to])
	}
}

// resize cuts the file off or lengthens it with zeros.
func (c *content) resize(size int64) {
	if size < c.size {
		c.wipe(size)
	}
	c.size = size
}

// wipe makes everything from there on zeros, as it is read when a file that
// was cut off grows again.
func (c *content) wipe(from int64) {
	for n := range c.pages {
		switch start := n * pageSize; {
		case start >= from:
			delete(c.pages, n)
		case start+pageSize > from:
			clear(c.own(n)[from-start:])
		}
	}
}

// read is what a program reads there; it ends where the file ends.
func (c *content) read(at int64, length int) []byte {
	data := make([]byte, max(0, min(int64(length), c.size-at)))
	for part := range parts(at, len(data), pageSize) {
		if p := c.pages[(at+int64(part.from))/pageSize]; p != nil {
			copy(data[part.from:part.to], p[(at+int64(part.from))%pageSize:])
		}
	}
	return data
}

// runs yields what was written, pages that follow each other in one piece and
// cut at the file's end.
func (c *content) runs(yield func(at int64, data []byte) bool) {
	numbers := slices.Sorted(maps.Keys(c.pages))
	for i := 0; i < len(numbers); {
		first := i
		var data []byte
		for ; i < len(numbers) && numbers[i] == numbers[first]+int64(i-first); i++ {
			data = append(data, c.pages[numbers[i]][:]...)
		}
		at := numbers[first] * pageSize
		if keep := c.size - at; keep <= 0 || !yield(at, data[:min(int64(len(data)), keep)]) {
			return
		}
	}
}

// span is a part of a slice of bytes.
type span struct{ from, to int }

// parts parts length bytes that lie at a place in the file where units end.
func parts(at int64, length int, unit int64) func(yield func(span) bool) {
	return func(yield func(span) bool) {
		for from := 0; from < length; {
			to := min(length, from+int(unit-(at+int64(from))%unit))
			if !yield(span{from, to}) {
				return
			}
			from = to
		}
	}
}
