package update

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"tinxa/model/disk"
	"tinxa/model/release"
)

// offer is what a place offers, found to be signed.
type offer struct {
	release.Manifest
	number              release.Version
	manifest, signature []byte // as they were signed
}

// newer reports whether the offer is of use to this program.
func (o offer) newer(in Install) bool { return o.number.Compare(in.Version) > 0 }

// check reads what is offered, and remembers the newest that ever was: an older
// one is refused from then on, whoever lays it there again.
func (in Install) check(ctx context.Context, from place) (offer, error) {
	o, err := in.readTwice(ctx, from)
	if err != nil {
		return o, err
	}
	if !isFile(in.versions(stateName)) && !o.newer(in) {
		return o, nil // nothing to write: the folder of the program may be read only
	}
	if err := disk.MakeFolder(in.versions(), 0o755); err != nil {
		return o, installed(err)
	}
	err = in.change(func(s *state) error {
		switch {
		case o.number.Compare(s.Newest) < 0:
			return fmt.Errorf("%w: %v, and %v was seen", release.ErrOlder, o.number, s.Newest)
		case s.failed(o.number):
			return fmt.Errorf("%w: %v", release.ErrFailedHere, o.number)
		}
		s.Newest = o.number
		return nil
	})
	return o, err
}

// readTwice reads once more what does not fit together: perhaps only one of two
// files is new yet.
func (in Install) readTwice(ctx context.Context, from place) (offer, error) {
	o, err := in.read(ctx, from)
	if !errors.Is(err, release.ErrSignature) {
		return o, err
	}
	select {
	case <-time.After(in.Patience.Again):
		return in.read(ctx, from)
	case <-ctx.Done():
		return o, ctx.Err()
	}
}

func (in Install) read(ctx context.Context, from place) (offer, error) {
	var o offer
	var err error
	if o.manifest, err = from.read(ctx, release.ManifestName, release.MostManifest); err != nil {
		return o, err
	}
	if o.signature, err = from.read(ctx, release.SignatureName, release.MostSignature); err != nil {
		return o, err
	}
	if isPage(o.manifest) && isPage(o.signature) {
		return o, fmt.Errorf("%w: a page of the web", release.ErrNothing)
	}
	if o.Manifest, err = in.Keys.Open(in.Product, o.manifest, o.signature); err != nil {
		return o, err
	}
	if o.number, err = o.Number(); err != nil {
		return o, err
	}
	if o.Windows > windowsBuild() {
		return o, fmt.Errorf("%w: build %d of Windows is needed", release.ErrSystem, o.Windows)
	}
	return o, nil
}

// isPage reports whether something is HTML: what a network answers that wants
// someone to sign in.
func isPage(data []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) }

// Progress tells how much of a version was fetched, in bytes.
type Progress func(done, whole int64)

// fetch brings an offer to this computer, where it waits for the next start.
// What came before a break is continued.
func (in Install) fetch(ctx context.Context, from place, o offer, progress Progress) error {
	if !isFile(in.program()) {
		return fmt.Errorf("%w: %s is not there", release.ErrInstall, in.program())
	}
	fetching, err := acquire(in.versions(fetchLock), 0)
	if err != nil {
		return err
	}
	defer fetching.Close()
	s := in.state()
	if s.is(o.number, ready, tried, shown, blind, good, promoted) {
		return nil
	}
	if err := s.underWay(); err != nil {
		return err
	}
	err = in.stage(ctx, from, o, progress)
	if errors.Is(err, release.ErrNoRoom) {
		in.discard(o)
	}
	return err
}
