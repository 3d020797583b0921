package web_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/export/web"
)

func TestABodyGoesWhereItIsWanted(t *testing.T) {
	long := strings.Repeat("bản mới ", 100_000)
	s := serve(t, always(http.StatusOK, "application/gzip", long))
	var got bytes.Buffer
	a, err := client(t, web.Options{}).Do(t.Context(), web.Request{URL: s.URL, Into: func(a web.Answer) (io.Writer, error) {
		if a.Status != http.StatusOK || a.Header.Get("Content-Type") != "application/gzip" {
			t.Errorf("asked with %+v", a)
		}
		return &got, nil
	}})
	if err != nil || got.String() != long || len(a.Body) != 0 {
		t.Errorf("%d bytes, %d kept, %v", got.Len(), len(a.Body), err)
	}
}

// A refusal is read as ever: it says why.
func TestARefusalGoesNowhere(t *testing.T) {
	s := serve(t, always(http.StatusNotFound, "text/plain", "không có"))
	a, err := client(t, web.Options{}).Do(t.Context(), web.Request{URL: s.URL, Into: func(web.Answer) (io.Writer, error) {
		t.Error("asked where a refusal goes")
		return io.Discard, nil
	}})
	if err != nil || string(a.Body) != "không có" {
		t.Errorf("%q, %v", a.Body, err)
	}
}

// Where a large file was asked for, what comes in its place is not held in memory.
func TestALargeRefusalIsCut(t *testing.T) {
	s := serve(t, always(http.StatusNotFound, "text/plain", strings.Repeat("x", 3<<20)))
	into := func(web.Answer) (io.Writer, error) { return io.Discard, nil }
	a, err := client(t, web.Options{Most: 200 << 20}).Do(t.Context(), web.Request{URL: s.URL, Into: into})
	if err != nil || a.Status != http.StatusNotFound || len(a.Body) != 1<<20 {
		t.Errorf("%d bytes of %d, %v", len(a.Body), a.Status, err)
	}
}

type full struct{ err error }

func (f full) Write([]byte) (int, error) { return 0, f.err }

func TestWhatTheWriterSaysComesBack(t *testing.T) {
	s := serve(t, always(http.StatusOK, "text/plain", "bản mới"))
	said := errors.New("the disk is full")
	for name, into := range map[string]func(web.Answer) (io.Writer, error){
		"at once":       func(web.Answer) (io.Writer, error) { return nil, said },
		"while it came": func(web.Answer) (io.Writer, error) { return full{said}, nil },
	} {
		if _, err := client(t, web.Options{}).Do(t.Context(), web.Request{URL: s.URL, Into: into}); err != said {
			t.Errorf("%s: %v, want what was said", name, err)
		}
	}
}

func TestMoreThanIsTakenIsRefused(t *testing.T) {
	s := serve(t, always(http.StatusOK, "text/plain", strings.Repeat("x", 2000)))
	_, err := client(t, web.Options{Most: 1000}).Do(t.Context(), web.Request{URL: s.URL, Into: func(web.Answer) (io.Writer, error) {
		return io.Discard, nil
	}})
	explained(t, err, export.ErrStrangeAnswer)
}
