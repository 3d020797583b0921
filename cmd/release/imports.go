package main

import (
	"bytes"
	"debug/pe"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// ofWindows are the libraries that come with every Windows 10 and 11. A program
// that imports another one does not start on a PC where that is missing.
var ofWindows = []string{
	"advapi32.dll", "api-ms-win-core-synch-l1-2-0.dll", "bcrypt.dll", "bcryptprimitives.dll", "comctl32.dll",
	"comdlg32.dll", "crypt32.dll", "dwmapi.dll", "gdi32.dll", "imm32.dll", "iphlpapi.dll", "kernel32.dll", "msvcrt.dll", "ntdll.dll",
	"ole32.dll", "oleaut32.dll", "opengl32.dll", "psapi.dll", "rpcrt4.dll", "secur32.dll", "setupapi.dll",
	"shell32.dll", "shlwapi.dll", "user32.dll", "userenv.dll", "uxtheme.dll", "version.dll", "winhttp.dll",
	"winmm.dll", "winspool.drv", "ws2_32.dll",
}

// errForeign: a program needs a library that does not come with Windows.
var errForeign = errors.New("not a library of Windows")

// imports lists the libraries that programs need, and fails where one of them
// neither comes with Windows nor lies beside the program in the same call.
func imports(files []string, out io.Writer) error {
	if len(files) == 0 {
		return fmt.Errorf("%w: release imports FILE.exe…", errUsage)
	}
	known := slices.Clone(ofWindows)
	for _, file := range files {
		known = append(known, strings.ToLower(filepath.Base(file)))
	}
	var faults []error
	for _, file := range files {
		libraries, err := importsOf(file)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		fmt.Fprintf(out, "%s: %s\n", filepath.Base(file), strings.Join(libraries, " "))
		for _, library := range libraries {
			if !slices.Contains(known, strings.ToLower(library)) {
				faults = append(faults, fmt.Errorf("%s: %s: %w", filepath.Base(file), library, errForeign))
			}
		}
	}
	return errors.Join(faults...)
}

// directory is a list of libraries in a program; see "PE Format", Microsoft,
// "Import Directory Table" and "Delay-Load Directory Table".
type directory struct {
	number int // its entry among the data directories
	record int // bytes of one entry
	name   int // where in an entry the address of the library's name stands
}

var directories = []directory{
	{number: pe.IMAGE_DIRECTORY_ENTRY_IMPORT, record: 20, name: 12},
	{number: pe.IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT, record: 32, name: 4},
}

// importsOf names the libraries that a 64-bit program needs, in order of the
// alphabet. (debug/pe knows them by the names of functions only, and so not
// those whose functions are asked for by number.)
func importsOf(file string) ([]string, error) {
	program, err := pe.Open(file)
	if err != nil {
		return nil, err
	}
	defer program.Close()
	header, ok := program.OptionalHeader.(*pe.OptionalHeader64)
	if !ok {
		return nil, errors.New("not a 64-bit program")
	}
	var all []string
	for _, d := range directories {
		at := header.DataDirectory[d.number].VirtualAddress
		if at == 0 {
			continue
		}
		libraries, err := d.read(program, at)
		if err != nil {
			return nil, err
		}
		all = append(all, libraries...)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

func (d directory) read(program *pe.File, at uint32) ([]string, error) {
	var all []string
	for table := inMemory(program, at); len(table) >= d.record; table = table[d.record:] {
		name := binary.LittleEndian.Uint32(table[d.name:])
		if name == 0 {
			return all, nil
		}
		library, _, ended := bytes.Cut(inMemory(program, name), []byte{0})
		if !ended {
			break
		}
		all = append(all, string(library))
	}
	return nil, errors.New("the list of libraries is cut off")
}

// inMemory is what a program has in memory from an address to the end of the
// section there; empty where it has nothing.
func inMemory(program *pe.File, at uint32) []byte {
	for _, s := range program.Sections {
		if at < s.VirtualAddress || at-s.VirtualAddress >= s.Size {
			continue
		}
		data, err := s.Data()
		if err != nil || uint64(at-s.VirtualAddress) > uint64(len(data)) {
			return nil
		}
		return data[at-s.VirtualAddress:]
	}
	return nil
}
