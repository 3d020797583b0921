package bolt

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/disk"
)

// The roll is a file beside the database that names the newest revision of each
// report. It is not flushed and nothing depends on it but one thing: when the
// end of a database is cut off, it still tells what was in there. A line is the
// CRC32C of the rest in eight hexadecimal digits, a space, and a rollEntry as
// JSON; later lines replace earlier ones.
const (
	rollExt = ".roll"
	// mostRoll is the size in bytes above which the roll is written anew when
	// the database is opened.
	mostRoll = 4 << 20
)

// Roll is the path of the roll of the database at path.
func Roll(path string) string { return path + rollExt }

// rollEntry is one line of the roll. Gone reports were purged.
type rollEntry struct {
	model.Trace
	Gone bool `json:"gone,omitzero"`
}

// rollLine writes one line.
func rollLine(e rollEntry) []byte {
	data, err := json.Marshal(e)
	if err != nil {
		return nil // a trace has nothing that cannot be written
	}
	return fmt.Appendf(nil, "%08x %s\n", crc32.Checksum(data, castagnoli), data)
}

// enrol notes in the roll what was just saved or purged. That it cannot be
// noted keeps nothing from being saved.
func (s *Store) enrol(entries ...rollEntry) {
	s.swap.RLock()
	path := s.path
	s.swap.RUnlock()
	if path == "" || len(entries) == 0 { // closed meanwhile
		return
	}
	var lines []byte
	for _, e := range entries {
		lines = append(lines, rollLine(e)...)
	}
	file, err := os.OpenFile(Roll(path), os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return
	}
	_, _ = file.Write(lines)
	_ = file.Close()
}

// traceOf is how the roll names a report.
func traceOf(r model.Report) rollEntry {
	return rollEntry{Trace: model.Trace{ID: r.ID, Rev: r.Rev, Name: r.Name(), Saved: r.Updated}}
}

// goneEntries says that reports were purged.
func goneEntries(ids []model.ReportID) []rollEntry {
	var all []rollEntry
	for _, id := range ids {
		all = append(all, rollEntry{Trace: model.Trace{ID: id}, Gone: true})
	}
	return all
}

// renewRoll writes the roll anew from the database where there is none, or it
// has grown too long.
func (s *Store) renewRoll(path string) {
	if info, err := os.Stat(Roll(path)); err == nil && info.Size() <= mostRoll {
		return
	}
	_ = s.db.View(func(tx *bbolt.Tx) error {
		return disk.WriteFile(Roll(path), func(w io.Writer) error { return writeRoll(w, tx) })
	})
}

func writeRoll(w io.Writer, tx *bbolt.Tx) error {
	out := bufio.NewWriter(w)
	err := tx.Bucket(bucketDrafts).ForEach(func(key, data []byte) error {
		rec, err := unsealHeader(data, codecReport)
		if err != nil {
			return nil // the check at start names it
		}
		id, from := model.ReportID(key), tx.Bucket(bucketSummaries)
		if tx.Bucket(bucketBin).Get(key) != nil {
			from = tx.Bucket(bucketBin)
		}
		sum := summary(tx, from, id)
		_, err = out.Write(rollLine(rollEntry{Trace: model.Trace{ID: id, Rev: rec.seq, Name: sum.Title, Saved: rec.saved}}))
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// readRoll reads what a roll says of each report; lines that are damaged are
// passed over.
func readRoll(path string) map[model.ReportID]rollEntry {
	all := map[model.ReportID]rollEntry{}
	file, err := os.Open(Roll(path))
	if err != nil {
		return all
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if e, ok := parseRoll(lines.Bytes()); ok {
			all[e.ID] = e
		}
	}
	return all
}

func parseRoll(line []byte) (e rollEntry, ok bool) {
	sum, data, _ := bytes.Cut(line, []byte(" "))
	if !strings.EqualFold(string(sum), fmt.Sprintf("%08x", crc32.Checksum(data, castagnoli))) {
		return e, false
	}
	return e, json.Unmarshal(data, &e) == nil && e.ID.Valid()
}

// missed lists what the roll names and neither found nor traces know: reports
// of which a newer revision was there.
func missed(roll map[model.ReportID]rollEntry, s Salvaged) []model.Trace {
	known := map[model.ReportID]int64{}
	for _, f := range s.Found {
		known[f.Report.ID] = max(known[f.Report.ID], f.Report.Rev)
	}
	for _, t := range s.Traces {
		known[t.ID] = max(known[t.ID], t.Rev)
	}
	var all []model.Trace
	for id, e := range roll {
		if !e.Gone && e.Rev > known[id] {
			all = append(all, e.Trace)
		}
	}
	return all
}

// name gives traces that nothing names in the database the names of the roll.
func name(traces []model.Trace, roll map[model.ReportID]rollEntry) {
	for i := range traces {
		if traces[i].Name == "" {
			traces[i].Name = roll[traces[i].ID].Name
		}
	}
}

// LastSaved is when something was saved last in the database at path, by its
// roll and whatever state the database is in; zero where nothing tells it.
func LastSaved(path string) (newest time.Time) {
	for _, e := range readRoll(path) {
		if e.Saved.After(newest) {
			newest = e.Saved
		}
	}
	return newest
}
