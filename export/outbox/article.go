package outbox

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/model"
)

// post is a report as the portal is to show it.
func (r *run) post(report model.Report) export.Post {
	return export.Post{
		Mark: r.d.Mark, Report: report, Photos: r.d.Sent.Photos,
		Status: r.wanted(), At: r.at(), Topics: r.d.Wish.Topics,
	}
}

func (r *run) wanted() model.PostStatus { return cmp.Or(r.d.Wish.Status, model.PostDraft) }

// at is when the article is to be published; a time that has passed is at once.
func (r *run) at() time.Time {
	if r.d.Wish.At.After(r.o.now()) {
		return r.d.Wish.At
	}
	return time.Time{}
}

// create makes the article where look found none.
func (r *run) create(ctx context.Context, p export.Portal) error {
	if r.known() {
		return nil
	}
	r.step(model.StepCreate)
	r.d.Sent.Trail.Going = r.d.Content
	var made model.RemoteArticle
	err := r.request(ctx, begunCreate, func() (err error) {
		made, err = p.Create(ctx, r.post(r.d.Content))
		return err
	})
	if err != nil {
		return err
	}
	r.note(made)
	r.d.Begun = ""
	r.log(string(model.StepCreate), made.URL)
	return r.o.keep(ctx, r.d)
}

// body puts the whole report into the article and reads back what became of it.
// The request counts as begun until then: only the article itself tells.
func (r *run) body(ctx context.Context, p export.Portal) error {
	if r.unchanged() {
		return nil
	}
	if r.d.Sent.Article.Status == model.PostPublic && !r.session.Powers().Update {
		return r.noRole()
	}
	r.step(model.StepBody)
	r.d.Sent.Trail.Going = r.d.Content
	err := r.request(ctx, begunBody, func() error {
		article, err := p.Update(ctx, r.d.Sent.Article, r.post(r.d.Content))
		if err == nil {
			r.note(article)
		}
		return err
	})
	if err != nil {
		return err
	}
	r.log(string(model.StepBody), "")
	return r.check(ctx, p)
}

// unchanged reports whether what stands there is what is to stand there.
func (r *run) unchanged() bool {
	sent := r.d.Sent
	return r.intact && r.d.Begun == "" && sameArticle(sent.Report, r.d.Content) &&
		slices.Equal(sent.Trail.Topics, r.d.Wish.Topics)
}

// sameArticle reports whether two reports make the same article: when they were
// saved, and where they stand on their way, is not in it.
func sameArticle(a, b model.Report) bool {
	encoded := func(r model.Report) []byte {
		r = r.Portable()
		r.Status, r.Head.Stamp = model.Draft, ""
		data, err := model.Encode(r)
		if err != nil {
			return nil
		}
		return data
	}
	one, other := encoded(a), encoded(b)
	return one != nil && bytes.Equal(one, other)
}

// check compares what the portal kept with what was sent.
func (r *run) check(ctx context.Context, p export.Portal) error {
	r.step(model.StepCheck)
	there, err := r.fetch(ctx, p)
	if err != nil {
		return err
	}
	r.d.Begun, r.d.Wish.Over = "", ""
	r.d.Sent.Seen = there
	r.d.Sent.Report, r.d.Sent.Rev = r.d.Content, r.d.Content.Rev
	r.d.Sent.Lost = markup.Compare(r.post(r.d.Content), there)
	r.d.Sent.Trail.Topics = r.d.Wish.Topics
	r.log(string(model.StepCheck), "")
	return r.o.keep(ctx, r.d)
}

// release shows the article as far as the user wishes, and asks the portal
// whether it really does.
func (r *run) release(ctx context.Context, p export.Portal) error {
	if r.d.Sent.Article.Status != r.wanted() || !r.at().IsZero() {
		r.step(model.StepStatus)
		if err := r.setStatus(ctx, p); err != nil {
			return err
		}
	}
	withheld := r.wanted() == model.PostPublic && r.at().IsZero() && r.d.Sent.Article.Status != model.PostPublic
	if withheld {
		return r.noRole()
	}
	r.log(string(model.StepStatus), r.d.Sent.Article.URL)
	return nil
}

func (r *run) setStatus(ctx context.Context, p export.Portal) error {
	err := r.request(ctx, begunStatus, func() error {
		article, err := p.Release(ctx, r.d.Sent.Article, r.post(r.d.Content))
		if err == nil {
			r.note(article)
		}
		return err
	})
	if err != nil {
		return err
	}
	there, err := r.fetch(ctx, p)
	if err != nil {
		return err
	}
	r.d.Begun, r.d.Sent.Seen = "", there
	return r.o.keep(ctx, r.d)
}
