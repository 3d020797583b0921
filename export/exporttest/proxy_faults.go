package exporttest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"
)

// Fault is something that happens to one request.
type Fault string

// The faults of connections.
const (
	CutBefore  Fault = "cut before"     // closed; nothing reached the site
	CutRequest Fault = "cut in request" // the site got half of it
	CutAnswer  Fault = "cut in answer"  // the site acted; half of the answer came
	CutAfter   Fault = "cut after"      // the site acted; no answer came
	Late       Fault = "acted late"     // closed, and the site acts a little afterwards
	Stuck      Fault = "stuck"          // nothing reached the site, and no answer came
	Hang       Fault = "hang"           // the site acted, and no answer came
	Drip       Fault = "drip"           // the site acted; a slow answer that ends well
)

// The faults that last. The site acts on the first request alone.
const (
	Outage   Fault = "outage"   // acted, no answer, and nothing gets through for three requests more
	Overload Fault = "overload" // acted, 502, and 503 for three requests more
)

// lasting is how many requests more they spoil.
const lasting = 3

// The faults of answers. The site acted only where they say so.
const (
	Status401   Fault = "401"
	Status403   Fault = "403" // the page of a firewall
	Status406   Fault = "406"
	Status413   Fault = "413"
	Status429   Fault = "429" // leave it alone for a second
	Status500   Fault = "500"
	Acted500    Fault = "500 acted"
	Acted502    Fault = "502 acted"
	Status503   Fault = "503" // leave it alone for a second
	LoginPage   Fault = "login page"
	CaptivePage Fault = "captive page"
	PHPNotice   Fault = "php notice" // the site acted; its answer follows the notice
	Moved301    Fault = "301"
	Moved302    Fault = "302"
	Moved307    Fault = "307"
)

// HTTPFaults are all faults of a Proxy.
func HTTPFaults() []Fault {
	return []Fault{
		CutBefore, CutRequest, CutAnswer, CutAfter, Late, Stuck, Hang, Drip, Outage, Overload,
		Status401, Status403, Status406, Status413, Status429, Status500, Acted500, Acted502, Status503,
		LoginPage, CaptivePage, PHPNotice, Moved301, Moved302, Moved307,
	}
}

// LateBy is how long after its client has gone a site acts.
const LateBy = 25 * time.Millisecond

// spoil does to a request what f says.
func (e *exchange) spoil(f Fault) {
	switch f {
	case CutBefore:
		cut(e.w)
	case CutAnswer, CutAfter, Hang, Drip, PHPNotice, Acted500, Acted502, Outage, Overload:
		e.spoilAnswer(f)
	case Late:
		e.actLate()
	case Stuck:
		e.hold()
	case "":
		e.pass()
	default:
		e.refuse(f)
	}
}

// spoilAnswer lets the site act first.
func (e *exchange) spoilAnswer(f Fault) {
	a, err := e.forward(context.WithoutCancel(e.r.Context()))
	if err != nil {
		cut(e.w)
		return
	}
	switch f {
	case CutAnswer:
		e.cutAnswer(a)
	case CutAfter, Outage:
		cut(e.w)
	case Hang:
		e.hold()
	case Drip:
		e.write(a, e.drip)
	case PHPNotice:
		a.body = append([]byte("\n<br />\n<b>Warning</b>:  Undefined variable $x in /srv/site/x.php on line 1<br />\n"), a.body...)
		e.write(a, func(data []byte) { e.w.Write(data) })
	case Overload:
		e.refuse(Acted502)
	default:
		e.refuse(f)
	}
}

// drip sends a body in twelve pieces that take longer than a stall timer of
// half a second, though no single one does.
func (e *exchange) drip(body []byte) {
	const pieces = 12
	out := http.NewResponseController(e.w)
	for i := range pieces {
		out.Flush()
		time.Sleep(60 * time.Millisecond)
		e.w.Write(body[len(body)*i/pieces : len(body)*(i+1)/pieces])
	}
}

// actLate leaves the client, and lets the site act afterwards.
func (e *exchange) actLate() {
	e.proxy.lag(1)
	ctx := context.WithoutCancel(e.r.Context())
	cut(e.w)
	go func() {
		defer e.proxy.lag(-1)
		time.Sleep(LateBy)
		e.forward(ctx) // nobody is there to hear what it says
	}()
}

// lag counts the requests that are late.
func (p *Proxy) lag(more int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.late += more
	p.quiet.Broadcast()
}

// cutAnswer sends the head and half of the body, or half of the head.
func (e *exchange) cutAnswer(a *answer) {
	var head bytes.Buffer
	fmt.Fprintf(&head, "HTTP/1.1 %d %s\r\n", a.status, http.StatusText(a.status))
	a.header.Del("Transfer-Encoding")
	a.header.Set("Content-Length", fmt.Sprint(len(a.body)))
	a.header.Write(&head)
	head.WriteString("\r\n")
	half := append(head.Bytes(), a.body[:len(a.body)/2]...)
	if len(a.body) == 0 {
		half = head.Bytes()[:head.Len()/2]
	}
	conn, _, err := http.NewResponseController(e.w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer conn.Close()
	conn.Write(half)
}

// cutRequest gives the site the head and half of the body, or half of the head,
// and closes both connections.
func (p *Proxy) cutRequest(w http.ResponseWriter, r *http.Request) {
	size := max(r.ContentLength, 0)
	half := make([]byte, size/2)
	n, _ := io.ReadFull(r.Body, half)
	cut(w)
	site, err := net.Dial("tcp", p.upstream)
	if err != nil {
		return
	}
	defer site.Close()
	var head bytes.Buffer
	fmt.Fprintf(&head, "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n", r.Method, r.URL.RequestURI(), r.Host, size)
	r.Header.Write(&head)
	head.WriteString("\r\n")
	if size == 0 {
		head.Truncate(head.Len() / 2)
	}
	site.Write(append(head.Bytes(), half[:n]...))
}

// refuse answers instead of the site.
func (e *exchange) refuse(f Fault) {
	h, status := e.w.Header(), 200
	fmt.Sscanf(string(f), "%d", &status)
	h.Set("Content-Type", "text/html; charset=utf-8")
	page := "<html><head><title>%d</title></head><body><h1>%s</h1></body></html>"
	text := http.StatusText(status)
	switch f {
	case Status429, Status503:
		h.Set("Retry-After", "1")
	case Status403, Status406:
		text = "Your request was blocked by ModSecurity"
	case Moved301, Moved302, Moved307:
		h.Set("Location", e.proxy.decoy.address()+e.r.URL.RequestURI())
	case LoginPage:
		text = `<form method="post" action="/login"><input name="user"><input type="password" name="pass"></form>`
	case CaptivePage:
		text = `<form method="post" action="http://wifi.example.vn/connect"><button>Connect to the Internet</button></form>`
	}
	e.w.WriteHeader(status)
	fmt.Fprintf(e.w, page, status, text)
}

// decoy is the other address that a redirect names.
type decoy struct {
	server *http.Server
	port   string
	got    chan string
}

func startDecoy() (*decoy, error) {
	listener, err := listen()
	if err != nil {
		return nil, err
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	d := &decoy{port: port, got: make(chan string, 100)}
	d.server = &http.Server{Handler: d, ErrorLog: quiet()}
	go d.server.Serve(listener)
	return d, nil
}

// address names another host than the proxy's.
func (d *decoy) address() string { return "http://localhost:" + d.port }

// ServeHTTP implements http.Handler: it notes what must not come here.
func (d *decoy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	wrong := r.Method != http.MethodGet && r.Method != http.MethodHead || len(body) > 0
	if wrong || r.Header.Get("Authorization") != "" || r.Header.Get("Cookie") != "" {
		select {
		case d.got <- fmt.Sprintf("%s %s with %d bytes", r.Method, r.URL.RequestURI(), len(body)):
		default: // a hundred are enough
		}
	}
	fmt.Fprint(w, "<html><body>elsewhere</body></html>")
}

func (d *decoy) forget() { d.leaks() }

// leaks lists what came, once.
func (d *decoy) leaks() []string {
	var all []string
	for {
		select {
		case one := <-d.got:
			all = append(all, one)
		default:
			return all
		}
	}
}

// quiet is a log for what faults make a server say.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
