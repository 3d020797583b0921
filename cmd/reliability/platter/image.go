package platter

import (
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// Image is what a disk holds: files and folders by number.
type Image struct {
	files map[int]content
	names map[int]map[string]int
}

// Now is what programs see, as if all had reached the disk.
func (d *Disk) Now() Image {
	return d.image(func(n *node) content { return n.now }, func(_ int, n *node) map[string]int { return n.names })
}

func (d *Disk) image(file func(*node) content, names func(int, *node) map[string]int) Image {
	img := Image{files: map[int]content{}, names: map[int]map[string]int{}}
	for _, number := range slices.Sorted(maps.Keys(d.nodes)) {
		if n := d.nodes[number]; n.folder {
			img.names[number] = names(number, n)
		} else {
			img.files[number] = file(n)
		}
	}
	return img
}

// mood is how much of what is not safe has reached the disk, 0 to 1. Disks and
// their file systems differ most in this, so each part has a mood of its own.
type mood struct{ data, sizes, names float64 }

// moods: a coin for each thing, and the extremes, which coins never give: names
// that run ahead of the data, data that run ahead of the names, nothing, all.
func anyMood(rnd *rand.Rand) mood {
	switch rnd.IntN(8) {
	case 0:
		return mood{data: 0, sizes: 1, names: 1}
	case 1:
		return mood{data: 1, sizes: 1, names: 0}
	case 2:
		return mood{}
	case 3:
		return mood{data: 0.5, sizes: 1, names: 1}
	case 4:
		return mood{data: 0.97, sizes: 1, names: 1}
	case 5:
		return mood{data: 0.03, sizes: rnd.Float64(), names: rnd.Float64()}
	}
	return mood{rnd.Float64(), rnd.Float64(), rnd.Float64()}
}

// Cut is what the disk holds after a power cut now; equal chances give equal
// images.
func (d *Disk) Cut(rnd *rand.Rand) Image {
	m := anyMood(rnd)
	reached := d.namesReached(rnd, m.names)
	return d.image(
		func(n *node) content { return n.torn(rnd, m) },
		func(number int, n *node) map[string]int {
			names := maps.Clone(n.kept)
			for i, change := range n.naming {
				if reached[place{number, i}] {
					apply(names, change)
				}
			}
			return names
		})
}

// torn is the content after a power cut: each sector as it was at some moment
// since the last sync, or as it was then, and some of the sizes.
func (n *node) torn(rnd *rand.Rand, m mood) content {
	if len(n.pending) == 0 {
		return n.safe
	}
	c := n.safe.clone()
	size := c.size
	stopped := map[int64]bool{} // sectors that reached the disk for the last time
	sized := true
	for _, op := range n.pending {
		if op.Kind == Resize && op.At < c.size && rnd.Float64() < m.data {
			c.wipe(op.At)
		}
		if op.Kind == Write {
			reach(&c, op, stopped, rnd, m.data)
		}
		if sized = sized && rnd.Float64() < m.sizes; sized && op.Kind == Resize {
			size = op.At
		} else if sized {
			size = max(size, op.At+int64(len(op.Data)))
		}
	}
	c.size = size
	return c
}

// reach writes the sectors of op that reached the disk.
func reach(c *content, op Op, stopped map[int64]bool, rnd *rand.Rand, chance float64) {
	for part := range parts(op.At, len(op.Data), sectorSize) {
		at := op.At + int64(part.from)
		sector := at / sectorSize
		if stopped[sector] = stopped[sector] || rnd.Float64() >= chance; !stopped[sector] {
			c.put(at, op.Data[part.from:part.to])
		}
	}
}

// place is a change of a name: the folder and where it stands in its list.
type place struct{ folder, index int }

// namesReached draws for every name up to which change the disk has it.
func (d *Disk) namesReached(rnd *rand.Rand, chance float64) map[place]bool {
	reached, gained := map[place]bool{}, map[int]bool{}
	for _, number := range slices.Sorted(maps.Keys(d.nodes)) {
		stopped := map[string]bool{}
		for i, change := range d.nodes[number].naming {
			if stopped[change.name] = stopped[change.name] || rnd.Float64() >= chance; stopped[change.name] {
				continue
			}
			reached[place{number, i}] = true
			gained[change.move] = gained[change.move] || change.target > 0
		}
	}
	d.undoHalves(reached, gained)
	return reached
}

// undoHalves keeps the old names of moves whose new name did not reach the disk.
func (d *Disk) undoHalves(reached map[place]bool, gained map[int]bool) {
	for number, n := range d.nodes {
		lost := map[string]bool{}
		for i, change := range n.naming {
			half := change.move > 0 && change.target == 0 && !gained[change.move] && d.waits(change.move)
			if lost[change.name] = lost[change.name] || half; lost[change.name] {
				delete(reached, place{number, i})
			}
		}
	}
}

// waits reports whether the new name of a move is not safe yet.
func (d *Disk) waits(move int) bool {
	for _, n := range d.nodes {
		if slices.ContainsFunc(n.naming, func(c naming) bool { return c.move == move && c.target > 0 }) {
			return true
		}
	}
	return false
}

// WriteTo lays the image out in an empty folder.
func (img Image) WriteTo(dir string) error {
	return img.lay(Root, dir, map[int]string{})
}

func (img Image) lay(folder int, dir string, laid map[int]string) error {
	for name, number := range img.names[folder] {
		path := filepath.Join(dir, name)
		var err error
		if _, isFolder := img.names[number]; isFolder {
			err = errors.Join(os.Mkdir(path, 0o700), img.lay(number, path, laid))
		} else if first := laid[number]; first != "" {
			err = os.Link(first, path)
		} else {
			laid[number] = path
			err = img.files[number].writeFile(path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c content) writeFile(path string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	for at, data := range c.runs {
		if _, e := file.WriteAt(data, at); e != nil {
			err = errors.Join(err, e)
		}
	}
	return errors.Join(err, file.Truncate(c.size), file.Close())
}

// Differs compares the image with a real folder and names the first difference;
// empty when there is none.
func (img Image) Differs(dir string) string { return img.compare(Root, dir) }

func (img Image) compare(folder int, dir string) string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err.Error()
	}
	if len(entries) != len(img.names[folder]) {
		return dir + " holds other names"
	}
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		number, known := img.names[folder][entry.Name()]
		switch _, isFolder := img.names[number]; {
		case !known || isFolder != entry.IsDir():
			return path + " is another thing"
		case isFolder:
			if difference := img.compare(number, path); difference != "" {
				return difference
			}
		default:
			if difference := img.files[number].compare(path); difference != "" {
				return difference
			}
		}
	}
	return ""
}

func (c content) compare(path string) string {
	data, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	if string(data) != string(c.read(0, int(c.size))) {
		return path + " holds other bytes"
	}
	return ""
}
