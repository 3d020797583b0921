package nukesite

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tinxa/model/viet"
)

// The statuses of an article, as NukeViet numbers them.
const (
	public    = 1
	scheduled = 2
	draft     = 4
	pending   = 5
	loose     = 6 // sent without one of the buttons
	approved  = 8 // waits for someone who may publish
)

// article is one, with all that its form sends.
type article struct {
	id     int
	owner  string
	status int
	first  time.Time // readers see it from then on, by the clock on the wall
	fields map[string][]string
}

// lock keeps an article with the editor who opened it.
type lock struct {
	user string
	seen time.Time
}

const lockTime = 3 * time.Minute

// kept are the fields that are stored. Whatever is not sent is blank afterwards.
var kept = []string{
	"title", "alias", "topicid", "topictext", "homeimg", "homeimgalt", "imgposition", "hometext", "bodyhtml",
	"sourcetext", "external_link", "module_hotline", "inhome", "allowed_rating", "author", "description", "archive",
	"catid", "catids[]", "tags[]", "keywords[]", "internal_authors[]", "bids[]",
}

// topic is a category.
type topic struct {
	id, name, alias string
	indent          int
	barred          bool
}

// topics are the categories; the last is closed to everybody.
var topics = []topic{
	{"1", "Tin xa", "tin-xa", 0, false},
	{"5", "Hoi dong nhan dan", "hoi-dong-nhan-dan", 30, false},
	{"2", "Thong bao", "thong-bao", 0, false},
	{"9", "Luu tru", "luu-tru", 0, true},
}

func (a *article) get(name string) string {
	if v := a.fields[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// href is the article's address for readers.
func (a *article) href() string {
	in := "other"
	for _, t := range topics {
		if t.id == a.get("catid") {
			in = t.alias
		}
	}
	return fmt.Sprintf("/vi/news/%s/%s-%d.html", in, a.get("alias"), a.id)
}

// now is its status when the clock on the wall shows a time.
func (a *article) now(wall time.Time) int {
	if a.status == scheduled && !a.first.After(wall) {
		return public
	}
	return a.status
}

func (a *article) isPublic(wall time.Time) bool { return a.now(wall) == public }

func (a *article) view() map[string]any {
	return map[string]any{"Title": a.get("title"), "Sapo": a.get("hometext"), "Body": a.get("bodyhtml")}
}

func (s *Site) keep(a *article) {
	s.last++
	a.id = s.last
	s.articles = append(s.articles, a)
}

func (s *Site) find(id int) *article {
	for _, a := range s.articles {
		if a.id == id {
			return a
		}
	}
	return nil
}

// mayChange reports whether an account may open an article: contributors only
// what is their own and not yet published.
func (s *Site) mayChange(user string, a *article) bool {
	return s.accounts[user].full || a.owner == user && (a.status == draft || a.status == pending)
}

// content is the form of an article, and what is done with it.
func (s *Site) content(w http.ResponseWriter, r *http.Request, v *visit, post posted) {
	s.dirs[s.dir()] = true
	id, _ := strconv.Atoi(r.URL.Query().Get("id"))
	if sent, err := strconv.Atoi(post.get("id")); err == nil {
		id = sent
	}
	a := s.find(id)
	if id != 0 && (a == nil || !s.mayChange(v.user, a)) {
		w.Header().Set("Location", "/"+s.options.Admin+"/index.php?language=vi&nv=news")
		w.WriteHeader(http.StatusMovedPermanently)
		return
	}
	saves := post.get("save") == "1"
	if a != nil {
		if l, held := s.locks[id]; held && l.user != v.user && s.options.Now().Sub(l.seen) < lockTime {
			s.show(w, "held", fmt.Sprintf(words["held"], l.user))
			return
		}
		if !saves {
			s.locks[id] = lock{v.user, s.options.Now()}
		}
	}
	if saves {
		s.save(w, v, a, post)
		return
	}
	s.showForm(w, r, v, a)
}

// save stores what was sent and says that all went well, also where it did not:
// then the article is a draft. It does not tell which one it made.
func (s *Site) save(w http.ResponseWriter, v *visit, a *article, post posted) {
	old := draft
	if a == nil {
		a = &article{owner: v.user}
		s.keep(a)
	} else {
		old = a.now(s.wall())
		delete(s.locks, a.id)
	}
	s.store(a, post)
	a.status = pressed(post, old)
	complaint := s.complaint(v.user, a)
	if complaint != "" {
		a.status = draft
	}
	s.setFirst(a, post)
	office := "/" + s.options.Admin + "/index.php?language=vi&nv=news"
	switch {
	case complaint != "":
		s.show(w, "saved", map[string]any{"Words": complaint, "To": fmt.Sprintf("%s&op=content&id=%d", office, a.id)})
	case post.get("referer") != "":
		w.Header().Set("Location", "/"+s.options.Admin+"/")
		w.WriteHeader(http.StatusFound)
	default:
		s.show(w, "saved", map[string]any{"Words": words["saved"], "To": office})
	}
}

func (s *Site) store(a *article, post posted) {
	a.fields = map[string][]string{}
	for _, name := range kept {
		for _, value := range post.values[name] {
			switch name {
			case "bodyhtml":
				value = Filter(value)
			default:
				value = html.UnescapeString(stripTags(value)) // it keeps entities, and its forms show what they stand for
			}
			a.fields[name] = append(a.fields[name], value)
		}
	}
	if a.get("alias") == "" {
		a.fields["alias"] = []string{viet.Slug(a.get("title"), 100)}
	}
	if !slices.Contains(a.fields["catids[]"], a.get("catid")) && len(a.fields["catids[]"]) > 0 {
		a.fields["catid"] = a.fields["catids[]"][:1]
	}
	if m := firstImage.FindStringSubmatch(a.get("bodyhtml")); m != nil && a.get("homeimg") == "" && a.get("imgposition") != "0" {
		a.fields["homeimg"] = []string{m[1]}
	}
}

var (
	firstImage = regexp.MustCompile(`<img[^>]* src="([^"]+)"`)
	anyTag     = regexp.MustCompile(`<[^\s>][^>]*(>|$)`)
)

// stripTags takes out what looks like a tag, with all that follows it where it
// does not end.
func stripTags(s string) string { return anyTag.ReplaceAllString(s, "") }

// pressed is the status that a button gives. What was published stays so.
func pressed(post posted, old int) int {
	switch {
	case old == public:
		return public
	case post.has("status1"):
		return public
	case post.has("status8"):
		return approved
	case post.has("status4"):
		return old
	case post.has("status5"):
		return pending
	}
	return loose
}

// complaint is what an article lacks.
func (s *Site) complaint(user string, a *article) string {
	barred := slices.ContainsFunc(topics, func(t topic) bool { return t.barred && slices.Contains(a.fields["catids[]"], t.id) })
	switch {
	case a.get("title") == "":
		return words["noTitle"]
	case len(a.fields["catids[]"]) == 0:
		return words["noTopic"]
	case stripTags(a.get("bodyhtml")) == "" && !strings.Contains(a.get("bodyhtml"), "<img"):
		return words["noBody"]
	case barred, a.status == public && !s.accounts[user].full:
		return words["noRight"]
	}
	return ""
}

// setFirst reads when the article is to appear.
func (s *Site) setFirst(a *article, post posted) {
	text := fmt.Sprintf("%s %s:%s", post.get("publ_date"), post.get("phour"), post.get("pmin"))
	at, err := time.Parse("2/1/2006 15:4", text)
	if err != nil || !s.accounts[a.owner].full && at.Before(s.wall()) {
		at = s.wall()
	}
	a.first = at
	if a.status == public && at.After(s.wall()) {
		a.status = scheduled
	}
}

// line is a row of the list.
type line struct {
	ID, Class, Href, Title, Check string
	Mine, Held                    bool
}

var classes = map[int]string{scheduled: "success", draft: "info", pending: "danger", loose: "warning"}

func (s *Site) list(w http.ResponseWriter, r *http.Request, v *visit) {
	q := r.URL.Query()
	for id, l := range s.locks {
		if s.options.Now().Sub(l.seen) >= lockTime {
			delete(s.locks, id)
		}
	}
	s.show(w, "list", map[string]any{
		"Admin": s.options.Admin, "Q": q.Get("q"), "Check": v.check(), "New": s.isNew(), "Rows": s.lines(q, v),
	})
}

func (s *Site) lines(q url.Values, v *visit) []line {
	var all []line
	for _, a := range slices.Backward(s.articles) {
		if !s.answers(q, v, a) {
			continue
		}
		id := strconv.Itoa(a.id)
		l, held := s.locks[a.id]
		all = append(all, line{
			ID: id, Class: classes[a.now(s.wall())], Href: a.href(), Title: stripTags(a.get("title")),
			Check: v.rowCheck(id), Mine: s.mayChange(v.user, a), Held: held && l.user != v.user,
		})
	}
	return pageOf(all, q, 50)
}

// answers reports whether a search is for an article. Without the right token
// it is no search, and everything is shown.
func (s *Site) answers(q url.Values, v *visit, a *article) bool {
	if s.options.Deaf || q.Get("checkss") != v.check() || q.Get("q") == "" {
		return true
	}
	in := "title"
	if q.Get("stype") == "bodytext" {
		in = "bodyhtml"
	}
	return strings.Contains(strings.ToLower(a.get(in)), strings.ToLower(q.Get("q")))
}

// pageOf is the page of a list that is asked for.
func pageOf[T any](all []T, q url.Values, usual int) []T {
	size, _ := strconv.Atoi(q.Get("per_page"))
	if size < 1 || size > 500 {
		size = usual
	}
	n, _ := strconv.Atoi(q.Get("page"))
	from := min((max(n, 1)-1)*size, len(all))
	return all[from:min(from+size, len(all))]
}

func (s *Site) deleteArticle(w http.ResponseWriter, v *visit, post posted) {
	id, _ := strconv.Atoi(post.get("id"))
	a := s.find(id)
	if a == nil || post.get("checkss") != v.rowCheck(post.get("id")) || !s.mayChange(v.user, a) {
		_, _ = fmt.Fprintf(w, "NO_%d", id)
		return
	}
	s.articles = slices.DeleteFunc(s.articles, func(other *article) bool { return other == a })
	_, _ = fmt.Fprintf(w, "OK_%d", id)
}
