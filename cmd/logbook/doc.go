// Package logbook is what the program writes about itself for those who help its
// users: a log file of plain lines, bounded in size and shared by all processes
// of the program, and what the Go runtime says when the program crashes.
//
// What may live here opens, writes, turns over and reads those files, and takes
// out of each line what must not stand in them: the user's name, addresses
// beyond their host, secrets. Nothing of a report ever reaches this room; who
// logs sees to that. A log that cannot be written keeps nobody from working.
package logbook
