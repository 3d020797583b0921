package release

import "time"

// Standing is how things stand with updates on this computer, as the window and
// the command line tell it.
type Standing struct {
	Version Version // that is running; zero for a program that is no release
	Address string  // in force; empty for none
	// Given says that the address is not the user's own but lies beside the
	// program, where an administrator put it.
	Given bool
	Off   bool // switched off by the user

	Checked time.Time // when the address was asked last; zero for never
	Fault   error     // what came of it; nil where it was answered
	Ready   *Manifest // of the version that waits for the next start; nil for none
	Failed  *Version  // the newest that did not start here; nil for none
}
