// Package sheet is the page that a report is written on: a widget that lays a
// manuscript out as the portal will print it, paints what the window shows of
// it, and turns keys and the mouse into the manuscript's commands. It holds no
// text of its own.
package sheet
