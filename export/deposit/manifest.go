package deposit

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// Names in a deposit. Others are never read, written or removed.
const (
	manifestName = "bai.json"
	shelf        = "anh"  // of photos whose report is not known yet
	oldExt       = ".old" // what is being replaced, where that takes two steps
	partExt      = ".part"
)

var (
	markName  = regexp.MustCompile(`^[A-Za-z0-9]{1,64}$`)
	htmlName  = regexp.MustCompile(`^bai-[0-9a-f]{8}\.html$`)
	textName  = regexp.MustCompile(`^bai-[0-9a-f]{8}\.txt$`)
	photoName = regexp.MustCompile(`^(\.\./anh/)?anh-[0-9a-f]{12}\.jpg$`)
	// passing matches what a broken off writing leaves.
	passing = regexp.MustCompile(`^(anh-|bai).*\.(part|old)$|^\.tinxa-[A-Z2-7]{26}$`)
)

// manifestVersion is that of the manifest's form.
const manifestVersion = 1

// manifest is bai.json: what a report is, and which files it has.
type manifest struct {
	Version int     `json:"version"`
	Mark    string  `json:"mark"`
	Release release `json:"release"`
	Head    head    `json:"head"`
	Credits credits `json:"credits,omitzero"`
	Cover   string  `json:"cover,omitzero"` // name of a photo
	Photos  []photo `json:"photos"`
	Body    body    `json:"body"`
	Files   []file  `json:"files"`
}

// release is what is to become of the report.
type release struct {
	Status model.PostStatus `json:"status"`
	At     time.Time        `json:"at,omitzero"` // not before
	Topics []string         `json:"topics,omitempty"`
}

type head struct {
	Kicker string `json:"kicker,omitzero"`
	Title  string `json:"title"`
	Sapo   string `json:"sapo,omitzero"`
}

type credits struct {
	Bylines  []byline `json:"bylines,omitempty"`
	Source   string   `json:"source,omitzero"`
	Tags     []string `json:"tags,omitempty"`
	Category string   `json:"category,omitzero"`
}

type byline struct {
	Name string `json:"name"`
	Unit bool   `json:"unit,omitzero"`
}

// photo is one as the report shows it, in reading order.
type photo struct {
	File    string `json:"file"`
	Caption string `json:"caption,omitzero"`
	Alt     string `json:"alt,omitzero"`
	Credit  string `json:"credit,omitzero"`
	Width   int    `json:"width,omitzero"` // pixels
	Height  int    `json:"height,omitzero"`
}

// body names the report's text in both forms.
type body struct {
	HTML string `json:"html"`
	Text string `json:"text"`
}

// file is one that belongs to the report, relative to the manifest.
type file struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`   // bytes
	SHA256 string `json:"sha256"` // hexadecimal
}

// describe is the manifest of p, but for its files.
func describe(p export.Post) manifest {
	r := p.Report
	m := manifest{
		Version: manifestVersion, Mark: p.Mark, Release: releaseOf(p),
		Head:    head{Kicker: r.Head.Kicker, Title: r.Head.Title, Sapo: r.Head.Sapo.Plain()},
		Credits: credits{Source: r.Credits.Source, Tags: export.Tags(r), Category: r.Credits.Category},
		Photos:  []photo{},
	}
	for _, b := range r.Credits.Bylines {
		if name := strings.TrimSpace(b.Name); name != "" {
			m.Credits.Bylines = append(m.Credits.Bylines, byline{name, b.Unit})
		}
	}
	for _, pic := range r.Pictures() {
		if at, ok := p.Photos[pic.Photo]; ok {
			m.Photos = append(m.Photos, photo{at.URL, pic.Caption, pic.Alt, pic.Credit, at.Width, at.Height})
		}
	}
	m.Cover = p.Photos[r.CoverPhoto()].URL
	return m
}

func releaseOf(p export.Post) release {
	status := p.Status
	if status == "" {
		status = model.PostDraft
	}
	return release{Status: status, At: p.At, Topics: p.Topics}
}

// photoFiles are those of the photos that p shows, each once.
func photoFiles(p export.Post) ([]file, error) {
	var files []file
	seen := map[model.PhotoID]bool{}
	for _, pic := range p.Report.Pictures() {
		at, ok := p.Photos[pic.Photo]
		if !ok || seen[pic.Photo] {
			continue
		}
		seen[pic.Photo] = true
		kept, err := parseKept(at.ID)
		if err != nil {
			return nil, err
		}
		switch folder, name, _ := strings.Cut(kept.Name, "/"); folder {
		case p.Mark:
			kept.Name = name
		case shelf:
			kept.Name = "../" + kept.Name
		default:
			return nil, errKept // of another report, and gone with it one day
		}
		files = append(files, kept)
	}
	return files, nil
}

// encode writes the manifest as it lies in the folder. A time beyond the year
// 9999 is an error.
func (m manifest) encode() ([]byte, error) {
	data, err := json.MarshalIndent(m, "", "  ")
	return append(data, '\n'), err
}

// errManifest: somebody else wrote it, or a newer program.
var errManifest = errors.New("deposit: not a manifest of ours")

// decode reads a manifest and trusts none of its names.
func decode(data []byte) (manifest, error) {
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return manifest{}, fmt.Errorf("%w: %w", errManifest, err)
	}
	if m.Version != manifestVersion || !markName.MatchString(m.Mark) || len(m.Files) > mostEntries ||
		!htmlName.MatchString(m.Body.HTML) || !textName.MatchString(m.Body.Text) {
		return manifest{}, errManifest
	}
	for _, f := range m.Files {
		if f.Size < 0 || f.Name != m.Body.HTML && f.Name != m.Body.Text && !photoName.MatchString(f.Name) {
			return manifest{}, errManifest
		}
	}
	switch m.Release.Status {
	case model.PostDraft, model.PostPending, model.PostPublic:
		return m, nil
	}
	return manifest{}, errManifest
}

// path is where a file of the manifest lies, from the folder of all reports.
func (m manifest) path(name string) string {
	if rest, ok := strings.CutPrefix(name, "../"); ok {
		return rest
	}
	return m.Mark + "/" + name
}

// folders are those that the files lie in, each once.
func (m manifest) folders() iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(m.Mark) {
			return
		}
		for _, f := range m.Files {
			if strings.HasPrefix(f.Name, "../") {
				yield(shelf)
				return
			}
		}
	}
}

// has reports whether the manifest names a file of the report's own folder.
func (m manifest) has(name string) bool {
	for _, f := range m.Files {
		if f.Name == name {
			return true
		}
	}
	return false
}

// digest is a file with what is in it.
func digest(name string, data []byte) file {
	return file{Name: name, Size: int64(len(data)), SHA256: fmt.Sprintf("%x", sha256.Sum256(data))}
}

// bodyName names a file by what is in it: another state has another name.
func bodyName(text, ext string) string {
	return "bai-" + digest("", []byte(text)).SHA256[:8] + ext
}

// kept is the id of a photo for the engine: where it lies, its size and its
// SHA-256, which the manifest wants to name.
func (f file) kept() string { return fmt.Sprintf("%s %d %s", f.Name, f.Size, f.SHA256) }

// keptPath matches where a photo may lie.
var keptPath = regexp.MustCompile(`^[A-Za-z0-9]{1,64}/anh-[0-9a-f]{12}\.jpg$`)

var (
	errKept    = errors.New("deposit: not the id of a photo")
	sha256Form = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

func parseKept(id string) (file, error) {
	parts := strings.Split(id, " ")
	if len(parts) != 3 || !keptPath.MatchString(parts[0]) || !sha256Form.MatchString(parts[2]) {
		return file{}, errKept
	}
	size, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil || size < 0 {
		return file{}, errKept
	}
	return file{Name: parts[0], Size: size, SHA256: parts[2]}, nil
}
