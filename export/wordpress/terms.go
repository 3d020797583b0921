package wordpress

import (
	"cmp"
	"context"
	"errors"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/model/viet"
)

// term is a category or a tag.
type term struct {
	ID     int
	Name   string
	Parent int
}

// mostPages bounds how many categories are read: a hundred a page.
const mostPages = 10

// Topics implements export.Sorter: categories in the order of their names, those
// beneath another one behind it.
func (s *session) Topics(ctx context.Context) ([]export.Topic, error) {
	var all []term
	for page := range mostPages {
		query := url.Values{"per_page": {"100"}, "page": {strconv.Itoa(page + 1)}, "_fields": {"id,name,parent"}}
		var some []term
		answer, err := s.do(ctx, request{path: "wp/v2/categories", query: query, did: "wordpress: categories"}, &some)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
		if pages, err := strconv.Atoi(answer.Header.Get("X-WP-TotalPages")); err != nil || pages <= page+1 {
			break
		}
	}
	return tree(all), nil
}

// tree puts categories beneath their parents. Those whose parent is unknown, or
// that are their own ancestors, stand at the top.
func tree(all []term) []export.Topic {
	below := map[int][]term{}
	known, told := map[int]bool{}, map[int]bool{}
	for _, t := range all {
		known[t.ID] = true
	}
	for _, t := range all {
		if !known[t.Parent] {
			t.Parent = 0
		}
		below[t.Parent] = append(below[t.Parent], t)
	}
	var topics []export.Topic
	var walk func(parent, depth int)
	walk = func(parent, depth int) {
		children := below[parent]
		slices.SortStableFunc(children, func(a, b term) int { return cmp.Compare(viet.Fold(a.Name), viet.Fold(b.Name)) })
		for _, t := range children {
			if told[t.ID] {
				continue
			}
			told[t.ID] = true
			topics = append(topics, export.Topic{ID: strconv.Itoa(t.ID), Name: plainName(t.Name), Depth: depth})
			walk(t.ID, depth+1)
		}
	}
	walk(0, 0)
	for _, t := range all { // those of a circle
		if !told[t.ID] {
			below[-1] = []term{t}
			walk(-1, 0)
		}
	}
	return topics
}

// checkTopics refuses categories that the site does not have. Each is asked for
// once in a session.
func (s *session) checkTopics(ctx context.Context, did string, topics []int) error {
	var ids []string
	for _, id := range topics {
		if !s.topics[id] {
			ids = append(ids, strconv.Itoa(id))
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var found []term
	query := url.Values{"include": {strings.Join(ids, ",")}, "per_page": {"100"}, "_fields": {"id"}}
	if _, err := s.do(ctx, request{path: "wp/v2/categories", query: query, did: did}, &found); err != nil {
		return err
	}
	for _, t := range found {
		s.topics[t.ID] = true
	}
	for _, id := range topics {
		if !s.topics[id] {
			return &export.PortalError{Kind: export.ErrTopic, Did: did}
		}
	}
	return nil
}

// plainName is a name as people read it: WordPress escapes it for pages.
func plainName(name string) string { return web.Said([]byte(html.UnescapeString(name))) }

// longestSlug is how much WordPress keeps of a term's, in bytes.
const longestSlug = 200

// tagged are the ids of tags. Those that the site lacks are made; what the
// account may not make is left out.
func (s *session) tagged(ctx context.Context, names []string) ([]int, error) {
	names = tagNames(names)
	if err := s.knowTags(ctx, names); err != nil {
		return nil, err
	}
	ids := []int{} // and not null: a report without tags takes away those it had
	for _, name := range names {
		id, known := s.tags[viet.Fold(name)]
		if !known {
			var err error
			if id, err = s.newTag(ctx, name); err != nil {
				return nil, err
			}
			s.tags[viet.Fold(name)] = id
		}
		if id > 0 && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// tagNames are the names that are not blank, each once.
func tagNames(names []string) []string {
	var all []string
	seen := map[string]bool{}
	for _, name := range names {
		name = strings.Join(strings.Fields(viet.Normal(name)), " ")
		if name != "" && !seen[viet.Fold(name)] {
			seen[viet.Fold(name)] = true
			all = append(all, name)
		}
	}
	return all
}

// knowTags asks for all that are not known yet at once, by what WordPress makes
// of their names for addresses.
func (s *session) knowTags(ctx context.Context, names []string) error {
	var slugs []string
	for _, name := range names {
		if _, known := s.tags[viet.Fold(name)]; !known {
			slugs = append(slugs, viet.Slug(name, longestSlug))
		}
	}
	if len(slugs) == 0 {
		return nil
	}
	var found []term
	query := url.Values{"slug": {strings.Join(slugs, ",")}, "per_page": {"100"}, "_fields": {"id,name"}}
	if _, err := s.do(ctx, request{path: "wp/v2/tags", query: query, did: "wordpress: tags"}, &found); err != nil {
		return err
	}
	for _, t := range found {
		s.tags[viet.Fold(html.UnescapeString(t.Name))] = t.ID
	}
	return nil
}

// newTag makes a tag. The site answers with the id of one that it has already,
// so doing this again makes no second one. 0 where the account may not.
func (s *session) newTag(ctx context.Context, name string) (int, error) {
	var made term
	q := request{
		method: http.MethodPost, path: "wp/v2/tags", query: url.Values{"_fields": {"id"}},
		body: fields{"name": name}, did: "wordpress: new tag",
	}
	answer, err := s.do(ctx, q, &made)
	if err == nil {
		return made.ID, nil
	}
	if f, ok := readFault(answer.Body); ok && f.Code == "term_exists" && f.Data.TermID > 0 {
		return f.Data.TermID, nil
	}
	if errors.Is(err, export.ErrRole) {
		return 0, nil
	}
	return 0, err
}
