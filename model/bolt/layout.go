package bolt

import (
	"io"
	"os"
)

// bbolt writes the data of a page without gaps, in the order of its elements.
// It does not ask whether that is so when it reads; but a page of which the
// count or a length was damaged loses records without a word.

// layout looks at the pages of a database that checkPages found no fault with.
type layout struct {
	file io.ReaderAt
	meta
	free  map[uint64]bool
	fault func(format string, args ...any)
}

// checkLayout notes every page in use whose data do not follow one another.
func checkLayout(file *os.File, h *Health) error {
	m, err := newestMeta(file)
	if err != nil {
		return err
	}
	free, err := freePages(file, m)
	if err != nil {
		return err
	}
	l := layout{file: file, meta: m, free: free, fault: h.fault}
	for id := uint64(2); id < m.high; {
		if l.free[id] {
			id++
			continue
		}
		pages, err := l.page(int64(id) * m.pageSize)
		if err != nil {
			return err
		}
		id += pages
	}
	return nil
}

// freePages reads the list of pages that are not in use.
func freePages(file io.ReaderAt, m meta) (map[uint64]bool, error) {
	free := map[uint64]bool{}
	if m.freelist == noFreelist {
		return free, nil
	}
	p := &pages{file: file, meta: m, met: make([]bool, m.high)}
	pg, err := p.read(m.freelist, 8)
	if err != nil {
		return nil, err
	}
	if pg.flags != freelistPage {
		return nil, damaged("page %d is of kind %#x, not the free list", pg.id, pg.flags)
	}
	ids, err := p.freeIDs(pg)
	for last := uint64(1); len(ids) > 0; ids = ids[8:] {
		id := order.Uint64(ids)
		if id <= last || id >= m.high {
			return nil, damaged("page %d follows page %d in the free list", id, last)
		}
		free[id], last = true, id
	}
	return free, err
}

// page looks at the page or small bucket that begins there and returns how many
// pages it takes.
func (l *layout) page(at int64) (uint64, error) {
	var head [pageHeader]byte
	if _, err := l.file.ReadAt(head[:], at); err != nil {
		return 0, readFault(uint64(at/l.pageSize), err)
	}
	flags, count := order.Uint16(head[8:]), int64(order.Uint16(head[10:]))
	taken := uint64(order.Uint32(head[12:])) + 1
	if flags != leafPage && flags != branchPage {
		return taken, nil
	}
	table := make([]byte, count*elementSize)
	if _, err := l.file.ReadAt(table, at+pageHeader); err != nil {
		return 0, readFault(uint64(at/l.pageSize), err)
	}
	return taken, l.elements(at, table, flags == leafPage)
}

// elements looks at where the data of each element begin and end.
func (l *layout) elements(at int64, table []byte, leaf bool) error {
	due := int64(pageHeader + len(table))
	for i := 0; i*elementSize < len(table); i++ {
		element := table[i*elementSize:]
		pos, key, value := order.Uint32(element), order.Uint32(element[4:]), uint32(0)
		if leaf {
			pos, key, value = order.Uint32(element[4:]), order.Uint32(element[8:]), order.Uint32(element[12:])
		}
		begin := place(i, pos)
		if begin != due {
			l.fault("page %d: the data of element %d begin at %d, not at %d", at/l.pageSize, i, begin, due)
			return nil
		}
		due = begin + int64(key) + int64(value)
		if leaf && order.Uint32(element)&bucketElement != 0 {
			if err := l.bucket(at + due - int64(value)); err != nil {
				return err
			}
		}
	}
	return nil
}

// bucket looks at the small page that a bucket may have in place of a page of
// its own.
func (l *layout) bucket(at int64) error {
	var root [8]byte
	if _, err := l.file.ReadAt(root[:], at); err != nil {
		return readFault(uint64(at/l.pageSize), err)
	}
	if order.Uint64(root[:]) != 0 {
		return nil
	}
	_, err := l.page(at + 16)
	return err
}
