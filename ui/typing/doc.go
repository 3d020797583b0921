// Package typing makes the windows understand Vietnamese typing tools (UniKey,
// EVKey, OpenKey) on Windows, which write letters without pressing keys and
// send backspaces without keys. GLFW takes the number of such a letter for a
// key, so that "C" is F9 as well, drops such a backspace, and does not know an
// Insert key that is sent without its scan code.
//
// Only what stands between the system's keyboard messages and the window may
// live here: Guard decides about messages as plain values, Protect puts it
// before a window. Other systems hand letters over as letters, and need
// neither.
package typing
