package main

import (
	"bytes"
	"debug/pe"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sectionAt is where the one section of a program of these tests lies in memory.
const sectionAt = 0x1000

// programWith is the least that is a 64-bit program for Windows: headers, and a
// section with the lists of the libraries that it needs now and later.
func programWith(t *testing.T, now, later []string) string {
	t.Helper()
	var section bytes.Buffer
	header := pe.OptionalHeader64{Magic: 0x20b, NumberOfRvaAndSizes: 16}
	for i, names := range [][]string{now, later} {
		d := directories[i]
		header.DataDirectory[d.number].VirtualAddress = sectionAt + uint32(section.Len())
		section.Write(d.list(names, sectionAt+uint32(section.Len())))
	}
	file := filepath.Join(t.TempDir(), "a.exe")
	if err := os.WriteFile(file, laidOut(header, section.Bytes()), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// list is d's table for names, an empty entry, and the names behind it, for at.
func (d directory) list(names []string, at uint32) []byte {
	table := make([]byte, (len(names)+1)*d.record)
	var text []byte
	for i, name := range names {
		binary.LittleEndian.PutUint32(table[i*d.record+d.name:], at+uint32(len(table)+len(text)))
		text = append(text, name+"\x00"...)
	}
	return append(table, text...)
}

func laidOut(header pe.OptionalHeader64, section []byte) []byte {
	const dos, offset = 64, 0x400
	var b bytes.Buffer
	b.WriteString("MZ")
	b.Write(make([]byte, dos-2-4))
	for _, part := range []any{
		uint32(dos), []byte("PE\x00\x00"),
		pe.FileHeader{
			Machine: pe.IMAGE_FILE_MACHINE_AMD64, NumberOfSections: 1, SizeOfOptionalHeader: uint16(binary.Size(header)),
		},
		header,
		pe.SectionHeader32{
			VirtualAddress: sectionAt, VirtualSize: uint32(len(section)),
			SizeOfRawData: uint32(len(section)), PointerToRawData: offset,
		},
	} {
		if err := binary.Write(&b, binary.LittleEndian, part); err != nil {
			panic(err) // a buffer takes everything
		}
	}
	b.Write(make([]byte, offset-b.Len()))
	b.Write(section)
	return b.Bytes()
}

func TestImportsAreListed(t *testing.T) {
	file := programWith(t, []string{"USER32.dll", "KERNEL32.dll", "OPENGL32.dll"}, []string{"WINSPOOL.DRV", "user32.dll"})
	var out bytes.Buffer
	if err := imports([]string{file}, &out); err != nil {
		t.Fatal(err)
	}
	if want := "a.exe: KERNEL32.dll OPENGL32.dll USER32.dll WINSPOOL.DRV user32.dll\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

func TestForeignImportsAreRefused(t *testing.T) {
	for _, c := range []struct{ now, later []string }{
		{now: []string{"KERNEL32.dll", "libwinpthread-1.dll"}},
		{later: []string{"libgcc_s_seh-1.dll"}},
	} {
		err := imports([]string{programWith(t, c.now, c.later)}, new(bytes.Buffer))
		if !errors.Is(err, errForeign) {
			t.Errorf("%v, %v: %v", c.now, c.later, err)
		}
	}
}

// TestLibrariesHandedOutTogether: one that is checked in the same call may be
// needed by the others.
func TestLibrariesHandedOutTogether(t *testing.T) {
	first, second := programWith(t, []string{"B.dll"}, nil), programWith(t, []string{"KERNEL32.dll"}, nil)
	library := filepath.Join(filepath.Dir(second), "b.dll")
	if err := os.Rename(second, library); err != nil {
		t.Fatal(err)
	}
	if err := imports([]string{first, library}, new(bytes.Buffer)); err != nil {
		t.Error(err)
	}
}

func TestBrokenProgramsAreTold(t *testing.T) {
	whole, err := os.ReadFile(programWith(t, []string{"KERNEL32.dll"}, nil))
	if err != nil {
		t.Fatal(err)
	}
	pastEnd := bytes.Clone(whole)
	binary.LittleEndian.PutUint32(pastEnd[0x400+directories[0].name:], sectionAt+0x10000)
	for name, data := range map[string][]byte{
		"empty": nil, "cut off": whole[:100], "a name past the end": pastEnd, "text": []byte(strings.Repeat("tinxa", 100)),
	} {
		file := filepath.Join(t.TempDir(), "a.exe")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := imports([]string{file}, new(bytes.Buffer)); err == nil {
			t.Errorf("%s: no fault was found", name)
		}
	}
}
