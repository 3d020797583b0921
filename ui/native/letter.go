package native

import (
	"context"
	"fmt"
	"net/mail"
	"net/url"
	"strings"
)

// WriteLetter begins a letter in the user's mail program. to may be empty; what
// is no single address is left out, so that nobody is written to by mistake.
// Nothing can be attached that way.
func WriteLetter(ctx context.Context, to, subject, body string) error {
	return start(ctx, letterAddress(to, subject, body))
}

// letterAddress is an address as RFC 6068 has it: no plus for a space, and lines
// that end in CR LF.
func letterAddress(to, subject, body string) string {
	if a, err := mail.ParseAddress(to); err == nil {
		to = url.PathEscape(a.Address)
	} else {
		to = ""
	}
	body = strings.ReplaceAll(body, "\n", "\r\n")
	return fmt.Sprintf("mailto:%s?subject=%s&body=%s", strings.ReplaceAll(to, "%40", "@"), escaped(subject), escaped(body))
}

func escaped(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
