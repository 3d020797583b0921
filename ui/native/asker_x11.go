//go:build !windows

package native

import (
	"context"
	"errors"
	"slices"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// asker asks the owner of the clipboard for its content, through a window that
// is never shown (ICCCM 2.4).
type asker struct {
	conn   *xgb.Conn
	window xproto.Window
	stop   func() bool            // no longer ends the connection with its context
	atoms  map[string]xproto.Atom // that were asked for
	types  []xproto.Atom          // the forms on offer
}

// errGone is of a server that ended, or of a context that did.
var errGone = errors.New("the connection ended")

// newAsker connects to the X server until the context ends.
func newAsker(ctx context.Context) (*asker, error) {
	conn, err := reachX()
	if err != nil {
		return nil, err
	}
	a := &asker{conn: conn, atoms: map[string]xproto.Atom{}, stop: context.AfterFunc(ctx, conn.Close)}
	a.window, err = hidden(conn, xproto.EventMaskPropertyChange)
	if err != nil {
		a.close()
		return nil, err
	}
	return a, nil
}

func (a *asker) close() {
	if a.stop() {
		a.conn.Close()
	}
}

func (a *asker) atom(name string) (xproto.Atom, error) {
	if known, ok := a.atoms[name]; ok {
		return known, nil
	}
	atom, err := intern(a.conn, name)
	if err == nil {
		a.atoms[name] = atom
	}
	return atom, err
}

// learn asks which forms there are. None is no error.
func (a *asker) learn() error {
	data, err := a.ask("TARGETS", maxTextBytes)
	for ; len(data) >= 4; data = data[4:] {
		a.types = append(a.types, xproto.Atom(xgb.Get32(data)))
	}
	return err
}

func (a *asker) offers(form string) bool {
	atom, err := a.atom(form)
	return err == nil && slices.Contains(a.types, atom)
}

// ask is the content in one form, nil where the owner does not give it.
func (a *asker) ask(form string, limit int) ([]byte, error) {
	target, err := a.atom(form)
	if err != nil {
		return nil, err
	}
	clipboard, err := a.atom("CLIPBOARD")
	if err != nil {
		return nil, err
	}
	xproto.ConvertSelection(a.conn, a.window, clipboard, target, target, xproto.TimeCurrentTime)
	for {
		event, err := a.next()
		if err != nil {
			return nil, err
		}
		notice, ok := event.(xproto.SelectionNotifyEvent)
		switch {
		case !ok || notice.Target != target:
		case notice.Property == xproto.AtomNone:
			return nil, nil
		default:
			return a.take(target, limit)
		}
	}
}

// next waits for the server. An error that it sends is of a request that came
// too late, and passed over.
func (a *asker) next() (xgb.Event, error) {
	for {
		event, fault := a.conn.WaitForEvent()
		switch {
		case event != nil:
			return event, nil
		case fault == nil:
			return nil, errGone
		}
	}
}

// take reads what the owner wrote into the property, or, if it says so, what it
// is going to write there a piece at a time (ICCCM 2.7.2).
func (a *asker) take(property xproto.Atom, limit int) ([]byte, error) {
	incremental, err := a.atom("INCR")
	if err != nil {
		return nil, err
	}
	data, kind, err := a.property(property, limit)
	if err != nil || kind != incremental {
		return data, err
	}
	var all []byte
	for {
		event, err := a.next()
		if err != nil {
			return nil, err
		}
		change, ok := event.(xproto.PropertyNotifyEvent)
		if !ok || change.Atom != property || change.State != xproto.PropertyNewValue {
			continue
		}
		piece, _, err := a.property(property, limit-len(all))
		if err != nil || len(piece) == 0 {
			return all, err
		}
		all = append(all, piece...)
	}
}

// pieceUnits is how much of a property is read at once, in units of four bytes.
const pieceUnits = 1 << 18

// property reads a property whole and deletes it, which tells its writer to go
// on.
func (a *asker) property(name xproto.Atom, limit int) (data []byte, kind xproto.Atom, err error) {
	for {
		at := uint32(len(data) / 4)
		reply, err := xproto.GetProperty(a.conn, true, a.window, name, xproto.GetPropertyTypeAny, at, pieceUnits).Reply()
		switch {
		case err != nil:
			return nil, 0, err
		case len(data)+len(reply.Value) > limit:
			return nil, 0, errLong
		}
		data = append(data, reply.Value...)
		if reply.BytesAfter == 0 {
			return data, reply.Type, nil
		}
	}
}
