package plaintext_test

import (
	"fmt"
	"strings"

	"tinxa/model"
	"tinxa/model/plaintext"
)

// outline prints all that was recognised, a line each, without random ids.
func outline(r model.Report, n plaintext.Notes) string {
	var b strings.Builder
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	field("kicker", r.Head.Kicker)
	field("title", r.Head.Title)
	field("stamp", r.Head.Stamp)
	field("sapo", r.Head.Sapo.Plain())
	outlineMeeting(field, r.Meeting)
	b.WriteString("\n")
	outlineBlocks(&b, r.Blocks, "")
	b.WriteString("\n")
	field("bylines", signers(r.Credits.Bylines))
	field("source", r.Credits.Source)
	field("tags", strings.Join(r.Credits.Tags, " | "))
	field("encoding", n.Encoding)
	for _, d := range n.Dropped {
		field("dropped", d)
	}
	return b.String()
}

func outlineMeeting(field func(name, value string), m model.Meeting) {
	field("type", m.Type)
	field("ordinal", m.Ordinal)
	field("term", m.Term)
	if m.Extended {
		field("extended", "yes")
	}
	if !m.Date.IsZero() {
		field("date", fmt.Sprintf("%d-%d-%d %s", m.Date.Year, m.Date.Month, m.Date.Day, m.Session))
	}
	field("place", m.Place)
	field("commune", m.Commune)
	field("organisers", strings.Join(m.Organisers, " | "))
	for _, p := range m.Chair {
		field("chair", p.Name+" | "+p.Post)
	}
	for _, p := range m.Guests {
		field("guest", p.Name+" | "+p.Post)
	}
}

func outlineBlocks(b *strings.Builder, blocks model.Blocks, indent string) {
	for _, block := range blocks {
		kind := strings.ToLower(strings.TrimPrefix(fmt.Sprintf("%T", block), "model."))
		switch block := block.(type) {
		case model.Item:
			fmt.Fprintf(b, "%sitem [%s] signed [%s]\n", indent, block.Commune, signers(block.Bylines))
			outlineBlocks(b, block.Blocks, indent+"  ")
		case model.Photos:
			for _, p := range block.Pictures {
				fmt.Fprintf(b, "%sphoto %q alt %q credit %q name %q\n", indent, p.Caption, p.Alt, p.Credit, p.Name)
			}
		default:
			if l, ok := block.(model.List); ok && l.Ordered {
				kind = "numbers"
			}
			for _, t := range model.Texts(block) {
				fmt.Fprintf(b, "%s%s: %s\n", indent, kind, strings.ReplaceAll(t.Plain(), "\n", " / "))
			}
			if q, ok := block.(model.Quote); ok && q.From != "" {
				fmt.Fprintf(b, "%s  said by: %s\n", indent, q.From)
			}
		}
	}
}

func signers(bylines []model.Byline) string {
	var names []string
	for _, b := range bylines {
		name := b.Name
		if b.Unit {
			name += " (unit)"
		}
		names = append(names, name)
	}
	return strings.Join(names, " | ")
}
