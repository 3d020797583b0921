// Package update brings newer versions of the program to this computer, safely
// enough that nobody has to watch: whatever breaks off, the next start finds a
// whole program. What may live here is the engine; it shows nothing.
//
// # On the disk
//
// Beside the program, in the folder that it was installed into:
//
//	tinxa.exe                    the program that every shortcut starts
//	update-address.txt           the administrator's address, may be missing
//	versions\state.json          what was seen, what waits, what failed
//	versions\0.2.0.3\            a version that waits: tinxa.exe and its signed manifest
//	versions\0.2.0.3.part        one on its way, as it comes; continued after a break
//	versions\0.2.0.3.unpacked\   one that is being unpacked
//	versions\*.lock              who is at it; the system lets go of them when a process ends
//	tinxa.exe.new                the copy that is about to take the program's place
//
// # The way of a version
//
// It is downloaded, compared with its signed sum, unpacked, compared again, and
// gets its name by one rename: only then it is "ready" in the state. The next
// start of the program marks it "tried", on the disk, starts it and waits beside
// it, with no window of its own. A version that shows its window is "shown",
// which it says by a lock, too, that needs no room on the disk; one that has
// opened the reports is "good". One that ends, or shows nothing for too long, is
// never started again, and the program that waited goes on in its place. So it
// does beside a version that is "blind", because nothing here can draw; but that
// is tried again. A good one copies itself to tinxa.exe.new and renames that over
// tinxa.exe, which is the only moment that changes anything for the shortcuts;
// it is tried again later where the old program still runs somewhere. The next
// start of tinxa.exe, new now, removes the folder under versions.
//
// The sum of a version is compared with its signed manifest before each start of
// it, too: state.json is believed in nothing that could start a program.
package update
