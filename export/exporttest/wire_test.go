package exporttest

import (
	"errors"
	"io"
	"net"
	"os"
	"testing"
	"time"
)

// echoing is a server that says back what it is told.
func echoing(t *testing.T) string {
	t.Helper()
	l, err := listen()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				io.Copy(conn, conn)
			}()
		}
	}()
	return l.Addr().String()
}

// talk says ten bytes, one after the other, and counts those that come back
// until nothing does for 200 ms.
func talk(t *testing.T, hostport string) (back int, err error) {
	t.Helper()
	conn, err := net.Dial("tcp", hostport)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for range 10 {
		if _, err = conn.Write([]byte{'x'}); err != nil {
			return back, err
		}
		conn.SetReadDeadline(time.Now().Add(200 * time.Millisecond))
		if _, err = io.ReadFull(conn, make([]byte, 1)); err != nil {
			return back, err
		}
		back++
	}
	return back, nil
}

func TestWire(t *testing.T) {
	wire := NewWire(t, echoing(t))
	for _, want := range []struct {
		Break
		back    int
		timeout bool
	}{
		{Break{}, 10, false},
		{Break{Fault: CutBefore, After: 3}, 3, false},
		{Break{Fault: CutBefore, After: 3, Down: true}, 3, false},
		{Break{Fault: CutBefore, Down: true}, 0, false},
		{Break{Fault: Stuck, After: 5}, 5, true},
		{Break{Fault: Stuck, After: 5, Down: true}, 5, true},
		{Break{Fault: CutBefore, After: 10}, 10, false},
	} {
		wire.Arm(want.Break)
		back, err := talk(t, wire.Addr())
		if back != want.back || errors.Is(err, os.ErrDeadlineExceeded) != want.timeout || (err == nil) != (want.back == 10) {
			t.Errorf("%+v: %d came back, %v; want %d", want.Break, back, err, want.back)
		}
		if wire.Struck() != (want.back < 10) {
			t.Errorf("%+v: struck %v", want.Break, wire.Struck())
		}
		if back, err := talk(t, wire.Addr()); want.back < 10 && (back != 10 || err != nil) {
			t.Errorf("%+v: afterwards %d came back, %v", want.Break, back, err)
		}
	}
}

func TestWireCountsAndDrips(t *testing.T) {
	wire := NewWire(t, echoing(t))
	wire.Arm(Break{Fault: Drip, After: 4})
	conn, err := net.Dial("tcp", wire.Addr())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	begun := time.Now()
	if _, err := conn.Write(make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(conn, make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took < 100*time.Millisecond {
		t.Errorf("dripped within %v", took)
	}
	if up, down := wire.Moved(); up != 100 || down != 100 {
		t.Errorf("%d up and %d down, want 100 each", up, down)
	}
}
