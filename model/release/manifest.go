package release

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// The names of the manifest and its signature at an address.
const (
	ManifestName  = "tinxa-update.json"
	SignatureName = ManifestName + ".minisig"
)

// What an offer may be at most, in bytes. The signature is of a few hundred.
const (
	MostManifest  = 64 << 10
	MostSignature = 4 << 10
	MostPayload   = 200 << 20
	MostProgram   = 400 << 20
)

// Format is the form of manifest that this program reads and writes.
const Format = 1

// Manifest offers one version. Fields that a later format adds are passed over;
// one that changes what the fields below mean has another Format.
type Manifest struct {
	Format    int       `json:"format"`            // 1
	Product   string    `json:"product"`           // id of the program, "vn.tinxa.desktop"
	System    string    `json:"system"`            // that it runs on, "windows-amd64"
	Version   string    `json:"version"`           // "0.2.0"
	Build     int       `json:"build"`             // 3
	File      string    `json:"file"`              // beside the manifest, "tinxa-0.2.0.3.exe.gz"
	Payload   Sum       `json:"payload"`           // of that file
	Program   Sum       `json:"program"`           // of what is in it
	Published time.Time `json:"published"`         // for people; no decision hangs on it
	Windows   uint32    `json:"windows,omitempty"` // the least build of Windows, 10240; 0 for any
	Notes     string    `json:"notes"`             // what is new, plain text in Vietnamese
}

// Sum is how long a file must be, in bytes, and its SHA-256 in hexadecimal.
type Sum struct {
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// System is what Manifest.System must say for this program.
func System() string { return runtime.GOOS + "-" + runtime.GOARCH }

// Number is the version that is offered.
func (m Manifest) Number() (Version, error) { return ParseVersion(m.Version, strconv.Itoa(m.Build)) }

// comment is what the trusted comment of the manifest's signature must be.
func (m Manifest) comment() string {
	return fmt.Sprintf("%s %s.%d %s %s", m.Product, m.Version, m.Build, m.System, m.File)
}

// fileName is what a payload may be called: a name in the same folder, on every
// system and in every address, and none that Windows keeps for a device.
var fileName = regexp.MustCompile(`^tinxa-[A-Za-z0-9.-]{1,80}\.gz$`)

// Check says why a manifest is none, or none for a product: ErrManifest,
// ErrSystem.
func (m Manifest) Check(product string) error {
	if m.Format != Format || m.Product != product {
		return fmt.Errorf("%w: format %d of %q", ErrManifest, m.Format, m.Product)
	}
	if fault := m.fault(); fault != nil {
		return fmt.Errorf("%w: %w", ErrManifest, fault)
	}
	if m.System != System() {
		return fmt.Errorf("%w: %s", ErrSystem, m.System)
	}
	return nil
}

func (m Manifest) fault() error {
	switch _, err := m.Number(); {
	case err != nil:
		return err
	case !fileName.MatchString(m.File) || strings.Contains(m.File, ".."):
		return fmt.Errorf("file %q", m.File)
	case !m.Payload.possible(MostPayload):
		return fmt.Errorf("payload %+v", m.Payload)
	case !m.Program.possible(MostProgram):
		return fmt.Errorf("program %+v", m.Program)
	case !readable(m.Notes):
		return errors.New("notes that are no text")
	}
	return nil
}

func (s Sum) possible(most int64) bool {
	raw, err := hex.DecodeString(s.SHA256)
	return err == nil && len(raw) == 32 && s.SHA256 == strings.ToLower(s.SHA256) && s.Size > 0 && s.Size <= most
}

// readable reports whether text can be shown: no signs that steer a terminal or
// turn the direction of writing.
func readable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return r != '\n' && !unicode.IsGraphic(r)
	})
}

// encode writes the manifest as it is signed: for people to read, too.
func (m Manifest) encode() ([]byte, error) {
	data, err := json.MarshalIndent(m, "", "  ")
	return append(data, '\n'), err
}
