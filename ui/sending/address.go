package sending

import (
	"cmp"
	"strings"

	"tinxa/model"
)

// AddressOf is where an article is looked at: for everybody, or else by its
// author; empty where it is not known.
func AddressOf(a model.RemoteArticle) string {
	if a.Status == model.PostPublic {
		return cmp.Or(a.URL, a.Edit)
	}
	return cmp.Or(a.Edit, a.URL)
}

// Opens reports whether an article's address can be shown to the user: a page
// of the web, or a folder of this computer. Others are only copied.
func Opens(address string) bool {
	for _, scheme := range []string{"http://", "https://", "file://"} {
		if strings.HasPrefix(address, scheme) {
			return true
		}
	}
	return false
}
