package webtext

import (
	"strings"
	"testing"

	"tinxa/model"
)

// TestLongPages is read in pieces, or left out: of a text that grows by a
// line at a time each costs as much as all before it.
func TestLongPages(t *testing.T) {
	const lines = 3*mostJoined + 7
	many := strings.Repeat("<p>a</p>", lines)
	for name, page := range map[string]string{
		"quotation": "<blockquote>" + many + "</blockquote>", "entry": "<ul><li>" + many + "</ul>",
	} {
		got, err := Read(strings.NewReader(page))
		letters, longest := 0, 0
		for b := range got.Blocks.All() {
			for _, text := range model.Texts(b) {
				letters += strings.Count(text.Plain(), "a")
				longest = max(longest, strings.Count(text.Plain(), "\n"))
			}
		}
		if err != nil || letters != lines || longest != mostJoined {
			t.Errorf("%s: %d letters in texts of up to %d lines, %v", name, letters, longest+1, err)
		}
	}
	got, err := Read(strings.NewReader(strings.Repeat("<img src='https://a.vn/a.png'>", maxImages+9) + "<p>chữ</p>"))
	if err != nil || len(got.Sources) != maxImages || len(got.Blocks) != maxImages+1 {
		t.Errorf("%d pictures, %d blocks, %v", len(got.Sources), len(got.Blocks), err)
	}
}
