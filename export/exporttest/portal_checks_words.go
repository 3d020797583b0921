package exporttest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"tinxa/model"
)

// show puts one photo more behind the report.
func (e *errand) show(id model.PhotoID, caption string) {
	e.photos = append(e.photos, id)
	e.report.Blocks = append(e.report.Blocks[:len(e.report.Blocks):len(e.report.Blocks)], shot(id, caption))
}

// awkward are words that portals, firewalls and file systems stumble over.
var awkward = []string{
	"Ủy ban nhân dân phường Bến Lụa tặng quà người có công",
	`Cờ "Đơn vị quyết thắng" và bằng khen 'Lao động giỏi'`,
	"Thu & chi < dự toán > 5%; giá 1.200.000 đồng/m²",
	"(ảnh: Đặng Thị Huệ) – ảnh từ tập (gốc); chụp lúc 7h30'",
	"Lễ hội xuống đồng 🌾🎉 đông vui 👨‍👩‍👧",
	`\\may-chu\anh\2026 ; DROP TABLE bai_viet; -- %s %d {{.}} ${x} [gallery] <!--more-->`,
	"Tiếng Tày: Bản Nà Sài; tiếng Ê-đê: buôn Čư Êbur; tiếng Chăm: ꨌꩌ",
}

// checkWords sends awkward words as they are typed here and as other computers
// write them.
func checkWords(ctx context.Context, w *witness, p Place) {
	for name, form := range map[string]norm.Form{"NFC": norm.NFC, "NFD": norm.NFD} {
		e := newErrand(p, "", len(awkward))
		r := report(e.word)
		r.Head.Title = form.String("Hội nghị " + awkward[0] + " & " + `"` + e.word + `"`)
		for i, words := range awkward {
			r.Blocks = append(r.Blocks, said(form.String(words)), shot(e.photos[i], form.String(words)))
		}
		r.Head.Sapo = model.Plainly(form.String(awkward[1]))
		e.report = r
		d, err := e.deliver(ctx)
		if err != nil || len(d.Sent.Lost) > 0 {
			w.errorf("%s: %v, lost %+v", name, err, d.Sent.Lost)
			continue
		}
		w.stands(ctx, e)
		e.change()
		if d, err := e.deliver(ctx); err != nil {
			w.errorf("%s, changed: %v", name, err)
		} else if len(d.Sent.Lost) > 0 {
			w.errorf("%s, changed: says it lost %+v", name, d.Sent.Lost)
		}
	}
}

func checkLongNames(ctx context.Context, w *witness, p Place) {
	w.sent(ctx, p, 1, func(e *errand) {
		long := strings.Repeat("Ủy ban Mặt trận Tổ quốc Việt Nam phường Bến Lụa ", 5)
		e.report.Head.Title = long[:len(long)-1] + " " + e.word
		e.report.Head.Title = string([]rune(e.report.Head.Title)[max(0, len([]rune(e.report.Head.Title))-180):])
		e.report.Blocks = append(e.report.Blocks, said(strings.Repeat(long, 40)))
		photos := e.report.Blocks[3].(model.Photos)
		photos.Pictures[0].Caption, photos.Pictures[0].Name = strings.TrimSpace(long), norm.NFD.String(long)+".JPG"
	})
}

func checkThirtyPhotos(ctx context.Context, w *witness, p Place) {
	e, d := w.sent(ctx, p, 30)
	if e != nil && !p.Once && len(d.Sent.Photos) != 30 {
		w.errorf("it knows of %d photos that it sent", len(d.Sent.Photos))
	}
}

// checkSamePhoto shows one photo in two places of a report.
func checkSamePhoto(ctx context.Context, w *witness, p Place) {
	w.sent(ctx, p, 2, func(e *errand) {
		e.report.Blocks = append(e.report.Blocks, shot(e.photos[0], "Vẫn tấm ảnh ấy, ở cuối bài"))
	})
}

// checkLimits sends a photo that is larger than the account may send.
func checkLimits(ctx context.Context, w *witness, p Place) {
	const most = 150_000
	e := newErrand(p, "", 1)
	e.account.Limits.Bytes = most
	big := e.album.Draw(uint64(time.Now().UnixNano()), 900, true)
	e.show(big, "Toàn cảnh kỳ họp, ảnh lớn")
	w.smaller(ctx, e, big)
}

// smaller delivers a report and wants one photo to be said to be smaller.
func (w *witness) smaller(ctx context.Context, e *errand, big model.PhotoID) {
	d, err := e.deliver(ctx)
	if err != nil {
		w.errorf("with a large photo: %v", err)
		return
	}
	if fmt.Sprint(d.Sent.Smaller) != fmt.Sprint([]model.PhotoID{big}) {
		w.errorf("said to be smaller: %v, want %s alone", d.Sent.Smaller, big)
	}
	w.stands(ctx, e)
}
