package web

// Said is what a page, or the message in a JSON answer, says: one line of plain
// text of at most 200 runes.
func Said(page []byte) string { return "" }
