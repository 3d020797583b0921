// Package journal keeps the open report in a small file of its own, beside the
// store: what was typed in the last seconds, and where the caret stood. What
// may live here is how these files are written, read and forgotten; what is in
// them is the model's, and when they are written is for the draft to say.
//
// A report's file is two slots of equal size, and frames go to them in turn: a
// frame never touches the newest one before it, so that a crash or a power cut
// at any moment leaves one of the two whole. A frame carries its length,
// sequence and time and a CRC-32C over all of it, so that a reader needs nothing
// else to find the newest sound one.
//
// Why slots and not a growing log: the room is taken from the disk when the
// file is made, and a write changes neither its size nor its name. It costs one
// flush, of the frame alone, and a disk that fills up meanwhile does not stop
// it. A file is made anew, whole beside its place and then renamed, when a frame
// outgrows its slot, and whenever it is not certain which of the two slots is on
// the disk: at the first frame of a session and after any fault.
package journal
