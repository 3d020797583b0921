package wordpress

import (
	"context"
	"slices"

	"tinxa/export"
	"tinxa/model/viet"
)

// Topics implements export.Sorter.
func (s *rpcSession) Topics(ctx context.Context) ([]export.Topic, error) {
	var err error
	if s.topics, err = s.terms(ctx, "category", 1000); err != nil {
		return nil, err
	}
	return tree(s.topics), nil
}

// checkTopics refuses categories that are gone: the site's own refusal is the
// same as for a wrong password.
func (s *rpcSession) checkTopics(ctx context.Context, did string, topics []int) error {
	if s.topics == nil {
		if _, err := s.Topics(ctx); err != nil {
			return err
		}
	}
	for _, id := range topics {
		if !slices.ContainsFunc(s.topics, func(t term) bool { return t.ID == id }) {
			return &export.PortalError{Kind: export.ErrTopic, Did: did}
		}
	}
	return nil
}

// mostTags is how many of a site's tags are looked through.
const mostTags = 1000

// existing are the ids of those tags that the site has.
func (s *rpcSession) existing(ctx context.Context, names []string) ([]int, error) {
	if len(names) == 0 {
		return nil, nil
	}
	all, err := s.terms(ctx, "post_tag", mostTags)
	if err != nil {
		return nil, err
	}
	var ids []int
	for _, name := range names {
		i := slices.IndexFunc(all, func(t term) bool { return viet.Fold(plainName(t.Name)) == viet.Fold(name) })
		if i >= 0 {
			ids = append(ids, all[i].ID)
		}
	}
	return ids, nil
}

// terms lists categories or tags.
func (s *rpcSession) terms(ctx context.Context, taxonomy string, most int) ([]term, error) {
	v, err := s.call(ctx, rpcCall{
		method: "wp.getTerms", params: s.with(taxonomy, structure{"number": most, "hide_empty": false}),
		reads: true, did: "metaweblog: categories",
	})
	if err != nil {
		return nil, err
	}
	list, _ := v.([]any)
	all := []term{}
	for _, one := range list {
		m, _ := one.(structure)
		id, ok := number(m.text("term_id"))
		parent, _ := number(m.text("parent"))
		if ok {
			all = append(all, term{ID: id, Name: m.text("name"), Parent: parent})
		}
	}
	return all, nil
}
