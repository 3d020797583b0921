package wire

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/export/web"
)

// other is the far end of a connection, which does something with it.
func other(t *testing.T, do func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				do(conn)
			}()
		}
	}()
	return listener.Addr().String()
}

const stall = 200 * time.Millisecond

func silent(c net.Conn) { io.Copy(io.Discard, c) }

func dial(t *testing.T, l *Line, address string) net.Conn {
	t.Helper()
	conn, err := l.Dial(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// TestStall: silence ends what is under way, and only that.
func TestStall(t *testing.T) {
	l := New(stall)
	defer l.Close()
	conn := dial(t, l, other(t, silent))
	time.Sleep(2 * stall) // nothing is under way
	begun := time.Now()
	err := l.During(t.Context(), 1000, func() error {
		_, err := conn.Read(make([]byte, 1))
		return err
	})
	if took := time.Since(begun); !errors.Is(err, errStalled) || took < stall || took > 10*stall {
		t.Errorf("%v after %v", err, took)
	}
	if _, err := l.Dial(t.Context(), "127.0.0.1:1"); !errors.Is(err, errStalled) {
		t.Errorf("dialled after it was cut: %v", err)
	}
}

// TestSlow: what moves is not stalled, however long it takes, on any of the
// connections.
func TestSlow(t *testing.T) {
	l := New(stall)
	defer l.Close()
	quiet := dial(t, l, other(t, func(c net.Conn) {
		time.Sleep(3 * stall)
		io.WriteString(c, "done")
	}))
	busy := dial(t, l, other(t, func(c net.Conn) {
		for range 12 {
			time.Sleep(stall / 4)
			io.WriteString(c, ".")
		}
	}))
	var got []byte
	err := l.During(t.Context(), 1000, func() error {
		if _, err := io.ReadAll(busy); err != nil {
			return err
		}
		var err error
		got, err = io.ReadAll(quiet)
		return err
	})
	if err != nil || string(got) != "done" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestEndless: an answer has a bound.
func TestEndless(t *testing.T) {
	l := New(stall)
	defer l.Close()
	conn := dial(t, l, other(t, func(c net.Conn) {
		for {
			if _, err := io.WriteString(c, strings.Repeat("x", 1000)); err != nil {
				return
			}
		}
	}))
	err := l.During(t.Context(), 50_000, func() error {
		n, err := io.Copy(io.Discard, conn)
		if n > 200_000 {
			t.Errorf("read %d bytes", n)
		}
		return err
	})
	if !errors.Is(Fault(t.Context(), "test", err, true), export.ErrStrangeAnswer) {
		t.Errorf("%v, want too much", err)
	}
}

// TestCancel: the end of the context ends what is under way.
func TestCancel(t *testing.T) {
	l := New(0)
	defer l.Close()
	conn := dial(t, l, other(t, silent))
	ctx, cancel := context.WithTimeout(t.Context(), stall/4)
	defer cancel()
	err := l.During(ctx, 1000, func() error {
		_, err := conn.Read(make([]byte, 1))
		return err
	})
	if err = Fault(ctx, "test", err, false); !errors.Is(err, context.DeadlineExceeded) || export.Code(err) != "" {
		t.Errorf("%v, want the context's", err)
	}
	if err := l.During(ctx, 1000, func() error { t.Error("begun all the same"); return nil }); err == nil {
		t.Error("no error")
	}
}

// TestFault names what becomes of a connection.
func TestFault(t *testing.T) {
	closed := other(t, silent)
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone.Close()
	cut := func(address string) error {
		l := New(stall)
		defer l.Close()
		return l.During(t.Context(), 1000, func() error {
			conn, err := l.Dial(t.Context(), address)
			if err != nil {
				return err
			}
			l.Close()
			_, err = conn.Write([]byte("x"))
			return err
		})
	}
	known := &export.PortalError{Kind: export.ErrQuota}
	for _, test := range []struct {
		name  string
		err   error
		reads bool
		want  error
	}{
		{"nobody listens", cut(gone.Addr().String()), false, export.ErrOffline},
		{"no such host", cut("khong-co.invalid:1"), false, export.ErrOffline},
		{"cut while asking", cut(closed), true, export.ErrBusy},
		{"cut while changing", cut(closed), false, export.ErrUnknownOutcome},
		{"ended", io.EOF, false, export.ErrUnknownOutcome},
		{"known", known, false, export.ErrQuota},
		{"not trusted", handshake(t), false, export.ErrCertificate},
	} {
		if err := Fault(t.Context(), "test", test.err, test.reads); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
	if err := Fault(t.Context(), "test", nil, false); err != nil {
		t.Errorf("nothing went wrong: %v", err)
	}
}

// handshake is the error of one with a server that nobody vouches for.
func handshake(t *testing.T) error {
	t.Helper()
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = nil
	server.StartTLS()
	defer server.Close()
	l := New(stall)
	defer l.Close()
	raw := dial(t, l, server.Listener.Addr().String())
	return tls.Client(raw, web.TLS("127.0.0.1", "")).HandshakeContext(t.Context())
}

// TestPieces: a large write on a slow line is no silence.
func TestPieces(t *testing.T) {
	l := New(stall)
	defer l.Close()
	conn := dial(t, l, other(t, func(c net.Conn) {
		piece := make([]byte, 256<<10)
		for {
			if _, err := c.Read(piece); err != nil {
				return
			}
			time.Sleep(stall / 8)
		}
	}))
	data := make([]byte, 8<<20)
	err := l.During(t.Context(), 1000, func() error {
		_, err := conn.Write(data)
		return err
	})
	if err != nil {
		t.Errorf("a slow line: %v", err)
	}
}
