package release

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Version is the number of a release, 0.2.0, with that of its build.
type Version struct{ Major, Minor, Patch, Build int }

// errVersion: not four numbers.
var errVersion = errors.New("not a version")

// mostNumber is the largest number of a version that Windows can write into a
// program.
const mostNumber = 65535

// ParseVersion reads a version as it is stamped into a program: "0.2.0" and "3".
// A program that was not built as a release has none: ErrUnversioned.
func ParseVersion(version, build string) (Version, error) {
	var v Version
	if err := v.UnmarshalText([]byte(version + "." + build)); err != nil {
		return Version{}, fmt.Errorf("release: %q (%q): %w", version, build, ErrUnversioned)
	}
	return v, nil
}

// String is the whole number, 0.2.0.3; also the name of the version's folder.
func (v Version) String() string {
	return v.Short() + "." + strconv.Itoa(v.Build)
}

// Short is the number that people speak of, 0.2.0.
func (v Version) Short() string { return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch) }

// Compare is below 0 where v is older than o, above 0 where it is newer.
func (v Version) Compare(o Version) int {
	return cmp.Or(cmp.Compare(v.Major, o.Major), cmp.Compare(v.Minor, o.Minor),
		cmp.Compare(v.Patch, o.Patch), cmp.Compare(v.Build, o.Build))
}

// MarshalText implements encoding.TextMarshaler: 0.2.0.3.
func (v Version) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler. It takes what MarshalText
// writes and nothing else, so that one version has one name.
func (v *Version) UnmarshalText(text []byte) error {
	parts := strings.Split(string(text), ".")
	if len(parts) != 4 {
		return errVersion
	}
	var read Version
	for i, to := range []*int{&read.Major, &read.Minor, &read.Patch, &read.Build} {
		n, err := strconv.Atoi(parts[i])
		if err != nil || n < 0 || n > mostNumber {
			return errVersion
		}
		*to = n
	}
	if read.String() != string(text) { // 01, +1
		return errVersion
	}
	*v = read
	return nil
}
