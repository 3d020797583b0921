package e2e

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// patience is how long anything that a test waits for may take: the machine
// may be building something else meanwhile.
const patience = 30 * time.Second

// screen is a laptop's screen of this test's own, with a window manager, and
// the hands of a user on its keyboard and mouse.
type screen struct {
	t    testing.TB
	name string // for DISPLAY
	conn *xgb.Conn
	root xproto.Window
	keys map[rune]key
	last time.Time // of the last key
}

// newScreen starts an X server on whatever display is free.
func newScreen(t testing.TB) *screen {
	t.Helper()
	s := &screen{t: t}
	r, w, err := os.Pipe()
	s.must(err)
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{w}
	s.start(server)
	s.must(w.Close())
	number, err := bufio.NewReader(r).ReadString('\n')
	s.must(err)
	s.name = ":" + strings.TrimSpace(number)
	s.conn, err = xgb.NewConnDisplay(s.name)
	s.must(err)
	t.Cleanup(s.conn.Close)
	s.must(xtest.Init(s.conn))
	s.root = xproto.Setup(s.conn).DefaultScreen(s.conn).Root
	s.learnKeys()
	s.manage()
	t.Cleanup(s.keepPicture)
	return s
}

// start runs a program until the test ends.
func (s *screen) start(c *exec.Cmd) {
	s.t.Helper()
	s.must(c.Start())
	s.t.Cleanup(func() {
		_ = c.Process.Kill() // it may be gone already
		_ = c.Wait()
	})
}

// manage starts the window manager and waits until it is there.
func (s *screen) manage() {
	s.t.Helper()
	c := exec.Command("openbox")
	c.Env = append(os.Environ(), "DISPLAY="+s.name, "HOME="+s.t.TempDir())
	s.start(c)
	check := s.atom("_NET_SUPPORTING_WM_CHECK")
	s.until("a window manager", func() bool { return len(s.property(s.root, check)) > 0 })
}

func (s *screen) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// until waits for something that is going to happen.
func (s *screen) until(what string, done func() bool) {
	s.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if done() {
			return
		}
	}
	s.t.Fatalf("waited %s for %s in vain", patience, what)
}

func (s *screen) atom(name string) xproto.Atom {
	s.t.Helper()
	reply, err := xproto.InternAtom(s.conn, false, uint16(len(name)), name).Reply()
	s.must(err)
	return reply.Atom
}

// property is empty where the window has none of that name, or is gone.
func (s *screen) property(w xproto.Window, name xproto.Atom) []byte {
	reply, err := xproto.GetProperty(s.conn, false, w, name, xproto.GetPropertyTypeAny, 0, 1<<16).Reply()
	if err != nil {
		return nil
	}
	return reply.Value
}

// windows lists the programs' windows by title, as a task bar does.
func (s *screen) windows() map[string]xproto.Window {
	all := map[string]xproto.Window{}
	list, name := s.property(s.root, s.atom("_NET_CLIENT_LIST")), s.atom("_NET_WM_NAME")
	for ; len(list) >= 4; list = list[4:] {
		w := xproto.Window(xgb.Get32(list))
		all[string(s.property(w, name))] = w
	}
	return all
}

// titled waits for the window of a title; the program's name is behind it.
func (s *screen) titled(title string) xproto.Window {
	s.t.Helper()
	var found xproto.Window
	s.until(fmt.Sprintf("a window titled %q", title), func() bool {
		for name, w := range s.windows() {
			if strings.HasPrefix(name, title) {
				found = w
			}
		}
		return found != 0
	})
	return found
}

// place is where a window lies on the screen.
func (s *screen) place(w xproto.Window) image.Rectangle {
	s.t.Helper()
	size, err := xproto.GetGeometry(s.conn, xproto.Drawable(w)).Reply()
	s.must(err)
	at, err := xproto.TranslateCoordinates(s.conn, w, s.root, 0, 0).Reply()
	s.must(err)
	corner := image.Pt(int(at.DstX), int(at.DstY))
	return image.Rectangle{corner, corner.Add(image.Pt(int(size.Width), int(size.Height)))}
}

// picture is what the screen shows now, four bytes a pixel.
func (s *screen) picture() []byte {
	s.t.Helper()
	size, err := xproto.GetGeometry(s.conn, xproto.Drawable(s.root)).Reply()
	s.must(err)
	reply, err := xproto.GetImage(s.conn, xproto.ImageFormatZPixmap, xproto.Drawable(s.root),
		0, 0, size.Width, size.Height, ^uint32(0)).Reply()
	s.must(err)
	return reply.Data
}

// differing counts the pixels in which two pictures differ.
func differing(a, b []byte) int {
	n := 0
	for i := 0; i+4 <= len(a); i += 4 {
		if !bytes.Equal(a[i:i+4], b[i:i+4]) {
			n++
		}
	}
	return n
}

// caret is more pixels than a blinking caret changes.
const caret = 300

// after does something and waits until the screen shows another picture of it,
// and is calm again.
func (s *screen) after(do func()) {
	s.t.Helper()
	before := s.picture()
	do()
	s.until("another picture", func() bool { return differing(before, s.picture()) > caret })
	before = s.picture()
	s.until("calm", func() bool {
		time.Sleep(300 * time.Millisecond)
		now := s.picture()
		calm := differing(before, now) <= caret
		before = now
		return calm
	})
}

// keepPicture writes what the screen showed when the test failed.
func (s *screen) keepPicture() {
	if !s.t.Failed() {
		return
	}
	folder := os.Getenv("TINXA_SCREENS")
	if folder == "" {
		folder = os.TempDir()
	}
	file, err := os.Create(filepath.Join(folder, "e2e-"+s.t.Name()+".png"))
	if err != nil {
		s.t.Log(err)
		return
	}
	defer file.Close()
	data := s.picture()
	img := image.NewRGBA(image.Rect(0, 0, 1366, 768))
	for i := 0; i+4 <= len(data) && i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = data[i+2], data[i+1], data[i], 255
	}
	if err := png.Encode(file, img); err != nil {
		s.t.Log(err)
	}
	s.t.Log("the screen as it was: ", file.Name())
}
