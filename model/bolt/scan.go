package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"math/bits"
	"slices"
	"strconv"
	"time"

	"tinxa/model"
)

// A record lies in the file in one piece, whatever became of the pages around
// it, and its payload begins with the same bytes. So a raw file is searched for
// those, in pieces and without a map: the parts of it that cannot be read must
// not end the process.
const (
	pieceSize  = 4 << 20
	maxRecord  = 64 << 20 // longer ones are none: a report has 10 KB
	maxOpening = 128      // of a payload: id, sequence and the words around them
	sectorSize = 4096     // what of an unreadable piece is tried by itself
	pageStep   = 1 << 10  // the smallest page of bbolt
)

// mark is how the payload of each record begins.
var mark = []byte(`{"id":"`)

// scan goes through a raw file and tells what it meets. What it hands over is
// valid until it goes on.
type scan struct {
	file io.ReaderAt
	size int64
	see  observer

	piece    []byte
	from     int64  // where piece lies in the file
	aside    []byte // for what reaches beyond the piece
	behind   int64  // where the last sound record ended
	patience int64  // bytes that may still be read in vain
}

// observer is told what a scan meets, and where.
type observer interface {
	// record is a record whose checksum is right.
	record(at int64, id model.ReportID, sealed []byte)
	// mention is a record that is damaged, or a key of a leaf page. The revision
	// is 0 and the time zero where they cannot be read.
	mention(at int64, id model.ReportID, rev int64, saved time.Time)
}

func newScan(file io.ReaderAt, size int64, see observer) *scan {
	return &scan{file: file, size: size, see: see, patience: 8*size + maxRecord}
}

// run goes through the whole file; progress is told how far it is.
func (s *scan) run(ctx context.Context, progress func(done, size int64)) error {
	for at := int64(0); at < s.size; at += pieceSize {
		if err := ctx.Err(); err != nil {
			return err
		}
		progress(at, s.size)
		s.load(max(0, at-headerSize), min(s.size, at+pieceSize+headerSize+maxOpening))
		end := min(s.size, at+pieceSize)
		s.records(at, end)
		s.leaves(at, end)
	}
	progress(s.size, s.size)
	return nil
}

// load reads a piece of the file; sectors that cannot be read are zeros.
func (s *scan) load(from, to int64) {
	s.from = from
	s.piece = slices.Grow(s.piece[:0], int(to-from))[:to-from]
	if n, err := s.file.ReadAt(s.piece, from); err == nil || n == len(s.piece) {
		return
	}
	for rest := s.piece; len(rest) > 0; {
		sector := rest[:min(len(rest), sectorSize)]
		if n, err := s.file.ReadAt(sector, to-int64(len(rest))); err != nil {
			clear(sector[n:])
		}
		rest = rest[len(sector):]
	}
}

// bytes returns so many bytes of the file, or nil where it has not that many or
// they cannot be read.
func (s *scan) bytes(at, n int64) []byte {
	if at < 0 || n < 0 || n > s.size-at {
		return nil
	}
	if at >= s.from && at+n <= s.from+int64(len(s.piece)) {
		return s.piece[at-s.from:][:n]
	}
	s.aside = slices.Grow(s.aside[:0], int(n))[:n]
	if read, err := s.file.ReadAt(s.aside, at); err != nil && int64(read) < n {
		return nil
	}
	return s.aside
}

// records looks for records whose payload begins from at to end.
func (s *scan) records(at, end int64) {
	for ; ; at++ {
		rest := s.bytes(at, min(s.size, end+int64(len(mark))-1)-at)
		i := bytes.Index(rest, mark)
		if i < 0 {
			return
		}
		at += int64(i)
		s.candidate(at - headerSize)
	}
}

// candidate looks at what may be a record.
func (s *scan) candidate(at int64) {
	if at < s.behind {
		return // within a sound record; or before the file
	}
	head := s.bytes(at, min(headerSize+maxOpening, s.size-at))
	id, seq, named := parseOpening(head[headerSize:])
	if !named {
		return
	}
	saved, length := parseHeader(head, seq)
	if length > 0 && length <= s.patience {
		s.patience -= length
		if sealed := s.bytes(at, headerSize+length); sealed != nil && isSealed(sealed) {
			s.patience += length
			s.behind = at + int64(len(sealed))
			s.see.record(at, id, sealed)
			return
		}
	}
	if id.Valid() {
		s.see.mention(at, id, seq, saved)
	}
}

func isSealed(data []byte) bool {
	return checksum(data) == binary.BigEndian.Uint32(data[checksumAt:])
}

// parseHeader reads when a record was saved and how long its payload is; zero
// when it is not the header of a record of that sequence.
func parseHeader(head []byte, seq int64) (saved time.Time, length int64) {
	length = int64(binary.BigEndian.Uint32(head[4:]))
	if head[0] == 0 || head[0] > recordVersion || length > maxRecord ||
		int64(binary.BigEndian.Uint64(head[8:])) != seq {
		return time.Time{}, 0
	}
	return time.UnixMilli(int64(binary.BigEndian.Uint64(head[16:]))).UTC(), length
}

// parseOpening reads what seal writes before the body.
func parseOpening(payload []byte) (id model.ReportID, seq int64, ok bool) {
	name, rest, ok := bytes.Cut(payload[len(mark):], []byte(`","seq":`))
	if id = model.ReportID(name); !ok || !id.Valid() && !dotted(id) {
		return "", 0, false
	}
	number, _, ok := bytes.Cut(rest, []byte(`,"body":`))
	seq, err := strconv.ParseInt(string(number), 10, 64)
	return id, seq, ok && err == nil && seq >= 0
}

// dotted reports whether a record is of an account or a dispatch: those are two
// names with a dot between them, which no report's is.
func dotted(id model.ReportID) bool {
	first, second := model.DispatchID(id).Parts()
	return first.Valid() && model.ReportID(second).Valid()
}

// leaves looks for leaf pages that begin from at to end. A page says which it
// is, so its size follows from its place.
func (s *scan) leaves(at, end int64) {
	for ; at < end; at += pageStep {
		head := s.bytes(at, pageHeader)
		if head == nil || order.Uint16(head[8:]) != leafPage {
			continue
		}
		id, count := int64(order.Uint64(head)), int64(order.Uint16(head[10:]))
		if id < 2 || at%id != 0 || at/id < pageStep || bits.OnesCount64(uint64(at/id)) != 1 {
			continue
		}
		if s.patience -= count * elementSize; s.patience > 0 {
			s.leaf(at, slices.Clone(s.bytes(at+pageHeader, count*elementSize)))
		}
	}
}

// leaf tells the keys of a leaf page. Those of records that are sound are told,
// too: whether they are is not known here.
func (s *scan) leaf(at int64, table []byte) {
	for i := 0; i*elementSize < len(table); i++ {
		element := table[i*elementSize:]
		size, value := int64(order.Uint32(element[8:])), int64(order.Uint32(element[12:]))
		if order.Uint32(element)&bucketElement != 0 || size > maxKey || value < headerSize {
			continue
		}
		begin := at + place(i, order.Uint32(element[4:]))
		if data := s.bytes(begin, size+headerSize); data != nil {
			s.key(begin+size, data[:size], data[size:])
		}
	}
}

// maxKey is the length of the longest key of a revision.
const maxKey = 64 + 1 + 8

// key tells of a key that names a report, and of the revision that it names or
// that the head of its record does.
func (s *scan) key(at int64, key, head []byte) {
	if id, rev, err := splitRevKey(key); err == nil && rev > 0 {
		saved, _ := parseHeader(head, rev)
		s.see.mention(at, id, rev, saved)
		return
	}
	id := model.ReportID(key)
	if !id.Valid() || bytes.Equal(key, keyFormat) {
		return
	}
	seq := int64(binary.BigEndian.Uint64(head[8:]))
	saved, length := parseHeader(head, seq)
	if length == 0 || head[1] != codecReport {
		seq, saved = 0, time.Time{}
	}
	s.see.mention(at, id, seq, saved)
}
