//go:build !windows

package native

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/godbus/dbus/v5"
)

// The desktop portal: how a program asks GNOME, KDE and the others for their own
// dialog. https://flatpak.github.io/xdg-desktop-portal/docs/
//
// Spoken here directly: github.com/rymdport/portal turns the + in a file's name
// into a blank and cannot be stopped.
const (
	portalName    = "org.freedesktop.portal.Desktop"
	portalPath    = "/org/freedesktop/portal/desktop"
	portalChooser = "org.freedesktop.portal.FileChooser"
	portalRequest = "org.freedesktop.portal.Request"

	// portalWait is how long the portal may take to start and accept the wish;
	// broken set-ups never answer.
	portalWait = 5 * time.Second
)

// The portal's filter, a(sa(us)): name, then patterns, kind 0 being a glob.
type portalFilter struct {
	Name  string
	Rules []portalRule
}

type portalRule struct {
	Kind    uint32
	Pattern string
}

// choose asks the portal and waits for the user. The dialog goes away when ctx
// ends, because the portal sees the connection close.
func choose(ctx context.Context, owner uintptr, m mode, ask Ask) ([]string, error) {
	conn, err := sessionBus(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }() // nothing is lost with it

	// Before the call, so that no answer can be missed.
	answers := make(chan *dbus.Signal, 4)
	conn.Signal(answers)
	if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(portalRequest)); err != nil {
		return nil, fmt.Errorf("%w: %w", errNone, err)
	}
	if err := request(ctx, conn, owner, m, ask); err != nil {
		return nil, err
	}
	for {
		select {
		case signal, open := <-answers:
			if !open {
				return nil, errors.New("native: the desktop portal went away")
			}
			if signal.Name == portalRequest+".Response" {
				return chosen(signal.Body)
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// sessionBus connects without ever starting a bus: where none runs, no portal does.
func sessionBus(ctx context.Context) (*dbus.Conn, error) {
	address := os.Getenv("DBUS_SESSION_BUS_ADDRESS")
	if address == "" {
		socket := filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "bus")
		if _, err := os.Stat(socket); err != nil || !filepath.IsAbs(socket) {
			return nil, errNone
		}
		address = "unix:path=" + dbus.EscapeBusAddressValue(socket)
	}
	conn, err := dbus.Connect(address, dbus.WithContext(ctx))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNone, err)
	}
	return conn, nil
}

// request hands the wish to the portal. Any refusal means that the desktop has
// no chooser for us.
func request(ctx context.Context, conn *dbus.Conn, owner uintptr, m mode, ask Ask) error {
	limited, cancel := context.WithTimeout(ctx, portalWait)
	defer cancel()
	method, parent := portalChooser+".OpenFile", ""
	if m == saveFile {
		method = portalChooser + ".SaveFile"
	}
	if owner != 0 {
		parent = fmt.Sprintf("x11:%x", owner)
	}
	call := conn.Object(portalName, portalPath).CallWithContext(limited, method, 0, parent, ask.Title, wishes(m, ask))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if call.Err != nil {
		return fmt.Errorf("%w: %w", errNone, call.Err)
	}
	return nil
}

// wishes are the portal's options for an Ask.
func wishes(m mode, ask Ask) map[string]dbus.Variant {
	options := map[string]dbus.Variant{"modal": dbus.MakeVariant(true)}
	switch m {
	case openFiles:
		options["multiple"] = dbus.MakeVariant(true)
	case openFolder:
		options["directory"] = dbus.MakeVariant(true)
	case saveFile:
		options["current_name"] = dbus.MakeVariant(ask.Name)
	}
	if ask.Dir != "" {
		options["current_folder"] = dbus.MakeVariant(append([]byte(ask.Dir), 0))
	}
	if len(ask.Kinds) > 0 && m != openFolder {
		options["filters"] = dbus.MakeVariant(filters(ask.Kinds))
	}
	return options
}

func filters(kinds []Kind) []portalFilter {
	list := make([]portalFilter, 0, len(kinds))
	for _, k := range kinds {
		f := portalFilter{Name: k.Name}
		for _, ext := range k.Exts {
			f.Rules = append(f.Rules, portalRule{Pattern: "*" + anyCase(ext)})
		}
		list = append(list, f)
	}
	return list
}

// anyCase makes a glob of an ending: globs are case-sensitive and cameras shout.
func anyCase(ext string) string {
	var b strings.Builder
	for _, r := range ext {
		if unicode.IsLetter(r) {
			b.WriteString("[" + string(unicode.ToLower(r)) + string(unicode.ToUpper(r)) + "]")
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// chosen reads the portal's answer: 0 and the paths, or the user's no. Code 2,
// "ended in some other way", is what closing the dialog's window gives.
func chosen(body []any) ([]string, error) {
	var code uint32
	var results map[string]dbus.Variant
	if err := dbus.Store(body, &code, &results); err != nil {
		return nil, fmt.Errorf("native: the desktop portal's answer: %w", err)
	}
	if code != 0 {
		return nil, ErrCancelled
	}
	uris, _ := results["uris"].Value().([]string)
	paths := uriPaths(uris)
	if len(paths) == 0 {
		return nil, ErrCancelled
	}
	return paths, nil
}
