package deposit

import (
	"crypto/rand"
	"errors"
	"strings"

	"tinxa/export"
)

// partName is a fresh passing name for a file that is being written. It is never
// used twice: a server may still be writing what was broken off before.
func partName(name string) string { return name + "." + strings.ToLower(rand.Text()[:10]) + partExt }

// renames is what some servers can do with names: to rename, but not over a file
// that is there.
type renames struct {
	rename func(from, to string) error
	remove func(name string) error
	exists func(name string) (bool, error)
}

// replace gives the file part the name of another. Where the server refuses to
// do that at once the old file steps aside first; it is found under its passing
// name until the new one is there.
func (r renames) replace(part, name string) error {
	err := r.rename(part, name)
	if err == nil || !isRefusal(err) {
		return err
	}
	if there, lookErr := r.exists(name); lookErr != nil || !there {
		return err
	}
	aside := name + oldExt
	_ = r.remove(aside) // of a time before, if any: name itself is there
	if err := r.rename(name, aside); err != nil {
		return err
	}
	if err := r.rename(part, name); err != nil {
		if isRefusal(err) {
			_ = r.rename(aside, name) // and else it is found where it is
		}
		return err
	}
	_ = r.remove(aside) // or with the next sweep
	return nil
}

// isRefusal: the server answered, and did nothing.
func isRefusal(err error) bool {
	var said *export.PortalError
	return errors.As(err, &said) && (errors.Is(said.Kind, export.ErrRejected) || errors.Is(said.Kind, export.ErrRole))
}
