package exporttest

import (
	"errors"
	"io"
	"net"
	"sync"
	"testing"
	"time"
)

// Wire stands before a server of any protocol and spoils the stream of bytes.
// Connections that the server opens or names itself, as FTP's for data, pass it
// by.
type Wire struct {
	upstream string
	listener net.Listener
	done     sync.WaitGroup

	mu     sync.Mutex
	spoilt Break
	struck bool
	moved  [2]int64 // bytes since Arm: up, down
	open   map[net.Conn]bool
}

// Break is a fault of a stream.
type Break struct {
	Fault Fault // CutBefore: closed there; Stuck: nothing moves on; Drip: on slowly; "": none
	Down  bool  // in what the server says, not in what it is told
	After int64 // bytes, over all connections since Arm
}

// WireFaults are the faults that a Break can have.
func WireFaults() []Fault { return []Fault{CutBefore, Stuck, Drip} }

// NewWire is StartWire for the time of a test.
func NewWire(t testing.TB, upstream string) *Wire {
	t.Helper()
	w, err := StartWire(upstream)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}

// StartWire starts a relay to a host and port. Without Arm it spoils nothing.
func StartWire(upstream string) (*Wire, error) {
	listener, err := listen()
	if err != nil {
		return nil, err
	}
	w := &Wire{upstream: upstream, listener: listener, open: map[net.Conn]bool{}}
	w.done.Add(1)
	go w.accept()
	return w, nil
}

// Addr is the host and port that the relay listens at.
func (w *Wire) Addr() string { return w.listener.Addr().String() }

// Arm spoils the stream once, counted from now on, and ends what is open.
func (w *Wire) Arm(b Break) {
	w.hangUp()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.spoilt, w.struck, w.moved = b, false, [2]int64{}
}

// Struck reports whether the armed fault happened.
func (w *Wire) Struck() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.struck
}

// Moved counts the bytes since Arm that went to the server and came from it.
func (w *Wire) Moved() (up, down int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.moved[0], w.moved[1]
}

// Close ends the relay and every connection through it.
func (w *Wire) Close() {
	w.listener.Close()
	w.hangUp()
	w.done.Wait()
}

func (w *Wire) hangUp() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for conn := range w.open {
		conn.Close()
	}
}

func (w *Wire) accept() {
	defer w.done.Done()
	for {
		client, err := w.listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", w.upstream)
		if err != nil {
			client.Close()
			continue
		}
		w.relay(client, server)
	}
}

// relay moves bytes both ways until one side ends.
func (w *Wire) relay(client, server net.Conn) {
	w.mu.Lock()
	w.open[client], w.open[server] = true, true
	w.mu.Unlock()
	end := func() {
		client.Close()
		server.Close()
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.open, client)
		delete(w.open, server)
	}
	w.done.Add(2)
	for _, way := range []struct {
		from, to net.Conn
		down     bool
	}{{client, server, false}, {server, client, true}} {
		go func() {
			defer w.done.Done()
			defer end()
			w.move(way.from, way.to, way.down)
		}()
	}
}

// What ends a stream.
var (
	errBroken = errors.New("exporttest: broken on purpose")
	errStuck  = errors.New("exporttest: stuck on purpose")
)

func (w *Wire) move(from, to net.Conn, down bool) {
	piece := make([]byte, 16<<10)
	for {
		n, err := from.Read(piece)
		if n > 0 {
			err := w.pass(to, piece[:n], down)
			if errors.Is(err, errStuck) {
				io.Copy(io.Discard, from) // until this side gives up
			}
			if err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// pass writes a piece, spoilt where that is its place.
func (w *Wire) pass(to net.Conn, piece []byte, down bool) error {
	whole, f := w.share(len(piece), down)
	if _, err := to.Write(piece[:whole]); err != nil {
		return err
	}
	switch f {
	case CutBefore:
		w.hangUp()
		return errBroken
	case Stuck:
		return errStuck
	case Drip:
		return trickle(to, piece[whole:], down)
	}
	return nil
}

// share tells how much of a piece passes before the fault, and which it is.
func (w *Wire) share(size int, down bool) (int, Fault) {
	way := 0
	if down {
		way = 1
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	before := w.moved[way]
	w.moved[way] += int64(size)
	if w.struck || w.spoilt.Fault == "" || w.spoilt.Down != down || w.moved[way] <= w.spoilt.After {
		return size, ""
	}
	w.struck = true
	return int(max(0, w.spoilt.After-before)), w.spoilt.Fault
}

// trickle writes slowly, though never so slowly that a stall timer of 200 ms
// runs out: of what goes up the other side sees nothing until all is there.
func trickle(to net.Conn, piece []byte, down bool) error {
	pause := 10 * time.Millisecond
	if down {
		pause *= 3
	}
	const pieces = 12
	for i := range pieces {
		time.Sleep(pause)
		if _, err := to.Write(piece[len(piece)*i/pieces : len(piece)*(i+1)/pieces]); err != nil {
			return err
		}
	}
	return nil
}
