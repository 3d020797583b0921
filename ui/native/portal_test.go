//go:build !windows

package native

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"tinxa/ui/task"
)

// bus plays session bus, portal and file manager on one socket. It speaks the
// real protocol, so that the library under the code is the one that users have.
type bus struct {
	t        *testing.T
	response []any         // of the portal, as signal; nil: none ever comes
	refuse   string        // name of the error that calls get instead
	calls    chan []any    // arguments of what was called: name, then body
	gone     chan struct{} // closed when the program hangs up
}

// startBus makes itself this test's session bus.
func startBus(t *testing.T, b *bus) *bus {
	t.Helper()
	b.t, b.calls, b.gone = t, make(chan []any, 8), make(chan struct{})
	path := filepath.Join(t.TempDir(), "bus")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan struct{})
	t.Cleanup(func() { _ = listener.Close(); <-served })
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+path)
	go func() {
		defer close(served)
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer close(b.gone)
		defer conn.Close()
		b.serve(conn)
	}()
	return b
}

// serve lets the program in, then answers its calls until it hangs up.
func (b *bus) serve(conn net.Conn) {
	in := bufio.NewReader(conn)
	if _, err := in.ReadByte(); err != nil {
		return
	}
	for began := false; !began; {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		began = strings.HasPrefix(line, "BEGIN")
		if _, err := io.WriteString(conn, letIn(strings.TrimSpace(line))); err != nil {
			return
		}
	}
	for {
		msg, err := dbus.DecodeMessage(in)
		if err != nil {
			return
		}
		b.answer(conn, msg)
	}
}

// letIn is the bus's part of signing in. Descriptors are not spoken here.
func letIn(line string) string {
	switch {
	case line == "AUTH":
		return "REJECTED EXTERNAL\r\n"
	case strings.HasPrefix(line, "AUTH EXTERNAL"):
		return "OK 0123456789abcdef0123456789abcdef\r\n"
	case line == "BEGIN":
		return ""
	default:
		return "ERROR\r\n"
	}
}

func (b *bus) answer(conn net.Conn, msg *dbus.Message) {
	member, _ := msg.Headers[dbus.FieldMember].Value().(string)
	switch {
	case member == "Hello":
		b.reply(conn, msg, ":1.7")
		return
	case member == "AddMatch":
		b.reply(conn, msg)
		return
	case b.refuse != "":
		b.send(conn, dbus.TypeError, map[dbus.HeaderField]any{
			dbus.FieldErrorName: b.refuse, dbus.FieldReplySerial: msg.Serial(),
		})
		return
	}
	b.calls <- append([]any{member}, msg.Body...)
	const handle = dbus.ObjectPath("/org/freedesktop/portal/desktop/request/1_7/t")
	if member == "ShowItems" {
		b.reply(conn, msg)
		return
	}
	if b.response != nil { // before the reply, which a quick portal may manage
		b.send(conn, dbus.TypeSignal, map[dbus.HeaderField]any{
			dbus.FieldPath: handle, dbus.FieldInterface: portalRequest, dbus.FieldMember: "Response",
		}, b.response...)
	}
	b.reply(conn, msg, handle)
}

func (b *bus) reply(conn net.Conn, msg *dbus.Message, body ...any) {
	b.send(conn, dbus.TypeMethodReply, map[dbus.HeaderField]any{dbus.FieldReplySerial: msg.Serial()}, body...)
}

func (b *bus) send(conn net.Conn, kind dbus.Type, fields map[dbus.HeaderField]any, body ...any) {
	msg := &dbus.Message{Type: kind, Headers: map[dbus.HeaderField]dbus.Variant{}, Body: body}
	for field, value := range fields {
		msg.Headers[field] = dbus.MakeVariant(value)
	}
	msg.Headers[dbus.FieldSender] = dbus.MakeVariant("org.freedesktop.DBus")
	if len(body) > 0 {
		msg.Headers[dbus.FieldSignature] = dbus.MakeVariant(dbus.SignatureOf(body...))
	}
	if err := msg.EncodeTo(conn, binary.LittleEndian); err != nil {
		b.t.Log("the program hung up: ", err)
	}
}

// answered is the portal's signal for a user who chose these.
func answered(code uint32, uris ...string) []any {
	results := map[string]dbus.Variant{}
	if uris != nil {
		results["uris"] = dbus.MakeVariant(uris)
	}
	return []any{code, results}
}

// desk is a Chooser whose window has no handle, as under Wayland.
func desk() Chooser { return Chooser{Runner: task.Inline{}} }

func TestPortalOpensFiles(t *testing.T) {
	paths := inFolder(t, append(names[:len(names):len(names)], "what?.jpg")...) // a name that Windows cannot have
	var uris []string
	for _, path := range paths {
		uris = append(uris, uriOf(path))
	}
	// Some backends leave in place what needs no escape.
	uris[1] = strings.ReplaceAll(uris[1], "%2B", "+")
	b := startBus(t, &bus{response: answered(0, uris...)})
	ask := Ask{Title: "Chọn ảnh", Dir: filepath.Dir(paths[0]), Kinds: []Kind{{"Ảnh", []string{".jpg", ".png"}}}}
	var a answers
	desk().OpenFiles(t.Context(), ask, a.done)
	a.want(t, nil, paths...)

	call := <-b.calls
	if call[0] != "OpenFile" || call[1] != "" || call[2] != "Chọn ảnh" {
		t.Errorf("called %q of %q with the title %q", call[0], call[1], call[2])
	}
	wantOption(t, call, "multiple", true)
	wantOption(t, call, "current_folder", append([]byte(ask.Dir), 0))
	wantOption(t, call, "filters", [][]any{{"Ảnh", [][]any{{uint32(0), "*.[jJ][pP][gG]"}, {uint32(0), "*.[pP][nN][gG]"}}}})
}

// wantOption checks one of the portal's options as it arrived.
func wantOption(t *testing.T, call []any, name string, want any) {
	t.Helper()
	options, ok := call[3].(map[string]dbus.Variant)
	if !ok {
		t.Fatalf("options are a %T", call[3])
	}
	if got := options[name].Value(); !reflect.DeepEqual(got, want) {
		t.Errorf("option %s is %#v, want %#v", name, got, want)
	}
}

func TestPortalSavesWithTheEnding(t *testing.T) {
	paths := inFolder(t, "x")
	b := startBus(t, &bus{response: answered(0, uriOf(paths[0]))})
	var a answers
	desk().SaveFile(t.Context(), Ask{Name: "Tin hội nghị.html", Ext: ".html"}, a.done1)
	a.want(t, nil, paths[0]+".html")
	call := <-b.calls
	if call[0] != "SaveFile" {
		t.Errorf("called %q", call[0])
	}
	wantOption(t, call, "current_name", "Tin hội nghị.html")
}

func TestPortalChoosesFolder(t *testing.T) {
	dir := filepath.Dir(inFolder(t, "x")[0])
	b := startBus(t, &bus{response: answered(0, uriOf(dir))})
	var a answers
	desk().Folder(t.Context(), Ask{}, a.done1)
	a.want(t, nil, dir)
	wantOption(t, <-b.calls, "directory", true)
}

func TestPortalCancelled(t *testing.T) {
	for _, response := range [][]any{answered(1), answered(2), answered(0), answered(0, "https://example.org/a.jpg")} {
		startBus(t, &bus{response: response})
		var a answers
		desk().OpenFiles(t.Context(), Ask{}, a.done)
		a.want(t, ErrCancelled)
	}
}

func TestPortalTalksNonsense(t *testing.T) {
	startBus(t, &bus{response: []any{"yes"}})
	var a answers
	desk().OpenFiles(t.Context(), Ask{}, a.done)
	if a.calls != 1 || a.err == nil || errors.Is(a.err, ErrCancelled) {
		t.Errorf("done was called %d times with %v; want once with what is wrong", a.calls, a.err)
	}
}

func TestNoChooserBehindTheBus(t *testing.T) {
	startBus(t, &bus{refuse: "org.freedesktop.DBus.Error.ServiceUnknown"})
	if _, err := choose(t.Context(), 0, openFiles, Ask{}); !errors.Is(err, errNone) {
		t.Errorf("got %v, want errNone", err)
	}
}

func TestNoBus(t *testing.T) {
	noDesktop(t)
	if _, err := choose(t.Context(), 0, openFiles, Ask{}); !errors.Is(err, errNone) {
		t.Errorf("got %v, want errNone", err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "none"))
	if _, err := choose(t.Context(), 0, openFiles, Ask{}); !errors.Is(err, errNone) {
		t.Errorf("got %v, want errNone", err)
	}
}

// A screen that is left closes its dialog: the portal sees the program hang up.
func TestPortalDialogEndsWithTheScreen(t *testing.T) {
	b := startBus(t, &bus{})
	ctx, cancel := context.WithCancel(t.Context())
	result := make(chan error)
	go func() {
		_, err := choose(ctx, 0xabc, openFiles, Ask{})
		result <- err
	}()
	if call := <-b.calls; call[1] != "x11:abc" {
		t.Errorf("the dialog belongs to %q", call[1])
	}
	cancel()
	if err := <-result; err == nil || errors.Is(err, errNone) {
		t.Errorf("got %v, want the end of the context", err)
	}
	select {
	case <-b.gone:
	case <-time.After(5 * time.Second):
		t.Error("the connection was left open")
	}
}

func TestRevealAsksTheFileManager(t *testing.T) {
	path := inFolder(t, "Ảnh 1.jpg")[0]
	b := startBus(t, &bus{})
	if err := ShowFolder(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	call := <-b.calls
	if uris, ok := call[1].([]string); call[0] != "ShowItems" || !ok || len(uris) != 1 || uris[0] != uriOf(path) {
		t.Errorf("called %q", call)
	}
}
