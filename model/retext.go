package model

import "slices"

// Retext returns r with f applied to everything that people wrote in it, the
// words of waivers included, which must stay those of the text. It is how texts
// from outside are brought into one Unicode form.
func (r Report) Retext(f func(string) string) Report {
	r.Head = Head{
		Kicker: f(r.Head.Kicker), Title: f(r.Head.Title), Stamp: f(r.Head.Stamp),
		Sapo: r.Head.Sapo.retext(f), Extra: r.Head.Extra,
	}
	r.Meeting = r.Meeting.retext(f)
	r.Credits.Bylines = retextBylines(r.Credits.Bylines, f)
	r.Credits.Source, r.Credits.Category = f(r.Credits.Source), f(r.Credits.Category)
	r.Credits.Tags = each(r.Credits.Tags, f)
	r.Blocks = r.Blocks.retext(f)
	r.Waived = each(r.Waived, func(w Waiver) Waiver { w.Words = f(w.Words); return w })
	return r
}

func (m Meeting) retext(f func(string) string) Meeting {
	person := func(p Person) Person { p.Name, p.Post = f(p.Name), f(p.Post); return p }
	m.Type, m.Ordinal, m.Term = f(m.Type), f(m.Ordinal), f(m.Term)
	m.Place, m.Commune = f(m.Place), f(m.Commune)
	m.Organisers = each(m.Organisers, f)
	m.Chair, m.Guests = each(m.Chair, person), each(m.Guests, person)
	return m
}

func (bs Blocks) retext(f func(string) string) Blocks {
	return each(bs, func(b Block) Block { return retextBlock(b, f) })
}

func retextBlock(b Block, f func(string) string) Block {
	switch b := b.(type) {
	case Paragraph:
		b.Text = b.Text.retext(f)
		return b
	case Heading:
		b.Text = b.Text.retext(f)
		return b
	case List:
		b.Entries = each(b.Entries, func(t Text) Text { return t.retext(f) })
		return b
	case Quote:
		b.Text, b.From = b.Text.retext(f), f(b.From)
		return b
	case Photos:
		b.Pictures = each(b.Pictures, func(p Picture) Picture {
			p.Caption, p.Alt, p.Credit, p.Name = f(p.Caption), f(p.Alt), f(p.Credit), f(p.Name)
			return p
		})
		return b
	case Item:
		b.Commune, b.Blocks, b.Bylines = f(b.Commune), b.Blocks.retext(f), retextBylines(b.Bylines, f)
		return b
	}
	panic("model: unknown block")
}

func (t Text) retext(f func(string) string) Text {
	return each(t, func(s Span) Span { s.Text = f(s.Text); return s })
}

func retextBylines(bylines []Byline, f func(string) string) []Byline {
	return each(bylines, func(b Byline) Byline { b.Name = f(b.Name); return b })
}

// each returns the list after f, nil for nil.
func each[S ~[]T, T any](list S, f func(T) T) S {
	out := slices.Clone(list)
	for i := range out {
		out[i] = f(out[i])
	}
	return out
}
