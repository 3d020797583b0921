package backup

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"tinxa/model"
)

const (
	// formVersion is the form of the manifests that this program writes.
	formVersion = 1
	// maxManifest is what a manifest may take: more than 100,000 photos do.
	maxManifest = 16 << 20 // bytes
	// maxFile is what a file may claim to be.
	maxFile = 1 << 40 // bytes
)

// The ends of names.
const (
	extDatabase = ".db"
	extManifest = ".json"
	extSealed   = ".age"
)

// manifest says what a backup is. A backup without one does not exist.
type manifest struct {
	Form    int       `json:"form"`
	Name    string    `json:"name"`
	Made    time.Time `json:"made"`
	Reports int       `json:"reports"`
	File    file      `json:"database"`
	Photos  []photo   `json:"photos"`
	Seal    *seal     `json:"seal,omitzero"`
}

// file is what a file must be.
type file struct {
	Size int64  `json:"size"` // bytes
	Sum  string `json:"sha256"`
}

// photo is a photo that the reports name.
type photo struct {
	ID      model.PhotoID `json:"id"`
	Ext     string        `json:"ext,omitzero"`     // of its name, with the dot
	Size    int64         `json:"size,omitzero"`    // bytes, not sealed
	Missing bool          `json:"missing,omitzero"` // there was none to be had
}

// seal is how a backup is sealed.
type seal struct {
	Recipient string `json:"recipient"` // the public half of the key
	Key       []byte `json:"key"`       // the other half, sealed with the passphrase
	File      file   `json:"database"`  // the database's file as it lies there
}

// envelope is a JSON value and its checksum: what power cuts and tired sticks
// leave of it is told from what was written.
type envelope struct {
	Sum  string          `json:"sha256"`
	Body json.RawMessage `json:"body"`
}

// enclose writes a value into an envelope.
func enclose(value any) ([]byte, error) {
	body, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	return json.Marshal(envelope{Sum: sumOf(body), Body: body})
}

// disclose reads what enclose wrote. ErrDamaged.
func disclose(data []byte, value any) error {
	var e envelope
	if err := strictly(data, &e); err != nil {
		return err
	}
	if sumOf(e.Body) != e.Sum {
		return fmt.Errorf("checksum: %w", model.ErrDamaged)
	}
	return strictly(e.Body, value)
}

// strictly reads one JSON value that has no fields but the known ones.
func strictly(data []byte, value any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(value); err != nil {
		return fmt.Errorf("%w: %w", model.ErrDamaged, err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return fmt.Errorf("more than one value: %w", model.ErrDamaged)
	}
	return nil
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// decodeManifest reads the manifest of the backup of that name. ErrDamaged, and
// ErrNewer when a newer program wrote it.
func decodeManifest(data []byte, name string) (manifest, error) {
	var form struct {
		Body struct {
			Form int `json:"form"`
		} `json:"body"`
	}
	if json.Unmarshal(data, &form) == nil && form.Body.Form > formVersion {
		return manifest{}, fmt.Errorf("manifest of form %d: %w", form.Body.Form, model.ErrNewer)
	}
	var m manifest
	if err := disclose(data, &m); err != nil {
		return manifest{}, err
	}
	if fault := m.fault(); fault != "" || m.Name != name {
		return manifest{}, fmt.Errorf("manifest %q kept as %q: %s: %w", m.Name, name, fault, model.ErrDamaged)
	}
	return m, nil
}

// fault names what a manifest says that no manifest may say. Names and ends of
// names become parts of paths, so only the expected forms are let through.
func (m manifest) fault() string {
	_, isName := parseStamp(m.Name)
	switch {
	case m.Form != formVersion:
		return "form"
	case !isName:
		return "name"
	case m.Reports < 0 || m.Made.IsZero():
		return "facts"
	case !m.File.valid():
		return "database"
	case m.Seal != nil && !m.Seal.valid():
		return "seal"
	}
	for i, p := range m.Photos {
		if !p.valid() || i > 0 && m.Photos[i-1].ID >= p.ID {
			return "photos"
		}
	}
	return ""
}

func (f file) valid() bool {
	return f.Size >= 0 && f.Size <= maxFile && model.PhotoID(f.Sum).Valid() // the same form: a SHA-256
}

var extForm = regexp.MustCompile(`^\.[a-z0-9]{1,5}$`)

func (p photo) valid() bool {
	if p.Missing {
		return p.ID.Valid() && p.Ext == "" && p.Size == 0
	}
	return p.ID.Valid() && extForm.MatchString(p.Ext) && p.Size > 0 && p.Size <= maxFile
}

// file is what the photo's file must be: its id is its hash.
func (p photo) file() file { return file{Size: p.Size, Sum: string(p.ID)} }

// at is when the backup was made by its name, which is never earlier than an
// older one's.
func (m manifest) at() time.Time {
	at, _ := parseStamp(m.Name)
	return at
}

// database is the name of the database's file.
func (m manifest) database() string { return m.Name + extDatabase + m.suffix() }

func (m manifest) suffix() string {
	if m.Seal != nil {
		return extSealed
	}
	return ""
}

// pool is the folder of the photos, one for each key.
func (m manifest) pool() string {
	if m.Seal != nil {
		return poolName + "-" + m.Seal.label()
	}
	return poolName
}

// original is where a photo lies on the shelf.
func (m manifest) original(p photo) string {
	return filepath.Join(m.pool(), string(p.ID[:2]), string(p.ID)+p.Ext+m.suffix())
}

// lying is what the database's file is as it lies on the shelf.
func (m manifest) lying() file {
	if m.Seal != nil {
		return m.Seal.File
	}
	return m.File
}

// length is how many bytes a photo takes on the shelf.
func (m manifest) length(p photo) int64 {
	if m.Seal != nil {
		return sealedSize(p.Size)
	}
	return p.Size
}

// listed is the manifest as lists show it.
func (m manifest) listed(on model.Shelf) model.Backup {
	b := model.Backup{
		Name: m.Name, Shelf: on, Made: m.Made, Reports: m.Reports,
		Size: m.File.Size, Sealed: m.Seal != nil,
	}
	for _, p := range m.Photos {
		if !p.Missing {
			b.Photos++
		}
	}
	return b
}

// photo finds what the manifest says of a photo.
func (m manifest) photo(id model.PhotoID) (photo, bool) {
	at, known := slices.BinarySearchFunc(m.Photos, id, func(p photo, id model.PhotoID) int {
		return strings.Compare(string(p.ID), string(id))
	})
	if !known {
		return photo{}, false
	}
	return m.Photos[at], true
}

// photos lists the photos by their id, without the missing ones.
func (m manifest) photos() map[model.PhotoID]photo {
	all := map[model.PhotoID]photo{}
	for _, p := range m.Photos {
		if !p.Missing {
			all[p.ID] = p
		}
	}
	return all
}

// stampForm is how backups are named: sortable, and allowed on every disk.
const stampForm = "2006-01-02T15-04-05"

func stamp(at time.Time) string { return at.In(zone).Format(stampForm) }

// parseStamp reads a name; false for what stamp does not write.
func parseStamp(name string) (time.Time, bool) {
	at, err := time.ParseInLocation(stampForm, name, zone)
	return at, err == nil && stamp(at) == name
}
