package nukesite

import (
	"crypto/md5"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// visit is a browser that was given a cookie.
type visit struct {
	id      string
	user    string // who is signed in; empty for nobody
	half    string // who gave a password and still owes the code
	captcha string // what the picture shows
	seen    time.Time
}

// idle is how long a visit lasts without a request.
const idle = 30 * time.Minute

const cookie = "nv4_sess"

// check is the token that pages of a visit carry.
func (v *visit) check() string { return fmt.Sprintf("%x", md5.Sum([]byte("check"+v.id))) }

// rowCheck is the token that deletes one article.
func (v *visit) rowCheck(id string) string { return fmt.Sprintf("%x", md5.Sum([]byte(id+v.check()))) }

func (s *Site) visit(w http.ResponseWriter, r *http.Request) *visit {
	now := s.options.Now()
	if c, err := r.Cookie(cookie); err == nil {
		if v := s.visits[c.Value]; v != nil && now.Sub(v.seen) < idle {
			v.seen = now
			return v
		}
	}
	v := &visit{seen: now}
	s.rename(w, v)
	return v
}

// rename gives a visit a new cookie, as after signing in.
func (s *Site) rename(w http.ResponseWriter, v *visit) {
	delete(s.visits, v.id)
	s.last++
	v.id = fmt.Sprintf("%x", md5.Sum(fmt.Appendf(nil, "visit %d", s.last)))
	s.visits[v.id] = v
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: v.id, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// posted is what PHP makes of a request.
type posted struct {
	values url.Values
	file   []byte
	name   string
}

func (p posted) get(name string) string { return p.values.Get(name) }

func (p posted) has(name string) bool { return p.values.Has(name) }

// form reads a request as PHP does: of one that is too large nothing is left,
// and nobody is told.
func (s *Site) form(r *http.Request) posted {
	p := posted{values: url.Values{}}
	if r.Method != http.MethodPost || r.ContentLength > s.options.PostMax {
		return p
	}
	if err := r.ParseMultipartForm(64 << 20); err != nil && r.PostForm == nil {
		return p
	}
	p.values = r.PostForm
	if r.MultipartForm == nil {
		return p
	}
	for name, v := range r.MultipartForm.Value {
		p.values[name] = v
	}
	if heads := r.MultipartForm.File["upload"]; len(heads) > 0 {
		p.name = heads[0].Filename
		p.file = contents(heads[0])
	}
	return p
}
