package update

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strconv"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/model/release"
)

// place is where versions are offered.
type place interface {
	// read reads a small file: release.ErrNothing, release.ErrUnreachable,
	// release.ErrUntrusted.
	read(ctx context.Context, name string, most int64) ([]byte, error)
	// copy reads a file from an offset on. begin is told from where it really
	// comes, and its errors and those of its writer come back as they are.
	copy(ctx context.Context, name string, from int64, begin func(at int64) (io.Writer, error)) error
	close()
}

// placeAt is the place that an address names.
func placeAt(address string) place {
	if isWeb(address) {
		return site{
			address: address,
			small:   web.New(web.Options{Most: release.MostManifest}), // held in memory before anybody looks at it
			large:   web.New(web.Options{Most: release.MostPayload}),
		}
	}
	return share{address}
}

// site is a place on the web. What it is asked says of this computer that it
// runs the program, and neither its version nor anything else.
type site struct {
	address      string
	small, large *web.Client
}

func (s site) close() {
	s.small.Close()
	s.large.Close()
}

func (s site) read(ctx context.Context, name string, most int64) ([]byte, error) {
	a, err := s.small.Do(ctx, s.request(name))
	if err := refusal(ctx, a, err); err != nil {
		return nil, err
	}
	if int64(len(a.Body)) > most {
		return nil, fmt.Errorf("%w: %s has %d bytes", release.ErrNothing, name, len(a.Body))
	}
	return a.Body, nil
}

func (s site) request(name string) web.Request {
	return web.Request{URL: s.address + "/" + name, Did: "update: " + name}
}

func (s site) copy(ctx context.Context, name string, from int64, begin func(at int64) (io.Writer, error)) error {
	r := s.request(name)
	// Servers call a .gz file an encoding of another one: it must come as it is.
	r.Header = http.Header{"Accept-Encoding": {"identity"}}
	if from > 0 {
		r.Header.Set("Range", "bytes="+strconv.FormatInt(from, 10)+"-")
	}
	var ours error // of begin and its writer
	r.Into = func(a web.Answer) (io.Writer, error) {
		at := int64(0)
		if a.Status == http.StatusPartialContent {
			at = from
		}
		to, err := begin(at)
		ours = err
		return noting{to, &ours}, err
	}
	a, err := s.large.Do(ctx, r)
	switch {
	case ours != nil:
		return ours
	case from > 0 && a.Status == http.StatusRequestedRangeNotSatisfiable:
		return errNoRest
	}
	return refusal(ctx, a, err)
}

// errNoRest: the file is not longer than what is there of it.
var errNoRest = errors.New("nothing behind what is there")

// noting keeps the error of a writer.
type noting struct {
	io.Writer
	err *error
}

func (n noting) Write(p []byte) (int, error) {
	count, err := n.Writer.Write(p)
	if err != nil {
		*n.err = err
	}
	return count, err
}

// refusal names what a web server, or the way to it, answered. It is no portal
// to the user, so that the words for portals would not fit.
func refusal(ctx context.Context, a web.Answer, err error) error {
	kind := release.ErrUnreachable
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil && a.Status/100 == 2:
		return nil
	case err == nil && a.Status/100 == 4 && a.Status != http.StatusTooManyRequests && a.Status != http.StatusRequestTimeout:
		kind = release.ErrNothing
	case errors.Is(err, export.ErrCertificate), errors.Is(err, export.ErrPinChanged), errors.Is(err, export.ErrClock):
		kind = release.ErrUntrusted
	case errors.Is(err, export.ErrStrangeAnswer), errors.Is(err, export.ErrNotPortal), errors.Is(err, export.ErrMoved):
		kind = release.ErrNothing
	}
	if err == nil {
		return fmt.Errorf("%w: status %d", kind, a.Status)
	}
	return fmt.Errorf("%w: %v", kind, err)
}

// share is a place in a folder, often of another computer.
type share struct{ dir string }

func (share) close() {}

func (s share) read(ctx context.Context, name string, most int64) ([]byte, error) {
	file, err := s.open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %v", release.ErrUnreachable, err)
	case int64(len(data)) > most:
		return nil, fmt.Errorf("%w: %s has more than %d bytes", release.ErrNothing, name, most)
	}
	return data, nil
}

func (s share) open(ctx context.Context, name string) (*os.File, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	path := filepath.Join(s.dir, name)
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: %s is no file", release.ErrNothing, path)
	}
	if errors.Is(err, fs.ErrNotExist) && isFolder(s.dir) {
		return nil, fmt.Errorf("%w: %v", release.ErrNothing, err)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %v", release.ErrUnreachable, err)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", release.ErrUnreachable, err)
	}
	return file, nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func (s share) copy(ctx context.Context, name string, from int64, begin func(at int64) (io.Writer, error)) error {
	file, err := s.open(ctx, name)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := file.Seek(from, io.SeekStart); err != nil {
		return fmt.Errorf("%w: %v", release.ErrUnreachable, err)
	}
	to, err := begin(from)
	if err != nil {
		return err
	}
	var ours error
	_, err = io.Copy(noting{to, &ours}, cancelled{ctx, file})
	switch {
	case ours != nil:
		return ours
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return fmt.Errorf("%w: %v", release.ErrUnreachable, err)
	}
	return nil
}

// cancelled reads until nobody wants it any more.
type cancelled struct {
	ctx  context.Context
	from io.Reader
}

func (c cancelled) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.from.Read(p)
}
