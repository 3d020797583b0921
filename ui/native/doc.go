// Package native is what the desktop around the window gives: choosers of files
// and folders, photos on the clipboard, files and pages opened in the system's
// own programs, one window for each data folder, progress on the taskbar, and
// what the system tells of its user's session, of sleep and of how programs
// should look.
//
// Only talk with the operating system may live here, Windows and Linux under the
// same names. The room knows nothing of reports and shows no words of its own:
// titles and names of file kinds are handed in, buttons speak the language of
// the system. Everything that waits for the user or for another program blocks,
// and is meant to be called through package task.
package native
