package main

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"os"
	"strings"
	"testing"

	"tinxa/cmd/vault"
	"tinxa/model/bolt"
)

func (d desk) database() string { return vault.Database(d.data) }

// overwrite changes the database's file behind the program's back.
func (d desk) overwrite(data []byte) {
	d.Helper()
	if err := os.WriteFile(d.database(), data, 0o600); err != nil {
		d.Fatal(err)
	}
}

// TestDamagedDatabase: whatever is wrong with the file, it is said, and the file
// stays as it is for those who may save something of it.
func TestDamagedDatabase(t *testing.T) {
	d := newDesk(t)
	id := d.must("new", "--from", committee)
	sound := read(t, d.database())
	before := d.must("list", "--json")
	garbage := bytes.Repeat([]byte("Tin Xã "), 5000)
	for name, damaged := range map[string][]byte{
		"empty":     nil,
		"truncated": sound[:20_000],
		"one page":  sound[:4096],
		"garbage":   garbage,
		"no heads":  append(bytes.Clone(garbage[:8192]), sound[8192:]...),
	} {
		t.Run(name, func(t *testing.T) {
			d.overwrite(damaged)
			for _, args := range [][]string{{"list"}, {"show", id}, {"new", "--from", committee}, {"export", id, "-o", d.files}} {
				wantFault(t, d.call(args...), "err.damaged", d.data)
			}
			if !bytes.Equal(read(t, d.database()), damaged) {
				t.Error("the file was changed")
			}
		})
	}
	wantNames(t, d.files)
	d.overwrite(sound)
	d.unharmed(before)
}

// TestDamagedReport: the other reports are not drawn into it.
func TestDamagedReport(t *testing.T) {
	d := newDesk(t)
	hurt, well := d.must("new", "--from", committee), d.must("new", "--from", roundup)
	before := d.must("list", "--json")
	d.overwrite(bytes.ReplaceAll(read(t, d.database()), []byte("4 nhiệm vụ"), []byte("5 nhiệm vụ")))
	wantFault(t, d.call("show", hurt), "err.damaged", hurt)
	wantFault(t, d.call("export", hurt, "-o", d.files), "err.damaged", hurt)
	d.must("show", well)
	d.must("export", well, "--to", "txt", "-o", d.files)
	d.must("new", "--from", committee)
	d.overwrite(read(t, d.database()))
	if after := d.must("list", "--json"); !strings.HasSuffix(after, strings.TrimPrefix(before, "[\n")) {
		t.Errorf("the list was\n%s\nand is\n%s", before, after)
	}
}

// TestNewerDatabase: it is read, exported from, and not written.
func TestNewerDatabase(t *testing.T) {
	d := newDesk(t)
	id := d.must("new", "--from", committee)
	before := d.must("list", "--json")
	newer := newerForm(t, read(t, d.database()))
	d.overwrite(newer)
	d.unharmed(before)
	d.must("show", id)
	d.must("export", id, "-o", d.files)
	wantFault(t, d.call("new", "--from", committee), "err.newer", d.data)
	if !bytes.Equal(read(t, d.database()), newer) {
		t.Error("the file was changed")
	}
}

// newerForm raises the version in the file's own record, of which old copies
// may lie about, and seals it again: the 8 bytes at 8 are the version, the 4 at
// 24 the checksum of all the others.
func newerForm(t *testing.T, file []byte) []byte {
	t.Helper()
	const header = 28
	body := []byte(`{"id":"format","seq":3,"body":null}`)
	out := bytes.Clone(file)
	if !bytes.Contains(out, body) {
		t.Fatal("the file says nothing of its form")
	}
	table := crc32.MakeTable(crc32.Castagnoli)
	for from := 0; bytes.Contains(out[from:], body); {
		at := from + bytes.Index(out[from:], body)
		record := out[at-header : at+len(body)]
		binary.BigEndian.PutUint64(record[8:], 99)
		binary.BigEndian.PutUint32(record[24:], crc32.Update(crc32.Checksum(record[:24], table), table, body))
		from = at + len(body)
	}
	return out
}

func TestLockedDatabase(t *testing.T) {
	d := newDesk(t)
	d.must("new", "--from", committee)
	before := d.must("list", "--json")
	open, err := bolt.Open(t.Context(), d.database())
	if err != nil {
		t.Fatal(err)
	}
	wantFault(t, d.call("new", "--from", roundup), "err.locked", d.data)
	if err := open.Close(); err != nil {
		t.Fatal(err)
	}
	d.unharmed(before)
}
