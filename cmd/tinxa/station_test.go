package main

import (
	"testing"

	"tinxa/model"
)

func TestAReportStandsWhereItsArticlesDo(t *testing.T) {
	at := func(account model.AccountID, status model.PostStatus) model.Dispatch {
		return model.Dispatch{
			ID:   model.NewDispatchID("report22", account),
			Sent: model.Sent{Article: model.RemoteArticle{ID: "1", Status: status}},
		}
	}
	other := model.Dispatch{ID: "another2.portal22", Sent: model.Sent{Article: model.RemoteArticle{Status: model.PostPublic}}}
	for name, c := range map[string]struct {
		was  model.Status
		all  []model.Dispatch
		want model.Status
	}{
		"nothing sent":           {model.Approved, []model.Dispatch{other}, model.Approved},
		"public":                 {model.Draft, []model.Dispatch{at("portal22", model.PostPublic)}, model.Published},
		"public on one of two":   {model.Published, []model.Dispatch{at("portal22", model.PostDraft), at("other222", model.PostPublic)}, model.Published},
		"waits for approval":     {model.Draft, []model.Dispatch{at("portal22", model.PostPending)}, model.Submitted},
		"approved in the office": {model.Approved, []model.Dispatch{at("portal22", model.PostPending)}, model.Approved},
		"a draft there":          {model.Returned, []model.Dispatch{at("portal22", model.PostDraft)}, model.Returned},
		"taken back":             {model.Published, []model.Dispatch{at("portal22", model.PostDraft)}, model.Draft},
	} {
		if got := stationOf(model.Report{ID: "report22", Status: c.was}, c.all); got != c.want {
			t.Errorf("%s: %s became %s, want %s", name, c.was, got, c.want)
		}
	}
}
