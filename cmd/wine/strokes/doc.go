// Package strokes knows how Vietnamese is typed on Windows: which keys a person
// presses for a text, by Telex or by VNI, what a typing tool shows after each of
// them, and what it sends so that a program shows it too. Only that may live
// here, as plain values: hands sends them, tests take them for what windows are
// told.
//
// What is known: each tool sees keys before programs do. A key that only adds
// its own letter passes. Where it changes what is there, the tool keeps the key
// to itself, takes letters away and writes others; the key's release passes
// nevertheless. OpenKey's source (github.com/tuyenvm/OpenKey) shows the rest for
// OpenKey: letters without marks are keys whose scan code is 0, others are
// Unicode packets; before each correction it writes U+202F, and takes it away
// again, against what browsers complete; with "send all at once" it puts the
// letters on the clipboard, presses Shift+Insert and puts nothing back; in
// "Unicode compound" a letter with a tone is two characters and costs two
// backspaces. That some programs are sent the character U+0008 in place of a key
// is what users of GLFW and of terminals report about UniKey.
//
// What is assumed: UniKey and EVKey, whose current sources are not public, send
// packets for all letters of a correction and one backspace for each character
// of it; UniKey's clipboard way puts the old content back a tenth of a second
// later; EVKey's cure for completion selects with Shift+Left what it is about to
// replace. Shift that the person holds stays held throughout.
package strokes
