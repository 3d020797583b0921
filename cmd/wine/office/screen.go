package office

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// Screen is an X server of its own with a window manager.
type Screen struct {
	Name string // for DISPLAY

	server, manager *exec.Cmd
	conn            *xgb.Conn
	root            xproto.Window
	calm            time.Duration
}

// The size of a small laptop's screen.
const (
	Width  = 1366
	Height = 768
)

// newScreen starts an X server on whatever display is free; dir is for what the
// window manager writes.
func newScreen(ctx context.Context, dir string, noOpenGL bool) (*Screen, error) {
	s := &Screen{calm: Calm}
	if noOpenGL {
		s.calm = SoftCalm
	}
	if err := s.start(ctx, dir, noOpenGL); err != nil {
		s.close()
		return nil, fmt.Errorf("office: screen: %w", err)
	}
	return s, nil
}

func (s *Screen) start(ctx context.Context, dir string, noOpenGL bool) error {
	if err := s.serve(noOpenGL); err != nil {
		return err
	}
	conn, err := xgb.NewConnDisplay(s.Name)
	if err != nil {
		return err
	}
	s.conn, s.root = conn, xproto.Setup(conn).DefaultScreen(conn).Root
	s.manager = exec.Command("openbox")
	s.manager.Env = append(os.Environ(), "DISPLAY="+s.Name, "HOME="+dir)
	if err := s.manager.Start(); err != nil {
		s.manager = nil
		return err
	}
	check := s.atom("_NET_SUPPORTING_WM_CHECK")
	return Until(ctx, "a window manager", func() (bool, error) { return len(s.property(s.root, check)) > 0, nil })
}

// serve starts the X server and waits until it says which display it took.
func (s *Screen) serve(noOpenGL bool) error {
	r, w, err := os.Pipe()
	if err != nil {
		return err
	}
	defer r.Close()
	s.server = exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", Width, Height), "-nolisten", "tcp")
	if noOpenGL {
		s.server.Args = append(s.server.Args, "-extension", "GLX")
	}
	s.server.ExtraFiles = []*os.File{w}
	if err := errors.Join(s.server.Start(), w.Close()); err != nil {
		s.server = nil
		return err
	}
	number, err := bufio.NewReader(r).ReadString('\n')
	s.Name = ":" + strings.TrimSpace(number)
	return err
}

// close ends what newScreen started, however far it came.
func (s *Screen) close() {
	if s.conn != nil {
		s.conn.Close()
	}
	for _, c := range []*exec.Cmd{s.manager, s.server} {
		if c != nil {
			_ = c.Process.Kill() // it may be gone already
			_ = c.Wait()
		}
	}
}

// clients are the windows of programs and their titles, as a task bar has them.
func (s *Screen) clients() iter.Seq2[xproto.Window, string] {
	list, name := s.property(s.root, s.atom("_NET_CLIENT_LIST")), s.atom("_NET_WM_NAME")
	return func(yield func(xproto.Window, string) bool) {
		for ; len(list) >= 4; list = list[4:] {
			w := xproto.Window(xgb.Get32(list))
			if !yield(w, string(s.property(w, name))) {
				return
			}
		}
	}
}

// Titles are those of all windows of programs.
func (s *Screen) Titles() []string {
	var all []string
	for _, title := range s.clients() {
		all = append(all, title)
	}
	return all
}

// WaitWindow waits for a window whose title begins so and returns its title.
func (s *Screen) WaitWindow(ctx context.Context, title string) (found string, err error) {
	err = Until(ctx, fmt.Sprintf("a window titled %q", title), func() (bool, error) {
		for _, name := range s.clients() {
			if strings.HasPrefix(name, title) {
				found = name
				return true, nil
			}
		}
		return false, nil
	})
	if err != nil {
		err = fmt.Errorf("%w; there are %q", err, s.Titles())
	}
	return found, err
}

func (s *Screen) atom(name string) xproto.Atom {
	reply, err := xproto.InternAtom(s.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return xproto.AtomNone
	}
	return reply.Atom
}

// property is empty where the window has none of that name, or is gone.
func (s *Screen) property(w xproto.Window, name xproto.Atom) []byte {
	reply, err := xproto.GetProperty(s.conn, false, w, name, xproto.GetPropertyTypeAny, 0, 1<<16).Reply()
	if err != nil {
		return nil
	}
	return reply.Value
}

// Picture is what the screen shows now.
func (s *Screen) Picture() (*image.RGBA, error) {
	reply, err := xproto.GetImage(s.conn, xproto.ImageFormatZPixmap, xproto.Drawable(s.root),
		0, 0, Width, Height, ^uint32(0)).Reply()
	if err != nil {
		return nil, fmt.Errorf("office: picture of the screen: %w", err)
	}
	return rgba(reply.Data, Width, Height), nil
}

// rgba is a picture of X11's bytes: blue, green, red and one that means nothing.
func rgba(data []byte, width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := 0; i+4 <= len(data) && i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = data[i+2], data[i+1], data[i], 0xff
	}
	return img
}

// Keep writes what the screen shows into a PNG file.
func (s *Screen) Keep(path string) error {
	img, err := s.Picture()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(file, img), file.Close())
}

// still is how many pixels may differ in two pictures of a window at rest: a
// caret blinks.
const still = 300

// Calm is how long a screen usually shows the same picture when it is at rest.
// One that is drawn in software may need longer for a single one.
const (
	Calm     = 400 * time.Millisecond
	SoftCalm = 2 * time.Second
)

// WaitCalm waits until the screen shows the same picture for so long.
func (s *Screen) WaitCalm(ctx context.Context, calm time.Duration) error {
	last, err := s.Picture()
	if err != nil {
		return err
	}
	since := time.Now()
	return Until(ctx, "a screen at rest", func() (bool, error) {
		now, err := s.Picture()
		if err != nil {
			return false, err
		}
		if differing(last.Pix, now.Pix) > still {
			last, since = now, time.Now()
		}
		return time.Since(since) > calm, nil
	})
}

// WaitChange does something and waits until the screen shows another picture of
// it, and is at rest again.
func (s *Screen) WaitChange(ctx context.Context, do func() error) error {
	before, err := s.Picture()
	if err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	err = Until(ctx, "another picture", func() (bool, error) {
		now, err := s.Picture()
		return err == nil && differing(before.Pix, now.Pix) > still, err
	})
	if err != nil {
		return err
	}
	return s.WaitCalm(ctx, s.calm)
}

// differing counts the pixels in which two pictures differ.
func differing(a, b []byte) int {
	n := 0
	for i := 0; i+4 <= len(a) && i+4 <= len(b); i += 4 {
		if a[i] != b[i] || a[i+1] != b[i+1] || a[i+2] != b[i+2] {
			n++
		}
	}
	return n
}

// often is the pause between two looks at something that is waited for.
const often = 30 * time.Millisecond

// Until waits for something that is going to happen, until the context ends.
func Until(ctx context.Context, what string, done func() (bool, error)) error {
	began := time.Now()
	for {
		if ready, err := done(); err != nil || ready {
			return err
		}
		select {
		case <-time.After(often):
		case <-ctx.Done():
			return fmt.Errorf("office: waited %s for %s in vain: %w", time.Since(began).Round(time.Second), what, ctx.Err())
		}
	}
}
