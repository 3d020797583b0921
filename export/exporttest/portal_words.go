package exporttest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/viet"
)

// newWord is a word that no other report has.
func newWord(chance *rand.Rand) string {
	const letters = "bcdfghklmnprstvx"
	word := []byte("tx")
	for range 10 {
		word = append(word, letters[chance.IntN(len(letters))])
	}
	return string(word)
}

// report is an ordinary one of a few blocks that shows these photos.
func report(word string, photos ...model.PhotoID) model.Report {
	r := model.New()
	r.Rev = 1
	r.Head = model.Head{
		Kicker: "TIN HỘI NGHỊ",
		Title:  "Kỳ họp thứ 14 Hội đồng nhân dân xã Suối Mây " + word,
		Sapo:   model.Plainly("Sáng 21/11, Hội đồng nhân dân xã Suối Mây khai mạc kỳ họp thứ 14, mã số " + word + "."),
	}
	r.Blocks = model.Blocks{
		said("Dự kỳ họp có bà Lò Thị Mận, Chủ tịch Ủy ban nhân dân xã, cùng 26 đại biểu."),
		model.Heading{ID: model.NewBlockID(), Text: model.Plainly("Thu ngân sách vượt dự toán")},
		said("Chín tháng đầu năm, thu ngân sách đạt 112% dự toán & tăng 8% so với cùng kỳ."),
	}
	for i, id := range photos {
		photo := shot(id, fmt.Sprintf("Đại biểu biểu quyết thông qua nghị quyết số %d", i+1))
		photo.Half = i == 0
		r.Blocks = append(r.Blocks, photo)
	}
	r.Blocks = append(r.Blocks,
		model.List{ID: model.NewBlockID(), Depths: []int{0, 1}, Entries: []model.Text{
			model.Plainly("Nghị quyết về đất đai;"), model.Plainly("Nghị quyết về bản Nà Sài."),
		}},
		said("Kỳ họp bế mạc vào chiều cùng ngày.\n(Tin tiếp tục cập nhật)"))
	r.Credits = model.Credits{
		Bylines: []model.Byline{{Name: "Vừ A Dính"}, {Name: " "}}, Tags: []string{"kỳ họp", "xã Suối Mây"}, Category: "Tin hoạt động",
	}
	return r
}

func said(words string) model.Block {
	return model.Paragraph{ID: model.NewBlockID(), Text: model.Plainly(words)}
}

func shot(id model.PhotoID, caption string) model.Photos {
	return model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{{Photo: id, Caption: caption, Name: "IMG_1.jpg"}}}
}

// expected is what readers must find of a report.
type expected struct {
	title    string
	words    []string // sapo, paragraphs, headings, entries, words of quotes
	captions []string
	photos   int
}

func expectedOf(r model.Report) expected {
	e := expected{title: r.Head.Title}
	for _, line := range export.Lines(r.Head.Sapo) {
		e.words = append(e.words, line.Plain())
	}
	for _, part := range export.Reading(r) {
		for _, line := range part.Lines {
			e.words = append(e.words, line.Plain())
		}
		for _, picture := range part.Pictures {
			e.photos++
			if picture.Caption != "" {
				e.captions = append(e.captions, picture.Caption)
			}
		}
	}
	return e
}

// missing lists what an article lacks of a report.
func (e expected) missing(s Standing) []string {
	var lost []string
	if !holds(s.Title, e.title) {
		lost = append(lost, fmt.Sprintf("headline %q instead of %q", s.Title, e.title))
	}
	for _, words := range e.words {
		if !holds(s.Text, words) {
			lost = append(lost, fmt.Sprintf("paragraph %q", words))
		}
	}
	for i, caption := range e.captions {
		if i >= len(s.Captions) || !holds(s.Captions[i], caption) {
			lost = append(lost, fmt.Sprintf("caption %d %q", i+1, caption))
		}
	}
	if s.Photos != e.photos {
		lost = append(lost, fmt.Sprintf("%d photos are shown instead of %d", s.Photos, e.photos))
	}
	return lost
}

// holds reports whether what stands there contains the words, however the
// portal writes quotation marks, dashes and spaces.
func holds(there, words string) bool { return strings.Contains(plain(there), plain(words)) }

func plain(s string) string {
	return strings.Join(strings.Fields(alike.Replace(viet.Normal(s))), " ")
}

// alike are the characters that portals change for each other.
var alike = strings.NewReplacer(
	"“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "″", `"`,
	"‘", "'", "’", "'", "′", "'", "–", "-", "—", "-", "--", "-", "…", "...", "\u00a0", " ", "\u200b", "",
)
