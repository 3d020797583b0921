// Package editor is the screen on which a report is written: the page with
// its texts and photos, the outline beside it, the panels, and the saving of
// what was typed. State and commands know no Fyne; the page is one body that
// shows them and may be replaced by another.
package editor
