//go:build !windows

package native

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// editorPage is a page such as portals edit articles in; it tells what was pasted.
const editorPage = `<!DOCTYPE html><meta charset="utf-8"><body contenteditable style="min-height:100vh"></body><script>
const tell = (what) => fetch('/' + what, {method: 'POST', body: document.body.innerHTML});
document.body.addEventListener('paste', () => setTimeout(() => tell('pasted'), 200));
document.body.focus(); tell('ready');
</script>`

// TestABrowserPastesTheStructure pastes in Chromium, which `make test` installs,
// by the keys that a person presses.
func TestABrowserPastesTheStructure(t *testing.T) {
	screen(t)
	told := map[string]chan string{"/ready": make(chan string, 1), "/pasted": make(chan string, 1)}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c := told[r.URL.Path]; c != nil {
			body, _ := io.ReadAll(r.Body) // cut short it is not what is expected
			select {
			case c <- string(body):
			default:
			}
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, editorPage)
	}))
	defer server.Close()
	chromium(t, server.URL)
	wait(t, "the page", told["/ready"])
	const html = `<h2>Hội nghị</h2><p>Tại <strong>xã Suối Mây</strong>:</p><ul><li>một</li><li>hai</li></ul>`
	if err := CopyHTML(t.Context(), html, "Hội nghị"); err != nil {
		t.Fatal(err)
	}
	pasted := ""
	for range 40 { // the window may not have the keyboard yet
		pressPaste(t)
		select {
		case pasted = <-told["/pasted"]:
		case <-time.After(time.Second):
		}
		if pasted != "" {
			break
		}
	}
	for _, want := range []string{"<h2", "<strong", "xã Suối Mây", "<ul", "<li"} {
		if !strings.Contains(pasted, want) {
			t.Errorf("no %s in what was pasted: %s", want, pasted)
		}
	}
}

func wait(t *testing.T, what string, told <-chan string) {
	t.Helper()
	select {
	case <-told:
	case <-time.After(90 * time.Second):
		t.Fatalf("%s did not come", what)
	}
}

// chromium shows a page until the test ends.
func chromium(t *testing.T, address string) {
	t.Helper()
	name := "chromium"
	for _, other := range []string{"chromium-browser", "google-chrome"} {
		if _, err := exec.LookPath(name); err != nil {
			name = other
		}
	}
	cmd := exec.Command(name, "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--password-store=basic", "--ozone-platform=x11",
		"--user-data-dir="+t.TempDir(), "--window-position=0,0", "--window-size=600,400", "--app="+address)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // it starts others, which write into its folder
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		_ = cmd.Wait() // killed, which it reports as an error
	})
}

// pressPaste gives the keyboard to the browser and presses Ctrl+V.
func pressPaste(t *testing.T) {
	t.Helper()
	conn, err := xgb.NewConn()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := xtest.Init(conn); err != nil {
		t.Fatal(err)
	}
	root := xproto.Setup(conn).DefaultScreen(conn).Root
	if w := shown(conn, root); w != 0 {
		xproto.SetInputFocus(conn, xproto.InputFocusParent, w, xproto.TimeCurrentTime)
	}
	ctrl, v := keycode(t, conn, 0xffe3), keycode(t, conn, 'v')
	for _, k := range []struct{ event, code byte }{{xproto.KeyPress, ctrl}, {xproto.KeyPress, v}, {xproto.KeyRelease, v}, {xproto.KeyRelease, ctrl}} {
		if err := xtest.FakeInputChecked(conn, k.event, k.code, 0, root, 0, 0, 0).Check(); err != nil {
			t.Fatal(err)
		}
	}
}

// shown is the largest window on the screen, 0 while there is none.
func shown(conn *xgb.Conn, root xproto.Window) xproto.Window {
	tree, err := xproto.QueryTree(conn, root).Reply()
	if err != nil {
		return 0
	}
	var best xproto.Window
	size := 0
	for _, w := range tree.Children {
		a, err := xproto.GetWindowAttributes(conn, w).Reply()
		if err != nil || a.MapState != xproto.MapStateViewable {
			continue
		}
		g, err := xproto.GetGeometry(conn, xproto.Drawable(w)).Reply()
		if err == nil && int(g.Width)*int(g.Height) > size {
			best, size = w, int(g.Width)*int(g.Height)
		}
	}
	return best
}

// keycode is the key that writes a keysym.
func keycode(t *testing.T, conn *xgb.Conn, sym xproto.Keysym) byte {
	t.Helper()
	setup := xproto.Setup(conn)
	m, err := xproto.GetKeyboardMapping(conn, setup.MinKeycode, byte(setup.MaxKeycode-setup.MinKeycode+1)).Reply()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.Index(m.Keysyms, sym)
	if i < 0 {
		t.Fatalf("no key for %#x", sym)
	}
	return byte(setup.MinKeycode) + byte(i/int(m.KeysymsPerKeycode))
}
