package journal

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"time"

	"tinxa/model"
)

// A frame is, in big-endian numbers: magic (4 bytes), CRC-32C of all that
// follows (4), length of the body (4), sequence (8), time in milliseconds since
// 1970 (8), body. No JSON holds the first byte of the magic.
const (
	magic      = "\xffTXJ"
	headerSize = 28
	checkedAt  = 8 // where the part begins that the checksum covers
	// maxFrame is more than any report takes, in bytes.
	maxFrame = 16 << 20
	// block is what slots are aligned to, in bytes: a write to one never shares
	// a page or a sector with the other.
	block = 4096
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// frame is an Unsaved with its number: the higher one is the newer.
type frame struct {
	seq     uint64
	unsaved model.Unsaved
}

// body is the JSON within a frame.
type body struct {
	Beyond int64           `json:"beyond"`
	Caret  string          `json:"caret,omitzero"`
	Report json.RawMessage `json:"report"` // as model.Encode writes it
}

// encode makes the bytes of a frame. model.ErrFormat when the report is not
// sound or larger than any report is.
func (f frame) encode() ([]byte, error) {
	report, err := model.Encode(f.unsaved.Report)
	if err != nil {
		return nil, err
	}
	content, err := json.Marshal(body{f.unsaved.Beyond, f.unsaved.Caret, report})
	if err != nil {
		return nil, err
	}
	if headerSize+len(content) > maxFrame {
		return nil, fmt.Errorf("%d bytes: %w", len(content), model.ErrFormat)
	}
	return seal(f.seq, f.unsaved.At, content), nil
}

// seal puts the header before a body.
func seal(seq uint64, at time.Time, content []byte) []byte {
	out := append(make([]byte, 0, headerSize+len(content)), magic...)
	out = binary.BigEndian.AppendUint32(out, 0)
	out = binary.BigEndian.AppendUint32(out, uint32(len(content)))
	out = binary.BigEndian.AppendUint64(out, seq)
	out = binary.BigEndian.AppendUint64(out, uint64(at.UnixMilli()))
	out = append(out, content...)
	binary.BigEndian.PutUint32(out[len(magic):], crc32.Checksum(out[checkedAt:], castagnoli))
	return out
}

// sequence reads a frame's number from its header, unchecked.
func sequence(header []byte) uint64 { return binary.BigEndian.Uint64(header[12:]) }

// decode reads the frame that data begins with, and reports whether it is whole.
func decode(data []byte) (frame, bool) {
	if len(data) < headerSize || !bytes.HasPrefix(data, []byte(magic)) {
		return frame{}, false
	}
	length := uint64(binary.BigEndian.Uint32(data[8:]))
	if length > uint64(len(data)-headerSize) {
		return frame{}, false
	}
	end := headerSize + int(length)
	if crc32.Checksum(data[checkedAt:end], castagnoli) != binary.BigEndian.Uint32(data[len(magic):]) {
		return frame{}, false
	}
	var content body
	if err := json.Unmarshal(data[headerSize:end], &content); err != nil {
		return frame{}, false
	}
	report, err := model.Decode(content.Report)
	if err != nil || !report.ID.Valid() {
		return frame{}, false
	}
	at := time.UnixMilli(int64(binary.BigEndian.Uint64(data[20:]))).UTC()
	return frame{sequence(data), model.Unsaved{Report: report, Beyond: content.Beyond, Caret: content.Caret, At: at}}, true
}

// newest finds the newest sound frame of a file. It looks wherever a slot could
// begin, for a file that was cut off does not tell how large its slots are.
func newest(data []byte) (frame, bool) {
	var best frame
	found := false
	for at := 0; at < len(data); at += block {
		if f, ok := decode(data[at:]); ok && (!found || f.newer(best)) {
			best, found = f, true
		}
	}
	return best, found
}

// newer orders frames of one report, also of different folders.
func (f frame) newer(other frame) bool {
	return cmp.Or(cmp.Compare(f.seq, other.seq), f.unsaved.At.Compare(other.unsaved.At)) > 0
}
