package plaintext_test

import (
	"reflect"
	"slices"
	"testing"

	"tinxa/model"
)

// lead reads a report with that headline and that lead.
func meetingIn(t *testing.T, title, lead string) model.Meeting {
	t.Helper()
	r, _ := mustRead(t, page(title, "06/10/2026 08:30", lead, bodyLine, lastLine, signLine))
	if r.Head.Title != title || r.Head.Sapo.Plain() != lead {
		t.Fatalf("headline %q and lead %q", r.Head.Title, r.Head.Sapo.Plain())
	}
	return r.Meeting
}

func TestFacts(t *testing.T) {
	for _, c := range []struct {
		title, lead string
		want        model.Meeting
	}{
		{
			"Đảng ủy xã Suối Mây họp phiên tháng 10", "Chiều 15/10/2026, Đảng ủy xã Suối Mây họp phiên thường kỳ tháng 10.",
			model.Meeting{Commune: "xã Suối Mây", Date: model.Date{Year: 2026, Month: 10, Day: 15}, Session: model.Afternoon},
		},
		{
			"Quán triệt Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2025 - 2030",
			"Đảng ủy các xã quán triệt Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX tới toàn thể đảng viên.",
			model.Meeting{Term: "2025 - 2030"},
		},
		{
			"Hội nghị quyết định nhân sự lần thứ 2 (mở rộng)", "Ngày 3/11, Ban Chấp hành họp bàn về nhân sự của Đảng bộ phường 5.",
			model.Meeting{Ordinal: "2", Extended: true, Commune: "phường 5", Date: model.Date{Month: 11, Day: 3}},
		},
		{
			"Thành công của Hội nghị lần thứ ba", "Thực hiện Kế hoạch số 12 ngày 5/9/2026, sáng 7/10 tại trụ sở UBND xã, HĐND, UBND xã Krông Búk tổ chức hội nghị.",
			model.Meeting{
				Ordinal: "ba", Commune: "xã Krông Búk", Date: model.Date{Month: 10, Day: 7}, Session: model.Morning,
				Place: "trụ sở UBND xã", Organisers: []string{"HĐND", "UBND xã Krông Búk"},
			},
		},
		{
			"Đại hội Chi bộ bản Nà Lạ nhiệm kỳ 2025–2027", "Đồng chí Bí thư Đảng ủy xã Lò Văn Páo đã dự và phát biểu chào mừng đại hội.",
			model.Meeting{Term: "2025 - 2027"},
		},
		{
			"ĐẢNG ỦY XÃ SUỐI MÂY TỔ CHỨC HỘI NGHỊ SƠ KẾT", "Cả ngày 9/11, tại xã Suối Mây diễn ra hội nghị sơ kết công tác.",
			model.Meeting{Commune: "xã Suối Mây", Date: model.Date{Month: 11, Day: 9}, Session: model.AllDay},
		},
	} {
		got := meetingIn(t, c.title, c.lead)
		got.Type, got.Chair, got.Guests = "", nil, nil
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s / %s\n%+v, want\n%+v", c.title, c.lead, got, c.want)
		}
	}
}

func TestTypes(t *testing.T) {
	for _, c := range []struct{ title, lead, want string }{
		{"Hội nghị BCH phường Bến Lụa", "Phường Bến Lụa bàn nhiệm vụ của ba tháng cuối năm 2026.", "bch"},
		{"Đại hội Đảng bộ xã Suối Mây thành công", "Xã Suối Mây đã tổ chức thành công đại hội.", "dai-hoi"},
		{"Học tập Nghị quyết Đại hội Đảng bộ tỉnh", "Đảng ủy xã tổ chức hội nghị học tập nghị quyết của tỉnh.", "nghi-quyet"},
		{"Xã Suối Mây họp cuối năm", "Đảng ủy xã Suối Mây tổ chức Hội nghị lần thứ 9 Ban Chấp hành Đảng bộ xã.", "bch"},
		{"Xã Suối Mây ra quân trồng cây", "Xã Suối Mây ra quân trồng 400 cây xanh dọc đường.", ""},
	} {
		if got := meetingIn(t, c.title, c.lead).Type; got != c.want {
			t.Errorf("%q: type %q, want %q", c.title, got, c.want)
		}
	}
}

func TestPeople(t *testing.T) {
	person := func(name, post string) model.Person { return model.Person{Name: name, Post: post} }
	for _, c := range []struct {
		lead          string
		chair, guests []model.Person
	}{
		{
			"Sáng 5/10, xã Suối Mây họp. Tham dự có các đồng chí Lò Văn Páo - Bí thư Đảng ủy; đồng chí Vàng Thị Sua - Chủ tịch HĐND xã…",
			nil,
			[]model.Person{person("Lò Văn Páo", "Bí thư Đảng ủy"), person("Vàng Thị Sua", "Chủ tịch HĐND xã")},
		},
		{
			"Sáng 5/10, xã Suối Mây họp. Đồng chí Lò Văn Páo, Bí thư Đảng ủy, Chủ tịch HĐND xã chủ trì hội nghị.",
			[]model.Person{person("Lò Văn Páo", "Bí thư Đảng ủy, Chủ tịch HĐND xã")},
			nil,
		},
		{
			"Dưới sự chủ trì của đồng chí Lò Văn Páo - Bí thư Đảng ủy, hội nghị đã diễn ra. Dự hội nghị còn có ông Ngô Văn Tĩnh, Trưởng ban và bà Đinh Thị Lụa, Phó Trưởng ban.",
			[]model.Person{person("Lò Văn Páo", "Bí thư Đảng ủy")},
			[]model.Person{person("Ngô Văn Tĩnh", "Trưởng ban"), person("Đinh Thị Lụa", "Phó Trưởng ban")},
		},
		{
			"Dự hội nghị có tổ công tác của tỉnh; lãnh đạo các ban xây dựng Đảng; đại diện 24 chi bộ.",
			nil, nil,
		},
		{
			"Đồng chí Lò Văn Páo ghi nhận kết quả mà xã Suối Mây, Ban Chấp hành đã đạt được.",
			nil, nil,
		},
	} {
		m := meetingIn(t, "Xã Suối Mây họp", c.lead)
		if !reflect.DeepEqual(m.Chair, c.chair) || !reflect.DeepEqual(m.Guests, c.guests) {
			t.Errorf("%s\nchair %+v, want %+v\nguests %+v, want %+v", c.lead, m.Chair, c.chair, m.Guests, c.guests)
		}
	}
}

func TestBylines(t *testing.T) {
	for line, want := range map[string][]model.Byline{
		"Hà Minh Thư": {{Name: "Hà Minh Thư"}},
		"Lương Gạo - Kim Chi - Đặng Hạt":         {{Name: "Lương Gạo"}, {Name: "Kim Chi"}, {Name: "Đặng Hạt"}},
		"Hà Minh Thư – Ban Biên tập./.":          {{Name: "Hà Minh Thư"}, {Name: "Ban Biên tập", Unit: true}},
		"Trung tâm Văn hóa - Truyền thông":       {{Name: "Trung tâm Văn hóa - Truyền thông", Unit: true}},
		"Trung tâm Văn Hóa - Truyền Thông":       {{Name: "Trung tâm Văn Hóa - Truyền Thông", Unit: true}},
		"Phòng Văn hóa - Xã hội - Hà Minh Thư":   {{Name: "Phòng Văn hóa - Xã hội", Unit: true}, {Name: "Hà Minh Thư"}},
		"Tin: Hà Minh Thư; ảnh: Vàng Thị Sua":    {{Name: "Tin: Hà Minh Thư"}, {Name: "ảnh: Vàng Thị Sua"}},
		"Tác giả: minhthu":                       {{Name: "minhthu"}},
		"Đoàn Thị Mai":                           {{Name: "Đoàn Thị Mai"}},
		"Ban Chấp hành ra mắt đại hội":           nil,
		"Hội nghị kết thúc vào buổi trưa":        nil,
		"HÀ VÂN (Đài Truyền thanh)":              {{Name: "HÀ VÂN (Đài Truyền thanh)"}},
		"Hà Minh Thư đã trình bày báo cáo ở bản": nil,
	} {
		r, _ := mustRead(t, page(headLine, leadLine, bodyLine, lastLine, line))
		if !slices.EqualFunc(r.Credits.Bylines, want, func(a, b model.Byline) bool { return a.Name == b.Name && a.Unit == b.Unit }) {
			t.Errorf("%q signs %+v, want %+v", line, r.Credits.Bylines, want)
		}
	}
}
