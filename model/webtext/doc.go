// Package webtext reads the HTML that other programs put on the clipboard, as
// blocks of a report: what people wrote stays, what their programs added goes.
package webtext
