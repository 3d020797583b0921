package graphics

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"

	"tinxa/model/disk"
)

// Wish is what the user wants to draw the window.
type Wish string

// The wishes.
const (
	Whatever   Wish = ""         // OpenGL where it will do, software where not
	InSoftware Wish = "software" // always the second copy
	InHardware Wish = "hardware" // always this machine's OpenGL, whatever was found
)

const (
	memoryFile = "graphics.json"
	memoryMost = 1 << 20 // bytes; a larger file is not ours
	// restsAfter is how many starts an OpenGL that would not do is believed not
	// to do; then it is looked at anew, in case somebody repaired it.
	restsAfter = 20
	// restsOnce is the same after one start that never came back.
	restsOnce = 1
	// mostMachines bounds what is remembered: a notebook with its docks and a
	// remote desktop has a handful of names.
	mostMachines = 16
)

// memory is what is remembered from start to start. A file that cannot be read
// is none: everything in it can be found out again.
type memory struct {
	path  string
	Wish  Wish      `json:"wish,omitempty"`
	Known []machine `json:"known,omitempty"` // the one used last stands last
}

// machine is what was found under one name.
type machine struct {
	Name    string  `json:"name"`
	Finding Finding `json:"finding"`
	Rests   int     `json:"rests,omitempty"` // starts before an unusable one is looked at anew
	Lost    int     `json:"lost,omitempty"`  // starts, one after another, whose window never opened
	Told    bool    `json:"told,omitempty"`  // that it is drawn in software
}

// remember reads what is remembered in a folder.
func remember(dir string) memory {
	m := memory{path: filepath.Join(dir, memoryFile)}
	file, err := os.Open(m.path)
	if err != nil {
		return m
	}
	defer file.Close()
	var read memory
	if json.NewDecoder(io.LimitReader(file, memoryMost)).Decode(&read) != nil {
		return m
	}
	if read.Wish == InSoftware || read.Wish == InHardware {
		m.Wish = read.Wish
	}
	if len(read.Known) <= mostMachines {
		m.Known = read.Known
	}
	return m
}

// keep writes what is remembered. Whoever cannot write finds out anew at the
// next start.
func (m memory) keep() error {
	if err := disk.MakeFolder(filepath.Dir(m.path), 0o700); err != nil {
		return err
	}
	return disk.WriteFile(m.path, func(w io.Writer) error { return json.NewEncoder(w).Encode(m) })
}

// known is what is remembered of a machine, nil for nothing.
func (m *memory) known(name string) *machine {
	for i := range m.Known {
		if m.Known[i].Name == name {
			return &m.Known[i]
		}
	}
	return nil
}

// believed is what was found on a machine, while it may still be believed.
func (m *memory) believed(name string) (Finding, bool) {
	k := m.known(name)
	if k == nil || !k.Finding.Usable && k.Rests <= 0 {
		return Finding{}, false
	}
	if k.Finding.Usable {
		return k.Finding, true
	}
	k.Rests--
	return k.Finding, true
}

// learn remembers what was found on a machine.
func (m *memory) learn(name string, f Finding) {
	lost, told := 0, false
	if k := m.known(name); k != nil {
		lost, told = k.Lost, k.Told
	}
	m.Known = slices.DeleteFunc(m.Known, func(k machine) bool { return k.Name == name })
	if len(m.Known) >= mostMachines {
		m.Known = m.Known[1:]
	}
	k := machine{Name: name, Finding: f, Lost: lost, Told: told}
	if !f.Usable {
		k.Rests = restsAfter
	}
	m.Known = append(m.Known, k)
}

// lose remembers that a start on a machine never got its window open. Once may
// have been a power cut, and is soon tried again; twice is the driver.
func (m *memory) lose(name string) Finding {
	var f Finding
	if k := m.known(name); k != nil {
		f = k.Finding
	}
	f = f.failed("the window did not open the last time")
	m.learn(name, f)
	k := m.known(name)
	if k.Lost++; k.Lost == 1 {
		k.Rests = restsOnce
	}
	return f
}

// SetWish remembers in a folder what the user wants, and forgets what was found,
// so that the next start looks for itself.
func SetWish(dir string, w Wish) error {
	m := remember(dir)
	m.Wish, m.Known = w, nil
	return m.keep()
}
