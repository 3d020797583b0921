// Package nukesite is a portal that behaves as NukeViet 4 does towards its
// editors, for tests: the forms of its administration and all the traps that
// are known of them. It was written from what the real one was seen to do; no
// code or text of NukeViet is in it but the names and short words that belong
// to the exchange. It publishes nothing and keeps everything in memory.
package nukesite

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"text/template"
	"time"
)

// Options is how a Site is set up. The zero value is a 4.5 with its usual
// settings.
type Options struct {
	Version   string           // "4.5" or "4.6": they answer a form to log in in different ways
	Admin     string           // the folder of the administration; empty: "admin"
	Captcha   bool             // the form to log in shows a picture
	Recaptcha bool             // the form to log in wants a browser
	Code      string           // the one-time code that is right; empty: none is asked for
	PostMax   int64            // bytes of a request that PHP takes; 0: 8 MiB
	FileMax   int64            // bytes of a file that it announces; 0: as PostMax
	Deaf      bool             // the search shows everything, whatever it is asked for
	Daily     bool             // a folder of photos for each day
	Now       func() time.Time // nil: time.Now
}

// The accounts of a Site. Every one has the password Password.
const (
	Chief       = "bientap"     // may do everything
	Colleague   = "phongvien"   // may do everything, too
	Contributor = "congtacvien" // may write drafts and hand them in
	Password    = "Mat-khau@2025"
)

// Site is the portal.
type Site struct {
	options Options
	pages   *template.Template

	mu       sync.Mutex
	visits   map[string]*visit // by the value of the cookie
	accounts map[string]*account
	articles []*article
	locks    map[int]lock
	files    map[string]file // by path: "uploads/news/2026_11/a.jpg"
	dirs     map[string]bool
	last     int // the number that was given out last
	log      []string
}

// account is someone who may sign in.
type account struct {
	name   string
	full   bool   // may publish, and change what others wrote
	visit  string // the one that is signed in; there is never more than one
	failed int    // wrong passwords in a row
	until  time.Time
}

//go:embed pages/*.html
var pageFiles embed.FS

//go:embed words.json
var wordFile []byte

// words are what it says in Vietnamese.
var words = func() (w map[string]string) {
	if err := json.Unmarshal(wordFile, &w); err != nil {
		panic(err) // it is a file of our own
	}
	return w
}()

// New returns a portal with one article of somebody else's.
func New(o Options) *Site {
	o.Version = cmp.Or(o.Version, "4.5")
	o.Admin = cmp.Or(o.Admin, "admin")
	o.PostMax = cmp.Or(o.PostMax, 8<<20)
	o.FileMax = cmp.Or(o.FileMax, o.PostMax)
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Site{
		options: o, pages: template.Must(template.ParseFS(pageFiles, "pages/*.html")),
		visits: map[string]*visit{}, accounts: map[string]*account{}, locks: map[int]lock{},
		files: map[string]file{}, dirs: map[string]bool{},
	}
	for _, name := range []string{Chief, Colleague, Contributor} {
		s.accounts[name] = &account{name: name, full: name != Contributor}
	}
	old := &article{owner: Colleague, status: public, first: s.wall().Add(-time.Hour), fields: map[string][]string{
		"title": {words["old"]}, "bodyhtml": {"<p>" + words["old"] + "</p>"}, "catids[]": {"1"}, "catid": {"1"}, "alias": {"old"},
	}}
	s.keep(old)
	return s
}

// wall is what the clock on the portal's wall shows, seven hours before UTC.
func (s *Site) wall() time.Time { return s.options.Now().UTC().Add(7 * time.Hour) }

// ServeHTTP implements http.Handler.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log = append(s.log, r.Method+" "+r.URL.RequestURI())
	w.Header().Set("Date", s.options.Now().UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	switch {
	case r.UserAgent() == "", r.Method == http.MethodPost && r.Referer() == "":
		s.show(w, "blocked", nil) // with 200
	case s.isOffice(r.URL.Path):
		s.office(w, r)
	case r.URL.Query().Get("scaptcha") == "captcha":
		s.picture(w, r)
	default:
		s.street(w, r)
	}
}

func (s *Site) isOffice(path string) bool {
	root := "/" + s.options.Admin
	return path == root+"/" || path == root+"/index.php"
}

// street is what everybody may see.
func (s *Site) street(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/")
	switch {
	case path == "" || path == "index.php":
		s.visit(w, r)
		s.show(w, "home", map[string]any{"Site": words["site"]})
	case path == "robots.txt":
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("User-agent: *\nDisallow: /" + s.options.Admin + "/\nDisallow: /data/\nDisallow: /includes/\n"))
	case s.files[path].data != nil:
		w.Header().Set("Content-Type", "image/jpeg")
		_, _ = w.Write(s.files[path].data)
	default:
		s.article(w, path)
	}
}

func (s *Site) article(w http.ResponseWriter, path string) {
	for _, a := range s.articles {
		if strings.TrimPrefix(a.href(), "/") == path && a.isPublic(s.wall()) {
			s.show(w, "article", a.view())
			return
		}
	}
	w.WriteHeader(http.StatusNotFound)
	s.show(w, "missing", nil)
}

// office is the administration.
func (s *Site) office(w http.ResponseWriter, r *http.Request) {
	v := s.visit(w, r)
	r.Body = http.MaxBytesReader(w, r.Body, 64<<20)
	post := s.form(r)
	if v.user == "" {
		s.door(w, r, v, post)
		return
	}
	if s.accounts[v.user].visit != v.id { // somebody else signed in with the account since
		v.user = ""
		_, _ = w.Write([]byte(`Note: You are not signed in as admin!<br />Session Expired!Please Re-Login!<meta http-equiv="Refresh" content="5;URL=/" />`))
		return
	}
	switch q := r.URL.Query(); q.Get("nv") + "/" + q.Get("op") {
	case "news/content":
		s.content(w, r, v, post)
	case "news/main", "news/":
		s.list(w, r, v)
	case "news/del_content":
		s.deleteArticle(w, v, post)
	case "upload/main", "upload/":
		s.show(w, "upload", map[string]any{"Max": s.options.FileMax, "Side": maxSide})
	case "upload/upload":
		s.upload(w, v, post)
	case "upload/imglist":
		s.shelf(w, r)
	case "upload/delimg":
		s.deletePhoto(w, post)
	default:
		s.show(w, "desk", map[string]any{"Site": words["site"]})
	}
}

// show writes a page; one that was cut off is its reader's affair.
func (s *Site) show(w http.ResponseWriter, page string, data any) {
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, page+".html", data); err != nil {
		panic(err) // pages and what they show are of our own
	}
	_, _ = w.Write(b.Bytes())
}

// Requests lists what was asked for so far: "GET /admin/".
func (s *Site) Requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.log...)
}
