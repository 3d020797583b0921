package plaintext_test

import "testing"

func TestHead(t *testing.T) {
	for _, c := range []struct {
		why                 string
		lines               []string
		kicker, title, lead string
	}{
		{"headline alone", []string{headLine, leadLine}, "", headLine, leadLine},
		{"lead alone", []string{leadLine, bodyLine}, "", "", leadLine},
		{"kicker and headline", []string{"Tin trong xã", headLine, leadLine}, "Tin trong xã", headLine, leadLine},
		{"kicker alone", []string{"Xây dựng Đảng", leadLine, bodyLine}, "Xây dựng Đảng", "", leadLine},
		{"stamp between rubric and headline", []string{"Tin tức", "06/10/2026 08:30", headLine, leadLine}, "Tin tức", headLine, leadLine},
		{"stamp above all", []string{"06/10/2026 08:30", headLine, leadLine}, "", headLine, leadLine},
		{"rubric below the headline", []string{headLine, "Tin tức", "06/10/2026 08:30", leadLine}, "Tin tức", headLine, leadLine},
		{"two rubrics", []string{"Thời sự", "Xây dựng Đảng", headLine, "06/10/2026 08:30", leadLine}, "Thời sự · Xây dựng Đảng", headLine, leadLine},
		{"headline that exclaims", []string{"Cùng nhau gìn giữ con suối trong xanh của bản ta!", "06/10/2026 08:30", leadLine}, "", "Cùng nhau gìn giữ con suối trong xanh của bản ta!", leadLine},
		{"headline twice", []string{headLine, "06/10/2026 08:30", headLine, leadLine}, "", headLine, leadLine},
		{"photo above the lead", []string{headLine, "06/10/2026 08:30", "Quang cảnh hội nghị", leadLine}, "", headLine, leadLine},
		{"caption right below the headline", []string{"Đảng ủy xã Suối Mây sơ kết công tác 9 tháng", "Quang cảnh hội nghị", leadLine}, "", "Đảng ủy xã Suối Mây sơ kết công tác 9 tháng", leadLine},
		{"section below the headline", []string{headLine, "I. Kết quả", bodyLine}, "", headLine, ""},
		{"lead without a full stop", []string{headLine, "06/10/2026 08:30", "Hội nghị bàn sáu nhóm nhiệm vụ lớn của xã trong ba tháng còn lại", bodyLine}, "", headLine, "Hội nghị bàn sáu nhóm nhiệm vụ lớn của xã trong ba tháng còn lại"},
	} {
		r, _ := mustRead(t, page(append(c.lines, bodyLine, lastLine, signLine)...))
		if r.Head.Kicker != c.kicker || r.Head.Title != c.title || r.Head.Sapo.Plain() != c.lead {
			t.Errorf("%s: kicker %q, headline %q, lead %q", c.why, r.Head.Kicker, r.Head.Title, r.Head.Sapo.Plain())
		}
	}
}
