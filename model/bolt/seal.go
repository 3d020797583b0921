package bolt

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"time"

	"tinxa/model"
)

// A record is a header and, behind it, JSON that repeats id and sequence, so
// that a record found anywhere in a damaged file says what it is. The header is
// the same in every version of this program, in big-endian order:
//
//	0  version of the record's form
//	1  codec: what the payload is
//	2  schema of the payload, 2 bytes
//	4  length of the payload, 4 bytes
//	8  sequence: the revision, 8 bytes
//	16 when it was saved, milliseconds since 1970, 8 bytes
//	24 CRC32C of all the rest, 4 bytes
const (
	headerSize    = 28
	checksumAt    = 24
	recordVersion = 1
)

// The kinds of payload.
const (
	codecReport  = 1 // {"id", "seq", "body": what model.Encode wrote}
	codecSummary = 2 // {"id", "seq", "body": a model.Summary}
	codecFormat  = 3 // the file itself; the sequence is the version of its form
	codecPins    = 4 // {"id", "seq", "body": a list of model.Pin}
	codecPhoto   = 5 // {"id", "seq" 0, "body": a binnedPhoto}

	codecDispatch = 6 // {"id", "seq" 0, "body": a keptDispatch}
	codecAccount  = 7 // {"id", "seq" 0, "body": a model.Account}
)

// castagnoli is CRC32C, which processors compute themselves.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// record is an unsealed record. Its body lies in the database's memory and is
// only valid within the transaction.
type record struct {
	codec  byte
	schema int // as read; seal writes today's
	id     model.ReportID
	seq    int64
	saved  time.Time
	body   []byte
}

// seal writes a record.
func seal(r record) []byte {
	out := make([]byte, headerSize, headerSize+len(r.body)+100)
	out = fmt.Appendf(out, `{"id":%q,"seq":%d,"body":`, r.id, r.seq)
	out = append(out, r.body...)
	out = append(out, '}')
	out[0], out[1] = recordVersion, r.codec
	binary.BigEndian.PutUint16(out[2:], model.Schema)
	binary.BigEndian.PutUint32(out[4:], uint32(len(out)-headerSize))
	binary.BigEndian.PutUint64(out[8:], uint64(r.seq))
	binary.BigEndian.PutUint64(out[16:], uint64(r.saved.UnixMilli()))
	binary.BigEndian.PutUint32(out[checksumAt:], checksum(out))
	return out
}

func checksum(sealed []byte) uint32 {
	sum := crc32.Update(0, castagnoli, sealed[:checksumAt])
	return crc32.Update(sum, castagnoli, sealed[headerSize:])
}

// unsealHeader checks a record and reads its header: all but id and body.
// ErrDamaged, and ErrNewer when a newer program wrote it.
func unsealHeader(data []byte, codec byte) (record, error) {
	if len(data) < headerSize || checksum(data) != binary.BigEndian.Uint32(data[checksumAt:]) ||
		uint64(len(data)-headerSize) != uint64(binary.BigEndian.Uint32(data[4:])) {
		return record{}, fmt.Errorf("record of %d bytes: %w", len(data), model.ErrDamaged)
	}
	if data[0] > recordVersion || binary.BigEndian.Uint16(data[2:]) > model.Schema {
		return record{}, fmt.Errorf("record of version %d: %w", data[0], model.ErrNewer)
	}
	if data[1] != codec {
		return record{}, fmt.Errorf("record of kind %d, want %d: %w", data[1], codec, model.ErrDamaged)
	}
	return record{
		codec:  codec,
		schema: int(binary.BigEndian.Uint16(data[2:])),
		seq:    int64(binary.BigEndian.Uint64(data[8:])),
		saved:  time.UnixMilli(int64(binary.BigEndian.Uint64(data[16:]))).UTC(),
	}, nil
}

// unseal checks and reads the record that is kept under id.
func unseal(data []byte, codec byte, id model.ReportID) (record, error) {
	r, err := unsealHeader(data, codec)
	if err != nil {
		return record{}, err
	}
	var payload struct {
		ID   model.ReportID  `json:"id"`
		Seq  int64           `json:"seq"`
		Body json.RawMessage `json:"body"`
	}
	if err := json.Unmarshal(data[headerSize:], &payload); err != nil {
		return record{}, fmt.Errorf("%w: %w", model.ErrDamaged, err)
	}
	if payload.ID != id || payload.Seq != r.seq {
		return record{}, fmt.Errorf("record of %q kept as %q: %w", payload.ID, id, model.ErrDamaged)
	}
	r.id, r.body = payload.ID, payload.Body
	return r, nil
}

// sealReport writes a report as the record of its revision.
func sealReport(r model.Report) ([]byte, error) {
	body, err := model.Encode(r)
	if err != nil {
		return nil, err
	}
	return seal(record{codec: codecReport, id: r.ID, seq: r.Rev, saved: r.Updated, body: body}), nil
}

// unsealReport reads the report that is kept under id.
func unsealReport(data []byte, id model.ReportID) (model.Report, error) {
	rec, err := unseal(data, codecReport, id)
	if err != nil {
		return model.Report{}, err
	}
	r, err := model.Decode(rec.body)
	if err != nil {
		return model.Report{}, fmt.Errorf("%w: %w", model.ErrDamaged, err)
	}
	if r.ID != id || r.Rev != rec.seq {
		return model.Report{}, fmt.Errorf("report %q, revision %d, in the record of %q, %d: %w",
			r.ID, r.Rev, id, rec.seq, model.ErrDamaged)
	}
	return r, nil
}

// sealSummary writes a summary of that revision as the record of that time.
func sealSummary(s model.Summary, seq int64, at time.Time) ([]byte, error) {
	body, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	return seal(record{codec: codecSummary, id: s.ID, seq: seq, saved: at, body: body}), nil
}

func unsealSummary(data []byte, id model.ReportID) (model.Summary, error) {
	rec, err := unseal(data, codecSummary, id)
	if err != nil {
		return model.Summary{}, err
	}
	var s model.Summary
	if err := json.Unmarshal(rec.body, &s); err != nil || s.ID != id {
		return model.Summary{}, fmt.Errorf("summary of %q kept as %q: %w", s.ID, id, model.ErrDamaged)
	}
	return s, nil
}
