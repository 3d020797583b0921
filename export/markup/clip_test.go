package markup_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tinxa/export/markup"
	"tinxa/model"
	"tinxa/model/modeltest"
)

var shownPhoto = modeltest.PhotoIDOf([]byte("ảnh"))

// where gives the one photo an address.
func where(id model.PhotoID) string {
	if id == shownPhoto {
		return "data:image/jpeg;base64,/9j/4AAQ(="
	}
	return ""
}

func TestClipsAreCleanHTML(t *testing.T) {
	text := func(s string) model.Text { return model.Plainly(s) }
	for name, c := range map[string]struct {
		clip model.Clip
		want string
	}{
		"a piece of a sentence": {
			model.Clip{Blocks: model.Blocks{model.Paragraph{ID: "a", Text: model.Text{{Text: " xã "}, {Text: "Suối", Marks: model.Bold}}}}, Inline: true},
			" xã <strong>Suối</strong>",
		},
		"nothing": {model.Clip{}, ""},
		"a heading and lines": {
			model.Clip{Blocks: model.Blocks{model.Heading{ID: "a", Text: text("Nội dung")}, model.Paragraph{ID: "b", Text: text("một\nhai <3")}, model.Paragraph{ID: "c"}}},
			"<h3>Nội dung</h3><p>một<br>hai &lt;3</p>",
		},
		"entries below others": {
			model.Clip{Blocks: model.Blocks{model.List{ID: "a", Entries: []model.Text{text("một"), text("hai"), text("ba")}, Depths: []int{0, 1, 0}}}},
			"<ul><li>một<ul><li>hai</li></ul></li><li>ba</li></ul>",
		},
		"a quotation": {
			model.Clip{Blocks: model.Blocks{model.Quote{ID: "a", Text: text("Vì dân"), From: "Bà Hạnh"}}},
			"<blockquote><p>Vì dân</p><cite>Bà Hạnh</cite></blockquote>",
		},
		"photos, one without a source": {
			model.Clip{Blocks: model.Blocks{model.Photos{ID: "a", Pictures: []model.Picture{{Photo: shownPhoto, Caption: "một"}, {Caption: "hai", Credit: "Lê Văn Sơn"}}}}},
			`<figure><img src="data:image/jpeg;base64,/9j/4AAQ%28=" alt="một"><figcaption><em>một</em></figcaption></figure><p><em>hai. Ảnh: Lê Văn Sơn</em></p>`,
		},
		"photos side by side": {
			model.Clip{Blocks: model.Blocks{model.Photos{ID: "a", Pictures: []model.Picture{{Photo: shownPhoto, Alt: "a"}, {Photo: shownPhoto, Alt: "b"}}}}},
			`<figure><figure><img src="data:image/jpeg;base64,/9j/4AAQ%28=" alt="a"></figure><figure><img src="data:image/jpeg;base64,/9j/4AAQ%28=" alt="b"></figure></figure>`,
		},
		"a part of a round-up": {
			model.Clip{Blocks: model.Blocks{model.Item{ID: "a", Commune: "xã Suối Mây", Blocks: model.Blocks{model.Paragraph{ID: "b", Text: text("Đảng ủy họp.")}}, Bylines: []model.Byline{{Name: "Thu Hà"}}}}},
			"<p>* Tại xã Suối Mây: Đảng ủy họp.</p><p><strong>Thu Hà</strong></p>",
		},
	} {
		got := markup.Clip(c.clip, where)
		_, fragment, _ := strings.Cut(got, "'>")
		if fragment != c.want {
			t.Errorf("%s: %s\nwant %s", name, fragment, c.want)
		}
	}
}

func TestClipsCarryThemselves(t *testing.T) {
	for i, r := range reports(t) {
		got := markup.Clip(model.Clip{Blocks: r.Blocks}, where)
		z := html.NewTokenizer(strings.NewReader(got))
		if z.Next() != html.StartTagToken {
			t.Fatalf("report %d: no element first in %.100s", i, got)
		}
		first := map[string]string{}
		for _, a := range z.Token().Attr {
			first[a.Key] = a.Val
		}
		own, err := model.DecodeClip([]byte(first["content"]))
		if err != nil || first["name"] != model.ClipName || len(own.Blocks) != len(r.Blocks) {
			t.Errorf("report %d: %d of %d blocks, %v", i, len(own.Blocks), len(r.Blocks), err)
		}
		if seen := words(z); first[model.ClipSumAttr] != model.ClipSum(seen) {
			t.Errorf("report %d: the sum is of another text than %.200s", i, seen)
		}
	}
}

// words are what is between the tags that come.
func words(z *html.Tokenizer) string {
	var b strings.Builder
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind == html.TextToken {
			b.Write(z.Text())
		}
	}
	return b.String()
}

func TestAClipThatCannotBeWrittenIsHTMLAlone(t *testing.T) {
	bad := model.Blocks{model.Paragraph{ID: "a", Text: model.Text{{Text: "xã", Link: "javascript:x"}}}}
	if got := markup.Clip(model.Clip{Blocks: bad}, nil); got != "<p>xã</p>" {
		t.Errorf("got %s", got)
	}
}
