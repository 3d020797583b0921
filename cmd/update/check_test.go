package update

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aead.dev/minisign"

	"tinxa/model/release"
)

// trouble is what a place may offer, and what must come of it. Whatever it is,
// the program that is installed stays as it is.
type trouble struct {
	name  string
	lay   func(*office)
	want  error
	waits bool // the version waits for the next start
}

// troubles are seen over a share and over the web.
var troubles = []trouble{
	{"good", func(*office) {}, nil, true},
	{"signed with another key", func(o *office) {
		_, o.secret, _ = minisign.GenerateKey(nil)
		o.offer(newer, programOf(newer))
	}, release.ErrSignature, false},
	{"manifest changed", func(o *office) {
		o.change(release.ManifestName, func(text string) string { return strings.Replace(text, "0.2.0", "0.9.0", 1) })
	}, release.ErrSignature, false},
	{"signature of another version", func(o *office) {
		was := readFile(o.t, filepath.Join(o.share, release.SignatureName))
		o.offer(newest, programOf(newest))
		o.change(release.SignatureName, func(string) string { return was })
	}, release.ErrSignature, false},
	{"no signature", func(o *office) { o.remove(release.SignatureName) }, release.ErrNothing, false},
	{"nothing there", func(o *office) { o.remove(release.ManifestName) }, release.ErrNothing, false},
	{"payload changed", func(o *office) {
		o.change("tinxa-0.2.0.3"+filepath.Ext(ProgramName())+".gz", func(text string) string { return text[:50] + "X" + text[51:] })
	}, release.ErrPayload, false},
	{"payload cut off", func(o *office) {
		o.change("tinxa-0.2.0.3"+filepath.Ext(ProgramName())+".gz", func(text string) string { return text[:50] })
	}, release.ErrPayload, false},
	{"payload with something behind", func(o *office) {
		o.change("tinxa-0.2.0.3"+filepath.Ext(ProgramName())+".gz", func(text string) string { return text + "X" })
	}, release.ErrPayload, false},
	{"payload of another version", func(o *office) {
		o.offer(newest, programOf(newest))
		was := readFile(o.t, filepath.Join(o.share, "tinxa-0.3.0.1"+filepath.Ext(ProgramName())+".gz"))
		o.offer(newer, programOf(newer))
		o.change("tinxa-0.2.0.3"+filepath.Ext(ProgramName())+".gz", func(string) string { return was })
	}, release.ErrPayload, false},
	{"payload missing", func(o *office) { o.remove("tinxa-0.2.0.3" + filepath.Ext(ProgramName()) + ".gz") }, release.ErrNothing, false},
	{"for another system", func(o *office) { o.offerAs(release.Manifest{Product: product, System: "plan9-mips"}) }, release.ErrSystem, false},
	{"of another product", func(o *office) { o.offerAs(release.Manifest{Product: "vn.other"}) }, release.ErrManifest, false},
	{"manifest without an end", func(o *office) {
		o.change(release.ManifestName, func(text string) string { return text + strings.Repeat(" ", release.MostManifest) })
	}, release.ErrNothing, false},
	{"pages of the web", func(o *office) {
		page := func(string) string { return "<!doctype html><title>Đăng nhập mạng</title>" }
		o.change(release.ManifestName, page)
		o.change(release.SignatureName, page)
	}, release.ErrNothing, false},
	{"the version that runs", func(o *office) { o.offer(old, programOf(old)) }, nil, false},
	{"an older version", func(o *office) { o.offer(release.Version{Build: 9}, programOf(newer)) }, nil, false},
}

func (o *office) remove(name string) {
	o.t.Helper()
	if err := os.Remove(filepath.Join(o.share, name)); err != nil {
		o.t.Fatal(err)
	}
}

// offerAs offers the newer version with another manifest.
func (o *office) offerAs(m release.Manifest) {
	o.t.Helper()
	file := filepath.Join(o.t.TempDir(), ProgramName())
	o.write(file, programOf(newer))
	m.Version, m.Build = newer.Short(), newer.Build
	if _, err := release.Offer(o.share, file, m, o.secret); err != nil {
		o.t.Fatal(err)
	}
}

// TestTable fetches what a place offers, from a folder and from a web server.
func TestTable(t *testing.T) {
	for _, c := range troubles {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			o.offer(newer, programOf(newer))
			c.lay(o)
			server := httptest.NewServer(http.FileServer(http.Dir(o.share)))
			defer server.Close()
			for _, address := range []string{o.share, server.URL} {
				o.wantTrouble(c, address)
			}
		})
	}
}

// wantTrouble wants a case to end as it should, at an address.
func (o *office) wantTrouble(c trouble, address string) {
	o.t.Helper()
	u := o.updates(address)
	m, err := u.Fetch(context.Background(), unheard)
	if !errors.Is(err, c.want) || c.want == nil && err != nil {
		o.t.Errorf("%s: %v, want %v", address, err, c.want)
	}
	if (m != nil) != c.waits {
		o.t.Errorf("%s: found %+v", address, m)
	}
	st := u.Standing()
	if (st.Ready != nil) != c.waits || release.Code(st.Fault) != release.Code(c.want) || st.Checked.IsZero() {
		o.t.Errorf("%s: it stands so: %+v", address, st)
	}
	o.wantProgram(old)
	if c.waits {
		o.wantVersions("0.2.0.3", stateName)
	} else {
		found, _ := u.decide()
		if found != stay {
			o.t.Errorf("%s: the next start does %d", address, found)
		}
	}
	if err := os.RemoveAll(filepath.Join(o.dir, versionsName)); err != nil {
		o.t.Fatal(err)
	}
	o.t.Logf("%-32s %-5s → %s", c.name, kindOf(address), release.Code(err))
}

func kindOf(address string) string {
	if isWeb(address) {
		return "web"
	}
	return "share"
}

// strangers are web servers that offer nothing.
var strangers = []struct {
	name string
	do   http.HandlerFunc
	want error
}{
	{"another site", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://tinxa.invalid/"+r.URL.Path, http.StatusFound)
	}, release.ErrNothing},
	{"round and round", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
	}, release.ErrNothing},
	{"a page for everything", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) }, release.ErrNothing},
	{"not allowed", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }, release.ErrNothing},
	{"out of order", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }, release.ErrUnreachable},
	{"hung up", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, release.ErrUnreachable},
	{"without an end", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 1<<20)); err != nil {
				return
			}
		}
	}, release.ErrNothing},
}

func TestServersThatOfferNothing(t *testing.T) {
	for _, c := range strangers {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			server := httptest.NewServer(c.do)
			defer server.Close()
			if m, err := o.updates(server.URL).Fetch(context.Background(), unheard); !errors.Is(err, c.want) || m != nil {
				t.Errorf("%+v, %v, want %v", m, err, c.want)
			}
			o.wantProgram(old)
			t.Logf("%-32s web   → %s", c.name, release.Code(c.want))
		})
	}
}

func TestNobodyThere(t *testing.T) {
	o := newOffice(t)
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	for _, address := range []string{server.URL, filepath.Join(o.share, "gone")} {
		if _, err := o.updates(address).Check(context.Background()); !errors.Is(err, release.ErrUnreachable) {
			t.Errorf("%s: %v, want ErrUnreachable", address, err)
		}
	}
	tls := httptest.NewTLSServer(http.NotFoundHandler())
	defer tls.Close()
	if _, err := o.updates(tls.URL).Check(context.Background()); !errors.Is(err, release.ErrUntrusted) {
		t.Errorf("a certificate of nobody: %v, want ErrUntrusted", err)
	}
}

// A server may call what it sends an encoding of something else, because of the
// file's name.
func TestAPayloadComesAsItIs(t *testing.T) {
	o := newOffice(t)
	o.offer(newer, programOf(newer))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".gz") {
			w.Header().Set("Content-Encoding", "gzip")
		}
		http.FileServer(http.Dir(o.share)).ServeHTTP(w, r)
	}))
	defer server.Close()
	if _, err := o.updates(server.URL).Fetch(context.Background(), unheard); err != nil {
		t.Error(err)
	}
	o.wantVersions("0.2.0.3", stateName)
}

// A server that hangs is given up by whoever waits; what has come until then is
// continued at the next time, as a server can.
func TestABrokenDownloadIsContinued(t *testing.T) {
	o := newOffice(t)
	m := o.offer(newer, noise(64<<10))
	half := m.Payload.Size / 2
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	hangs := true
	var ranges []string
	files := http.FileServer(http.Dir(o.share))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, ".gz") || !hangs {
			ranges = append(ranges, r.Header.Get("Range"))
			files.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Length", "1000000")
		_, _ = w.Write([]byte(readFile(t, filepath.Join(o.share, m.File)))[:half])
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}))
	defer server.Close()
	u := o.updates(server.URL)
	_, err := u.Fetch(ctx, func(done, whole int64) {
		if whole != m.Payload.Size {
			t.Errorf("%d of %d bytes", done, whole)
		}
		if done == half {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("%v, want what the user did", err)
	}
	o.wantVersions("0.2.0.3.part", stateName)
	hangs, ranges = false, nil
	if _, err := u.Fetch(context.Background(), unheard); err != nil {
		t.Fatal(err)
	}
	if last := ranges[len(ranges)-1]; last == "" {
		t.Error("it began anew")
	}
	o.wantVersions("0.2.0.3", stateName)
}

// noise is what no compression makes shorter.
func noise(size int) string {
	var b strings.Builder
	for x := uint32(1); b.Len() < size; x = x*1664525 + 1013904223 {
		b.WriteByte(byte(x >> 24))
	}
	return b.String()
}

// What is there of a file may be the beginning of another one: then it begins
// anew. A server that knows no parts sends the whole.
func TestAWrongBeginningIsThrownAway(t *testing.T) {
	o := newOffice(t)
	m := o.offer(newer, noise(20<<10))
	whole := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del("Range")
		http.FileServer(http.Dir(o.share)).ServeHTTP(w, r)
	})
	for name, handler := range map[string]http.Handler{"parts": http.FileServer(http.Dir(o.share)), "no parts": whole} {
		for part, content := range map[string]string{
			"other": "something else", "as long": strings.Repeat("x", int(m.Payload.Size)), "longer": strings.Repeat("x", int(m.Payload.Size)+9),
		} {
			server := httptest.NewServer(handler)
			if err := os.MkdirAll(filepath.Join(o.dir, versionsName), 0o755); err != nil {
				t.Fatal(err)
			}
			o.write(filepath.Join(o.dir, versionsName, "0.2.0.3.part"), content)
			if _, err := o.updates(server.URL).Fetch(context.Background(), unheard); err != nil {
				t.Errorf("%s, %s: %v", name, part, err)
			}
			o.wantVersions("0.2.0.3", stateName)
			server.Close()
			if err := os.RemoveAll(filepath.Join(o.dir, versionsName)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestNoDowngrade(t *testing.T) {
	o := newOffice(t)
	o.offer(newest, programOf(newest))
	if m, err := o.updates().Check(context.Background()); err != nil || m == nil || m.Version != "0.3.0" {
		t.Fatalf("%+v, %v", m, err)
	}
	o.offer(newer, programOf(newer)) // an old manifest, rightly signed, laid there again
	if _, err := o.updates().Fetch(context.Background(), unheard); !errors.Is(err, release.ErrOlder) {
		t.Errorf("%v, want ErrOlder", err)
	}
	o.wantVersions(stateName)
	o.offer(newest, programOf(newest))
	if _, err := o.updates().Fetch(context.Background(), unheard); err != nil {
		t.Error(err)
	}
	o.wantVersions("0.3.0.1", stateName)
}

func TestANewerVersionTakesTheWaitingOnesPlace(t *testing.T) {
	o := newOffice(t)
	o.offer(newer, programOf(newer))
	o.fetch()
	o.offer(newest, programOf(newest))
	o.fetch()
	if found, program := o.install(old).decide(); found != try || filepath.Base(filepath.Dir(program)) != "0.3.0.1" {
		t.Errorf("%d, %s", found, program)
	}
	o.wantVersions("0.3.0.1", stateName)
}

func TestTwoWindowsFetch(t *testing.T) {
	o := newOffice(t)
	o.offer(newer, programOf(newer))
	if _, err := o.updates().Check(context.Background()); err != nil {
		t.Fatal(err)
	}
	held, err := acquire(filepath.Join(o.dir, versionsName, fetchLock), 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.updates().Fetch(context.Background(), unheard); !errors.Is(err, release.ErrBusy) {
		t.Errorf("%v, want ErrBusy", err)
	}
	held.Close()
	o.fetch()
}

func TestDue(t *testing.T) {
	o := newOffice(t)
	u := o.updates()
	now := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	u.Now = func() time.Time { return now }
	wantDue := func(when string, want bool) {
		t.Helper()
		if got := u.Due(); got != want {
			t.Errorf("%s: due %v", when, got)
		}
	}
	wantDue("never asked", true)
	if _, err := u.Check(context.Background()); !errors.Is(err, release.ErrNothing) {
		t.Fatal(err)
	}
	wantDue("just asked", false)
	now = now.Add(25 * time.Hour)
	wantDue("a day later", true)
	now = now.AddDate(-1, 0, 0)
	wantDue("the clock was set back", true)
	if err := u.SetOff(true); err != nil {
		t.Fatal(err)
	}
	wantDue("switched off", false)
	if _, err := u.Check(context.Background()); !errors.Is(err, release.ErrOff) {
		t.Errorf("switched off: %v", err)
	}
	u.Version = release.Version{}
	wantDue("no release", false)
	if _, err := u.Fetch(context.Background(), unheard); !errors.Is(err, release.ErrUnversioned) {
		t.Errorf("no release: %v", err)
	}
}

// replacing is a share in which the signature is still that of another manifest
// when it is read for the first time.
type replacing struct {
	share
	was []byte
}

func (r *replacing) read(ctx context.Context, name string, most int64) ([]byte, error) {
	if was := r.was; name == release.SignatureName && was != nil {
		r.was = nil
		return was, nil
	}
	return r.share.read(ctx, name, most)
}

// Whoever looks between two files that are being replaced looks once more.
func TestAnOfferThatIsBeingReplaced(t *testing.T) {
	o := newOffice(t)
	o.offer(newer, programOf(newer))
	was := []byte(readFile(t, filepath.Join(o.share, release.SignatureName)))
	o.offer(newest, programOf(newest))
	in := o.install(old)
	got, err := in.check(t.Context(), &replacing{share{o.share}, was})
	if err != nil || got.number != newest {
		t.Errorf("it found %v, %v", got.number, err)
	}
	in.Patience.Again = time.Hour
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := in.check(ctx, &replacing{share{o.share}, was}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("nobody waits any more: %v", err)
	}
}
