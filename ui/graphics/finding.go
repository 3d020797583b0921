package graphics

import (
	"fmt"
	"strconv"
	"strings"
)

// Finding is what a look at this machine's OpenGL found.
type Finding struct {
	Usable   bool   `json:"usable"`
	Vendor   string `json:"vendor,omitempty"`
	Renderer string `json:"renderer,omitempty"`
	Version  string `json:"version,omitempty"`
	Remote   bool   `json:"remote,omitempty"`  // in a remote desktop session
	Problem  string `json:"problem,omitempty"` // why it is not usable, in English, for logs
}

// What Fyne asks its windows for.
const (
	leastMajor = 2
	leastMinor = 1
)

// judge says of an OpenGL that answered whether it will do.
func (f Finding) judge() Finding {
	major, minor, known := parseVersion(f.Version)
	switch {
	case strings.EqualFold(f.Renderer, "GDI Generic"): // what Windows has without a driver
		f.Problem = "no driver: GDI Generic " + f.Version
	case !known:
		f.Problem = fmt.Sprintf("version %q is not understood", f.Version)
	case major < leastMajor || major == leastMajor && minor < leastMinor:
		f.Problem = fmt.Sprintf("version %d.%d is below %d.%d", major, minor, leastMajor, leastMinor)
	}
	f.Usable = f.Problem == ""
	return f
}

// failed is a finding of something that did not get as far as a version.
func (f Finding) failed(problem string) Finding {
	f.Usable, f.Problem = false, problem
	return f
}

// parseVersion reads the beginning of GL_VERSION: "major.minor", then a point or
// a space and whatever the vendor adds (OpenGL 2.1 specification, 6.1.11). The
// versions of OpenGL ES begin with their name and are another language.
func parseVersion(s string) (major, minor int, ok bool) {
	first, rest, found := strings.Cut(strings.TrimSpace(s), ".")
	if !found {
		return 0, 0, false
	}
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	major, err := strconv.Atoi(first)
	if err != nil || major < 0 {
		return 0, 0, false
	}
	minor, err = strconv.Atoi(rest[:digits])
	return major, minor, err == nil
}

// log are the pairs of a line in the log.
func (f Finding) log() []any {
	return []any{
		"usable", f.Usable, "vendor", f.Vendor, "renderer", f.Renderer, "version", f.Version,
		"remote", f.Remote, "problem", f.Problem,
	}
}
