package exporttest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"tinxa/model"
)

// Site is a portal of our own over HTTP, as careless as the real ones: the same
// request twice makes two articles, a photo of a name that is taken gets
// another.
type Site struct {
	server *httptest.Server

	mu       sync.Mutex
	articles []*siteArticle
	photos   []sitePhoto
}

// siteArticle is an article as the site keeps and tells it.
type siteArticle struct {
	ID       string           `json:"id"`
	Title    string           `json:"title"`
	Body     string           `json:"body"`
	Status   model.PostStatus `json:"status"`
	URL      string           `json:"url"`
	Modified time.Time        `json:"modified"`
	binned   bool
}

// sitePhoto is a photo as the site keeps and tells it.
type sitePhoto struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	URL  string `json:"url"`
}

// The accounts of a Site.
const (
	siteEditor      = "bientap"
	siteContributor = "congtacvien"
	siteSecret      = "mat-khau-ung-dung"
)

// StartSite starts an empty one.
func StartSite() *Site {
	s := &Site{}
	s.server = httptest.NewServer(s)
	return s
}

// Close ends it.
func (s *Site) Close() { s.server.Close() }

// Place is the site as the suite tries it.
func (s *Site) Place() Place {
	return Place{
		Kind:   SiteKind{Stall: 500 * time.Millisecond},
		Secret: siteSecret, Truth: s, HTTP: true, Lanes: 4, Upstream: strings.TrimPrefix(s.server.URL, "http://"),
		Account: model.Account{Name: "Trang tin xã Suối Mây", Kind: siteKey, Address: s.server.URL, User: siteEditor},
		At: func(a model.Account, hostport string) model.Account {
			a.Address = "http://" + hostport
			return a
		},
	}
}

// ServeHTTP implements http.Handler.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // half a request is none
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.URL.Path == "/" {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<html><head><meta name="generator" content="%s"><title>Xã Suối Mây</title></head></html>`, siteKey)
		return
	}
	user, secret, _ := r.BasicAuth()
	if secret != siteSecret || user != siteEditor && user != siteContributor {
		refuse(w, http.StatusUnauthorized, "wrong name or password")
		return
	}
	s.route(w, r, user, body)
}

func (s *Site) route(w http.ResponseWriter, r *http.Request, user string, body []byte) {
	path := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	if len(path) < 2 || path[0] != "api" {
		refuse(w, http.StatusNotFound, "nothing here")
		return
	}
	switch route := r.Method + " " + path[1]; {
	case route == "GET me":
		tell(w, http.StatusOK, s.powers(user))
	case route == "GET articles" && len(path) == 2:
		tell(w, http.StatusOK, s.marked(r.URL.Query().Get("mark")))
	case route == "POST articles" && len(path) == 2:
		tell(w, http.StatusCreated, s.create(r, body))
	case route == "GET photos":
		tell(w, http.StatusOK, s.named(r.URL.Query()["name"]))
	case route == "POST photos":
		tell(w, http.StatusCreated, s.keep(r))
	case len(path) == 3 && path[1] == "photos" && r.Method == http.MethodDelete:
		s.dropPhoto(path[2])
		tell(w, http.StatusOK, true)
	case len(path) == 3 && path[1] == "articles":
		s.article(w, r, user, path[2], body)
	default:
		refuse(w, http.StatusNotFound, "nothing here")
	}
}

func (s *Site) powers(user string) []model.PostStatus {
	if user == siteContributor {
		return []model.PostStatus{model.PostDraft, model.PostPending}
	}
	return []model.PostStatus{model.PostDraft, model.PostPending, model.PostPublic}
}

func (s *Site) marked(mark string) []siteArticle {
	found := []siteArticle{}
	for _, a := range s.articles {
		if !a.binned && strings.Contains(a.Body, mark) {
			found = append(found, *a)
		}
	}
	return found
}

func (s *Site) create(r *http.Request, body []byte) siteArticle {
	a := &siteArticle{ID: strconv.Itoa(len(s.articles) + 1), Status: model.PostDraft, Modified: time.Now()}
	a.URL = address(r, "/tin/"+a.ID)
	s.articles = append(s.articles, a)
	a.set(body)
	return *a
}

// set takes over those fields that came.
func (a *siteArticle) set(body []byte) {
	var came siteArticle
	if json.Unmarshal(body, &came) != nil {
		return
	}
	if came.Title != "" {
		a.Title, a.Body = came.Title, came.Body
	}
	if came.Status != "" {
		a.Status = came.Status
	}
	a.Modified = time.Now()
}

func (s *Site) article(w http.ResponseWriter, r *http.Request, user, id string, body []byte) {
	number, err := strconv.Atoi(id)
	if err != nil || number < 1 || number > len(s.articles) || s.articles[number-1].binned {
		refuse(w, http.StatusGone, "deleted")
		return
	}
	a := s.articles[number-1]
	switch r.Method {
	case http.MethodPut:
		if user == siteContributor && strings.Contains(string(body), `"publish"`) {
			refuse(w, http.StatusForbidden, "may not publish")
			return
		}
		a.set(body)
	case http.MethodDelete:
		a.binned = true
	}
	tell(w, http.StatusOK, *a)
}

func (s *Site) named(names []string) []sitePhoto {
	found := []sitePhoto{}
	for _, p := range s.photos {
		for _, name := range names {
			if p.Name == name {
				found = append(found, p)
			}
		}
	}
	return found
}

// keep gives a photo another name when its own is taken.
func (s *Site) keep(r *http.Request) sitePhoto {
	name := r.URL.Query().Get("name")
	if len(s.named([]string{name})) > 0 {
		name = strings.TrimSuffix(name, ".jpg") + "-1.jpg"
	}
	p := sitePhoto{ID: strconv.Itoa(len(s.photos) + 1), Name: name, URL: address(r, "/anh/"+name)}
	s.photos = append(s.photos, p)
	return p
}

func (s *Site) dropPhoto(id string) {
	for i := range s.photos {
		if s.photos[i].ID == id {
			s.photos[i] = sitePhoto{} // the numbers of the others stay
		}
	}
}

// address is one of this site as the client calls it.
func address(r *http.Request, path string) string {
	u := url.URL{Scheme: "http", Host: r.Host, Path: path}
	if r.Header.Get("X-Forwarded-Proto") == "https" {
		u.Scheme = "https"
	}
	return u.String()
}

func tell(w http.ResponseWriter, status int, what any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(what)
}

func refuse(w http.ResponseWriter, status int, why string) {
	tell(w, status, map[string]string{"error": why})
}

// Articles implements Truth.
func (s *Site) Articles(_ context.Context, word string) ([]Standing, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Standing
	for _, a := range s.articles {
		if a.binned || !strings.Contains(a.Title, word) {
			continue
		}
		there := StandingOf(a.Body)
		there.Title, there.Status, there.URL = a.Title, a.Status, a.URL
		all = append(all, there)
	}
	return all, nil
}

// Photos implements Truth.
func (s *Site) Photos(_ context.Context, name string) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, p := range s.photos {
		if strings.HasPrefix(p.Name, strings.TrimSuffix(name, ".jpg")) {
			n++
		}
	}
	return n, nil
}

// Alter implements Truth.
func (s *Site) Alter(_ context.Context, word, words string) error {
	return s.each(word, func(a *siteArticle) { a.Body += "<p>" + words + "</p>" })
}

// Delete implements Truth.
func (s *Site) Delete(_ context.Context, word string) error {
	return s.each(word, func(a *siteArticle) { a.binned = true })
}

func (s *Site) each(word string, do func(*siteArticle)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := fmt.Errorf("exporttest: no article of %q", word)
	for _, a := range s.articles {
		if !a.binned && strings.Contains(a.Title, word) {
			do(a)
			a.Modified, err = time.Now(), nil
		}
	}
	return err
}

// Contributor implements Roles.
func (s *Site) Contributor() (model.Account, string) {
	a := s.Place().Account
	a.User = siteContributor
	return a, siteSecret
}
