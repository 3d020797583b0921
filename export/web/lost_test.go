package web_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/export/web"
)

// stall is short where a test waits for it, and long where it must not come.
const (
	stall     = 300 * time.Millisecond
	longStall = 3 * time.Second
)

// lineOf serves bytes: script answers each request that was read whole, and
// reports whether the connection lives on.
func lineOf(t *testing.T, script func(c net.Conn, n int64) bool) (address string, asked *atomic.Int64) {
	t.Helper()
	asked = new(atomic.Int64)
	address = raw(t, func(c net.Conn) {
		in := bufio.NewReader(c)
		for {
			r, err := http.ReadRequest(in)
			if err != nil {
				return
			}
			io.Copy(io.Discard, r.Body)
			if !script(c, asked.Add(1)) {
				return
			}
		}
	})
	return address, asked
}

// raw hands each connection to talk and closes it afterwards.
func raw(t *testing.T, talk func(net.Conn)) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				talk(c)
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

func say(format string, args ...any) func(net.Conn, int64) bool {
	return func(c net.Conn, _ int64) bool {
		fmt.Fprintf(c, format, args...)
		return false
	}
}

func hang(after string) func(net.Conn, int64) bool {
	return func(c net.Conn, _ int64) bool {
		io.WriteString(c, after)
		io.Copy(io.Discard, c) // until the client goes
		return false
	}
}

// What a lost answer means depends on whether the request may have changed
// something; none is sent again.
func TestLostAnswers(t *testing.T) {
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n"
	tests := []struct {
		name           string
		script         func(net.Conn, int64) bool
		reads, changes error
	}{
		{"cut before", say(""), export.ErrBusy, export.ErrUnknownOutcome},
		{"cut in the head", say("HTTP/1.1 200 OK\r\nContent-Ty"), export.ErrBusy, export.ErrUnknownOutcome},
		{"cut in the body", say(head + `{"id":`), export.ErrBusy, export.ErrUnknownOutcome},
		{"cut in a chunk", say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n"), export.ErrBusy, export.ErrUnknownOutcome},
		{"hangs before", hang(""), export.ErrBusy, export.ErrUnknownOutcome},
		{"hangs in the head", hang("HTTP/1.1 200"), export.ErrBusy, export.ErrUnknownOutcome},
		{"hangs in the body", hang(head + `{"id`), export.ErrBusy, export.ErrUnknownOutcome},
		{"no HTTP", say("220 ftp.example.vn\r\n\r\n"), export.ErrStrangeAnswer, export.ErrStrangeAnswer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut} {
				address, asked := lineOf(t, tt.script)
				kind := tt.changes
				if method == http.MethodGet {
					kind = tt.reads
				}
				_, err := client(t, web.Options{Stall: stall}).Do(t.Context(), web.Request{Method: method, URL: address, Body: []byte("bài"), Want: web.JSON})
				explained(t, err, kind)
				if unknown := errors.Is(err, export.ErrUnknownOutcome); unknown == (method == http.MethodGet) {
					t.Errorf("%s: outcome unknown: %v", method, unknown)
				}
				if asked.Load() != 1 {
					t.Errorf("%s was sent %d times", method, asked.Load())
				}
			}
		})
	}
}

// A refusal counts even when its page was cut.
func TestCutRefusal(t *testing.T) {
	address, _ := lineOf(t, say("HTTP/1.1 413 Too Large\r\nContent-Length: 100\r\n\r\n<html>"))
	a, err := client(t, web.Options{Stall: stall}).Do(t.Context(), web.Request{Method: http.MethodPost, URL: address, Body: []byte("a")})
	if err != nil || a.Status != http.StatusRequestEntityTooLarge {
		t.Errorf("%d %v", a.Status, err)
	}
}

// A server that takes the connection for idle just when the next request comes:
// net/http would send again what it takes for harmless.
func TestDeadConnectionsAreNoReasonToSendTwice(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
	for _, body := range []string{"", "bài"} {
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
			address, asked := lineOf(t, func(c net.Conn, n int64) bool {
				if n == 1 {
					io.WriteString(c, ok)
				}
				return n == 1
			})
			c := client(t, web.Options{Stall: longStall})
			header := http.Header{"Idempotency-Key": {"1"}, "X-Idempotency-Key": {"1"}}
			for i, want := range []error{nil, export.ErrUnknownOutcome} {
				_, err := c.Do(t.Context(), web.Request{Method: method, URL: address, Body: []byte(body), Header: header})
				if !errors.Is(err, want) {
					t.Errorf("%s %q, request %d: %v", method, body, i+1, err)
				}
			}
			if asked.Load() != 2 {
				t.Errorf("%s %q: two requests arrived %d times", method, body, asked.Load())
			}
		}
	}
}

// Where the server closed an idle connection long ago, the next request takes a
// new one.
func TestClosedConnectionsAreNotUsed(t *testing.T) {
	address, asked := lineOf(t, say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"))
	c := client(t, web.Options{Stall: longStall})
	for range 5 {
		if _, err := c.Do(t.Context(), web.Request{Method: http.MethodPost, URL: address, Body: []byte("a")}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond) // the end of the connection arrives
	}
	if asked.Load() != 5 {
		t.Errorf("%d requests arrived", asked.Load())
	}
}

func TestNothingWasSent(t *testing.T) {
	closes := raw(t, func(net.Conn) {})
	silent := raw(t, func(c net.Conn) { io.Copy(io.Discard, c) })
	for name, address := range map[string]string{
		"refused":                 "http://127.0.0.1:1/",
		"no such host":            "http://khong-co.invalid/",
		"closed in the handshake": "https" + closes[len("http"):],
		"silent in the handshake": "https" + silent[len("http"):],
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			direct := func(*http.Request) (*url.URL, error) { return nil, nil }
			_, err := client(t, web.Options{Stall: stall, Proxy: direct}).Do(t.Context(), web.Request{Method: http.MethodPost, URL: address, Body: []byte("a")})
			explained(t, err, export.ErrOffline)
			if errors.Is(err, export.ErrUnknownOutcome) {
				t.Error("something was sent:", err)
			}
		})
	}
}

// A slow line is no dead one: only when no byte moves an exchange is given up.
func TestDripsAreWaitedFor(t *testing.T) {
	const step, drops = 150 * time.Millisecond, 8
	address, _ := lineOf(t, func(c net.Conn, _ int64) bool {
		for _, part := range []string{"HTTP/1.1 ", "200 OK\r\n", "Content-Le", "ngth: 8\r\n\r\n"} {
			io.WriteString(c, part)
			time.Sleep(step)
		}
		for range drops {
			io.WriteString(c, "1")
			time.Sleep(step)
		}
		return false
	})
	a, err := client(t, web.Options{Stall: 5 * step}).Do(t.Context(), web.Request{Method: http.MethodPost, URL: address, Body: []byte("a"), Want: web.JSON})
	if err != nil || string(a.Body) != "11111111" {
		t.Errorf("%q %v", a.Body, err)
	}
}

// large is more than the buffers between two programs of one computer hold.
var large = bytes.Repeat([]byte("ảnh "), 6<<20)

func TestSlowUploadIsWaitedFor(t *testing.T) {
	address := raw(t, func(c net.Conn) {
		in := bufio.NewReaderSize(c, 64<<10)
		r, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		for range 12 { // longer than a stall
			io.CopyN(io.Discard, r.Body, 256<<10)
			time.Sleep(stall / 3)
		}
		io.Copy(io.Discard, r.Body)
		io.WriteString(c, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
	})
	var last int64
	var done atomic.Bool
	a, err := client(t, web.Options{Stall: 3 * stall}).Do(t.Context(), web.Request{
		Method: http.MethodPost, URL: address, Body: large,
		Sent: func(n int64) {
			if n <= last || done.Load() {
				t.Errorf("%d bytes after %d; over: %v", n, last, done.Load())
			}
			last = n
		},
	})
	done.Store(true)
	if err != nil || a.Status != http.StatusCreated || last != int64(len(large)) {
		t.Errorf("%d after %d of %d bytes: %v", a.Status, last, len(large), err)
	}
}

func TestUploadStalls(t *testing.T) {
	address := raw(t, func(c net.Conn) {
		io.CopyN(io.Discard, c, 100<<10)
		time.Sleep(10 * stall)
	})
	began := time.Now()
	var sent atomic.Int64
	_, err := client(t, web.Options{Stall: stall}).Do(t.Context(), web.Request{Method: http.MethodPost, URL: address, Body: large, Sent: sent.Store})
	explained(t, err, export.ErrUnknownOutcome)
	if took := time.Since(began); took > 8*stall || sent.Load() == 0 || sent.Load() == int64(len(large)) {
		t.Errorf("given up after %v and %d bytes", took, sent.Load())
	}
}

// A portal says "too large" and hangs up while the photo is still being sent.
func TestEarlyRefusalIsHeard(t *testing.T) {
	address := raw(t, func(c net.Conn) {
		io.CopyN(io.Discard, c, 64<<10)
		io.WriteString(c, "HTTP/1.1 413 Content Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nlarg")
		time.Sleep(50 * time.Millisecond)
	})
	for range 5 {
		a, err := client(t, web.Options{Stall: longStall}).Do(t.Context(), web.Request{Method: http.MethodPost, URL: address, Body: large})
		if err != nil || a.Status != http.StatusRequestEntityTooLarge {
			t.Errorf("%d %v", a.Status, err)
		}
	}
}

func TestContextEnds(t *testing.T) {
	address, _ := lineOf(t, hang("HTTP/1.1 200 OK\r\n"))
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := client(t, web.Options{Stall: longStall}).Do(ctx, web.Request{Method: http.MethodPost, URL: address})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	var portal *export.PortalError
	if errors.As(err, &portal) {
		t.Errorf("the portal is blamed: %v", err)
	}
}
