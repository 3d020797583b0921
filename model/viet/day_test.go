package viet_test

import (
	"testing"

	"tinxa/model/viet"
)

func TestDays(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []viet.Mention
	}{
		{"Sáng ngày 29/12, Đảng bộ xã", []viet.Mention{{Day: viet.Day{Month: 12, Day: 29}, Part: viet.Morning}}},
		{"Ngày 7/10, Đảng ủy", []viet.Mention{{Day: viet.Day{Month: 10, Day: 7}}}},
		{"chiều 15/10/2026", []viet.Mention{{Day: viet.Day{Year: 2026, Month: 10, Day: 15}, Part: viet.Afternoon}}},
		{"Tối 4-11-2026,", []viet.Mention{{Day: viet.Day{Year: 2026, Month: 11, Day: 4}, Part: viet.Evening}}},
		{"Cả ngày 5.6.2026", []viet.Mention{{Day: viet.Day{Year: 2026, Month: 6, Day: 5}, Part: viet.WholeDay}}},
		{"Sáng nay (15/10), tại", []viet.Mention{{Day: viet.Day{Month: 10, Day: 15}, Part: viet.Morning}}},
		{"Ngày 29 tháng 12 năm 2025", []viet.Mention{{Day: viet.Day{Year: 2025, Month: 12, Day: 29}}}},
		{"ngày mùng 2 tháng 9", []viet.Mention{{Day: viet.Day{Month: 9, Day: 2}}}},
		{"Ngày 14 và 15/10, xã", []viet.Mention{{Day: viet.Day{Month: 10, Day: 14}}}},
		{"ngày 14 - 15/10", []viet.Mention{{Day: viet.Day{Month: 10, Day: 14}}}},
		{"sáng 3/2 và chiều 4/2", []viet.Mention{
			{Day: viet.Day{Month: 2, Day: 3}, Part: viet.Morning},
			{Day: viet.Day{Month: 2, Day: 4}, Part: viet.Afternoon},
		}},
		{"hoàn thành 8/12 chỉ tiêu", nil},
		{"ngày 31/4", nil},
		{"ngày 8/28", nil},
		{"ngày 15/100", nil},
		{"ngày 29/2/2025", nil},
		{"toàn ngàyx 1/2", nil},
		{"cả 3/4 chi bộ", nil},
	} {
		got := viet.Days(c.in)
		if len(got) != len(c.want) {
			t.Errorf("Days(%q) = %v, want %v", c.in, got, c.want)
			continue
		}
		for i, m := range got {
			if m.Day != c.want[i].Day || m.Part != c.want[i].Part {
				t.Errorf("Days(%q)[%d] = %v %q, want %v %q", c.in, i, m.Day, m.Part, c.want[i].Day, c.want[i].Part)
			}
		}
	}
}

func TestDaysSayWhereTheyStand(t *testing.T) {
	s := "Đảng ủy xã, sáng ngày 29/12, tổ chức"
	got := viet.Days(s)
	if len(got) != 1 || s[got[0].At:got[0].End] != "sáng ngày 29/12" {
		t.Errorf("Days(%q) = %v", s, got)
	}
}

func TestCutStamp(t *testing.T) {
	for _, c := range []struct{ in, stamp, rest string }{
		{"Thứ hai - 15/09/2025 10:04 0", "Thứ hai - 15/09/2025 10:04", "0"},
		{"11/10/2021 14:48 39 lượt xem", "11/10/2021 14:48", "39 lượt xem"},
		{"12-01-2022 10:16", "12-01-2022 10:16", ""},
		{"Chủ nhật, 05/10/2026, 08:15:30", "Chủ nhật, 05/10/2026, 08:15:30", ""},
		{"Ngày đăng: 15/10/2026 | Lượt xem: 7", "Ngày đăng: 15/10/2026", "| Lượt xem: 7"},
		{"10:04 15/09/2025", "10:04 15/09/2025", ""},
		{"08 giờ 30 ngày 15/09/2025", "08 giờ 30 ngày 15/09/2025", ""},
		{"Thứ 3, ngày 15.9.2026", "Thứ 3, ngày 15.9.2026", ""},
		{"15/10/2026 lúc 9:05 SA", "15/10/2026 lúc 9:05 SA", ""},
	} {
		stamp, rest, ok := viet.CutStamp(c.in)
		if !ok || stamp != c.stamp || rest != c.rest {
			t.Errorf("CutStamp(%q) = %q, %q, %v, want %q, %q", c.in, stamp, rest, ok, c.stamp, c.rest)
		}
	}
	for _, s := range []string{"", "Ngày 7/10, Đảng ủy", "45/10/2026 10:00", "2025 - 2030", "10:04", "15/10/20261"} {
		if stamp, rest, ok := viet.CutStamp(s); ok || rest != s {
			t.Errorf("CutStamp(%q) took %q for a stamp", s, stamp)
		}
	}
}

func FuzzDays(f *testing.F) {
	f.Add("Sáng ngày 29/12, ngày 14 và 15/10/2026")
	f.Add("Thứ hai - 15/09/2025 10:04 0")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, m := range viet.Days(s) {
			if m.At < end || m.End <= m.At || m.End > len(s) {
				t.Fatalf("Days(%q) gives the place %d…%d after %d", s, m.At, m.End, end)
			}
			end = m.End
			if m.Day.Month < 1 || m.Day.Month > 12 || m.Day.Day < 1 || m.Day.Day > 31 {
				t.Errorf("Days(%q) gives %v", s, m.Day)
			}
		}
		stamp, rest, ok := viet.CutStamp(s)
		if ok && (len(stamp)+len(rest) > len(s) || s[:len(stamp)] != stamp) {
			t.Errorf("CutStamp(%q) = %q, %q", s, stamp, rest)
		}
	})
}
