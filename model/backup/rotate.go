package backup

import (
	"fmt"
	"time"
)

// What a shelf keeps: the newest ones, and the newest of each day and week.
const (
	keptRecent = 8
	keptDays   = 7
	keptWeeks  = 4
)

// zone is that of names, days and weeks, whatever the computer's is: a laptop
// that was abroad must not disturb the order.
var zone = time.FixedZone("", 7*60*60)

// kept chooses which backups stay, by when they were made, in the order of
// their names, newest first. Days and weeks count when there is a backup of
// them, however long ago: holidays and a wrong clock push nothing out.
func kept(made []time.Time) []bool {
	keep := make([]bool, len(made))
	days, weeks := map[string]bool{}, map[string]bool{}
	for i, at := range made {
		at = at.In(zone)
		year, week := at.ISOWeek()
		day := isNew(days, at.Format(time.DateOnly), keptDays)
		keep[i] = isNew(weeks, fmt.Sprint(year, week), keptWeeks) || day || i < keptRecent
	}
	return keep
}

// isNew puts key into a set of at most that size, and reports whether it did.
func isNew(set map[string]bool, key string, size int) bool {
	if set[key] || len(set) == size {
		return false
	}
	set[key] = true
	return true
}
