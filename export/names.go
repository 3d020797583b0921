package export

import (
	"fmt"
	"regexp"
	"slices"

	"tinxa/model"
	"tinxa/model/viet"
)

// The names in a folder of Pages, and what tells our index.html from others'.
const (
	IndexFile = "index.html"
	PhotoDir  = "anh"
	// Mark stands in the head of every page we write. WriteFolder replaces no
	// folder whose page lacks it.
	Mark = `<meta name="generator" content="tinxa">`
)

// Bytes of a name made from a headline. Explorer unpacks an archive into a
// folder of its name, that holds our folder, that holds the photos: the three
// together must leave room within the 260 characters of a Windows path.
const (
	fileNameMax  = 80
	photoNameMax = 32
)

// noName is the file name of a report in which nothing is written.
const noName = "bai-viet"

// FileName is a name for r, without ending: ASCII small letters, digits and
// hyphens, at most 80 bytes, made from its headline or else from how its text
// begins. It is allowed on every system.
func FileName(r model.Report) string { return fileName(r, fileNameMax) }

func fileName(r model.Report, maxLen int) string {
	name := viet.Slug(r.Name(), maxLen)
	switch {
	case name == "":
		return noName
	case reserved.MatchString(name):
		return name + "-" + noName
	}
	return name
}

// reserved matches what Windows takes for a device, whatever ending follows.
var reserved = regexp.MustCompile(`^(con|prn|aux|nul|com\d|lpt\d)$`)

// PhotoFile is where a photo lies in a folder of Pages.
type PhotoFile struct {
	ID   model.PhotoID
	Name string // "anh/hoi-nghi-1.jpg"
}

// PhotoFiles names the photos of r in reading order, each once.
func PhotoFiles(r model.Report) []PhotoFile {
	var files []PhotoFile
	stem := fileName(r, photoNameMax)
	for _, p := range r.Pictures() {
		known := slices.ContainsFunc(files, func(f PhotoFile) bool { return f.ID == p.Photo })
		if p.Photo == "" || known {
			continue
		}
		name := fmt.Sprintf("%s/%s-%d.jpg", PhotoDir, stem, len(files)+1)
		files = append(files, PhotoFile{ID: p.Photo, Name: name})
	}
	return files
}

// photoName matches the names that PhotoFiles gives, within PhotoDir.
var photoName = regexp.MustCompile(`^[a-z0-9-]+-\d+\.jpg$`)
