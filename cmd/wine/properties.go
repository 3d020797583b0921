package main

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// property is a text of a program's version resource, as Explorer shows it under
// Properties; empty where there is none. See "String structure" of Microsoft's
// documentation of VS_VERSIONINFO: three numbers of two bytes, its length, that
// of its value in letters, and 1 for a text; the key, which ends with 0; and the
// value, at the next place that 4 divides.
func property(program []byte, key string) string {
	head := bytes.Index(program, wide("\x01"+key+"\x00")) - 4
	if head < 0 {
		return ""
	}
	at := head + (6+2*(len(key)+1)+3)&^3
	end := at + 2*int(binary.LittleEndian.Uint16(program[head+2:]))
	var units []uint16
	for ; at+2 <= min(end, len(program)); at += 2 {
		units = append(units, binary.LittleEndian.Uint16(program[at:]))
	}
	return strings.TrimRight(string(utf16.Decode(units)), "\x00")
}

// wide is a text as Windows keeps it.
func wide(text string) []byte {
	var all []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		all = binary.LittleEndian.AppendUint16(all, unit)
	}
	return all
}

// plainLetters leaves out the bytes that are 0, so that a text in UTF-16 reads as
// one in ASCII.
func plainLetters(data []byte) []byte { return bytes.ReplaceAll(data, []byte{0}, nil) }
