package plaintext_test

import (
	"slices"
	"strings"
	"testing"

	"tinxa/model"
)

const (
	headLine = "Xã Suối Mây sơ kết công tác 9 tháng"
	leadLine = "Sáng ngày 5/10, Đảng ủy xã Suối Mây tổ chức hội nghị sơ kết công tác 9 tháng đầu năm."
	bodyLine = "Hội nghị đã thảo luận và thống nhất 6 nhóm nhiệm vụ cho những tháng cuối năm."
	lastLine = "Các đại biểu đã đóng góp 12 ý kiến tâm huyết vào báo cáo của Ban Thường vụ."
	signLine = "Hà Minh Thư"
)

func page(lines ...string) []byte { return []byte(strings.Join(lines, "\n\n")) }

// wordsOfAll are headline, lead, body and bylines, a word each.
func wordsOfAll(r model.Report) []string {
	return strings.Fields(strings.Join(pieces(r), " "))
}

// pieces are all texts of a report in reading order.
func pieces(r model.Report) []string {
	all := []string{r.Head.Kicker, r.Head.Title, r.Head.Stamp, r.Head.Sapo.Plain()}
	all = append(all, piecesOf(r.Blocks)...)
	for _, b := range r.Credits.Bylines {
		all = append(all, b.Name)
	}
	all = append(all, r.Credits.Source)
	return append(all, r.Credits.Tags...)
}

func piecesOf(blocks model.Blocks) []string {
	var all []string
	for _, b := range blocks {
		switch b := b.(type) {
		case model.Item:
			all = append(all, piecesOf(b.Blocks)...)
			for _, by := range b.Bylines {
				all = append(all, by.Name)
			}
		case model.Photos:
			for _, p := range b.Pictures {
				all = append(all, p.Name, p.Alt, p.Caption, p.Credit)
			}
		case model.Quote:
			all = append(all, b.Text.Plain(), b.From)
		default:
			for _, t := range model.Texts(b) {
				all = append(all, t.Plain())
			}
		}
	}
	return all
}

// TestFurnitureAbove puts lines of the page above a report: none of them stays.
func TestFurnitureAbove(t *testing.T) {
	for _, above := range []string{
		"Trang chủ\nGiới thiệu\nTin tức\nVăn bản\nLiên hệ",
		"Trang chủ » Tin tức » Hoạt động của xã",
		"Trang chủ / Tin tức",
		"CỔNG THÔNG TIN ĐIỆN TỬ\nUBND XÃ SUỐI MÂY",
		"Cổng thông tin điện tử xã Suối Mây",
		"Chào mừng bạn đến với Trang thông tin điện tử xã Suối Mây",
		"Hotline: 0200.000.000\nEmail: xa@suoimay.example",
		"xa@suoimay.example",
		"Thứ Bảy, 10/10/2026 08:00:10",
		"Lượt xem: 39",
		"Xã Suối Mây sơ kết công tác 9 tháng",
	} {
		r, n := mustRead(t, page(above, headLine, "06/10/2026 08:30", leadLine, bodyLine, signLine))
		want := strings.Fields(strings.Join([]string{headLine, "06/10/2026 08:30", leadLine, bodyLine, signLine}, " "))
		if got := wordsOfAll(r); !slices.Equal(got, want) {
			t.Errorf("below %q stays %q", above, got)
		}
		if dropped := strings.Join(n.Dropped, "\n"); dropped != above {
			t.Errorf("dropped %q, want %q", dropped, above)
		}
	}
}

// TestFurnitureBelow puts lines of the page below a report.
func TestFurnitureBelow(t *testing.T) {
	for _, below := range []string{
		"Tin khác\nPhường Bến Lụa ra quân trồng cây xanh đợt hai.",
		"Các tin khác (12/10/2026)",
		"Tin khácSáng ngày 7/10, phường Bến Lụa tổ chức hội nghị tiếp xúc cử tri.",
		"Tin liên quan:\nMột bản tin dài, có dấu chấm câu và nhiều hơn tám từ.",
		"Những tin mới hơn\nA\nNhững tin cũ hơn\nB",
		"Tổng số điểm của bài viết là: 10 trong 2 đánh giá\nXếp hạng: 5 - 2 phiếu bầu\nClick để đánh giá bài viết",
		"Ý kiến bạn đọc",
		"Bạn cần đăng nhập để gửi bình luận",
		"Mã xác thực không đúng.",
		"Mã bảo mật",
		"Đánh giá:\nlượt đánh giá: , trung bình:",
		"Bình luận (0)",
		"Lượt xem: 1.204",
		"1.204 lượt xem",
		"Đã xem: 39",
		"Online: 48\nHôm nay: 112\nTổng truy cập: 3.184.308",
		"ipv6 ready",
		"Chia sẻ\nFacebook\nZalo\nIn bài viết",
		"Công khai ngân sách\nThủ tục hành chính\nLịch tiếp công dân\nLiên hệ",
		"Địa chỉ: bản Nà Lạ, xã Suối Mây, tỉnh Sơn Thủy\nĐiện thoại: 0200.000.000\nFax: 0200.000.001",
		"Chịu trách nhiệm nội dung: Bà Vàng Thị Sua, Phó Chủ tịch UBND xã.",
		"© 2026 Cổng thông tin điện tử xã Suối Mây",
		"Ghi rõ nguồn khi phát lại thông tin từ trang này.",
		"www.suoimay.example",
	} {
		r, n := mustRead(t, page(headLine, leadLine, bodyLine, lastLine, signLine, below))
		want := strings.Fields(strings.Join([]string{headLine, leadLine, bodyLine, lastLine, signLine}, " "))
		if got := wordsOfAll(r); !slices.Equal(got, want) {
			t.Errorf("above %q stays %q", below, got)
		}
		if dropped := strings.Join(n.Dropped, "\n"); dropped != below {
			t.Errorf("dropped %q, want %q", dropped, below)
		}
		if len(r.Credits.Bylines) != 1 || r.Credits.Bylines[0].Name != signLine {
			t.Errorf("above %q signs %+v", below, r.Credits.Bylines)
		}
	}
}

// TestReportIsNoFurniture has lines of reports that look like the page's.
func TestReportIsNoFurniture(t *testing.T) {
	for _, kept := range []string{
		"Bình luận",
		"Đánh giá:",
		"Thông báo kết luận của Ban Thường vụ",
		"Liên hệ: Văn phòng Đảng ủy xã để biết thêm chi tiết về lịch tiếp công dân.",
		"Tin khác với trước đây, lần này người dân được thông báo sớm hơn ba ngày.",
		"Địa chỉ: Nhà văn hóa bản Nà Lạ",
		"Online: 48 điểm cầu",
		"Tại điểm cầu xã có 120 lượt xem trực tuyến được ghi nhận trong buổi sáng.",
		"- Thống kê",
		"Văn bản số 12 được gửi tới các bản",
	} {
		r, n := mustRead(t, page(headLine, leadLine, bodyLine, kept, lastLine, signLine))
		want := strings.Fields(strings.TrimPrefix(kept, "- "))
		if got := strings.Join(wordsOfAll(r), " "); !strings.Contains(got, strings.Join(want, " ")) || len(n.Dropped) > 0 {
			t.Errorf("%q is lost: %q, dropped %q", kept, got, n.Dropped)
		}
	}
}
