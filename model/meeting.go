package model

import (
	"fmt"
	"time"
)

// Meeting is what was held: the facts that headline, lead and search share.
type Meeting struct {
	Type       string   `json:"type,omitzero"`     // a key of assets/meetings.json or the user's own words
	Ordinal    string   `json:"ordinal,omitzero"`  // "14" or "I", as printed after "lần thứ"
	Term       string   `json:"term,omitzero"`     // "2025 - 2030"
	Extended   bool     `json:"extended,omitzero"` // "(mở rộng)"
	Date       Date     `json:"date,omitzero"`
	Session    Session  `json:"session,omitzero"`
	Place      string   `json:"place,omitzero"`
	Commune    string   `json:"commune,omitzero"` // "xã Suối Mây"
	Organisers []string `json:"organisers,omitzero"`
	Chair      []Person `json:"chair,omitzero"`
	Guests     []Person `json:"guests,omitzero"`

	Extra Extra `json:"-"`
}

// Person is somebody named in a report, with the post that was printed.
type Person struct {
	Name string `json:"name"`
	Post string `json:"post,omitzero"`

	Extra Extra `json:"-"`
}

// Session is the part of the day.
type Session string

// The sessions of a day.
const (
	Morning   Session = "morning"
	Afternoon Session = "afternoon"
	Evening   Session = "evening"
	AllDay    Session = "day"
)

// Sessions lists every Session in the order of the day.
func Sessions() []Session { return []Session{Morning, Afternoon, Evening, AllDay} }

// Date is a day as reports state it. Year 0 means that the year was left out,
// which happens often and is a gap to be named.
type Date struct{ Year, Month, Day int }

// IsZero reports whether no day is stated.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether d can be in a calendar, up to the year 9999; a date
// without a year may be 29 February.
func (d Date) Valid() bool {
	year := d.Year
	if year == 0 {
		year = 2000
	}
	t := time.Date(year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return d.Year >= 0 && d.Year <= 9999 && d.Month >= 1 && t.Day() == d.Day && int(t.Month()) == d.Month
}

// MarshalText writes 2026-10-15, with year 0000 where it is not stated.
func (d Date) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%04d-%02d-%02d", d.Year, d.Month, d.Day), nil
}

// UnmarshalText reads what MarshalText writes, and nothing else.
func (d *Date) UnmarshalText(text []byte) error {
	var read Date
	_, err := fmt.Sscanf(string(text), "%4d-%2d-%2d", &read.Year, &read.Month, &read.Day)
	if again, _ := read.MarshalText(); err != nil || !read.Valid() || string(again) != string(text) {
		return fmt.Errorf("date %q: %w", text, ErrFormat)
	}
	*d = read
	return nil
}
