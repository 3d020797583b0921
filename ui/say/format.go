package say

import (
	"strconv"
	"strings"
	"time"
)

// Time is the hour and minute of t, 10:32, in t's own place.
func Time(t time.Time) string { return t.Format(T("common.time")) }

// TimeSeconds is the hour, minute and second of t, 10:32:05.
func TimeSeconds(t time.Time) string { return t.Format(T("common.time.seconds")) }

// Date is the day of t, 15/10/2026.
func Date(t time.Time) string { return t.Format(T("common.date")) }

// Moment is the time when t is on the day of now, the date otherwise: what a
// list shows as "last changed".
func Moment(t, now time.Time) string {
	if Date(t) == Date(now.In(t.Location())) {
		return Time(t)
	}
	return Date(t)
}

// When is a moment in the middle of a sentence, in the zone of now: "10:32 hôm
// nay", "10:32 hôm qua", "10:32 ngày 15/10/2026".
func When(t, now time.Time) string {
	t = t.In(now.Location())
	switch Date(t) {
	case Date(now):
		return T("common.when.today", Time(t))
	case Date(now.AddDate(0, 0, -1)):
		return T("common.when.yesterday", Time(t))
	}
	return T("common.when.date", Time(t), Date(t))
}

// Span is how long something takes, rounded up: 40 giây, 5 phút, 2 giờ.
func Span(d time.Duration) string {
	whole := func(unit time.Duration) string { return Count(int((d + unit - 1) / unit)) }
	switch {
	case d <= time.Minute:
		return T("common.span.seconds", whole(time.Second))
	case d <= time.Hour:
		return T("common.span.minutes", whole(time.Minute))
	}
	return T("common.span.hours", whole(time.Hour))
}

// Fingerprint is a hexadecimal fingerprint in groups of four, as it is read out
// on the telephone.
func Fingerprint(hex string) string {
	var groups []string
	for hex = strings.ToUpper(hex); len(hex) > 4; hex = hex[4:] {
		groups = append(groups, hex[:4])
	}
	return strings.Join(append(groups, hex), " ")
}

// Count is n with its thousands apart, 1.234.
func Count(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	groups = append([]string{digits}, groups...)
	return sign + strings.Join(groups, T("common.thousands"))
}

// Size is a number of bytes in the largest fitting unit, 1,2 MB, counted as
// Windows counts (1 KB = 1024 bytes).
func Size(bytes int64) string {
	if bytes < 1024 {
		return T("common.size.b", Count(int(bytes)))
	}
	unit, by := unitOf(bytes)
	return T(unit, decimal(float64(bytes)/by))
}

// SizeOf is how much of a size is done, both in the unit of the whole: 0,8/1,4
// MB.
func SizeOf(done, whole int64) string {
	if whole < 1024 {
		return T("common.size.b", Count(int(done))+"/"+Count(int(whole)))
	}
	unit, by := unitOf(whole)
	return T(unit, decimal(float64(done)/by)+"/"+decimal(float64(whole)/by))
}

// unitOf is the text of the largest fitting unit, and its bytes.
func unitOf(bytes int64) (string, float64) {
	units := []string{"common.size.kb", "common.size.mb", "common.size.gb"}
	amount, by, unit := float64(bytes)/1024, float64(1024), 0
	for amount >= 1000 && unit < len(units)-1 {
		amount, by, unit = amount/1024, by*1024, unit+1
	}
	return units[unit], by
}

// decimal writes amount with one digit after the comma below 10, without a
// useless ",0", and in whole numbers from there on.
func decimal(amount float64) string {
	if amount >= 9.95 {
		return Count(int(amount + 0.5))
	}
	whole, tenth, _ := strings.Cut(strconv.FormatFloat(amount, 'f', 1, 64), ".")
	if tenth == "0" {
		return whole
	}
	return whole + T("common.decimal") + tenth
}
