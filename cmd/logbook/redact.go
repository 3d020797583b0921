package logbook

import (
	"net/url"
	"os"
	"regexp"
	"runtime"
	"strings"
)

// Redactor takes out of texts what is nobody's business: the name of the user in
// paths, of addresses and shared folders everything but their host, mailboxes, and what stands
// behind words like "password".
type Redactor struct {
	home  *regexp.Regexp // the user's own folder, however it is written; nil when unknown
	user  *regexp.Regexp // the user's name as a part of a path; nil when unknown
	tilde string         // what stands for the user's own folder
}

// Redacting returns the Redactor of a user with that home folder, which may be
// empty. The name of the user is the folder's own.
func Redacting(home string) Redactor {
	r := Redactor{tilde: "~"}
	if strings.Contains(home, `\`) || runtime.GOOS == "windows" {
		r.tilde = "%USERPROFILE%"
	}
	home = strings.TrimRight(home, `\/`)
	parts := strings.FieldsFunc(home, isSeparator)
	if len(parts) == 0 {
		return r
	}
	for i, part := range parts {
		parts[i] = regexp.QuoteMeta(part)
	}
	lead := `(\b)`
	if isSeparator(rune(home[0])) {
		lead = begin + separator
	}
	r.home = regexp.MustCompile(`(?i)` + lead + strings.Join(parts, separator) + end)
	r.user = regexp.MustCompile(`(?i)(` + separator + `)` + parts[len(parts)-1] + end)
	return r
}

// ThisUser returns the Redactor of the user who runs the program.
func ThisUser() Redactor {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "" // services may have none; the folders of all users are known by their place
	}
	return Redacting(home)
}

// A separator of a path; quoted text doubles the backslash. What stands before
// and behind a path is put back: these expressions cannot look around.
const (
	separator = `(?:\\{1,2}|/)`
	begin     = `(^|[\s"'=:(\[,])`
	ahead     = `(^|[\s"'=(\[,])` // of what begins with separators: no rest of C:\\ in a quoted text
	host      = `([\p{L}\p{N}][\p{L}\p{N}._-]*)`
	inside    = `[^:*?"<>|\r\n]+`
	end       = `($|[\\/\s"':;,)\]])`
)

func isSeparator(r rune) bool { return r == '\\' || r == '/' }

var (
	// Folders of users, whoever they are: logs name those of others, too.
	windowsHomes = regexp.MustCompile(`(?i)[a-z]:` + separator + `(?:users|documents and settings)` + separator + `[^\\/:*?"<>|\r\n]+`)
	unixHomes    = regexp.MustCompile(begin + `/(?:home|Users)/[^/\s"':;,)\]]+`)

	// Folders that other computers share: of those the computer is told. What lies
	// in them may have spaces in its name, and ends where an error goes on.
	windowsShares = regexp.MustCompile(ahead + `(\\{2}(?:\?\\UNC\\)?|\\{4}(?:\?\\{2}UNC\\{2})?)` + host + `(\\{1,2})` + inside)
	slashedShares = regexp.MustCompile(ahead + `(//)` + host + `(/)` + inside)

	addresses = regexp.MustCompile(`\b[A-Za-z][A-Za-z0-9+.-]*://[^\s"'<>]+`)
	mailboxes = regexp.MustCompile(`[\p{L}\p{N}._%+-]+(@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}\b)`)
	secrets   = regexp.MustCompile(`(?i)\b((?:[a-z_-]*pass(?:word|phrase|wd)?|secret|token|nonce|authorization|(?:set-)?cookie|api[_-]?key)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|(?:(?:basic|bearer|digest)\s+)?[^\s,;&]+)`)
)

// hidden stands where something was taken out.
const hidden = "…"

// Text returns a text without what must not stand in a log.
func (r Redactor) Text(s string) string {
	s = secrets.ReplaceAllString(s, "${1}"+hidden)
	s = addresses.ReplaceAllStringFunc(s, hostOnly)
	s = mailboxes.ReplaceAllString(s, hidden+"$1")
	if r.home != nil {
		s = r.home.ReplaceAllString(s, "${1}"+r.tilde+"$2")
	}
	s = windowsShares.ReplaceAllString(s, "${1}${2}${3}${4}"+hidden)
	s = slashedShares.ReplaceAllString(s, "${1}${2}${3}${4}"+hidden)
	s = windowsHomes.ReplaceAllLiteralString(s, "%USERPROFILE%")
	s = unixHomes.ReplaceAllString(s, "${1}~")
	if r.user != nil {
		s = r.user.ReplaceAllString(s, "${1}"+hidden+"$2")
	}
	return s
}

// hostOnly is an address without its user, path and query.
func hostOnly(address string) string {
	u, err := url.Parse(strings.TrimRight(address, ".,;:)]"))
	switch {
	case err != nil:
		scheme, _, _ := strings.Cut(address, ":")
		return scheme + "://" + hidden
	case u.Scheme == "file" && u.Host != "":
		return "//" + u.Host + u.Path
	case u.Scheme == "file":
		return u.Path // a path like any other
	}
	return u.Scheme + "://" + u.Host
}
