// Package ink sets text: it shapes words with the fonts it is given, breaks them
// into lines, says where every letter stands, and paints lines into images.
// What has been shaped or drawn once is kept. It knows no report, no window and
// no goroutine; a Pen belongs to one.
package ink
