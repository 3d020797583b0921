// Package office is a PC as offices have it, played by wine: a Windows folder of
// its own, a screen of its own with OpenGL or without, programs that are started
// on it, looked at and ended.
//
// What may live here knows Windows, wine and X11; it knows nothing of Tin Xã.
package office
