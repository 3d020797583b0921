// Package platter is a model of a disk that loses its power. A recording of
// file operations is played onto it; at any point it gives one of the images
// that a real disk might hold after a power cut at that moment.
//
// The model promises no more than POSIX does. The data and the size of a file
// are safe when the file was synced after they were written, a name is safe
// when its folder was synced after it was given. Of all the rest any part may
// be on the disk: each sector of 512 bytes as it was at any moment since, a
// size without the data, a name without its file's data, data without a name.
// Only a rename is one step: the old name does not go without the new one.
//
// What may live here knows file operations and nothing of the program that
// made them.
package platter
