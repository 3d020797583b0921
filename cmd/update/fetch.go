package update

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tinxa/model/disk"
	"tinxa/model/release"
)

func (in Install) part(o offer) string     { return in.versions(o.number.String() + partExt) }
func (in Install) unpacked(o offer) string { return in.versions(o.number.String() + unpackedExt) }

// discard gives back the room of a version that did not come to wait.
func (in Install) discard(o offer) {
	_ = os.Remove(in.part(o))
	_ = removeFolder(in.unpacked(o))
}

// stage downloads, unpacks and puts aside, and says so in the state last.
func (in Install) stage(ctx context.Context, from place, o offer, progress Progress) error {
	if err := in.download(ctx, from, o, progress); err != nil {
		return err
	}
	if err := in.unpack(o); err != nil {
		return err
	}
	if err := in.place(o); err != nil {
		return installed(err)
	}
	err := in.change(func(s *state) error {
		if err := s.underWay(); err != nil { // a start was quicker than the download
			return err
		}
		s.Staged = &staged{Version: o.number, Stage: ready}
		return nil
	})
	if err != nil {
		return err
	}
	_ = os.Remove(in.part(o))
	return nil
}

// download fetches the payload, beginning where an earlier try broke off. Where
// what was there before is not the beginning of what is there now, it begins
// once more.
func (in Install) download(ctx context.Context, from place, o offer, progress Progress) error {
	resumed, err := in.rest(ctx, from, o, progress)
	if resumed && (errors.Is(err, release.ErrPayload) || errors.Is(err, errNoRest)) {
		_ = os.Remove(in.part(o))
		_, err = in.rest(ctx, from, o, progress)
	}
	if errors.Is(err, release.ErrPayload) {
		_ = os.Remove(in.part(o))
	}
	return err
}

// rest fetches what is missing of the payload and compares the whole; resumed
// says that a part of it was there.
func (in Install) rest(ctx context.Context, from place, o offer, progress Progress) (resumed bool, err error) {
	file, err := os.OpenFile(in.part(o), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return false, installed(err)
	}
	defer file.Close()
	meter := release.NewMeter(io.Discard)
	if _, err := io.Copy(meter, io.LimitReader(file, o.Payload.Size+1)); err != nil {
		return false, installed(err)
	}
	there := meter.Sum().Size
	if meter.Sum() == o.Payload {
		return true, installed(file.Sync())
	}
	err = from.copy(ctx, o.File, there, func(at int64) (io.Writer, error) {
		if at == 0 {
			meter = release.NewMeter(io.Discard)
		}
		return in.arriving(file, at, meter, o.Payload.Size, progress)
	})
	switch {
	case err != nil:
		return there > 0, err
	case meter.Sum() != o.Payload:
		return there > 0, fmt.Errorf("%w: %+v, signed was %+v", release.ErrPayload, meter.Sum(), o.Payload)
	}
	return there > 0, installed(file.Sync())
}

// arriving writes what comes to a file, from an offset on.
func (in Install) arriving(file *os.File, at int64, meter *release.Meter, most int64, progress Progress) (io.Writer, error) {
	if err := file.Truncate(at); err != nil {
		return nil, installed(err)
	}
	if _, err := file.Seek(at, io.SeekStart); err != nil {
		return nil, installed(err)
	}
	return writing(func(p []byte) (int, error) {
		if meter.Size()+int64(len(p)) > most {
			return 0, fmt.Errorf("%w: more than the %d bytes that were signed", release.ErrPayload, most)
		}
		n, err := file.Write(p)
		_, _ = meter.Write(p[:n]) // it goes nowhere
		progress(meter.Size(), most)
		return n, installed(err)
	}), nil
}

type writing func([]byte) (int, error)

func (w writing) Write(p []byte) (int, error) { return w(p) }

// unpack makes the folder of the version, under a passing name: the program,
// found to be what was signed, and what proves it.
func (in Install) unpack(o offer) error {
	dir := in.unpacked(o)
	if err := removeFolder(dir); err != nil {
		return installed(err)
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return installed(err)
	}
	if err := in.unzip(o, filepath.Join(dir, ProgramName())); err != nil {
		return err
	}
	for name, data := range map[string][]byte{release.ManifestName: o.manifest, release.SignatureName: o.signature} {
		err := disk.WriteFile(filepath.Join(dir, name), func(w io.Writer) error {
			_, err := io.Copy(w, bytes.NewReader(data))
			return err
		})
		if err != nil {
			return installed(err)
		}
	}
	return nil
}

// unzip unpacks the program. The payload was compared with its sum before: what
// is unpacked is what was signed, and no bomb.
func (in Install) unzip(o offer, to string) error {
	part, err := os.Open(in.part(o))
	if err != nil {
		return installed(err)
	}
	defer part.Close()
	var sum release.Sum
	var spoilt error // of the payload
	err = writeProgram(to, func(w io.Writer) error {
		zip, err := gzip.NewReader(part)
		if err != nil {
			spoilt = err
			return err
		}
		meter := release.NewMeter(w)
		var ours error
		_, err = io.Copy(noting{meter, &ours}, io.LimitReader(zip, o.Program.Size+1))
		if sum = meter.Sum(); ours == nil {
			spoilt = err
		}
		return err
	})
	switch {
	case spoilt != nil || err == nil && sum != o.Program:
		return fmt.Errorf("%w: what is in it is %+v, signed was %+v: %v", release.ErrPayload, sum, o.Program, spoilt)
	case err != nil:
		return installed(err)
	}
	return nil
}

// place gives the folder of a version its name.
func (in Install) place(o offer) error {
	if err := disk.SyncFolder(in.unpacked(o)); err != nil {
		return err
	}
	if err := disk.Retry(func() error { return removeFolder(in.folder(o.number)) }); err != nil {
		return err
	}
	if err := disk.Rename(in.unpacked(o), in.folder(o.number)); err != nil {
		return err
	}
	return disk.SyncFolder(in.versions())
}
