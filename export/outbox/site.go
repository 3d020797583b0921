package outbox

import (
	"strings"

	"tinxa/model"
)

// arrive forgets what is known of another site than the one that was logged in
// to, for its ids may be those of anything here. An article that moved with its
// site is found by its mark, and known for ours by what it was last sent.
func (r *run) arrive() {
	last, site := r.d.Sent.Trail.Site, siteOf(r.account)
	if last != "" && last != site {
		going := r.d.Sent.Trail.Going
		forgetArticle(&r.d)
		r.d.Sent = model.Sent{Trail: model.Trail{Going: going}}
		r.d.Wish.Over = ""
	}
	r.d.Sent.Trail.Site = site
}

// siteOf names the site of an account; that of e-mail is who gets it. One that
// went over to https, or dropped its "www.", is the same.
func siteOf(a model.Account) string {
	address := strings.TrimSuffix(a.Address, "/")
	if rest, ok := strings.CutPrefix(address, "http://"); ok {
		address = "https://" + rest
	}
	address = strings.Replace(address, "https://www.", "https://", 1)
	return strings.TrimSpace(a.Kind + " " + address + " " + a.Options["to"])
}
