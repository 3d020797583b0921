package exporttest

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// counting is a site that counts how often it acted.
func counting(t *testing.T) (hostport string, acted *atomic.Int64) {
	t.Helper()
	acted = new(atomic.Int64)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err != nil {
			return // half a request
		}
		acted.Add(1)
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"host":"`+r.Host+`","proto":"`+r.Header.Get("X-Forwarded-Proto")+`"}`)
	}))
	t.Cleanup(s.Close)
	return strings.TrimPrefix(s.URL, "http://"), acted
}

// posted sends a request that gives up when nothing comes for 300 ms, and
// follows no redirect.
func posted(proxy *Proxy) (status int, body string, header http.Header, err error) {
	client := http.Client{
		Timeout:       2 * time.Second,
		Transport:     &http.Transport{ResponseHeaderTimeout: 300 * time.Millisecond, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	in, err := client.Post("http://"+proxy.Addr()+"/api?x=1", "image/jpeg", bytes.NewReader(make([]byte, 9000)))
	if err != nil {
		return 0, "", nil, err
	}
	defer in.Body.Close()
	data, err := io.ReadAll(in.Body)
	return in.StatusCode, string(data), in.Header, err
}

func TestProxyFaults(t *testing.T) {
	hostport, acted := counting(t)
	proxy := NewProxy(t, hostport)
	const lost = 0 // no status came
	for f, want := range map[Fault]struct {
		acts   int64
		status int
		holds  string
	}{
		CutBefore: {0, lost, ""}, CutRequest: {0, lost, ""}, CutAfter: {1, lost, ""}, CutAnswer: {1, 200, ""},
		Late: {1, lost, ""}, Stuck: {0, lost, ""}, Hang: {1, lost, ""}, Drip: {1, 200, `{"host":"`},
		Status401: {0, 401, "<h1>"}, Status403: {0, 403, "ModSecurity"}, Status406: {0, 406, "ModSecurity"},
		Status413: {0, 413, "<h1>"}, Status429: {0, 429, "<h1>"}, Status500: {0, 500, "<h1>"}, Acted500: {1, 500, "<h1>"},
		Acted502: {1, 502, "<h1>"}, Status503: {0, 503, "<h1>"}, LoginPage: {0, 200, "password"}, CaptivePage: {0, 200, "wifi"},
		PHPNotice: {1, 200, "<b>Warning</b>"}, Moved301: {0, 301, ""}, Moved302: {0, 302, ""}, Moved307: {0, 307, ""},
		Outage: {1, lost, ""}, Overload: {1, 502, "<h1>"},
	} {
		acted.Store(0)
		proxy.Arm(0, f)
		status, body, header, err := posted(proxy)
		proxy.Settle()
		if status != want.status || (status == lost) != (err != nil && f != CutAnswer) || !strings.Contains(body, want.holds) {
			t.Errorf("%s: %d %q %v, want %d with %q", f, status, body, err, want.status, want.holds)
		}
		if acted.Load() != want.acts || !proxy.Struck() {
			t.Errorf("%s: the site acted %d times (struck: %v), want %d", f, acted.Load(), proxy.Struck(), want.acts)
		}
		if f == CutAnswer && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %v, want half an answer", f, err)
		}
		if (f == Status429 || f == Status503) && header.Get("Retry-After") != "1" {
			t.Errorf("%s: Retry-After %q", f, header.Get("Retry-After"))
		}
	}
	if missing := len(HTTPFaults()) - 25; missing != 0 {
		t.Errorf("%d faults are not tried here", missing)
	}
}

func TestProxySpoilsOneRequest(t *testing.T) {
	hostport, acted := counting(t)
	proxy := NewProxy(t, hostport)
	proxy.Arm(1, Status500)
	for i, want := range []int{200, 500, 200} {
		status, body, _, err := posted(proxy)
		if err != nil || status != want {
			t.Errorf("request %d: %d %v, want %d", i, status, err, want)
		}
		if want == 200 && !strings.Contains(body, proxy.Addr()) {
			t.Errorf("the site was called as in %s, want %s", body, proxy.Addr())
		}
	}
	if n := len(proxy.Requests()); n != 3 || acted.Load() != 2 || proxy.Requests()[0] != "POST /api?x=1" {
		t.Errorf("%d requests, %d acted: %q", n, acted.Load(), proxy.Requests())
	}
}

func TestProxyFaultsThatLast(t *testing.T) {
	hostport, _ := counting(t)
	proxy := NewProxy(t, hostport)
	for f, want := range map[Fault][]int{Outage: {0, 0, 0, 0, 200}, Overload: {502, 503, 503, 503, 200}} {
		proxy.Arm(0, f)
		for i := range want {
			if status, _, _, _ := posted(proxy); status != want[i] {
				t.Errorf("%s, request %d: %d, want %d", f, i, status, want[i])
			}
		}
	}
}

func TestProxyCapAndMeet(t *testing.T) {
	hostport, acted := counting(t)
	proxy := NewProxy(t, hostport)
	proxy.Cap(8999)
	if status, _, _, _ := posted(proxy); status != 413 || acted.Load() != 0 {
		t.Errorf("over the limit: %d, acted %d times", status, acted.Load())
	}
	proxy.Cap(9000)
	if status, _, _, _ := posted(proxy); status != 200 {
		t.Errorf("at the limit: %d", status)
	}
	for _, after := range []bool{false, true} {
		acted.Store(0)
		proxy.Arm(-1, "")
		proxy.Meet(func(_ int, now bool) bool { return now == after })
		if status, _, _, err := posted(proxy); err == nil || (acted.Load() == 1) != after {
			t.Errorf("cut where it acted (%v): %d, acted %d times", after, status, acted.Load())
		}
	}
}

func TestProxySeesLeaks(t *testing.T) {
	hostport, _ := counting(t)
	proxy := NewProxy(t, hostport)
	proxy.Arm(0, Moved307)
	in, err := http.Post("http://"+proxy.Addr()+"/api", "image/jpeg", strings.NewReader("photo"))
	if err != nil {
		t.Fatal(err)
	}
	in.Body.Close()
	if leaks := proxy.Leaks(); len(leaks) != 1 || leaks[0] != "POST /api with 5 bytes" {
		t.Errorf("leaks: %q", leaks)
	}
}

func TestProxyWatchesSecrets(t *testing.T) {
	hostport, _ := counting(t)
	proxy := NewProxy(t, hostport)
	proxy.Watch("bi-mat")
	for _, body := range []string{"nv_password=bi-mat", "nothing"} {
		in, err := http.Post("http://"+proxy.Addr(), "text/plain", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		in.Body.Close()
	}
	basic, _ := http.NewRequestWithContext(t.Context(), "GET", "http://"+proxy.Addr(), nil)
	basic.SetBasicAuth("bientap", "bi-mat")
	in, err := http.DefaultClient.Do(basic)
	if err != nil {
		t.Fatal(err)
	}
	in.Body.Close()
	if n := proxy.Watched(); n != 2 {
		t.Errorf("%d requests bore the secret, want 2", n)
	}
}
