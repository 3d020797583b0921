// Package manuscript is a report as one text to write in: where the caret can
// stand, what is selected, what every command makes of it, and how undo groups
// what was done. It knows no screen: everything in it is a value or belongs to
// one goroutine, and a command is a function from what is there to edits.
package manuscript
