package exporttest

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// StandingOf reads what readers see of a body: its words, captions and photos.
// It is for a Truth whose portal keeps HTML, and shares nothing with the code
// that it judges.
func StandingOf(body string) Standing {
	var s Standing
	var words, caption strings.Builder
	inCaption := false
	tokens := html.NewTokenizer(strings.NewReader(body))
	for {
		kind := tokens.Next()
		token := tokens.Token()
		switch kind {
		case html.ErrorToken:
			s.Text = plain(words.String())
			return s
		case html.TextToken:
			words.WriteString(token.Data)
			if inCaption {
				caption.WriteString(token.Data)
			}
			continue
		}
		switch {
		case token.DataAtom == atom.Img:
			s.Photos++
		case token.DataAtom == atom.Figcaption && kind == html.StartTagToken:
			inCaption = true
		case token.DataAtom == atom.Figcaption:
			s.Captions = append(s.Captions, plain(caption.String()))
			caption.Reset()
			inCaption = false
		}
		if !inline[token.DataAtom] {
			words.WriteString(" ")
		}
	}
}

// inline are the elements that part no words.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Strong: true, atom.I: true, atom.Em: true, atom.U: true, atom.Span: true,
}
