package web

import (
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/mattn/go-ieproxy"
)

// recall is how long what the system said of a proxy holds: for all requests of
// an article, and not until a laptop is in another network.
const recall = time.Minute

// system asks the system for proxies, and remembers what it said: Windows, told
// to find its proxy by itself, searches the network at every question, which
// takes seconds where there is none.
var system = &guide{ask: fromSystem, now: time.Now}

// guide knows the ways out of this network.
type guide struct {
	ask func(*http.Request) (*url.URL, error)
	now func() time.Time

	mu   sync.Mutex
	ways map[string]way // by scheme and host
}

// way is a proxy, or none, until it is to be asked for again.
type way struct {
	proxy *url.URL
	err   error
	until time.Time
}

func (g *guide) proxy(r *http.Request) (*url.URL, error) {
	to := r.URL.Scheme + "://" + r.URL.Host
	g.mu.Lock()
	defer g.mu.Unlock()
	known, ok := g.ways[to]
	if ok && g.now().Before(known.until) {
		return known.proxy, known.err
	}
	if g.ways == nil {
		g.ways = map[string]way{}
	}
	known.proxy, known.err = g.ask(r)
	known.until = g.now().Add(recall)
	g.ways[to] = known
	return known.proxy, known.err
}

// fromSystem finds the proxy that is set now. What Windows' settings except is
// looked at here, because ieproxy knows neither "<local>" nor "10.*".
func fromSystem(r *http.Request) (*url.URL, error) {
	fixed := ieproxy.ReloadConf().Static
	if fixed.Active && spared(r.URL.Hostname(), fixed.NoProxy) {
		return nil, nil
	}
	return ieproxy.GetProxyFunc()(r)
}

// spared reports whether exceptions, as Windows writes them, name a host:
// "<local>" is every name without a dot, "*" any letters and figures.
func spared(host, exceptions string) bool {
	host = strings.ToLower(host)
	between := func(r rune) bool { return strings.ContainsRune(",; ", r) }
	for _, e := range strings.FieldsFunc(strings.ToLower(exceptions), between) {
		if e == "<local>" && !strings.ContainsAny(host, ".:") {
			return true
		}
		if match, err := path.Match(e, host); err == nil && match {
			return true
		}
	}
	return false
}
