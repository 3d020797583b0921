package html_test

import (
	"bytes"
	"encoding/base64"
	"io/fs"
	"testing"
	"unicode/utf8"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/model"
)

// FuzzPage puts any text everywhere: the page must stay harmless, and the one
// file must be the folder's page with the photos in the place of their names.
func FuzzPage(f *testing.F) {
	f.Add("Hội nghị", "https://example.vn/?a=1&b=2")
	f.Add(`<img src="anh/bai-viet-1.jpg">`, "javascript:alert(1)")
	f.Add("</title></style><script>", "tel:0900")
	f.Add("'\"`\x00{{.}}", "mailto:a@b\"c")
	f.Fuzz(func(t *testing.T, s, link string) {
		if !utf8.ValidString(s) || !utf8.ValidString(link) {
			return // texts are made valid on their way in
		}
		r := exporttest.Sample().Report.Retext(func(string) string { return s })
		r.Head.Sapo = model.Text{{Text: s, Link: link, Marks: model.Italic}}
		b := exporttest.Bundle(r)
		page := index(t, b)
		exporttest.Harmless(t, page)
		for _, p := range export.PhotoFiles(r) {
			data, err := fs.ReadFile(b.Photos, string(p.ID))
			if err != nil {
				t.Fatal(err)
			}
			inside := "data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(data)
			page = bytes.ReplaceAll(page, []byte(`<img src="`+p.Name+`"`), []byte(`<img src="`+inside+`"`))
		}
		var whole bytes.Buffer
		if err := theme(t).OneFile().Export(t.Context(), &whole, b); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(whole.Bytes(), page) {
			t.Error("the one file is not the page with its photos")
		}
	})
}
