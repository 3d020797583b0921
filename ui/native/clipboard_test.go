package native

import (
	"errors"
	"strings"
	"testing"
)

// shelf is a clipboard with these forms on it.
type shelf struct {
	files          []string
	words, markup  string
	shown          picture
	unreadable     error
	pictureWasRead bool
}

func (s *shelf) paths() []string { return s.files }
func (s *shelf) text() string    { return s.words }
func (s *shelf) html() string    { return s.markup }

func (s *shelf) picture() (picture, error) {
	s.pictureWasRead = true
	return s.shown, s.unreadable
}

func TestWordsWinOverAPictureAndAPictureOverItsAddress(t *testing.T) {
	png := picture{file: []byte("\x89PNG")}
	for _, c := range []struct {
		name  string
		shelf shelf
		want  Content
	}{
		{"words as Word copies them", shelf{words: "Xã Suối Mây", markup: "<p>Xã Suối Mây</p>", shown: png}, Content{Text: "Xã Suối Mây", HTML: "<p>Xã Suối Mây</p>"}},
		{"a picture of a page", shelf{markup: `<img src="https://suoimay.gov.vn/a.png">`, shown: png}, Content{Photos: []Item{{Data: png.file}}}},
		{"and its address", shelf{words: "https://suoimay.gov.vn/a.png", shown: png}, Content{Photos: []Item{{Data: png.file}}}},
		{"an address alone", shelf{words: "https://suoimay.gov.vn"}, Content{Text: "https://suoimay.gov.vn"}},
		{"pixels", shelf{shown: picture{pixels: dibFile(t, "rgb24.dib")}}, Content{Photos: []Item{{}}}},
		{"nothing", shelf{}, Content{}},
	} {
		got, p, err := gather(&c.shelf)
		if err == nil {
			got, err = got.with(p)
		}
		if err != nil || got.Text != c.want.Text || got.HTML != c.want.HTML || len(got.Photos) != len(c.want.Photos) {
			t.Errorf("%s: %+v, %v; want %+v", c.name, got, err, c.want)
		}
		if c.shelf.pictureWasRead && strings.Contains(c.shelf.words, " ") {
			t.Errorf("%s: the picture was asked for beside words", c.name)
		}
	}
}

func TestFilesStandAlone(t *testing.T) {
	paths := inFolder(t, "Ảnh 1.jpg")
	for _, s := range []shelf{{files: paths, words: paths[0]}, {words: paths[0], markup: "<p>a</p>"}} {
		got, _, err := gather(&s)
		if err != nil || len(got.Photos) != 1 || got.Photos[0].Path != paths[0] || got.Text+got.HTML != "" {
			t.Errorf("%+v came as %+v, %v", s, got, err)
		}
	}
}

func TestAPictureThatCannotBeReadIsAnError(t *testing.T) {
	if _, _, err := gather(&shelf{unreadable: ErrPicture}); !errors.Is(err, ErrPicture) {
		t.Errorf("got %v, want ErrPicture", err)
	}
	c := Content{}
	if _, err := c.with(picture{pixels: []byte("no pixels")}); !errors.Is(err, ErrPicture) {
		t.Errorf("got %v, want ErrPicture", err)
	}
}
