package portals

import (
	"cmp"
	"errors"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/viet"
)

// state is what the screen knows and what is unfolded on it.
type state struct {
	accounts []model.Account
	known    bool // they were read
	keyring  bool // the system keeps passwords

	open     model.AccountID // the account that is unfolded, empty for none
	removing bool            // … and is about to be forgotten
	form     *form           // of an account that is added or changed; nil while the list is shown
}

// unit is the accounts of one unit.
type unit struct {
	name     string // empty for accounts that name none
	accounts []model.Account
}

// units groups accounts; those without a unit come last.
func units(accounts []model.Account) []unit {
	sorted := slices.Clone(accounts)
	slices.SortStableFunc(sorted, func(a, b model.Account) int {
		if (a.Unit == "") != (b.Unit == "") {
			return cmp.Compare(b.Unit, a.Unit)
		}
		return cmp.Or(cmp.Compare(viet.Fold(a.Unit), viet.Fold(b.Unit)), cmp.Compare(viet.Fold(a.Name), viet.Fold(b.Name)))
	})
	var all []unit
	for _, a := range sorted {
		if n := len(all); n > 0 && all[n-1].name == a.Unit {
			all[n-1].accounts = append(all[n-1].accounts, a)
		} else {
			all = append(all, unit{a.Unit, []model.Account{a}})
		}
	}
	return all
}

// unfold shows what can be done with an account, or folds it together.
func (s *state) unfold(id model.AccountID) {
	if s.open == id {
		id = ""
	}
	s.open, s.removing = id, false
}

// form is an account as it is filled in.
type form struct {
	account model.Account
	secret  string
	stored  bool // it is changed, not added
	// kept is the address that the stored password was given for.
	kept string
	// found is what the address turned out to be; its Kind is empty before the
	// address was looked at.
	found export.Site
	fault error // of looking at the address
	eml   bool  // e-mails are written into a folder, not sent
	more  bool  // what is seldom changed is unfolded
	trial trial
}

// trial is how trying the account out stands.
type trial struct {
	checks  []Check // the steps that ended
	running bool
	ended   bool  // … and err says how
	err     error // the first that went wrong
}

// newForm is an empty form. Where all accounts are of one unit, the next one
// will be, too.
func newForm(accounts []model.Account) *form {
	f := &form{account: model.Account{ID: model.NewAccountID()}}
	if all := units(accounts); len(all) == 1 {
		f.account.Unit = all[0].name
	}
	return f
}

// changeOf is the form of an account that is stored.
func changeOf(a model.Account) *form {
	a.Options, a.Topics = maps.Clone(a.Options), maps.Clone(a.Topics)
	f := &form{account: a, stored: true, kept: a.Address}
	f.found = export.Site{Kind: a.Kind, Address: a.Address, User: kinds[a.Kind].user}
	f.eml = a.Options["eml"] != ""
	return f
}

// moved is a stored account whose address is another now: it stays the same
// account, so that what it published is known there. What was found out about
// the old address does not hold any more.
func (f *form) moved() *form {
	m := changeOf(f.account)
	m.secret, m.kept, m.found, m.account.Trust = f.secret, f.kept, export.Site{}, ""
	if slices.Contains([]string{"wordpress", "metaweblog", "nukeviet"}, m.account.Kind) {
		m.account.Options = nil
	}
	return m
}

// recognised takes what an address turned out to be, or why that is not known.
// An address that no program can publish to is one to hand reports over to.
func (f *form) recognised(site export.Site, err error) {
	f.fault = err
	if !f.stored && errors.Is(err, export.ErrNotPortal) && webAddress(f.account.Address) != "" {
		site, f.fault = export.Site{Kind: handOver, Address: webAddress(f.account.Address)}, nil
	}
	if f.fault != nil {
		return
	}
	f.found = site
	f.take(site)
}

// use takes a kind that the user chose, where the address did not tell.
func (f *form) use(kind string) {
	f.fault = nil
	f.trial = trial{}
	f.found.Kind = kind
	f.found.Address = cmp.Or(f.found.Address, webAddress(f.account.Address), f.account.Address)
	f.take(f.found)
}

func (f *form) take(site export.Site) {
	a := &f.account
	a.Kind, a.Address = site.Kind, site.Address
	if u, err := url.Parse(site.Address); err == nil && a.User == "" && site.Kind != "mail" {
		a.User = u.User.Username()
	}
	if site.Style != (model.Style{}) {
		a.Style = site.Style
	}
	for key, value := range site.Options {
		f.option(key, value)
	}
	if a.Name == "" {
		a.Name = cmp.Or(strings.TrimSpace(site.Name), nameOf(site.Address))
	}
}

func (f *form) option(key, value string) {
	if f.account.Options == nil {
		f.account.Options = map[string]string{}
	}
	f.account.Options[key] = value
	if value == "" {
		delete(f.account.Options, key)
	}
}

// value is what stands in a field.
func (f *form) value(key string) string {
	switch key {
	case "user":
		return f.account.User
	case "secret":
		return f.secret
	case "folder":
		return folderOf(f.account.Address)
	}
	return f.account.Options[key]
}

// set takes what is typed into a field. What was tried out before is not the
// account any more.
func (f *form) set(key, value string) {
	f.trial = trial{}
	switch key {
	case "user":
		f.account.User = strings.TrimSpace(viet.Normal(value))
	case "secret":
		f.secret = value
	case "folder":
		f.account.Address = inFolder(f.account.Address, strings.TrimSpace(viet.Normal(value)))
	default:
		f.option(key, strings.TrimSpace(viet.Normal(value)))
	}
}

// inputs lists the fields of the account's kind.
func (f *form) inputs() []string {
	if f.account.Kind == "mail" && f.eml {
		return []string{"to", "eml"}
	}
	return kinds[f.account.Kind].inputs
}

// lacks is the first field that must be filled in and is not, empty for none. A
// stored account has its password already, where one can be kept at all; but it
// is not told to another site than it was given for.
func (f *form) lacks() string {
	if strings.TrimSpace(f.account.Name) == "" {
		return "name"
	}
	for _, key := range f.inputs() {
		optional := slices.Contains([]string{"folder", "security", "key"}, key) || key == "secret" && f.stored && hostOf(f.account.Address) == hostOf(f.kept) ||
			f.account.Kind == "mail" && (key == "user" || key == "secret" && f.account.User == "")
		if !optional && f.value(key) == "" {
			return key
		}
	}
	return ""
}

// hostOf is the site that an address leads to.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.")
}

// ready is the account as it is to be kept.
func (f *form) ready() model.Account {
	a := f.account
	a.Name, a.Unit = oneLine(a.Name), oneLine(a.Unit)
	if a.Kind == "mail" {
		a.Options = maps.Clone(a.Options)
		if f.eml {
			a.User = ""
			for _, key := range []string{"server", "from", "security"} {
				delete(a.Options, key)
			}
		} else {
			delete(a.Options, "eml")
		}
	}
	return a
}

// doubted is the certificate or host key that keeps the portal from being
// trusted, nil where that is not what is wrong.
func (f *form) doubted() *export.PortalError {
	for _, err := range []error{f.fault, f.trial.err} {
		var e *export.PortalError
		certificate := errors.Is(err, export.ErrCertificate) || errors.Is(err, export.ErrPinChanged)
		if certificate && errors.As(err, &e) && e.Fingerprint != "" {
			return e
		}
	}
	return nil
}

// unsafe reports whether the password travels so that everybody on the way can
// read it.
func (f *form) unsafe() bool {
	u, err := url.Parse(f.account.Address)
	return err == nil && f.account.Kind != handOver && !loopback(u.Hostname()) && slices.Contains([]string{"ftp", "dav", "http"}, u.Scheme)
}

// loopback reports whether a host is this computer itself.
func loopback(host string) bool {
	return slices.Contains([]string{"localhost", "127.0.0.1", "::1"}, host)
}

// folderOf is the folder in an address.
func folderOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.Path
}

// inFolder is an address with another folder.
func inFolder(address, folder string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Path, u.RawPath = path.Clean("/"+folder), ""
	return strings.TrimSuffix(u.String(), "/")
}

// webAddress is what was typed as the address of a web page, empty if it cannot
// be one.
func webAddress(typed string) string {
	typed = strings.TrimSpace(viet.Normal(typed))
	if !strings.Contains(typed, "://") {
		typed = "https://" + typed
	}
	u, err := url.Parse(typed)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || strings.ContainsAny(u.Host, " @") {
		return ""
	}
	return u.String()
}

// nameOf is what a place is called that has no name of its own: its host, the
// editors' address, the last folder.
func nameOf(address string) string {
	if to, mail := strings.CutPrefix(address, "mailto:"); mail {
		return to
	}
	if u, err := url.Parse(address); err == nil && u.Scheme != "" && u.Hostname() != "" {
		return u.Hostname()
	}
	folders := strings.FieldsFunc(address, func(r rune) bool { return r == '/' || r == '\\' })
	if len(folders) == 0 {
		return address
	}
	return folders[len(folders)-1]
}

func oneLine(s string) string { return strings.Join(strings.Fields(viet.Normal(s)), " ") }

// handOver is the kind of portals that a person publishes on.
const handOver = "handover"

// kind is what the screen knows of a kind of portals.
type kind struct {
	inputs []string // the fields of an account
	user   bool     // one logs in
	steps  []string // of trying it out, none where there is nothing to try
}

var (
	login     = []string{"user", "secret"}
	wholeTest = []string{"login", "photo", "draft", "read", "remove"}
)

// kinds are those of export; they are offered in the order of offered.
var kinds = map[string]kind{
	"wordpress":  {login, true, wholeTest},
	"metaweblog": {login, true, wholeTest},
	"nukeviet":   {login, true, wholeTest},
	"sftp":       {[]string{"user", "secret", "folder", "key"}, true, wholeTest},
	"webdav":     {[]string{"user", "secret", "folder"}, true, wholeTest},
	"ftp":        {[]string{"user", "secret", "folder"}, true, wholeTest},
	"folder":     {nil, false, wholeTest},
	"mail":       {[]string{"to", "from", "server", "security", "user", "secret"}, true, []string{"login"}},
	handOver:     {nil, false, nil},
}

// offered are the kinds to choose from for the address of a web page that did
// not tell its kind.
var offered = []string{handOver, "wordpress", "nukeviet"}
