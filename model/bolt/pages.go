package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"

	"tinxa/model"
)

// bbolt maps the file and trusts what it reads: a page that points outside of
// the file kills the process (SIGBUS), one that points back at its parents
// overflows the stack, and recover stops neither. So every page is looked at
// through plain reads before bbolt sees the file. The layout is that of bbolt's
// internal/common (page.go, meta.go), in the byte order of the machine.
const (
	pageHeader  = 16 // id 8, flags 2, count 2, overflow 4
	elementSize = 16
	metaSize    = 64
	metaMagic   = 0xED0CDAED
	metaVersion = 2
	noFreelist  = ^uint64(0)
)

// Kinds of page.
const (
	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10
)

// bucketElement marks an element of a leaf whose value is a bucket.
const bucketElement = 0x01

var order = binary.NativeEndian

// meta is the head of a database as of one transaction.
type meta struct {
	pageSize             int64
	root, freelist, high uint64 // pages; high is the first that is not in use
	txid                 uint64
}

// checkPages looks at every page of the file at path. ErrDamaged when bbolt
// must not see it, ErrLocked when somebody keeps writing to it.
func checkPages(path string) error {
	_, err := liveSize(path)
	return err
}

// liveSize does what checkPages does, and counts the bytes of all pages that
// hold something.
func liveSize(path string) (int64, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	for range 10 {
		before, err := newestMeta(file)
		if err != nil {
			return 0, err
		}
		live, err := countTree(file, before)
		if err == nil {
			return live, nil
		}
		// Another instance may be at work. What belongs to one transaction is
		// not written over before the head of the next one is in its place.
		if after, again := newestMeta(file); again == nil && after.txid == before.txid {
			return 0, err
		}
	}
	return 0, model.ErrLocked
}

// newestMeta reads the two heads and takes the one that bbolt will take.
func newestMeta(file *os.File) (meta, error) {
	info, err := file.Stat()
	if err != nil {
		return meta{}, err
	}
	first, errFirst := readMeta(file, 0)
	if errFirst == nil {
		if second, err := readMeta(file, first.pageSize); err == nil && second.txid > first.txid {
			first = second
		}
	}
	for at := int64(1 << 10); errFirst != nil && at <= 1<<24; at <<= 1 {
		if first, err = readMeta(file, at); err == nil && first.pageSize == at {
			errFirst = nil
		}
	}
	switch {
	case errFirst != nil:
		return meta{}, errFirst
	case first.high > uint64(info.Size()/first.pageSize):
		return meta{}, damaged("%d pages of %d bytes in a file of %d", first.high, first.pageSize, info.Size())
	case first.root >= first.high, first.freelist >= first.high && first.freelist != noFreelist:
		return meta{}, damaged("head points at pages %d and %d of %d", first.root, first.freelist, first.high)
	}
	return first, nil
}

func readMeta(file io.ReaderAt, at int64) (meta, error) {
	var page [pageHeader + metaSize]byte
	if _, err := file.ReadAt(page[:], at); errors.Is(err, io.EOF) {
		return meta{}, damaged("no head at %d: the file ends", at)
	} else if err != nil {
		return meta{}, err
	}
	raw := page[pageHeader:]
	sum := fnv.New64a()
	sum.Write(raw[:metaSize-8])
	m := meta{
		pageSize: int64(order.Uint32(raw[8:])),
		root:     order.Uint64(raw[16:]), freelist: order.Uint64(raw[32:]),
		high: order.Uint64(raw[40:]), txid: order.Uint64(raw[48:]),
	}
	sound := order.Uint32(raw) == metaMagic && order.Uint32(raw[4:]) == metaVersion &&
		order.Uint64(raw[metaSize-8:]) == sum.Sum64() &&
		m.pageSize >= 1<<10 && m.pageSize <= 1<<24 && m.pageSize&(m.pageSize-1) == 0
	if !sound {
		return meta{}, damaged("no head at %d", at)
	}
	return m, nil
}

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", model.ErrDamaged, fmt.Sprintf(format, args...))
}

// pages walks the pages of one transaction and meets each once.
type pages struct {
	file io.ReaderAt
	meta
	met []bool
}

// checkTree looks at every page of one transaction.
func checkTree(file io.ReaderAt, m meta) error {
	_, err := countTree(file, m)
	return err
}

// countTree does so too, and counts the bytes of the pages in use.
func countTree(file io.ReaderAt, m meta) (live int64, err error) {
	p := &pages{file: file, meta: m, met: make([]bool, m.high)}
	p.met[0], p.met[1] = true, true // the two heads
	if err := p.tree(m.root); err != nil {
		return 0, err
	}
	for _, met := range p.met {
		if met {
			live += m.pageSize
		}
	}
	return live, p.freePages()
}

// page is what was read of one page: its head and the table of its elements.
type page struct {
	id    uint64
	flags uint16
	count int
	size  int64 // bytes, with the pages that follow as its overflow
	table []byte
}

func (p *pages) read(id uint64, itemSize int) (page, error) {
	if id >= p.high {
		return page{}, damaged("page %d of %d", id, p.high)
	}
	buf := make([]byte, p.pageSize)
	if _, err := p.file.ReadAt(buf, int64(id)*p.pageSize); err != nil {
		return page{}, readFault(id, err)
	}
	pg := page{id: id, flags: order.Uint16(buf[8:]), count: int(order.Uint16(buf[10:]))}
	last := id + uint64(order.Uint32(buf[12:]))
	if order.Uint64(buf) != id || last >= p.high {
		return page{}, damaged("page %d calls itself %d and ends at %d of %d", id, order.Uint64(buf), last, p.high)
	}
	for at := id; at <= last; at++ {
		if p.met[at] {
			return page{}, damaged("page %d is used twice", at)
		}
		p.met[at] = true
	}
	pg.size = int64(last-id+1) * p.pageSize
	end := int64(pageHeader + pg.count*itemSize)
	if end > pg.size {
		return page{}, damaged("page %d holds %d elements", id, pg.count)
	}
	if end > p.pageSize {
		rest := make([]byte, end-p.pageSize)
		if _, err := p.file.ReadAt(rest, int64(id+1)*p.pageSize); err != nil {
			return page{}, readFault(id, err)
		}
		buf = append(buf, rest...)
	}
	pg.table = buf[pageHeader:end]
	return pg, nil
}

func readFault(id uint64, err error) error {
	if errors.Is(err, io.EOF) {
		return damaged("the file ends before page %d", id)
	}
	return err
}

// tree checks the page and all that hangs below it.
func (p *pages) tree(id uint64) error {
	pg, err := p.read(id, elementSize)
	switch {
	case err != nil:
		return err
	case pg.flags == branchPage:
		return p.branch(pg)
	case pg.flags == leafPage:
		return p.leaf(pg)
	}
	return damaged("page %d is of kind %#x", id, pg.flags)
}

func (p *pages) branch(pg page) error {
	if pg.count == 0 {
		return damaged("page %d branches into nothing", pg.id)
	}
	for i := range pg.count {
		element := pg.table[i*elementSize:]
		end := place(i, order.Uint32(element)) + int64(order.Uint32(element[4:]))
		if end > pg.size {
			return damaged("page %d: key %d reaches beyond it", pg.id, i)
		}
		if err := p.tree(order.Uint64(element[8:])); err != nil {
			return err
		}
	}
	return nil
}

// place is where the data of the i-th element begins, from the page's begin:
// elements count from where they stand themselves.
func place(i int, pos uint32) int64 { return int64(pageHeader+i*elementSize) + int64(pos) }

func (p *pages) leaf(pg page) error {
	for i := range pg.count {
		element := pg.table[i*elementSize:]
		value := place(i, order.Uint32(element[4:])) + int64(order.Uint32(element[8:]))
		length := int64(order.Uint32(element[12:]))
		if value+length > pg.size {
			return damaged("page %d: value %d reaches beyond it", pg.id, i)
		}
		if order.Uint32(element)&bucketElement == 0 {
			continue
		}
		if err := p.bucket(int64(pg.id)*p.pageSize+value, length); err != nil {
			return err
		}
	}
	return nil
}

// bucket checks a bucket: 16 bytes and, where they name no page, a small leaf.
func (p *pages) bucket(at, length int64) error {
	data := make([]byte, length)
	if _, err := p.file.ReadAt(data, at); err != nil {
		return readFault(uint64(at/p.pageSize), err)
	}
	const head = 16
	if length < head {
		return damaged("a bucket of %d bytes", length)
	}
	if root := order.Uint64(data); root != 0 {
		return p.tree(root)
	}
	if length < head+pageHeader {
		return damaged("a bucket of %d bytes without a page", length)
	}
	small := page{size: length - head, flags: order.Uint16(data[head+8:]), count: int(order.Uint16(data[head+10:]))}
	small.table = data[head+pageHeader:]
	if order.Uint64(data[head:]) != 0 || small.flags != leafPage || small.count*elementSize > len(small.table) {
		return damaged("a small bucket of kind %#x with %d elements", small.flags, small.count)
	}
	for i := range small.count {
		element := small.table[i*elementSize:]
		value := place(i, order.Uint32(element[4:])) + int64(order.Uint32(element[8:]))
		if value+int64(order.Uint32(element[12:])) > small.size || order.Uint32(element)&bucketElement != 0 {
			return damaged("a small bucket: value %d reaches beyond it", i)
		}
	}
	return nil
}

// freePages checks the list of pages to be written next: one that is in use
// would be lost with the next save.
func (p *pages) freePages() error {
	if p.freelist == noFreelist {
		return nil
	}
	pg, err := p.read(p.freelist, 8)
	if err != nil {
		return err
	}
	if pg.flags != freelistPage {
		return damaged("page %d is of kind %#x, not the free list", pg.id, pg.flags)
	}
	ids, err := p.freeIDs(pg)
	if err != nil {
		return err
	}
	for len(ids) > 0 {
		id := order.Uint64(ids)
		if id >= p.high || p.met[id] {
			return damaged("page %d is free and in use", id)
		}
		p.met[id] = true
		ids = ids[8:]
	}
	return nil
}

// freeIDs is the list of a free list. One of 65,535 or more has its length in
// front, because the head of a page cannot count so far.
func (p *pages) freeIDs(pg page) ([]byte, error) {
	if pg.count < 0xFFFF {
		return pg.table, nil
	}
	count := order.Uint64(pg.table)
	if count > uint64(pg.size-pageHeader-8)/8 {
		return nil, damaged("a free list of %d pages", count)
	}
	ids := make([]byte, count*8)
	if _, err := p.file.ReadAt(ids, int64(pg.id)*p.pageSize+pageHeader+8); err != nil {
		return nil, readFault(pg.id, err)
	}
	return ids, nil
}
