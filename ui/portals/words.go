package portals

import (
	"errors"
	"net/url"
	"strings"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/say"
)

// kindName is what a kind of portals is called.
func kindName(kind string) string { return say.T("portals.kind." + kind) }

// rowFacts is the line under an account's name.
func rowFacts(a model.Account) string {
	return kindName(a.Kind) + " · " + shown(a.Address)
}

// shown is an address as people read it.
func shown(address string) string {
	if mail, ok := strings.CutPrefix(address, "mailto:"); ok {
		return mail
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return address
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), "/")
}

// accountFacts tells what is set for an account.
func accountFacts(a model.Account, keyring bool) []string {
	var facts []string
	if a.User != "" {
		kept := say.T("portals.kept.keyring")
		if !keyring {
			kept = say.T("portals.kept.asked")
		}
		facts = append(facts, say.T("portals.facts.user", a.User), kept)
	}
	if a.Kind == handOver {
		facts = append(facts, say.T("portals.kind.handover.next"))
	} else {
		facts = append(facts, say.T("portals.facts.status", statusName(a.Wish.Status)))
	}
	if l := limitWords(a.Limits); l != "" {
		facts = append(facts, say.T("portals.facts.limits", l))
	}
	if a.Trust != "" {
		facts = append(facts, say.T("portals.facts.trust"))
	}
	return facts
}

func limitWords(l model.Limits) string {
	var words []string
	if l.Side > 0 {
		words = append(words, say.T("portals.limits.side", say.Count(l.Side)))
	}
	if l.Bytes > 0 {
		words = append(words, say.Size(l.Bytes))
	}
	return strings.Join(words, ", ")
}

// statuses are the ways to show an article, in the order they are offered.
var statuses = []model.PostStatus{model.PostDraft, model.PostPending, model.PostPublic}

func statusName(p model.PostStatus) string {
	if p == "" {
		p = model.PostDraft
	}
	return say.T("portals.status." + string(p))
}

// foundWords names what lives at an address.
func foundWords(site export.Site) string {
	name := kindName(site.Kind)
	if site.Version != "" {
		name += " " + site.Version
	}
	return name
}

// fingerprintLine is how many bytes of a fingerprint stand on a line.
const fingerprintLine = 16

// fingerprint is a SHA-256 as it is read out on the telephone: pairs of digits,
// half of them on a line.
func fingerprint(hex string) []string {
	hex = strings.ToUpper(hex)
	var lines []string
	var line []string
	for len(hex) > 0 {
		n := min(2, len(hex))
		line = append(line, hex[:n])
		if hex = hex[n:]; hex == "" || len(line) == fingerprintLine {
			lines = append(lines, strings.Join(line, ":"))
			line = nil
		}
	}
	return lines
}

// cut is the beginning of a name.
func cut(s string, runes int) string {
	if r := []rune(s); len(r) > runes {
		return string(r[:runes-1]) + "…"
	}
	return s
}

// explain puts a fault of looking at a portal or trying it out into words. The
// usual advice is for reports on their way out, which go on by themselves.
func explain(err error) say.Explanation {
	e := say.Explain(err)
	var portal *export.PortalError
	if !errors.As(err, &portal) || portal.After > 0 {
		return e
	}
	code := export.Code(portal)
	if own := "portals.do." + code; say.Has(own) && !say.Has("err.portal."+code+".do."+portal.Reason) {
		e.Do = say.T(own)
	}
	return e
}
