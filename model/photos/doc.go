// Package photos keeps photos as files: originals under the SHA-256 of their
// bytes, and what is shown of them in a cache that may be deleted at any time.
// It tells kinds apart by their first bytes, refuses what would exhaust the
// memory of an office computer, reads the camera's orientation and clock, saves
// what can be saved of a broken JPEG, and makes upright JPEGs that carry no
// metadata but a colour profile. Nothing here knows reports or screens.
//
// The folder:
//
//	originals/ab/ab12….jpg      the files as they came; ab is how their names begin
//	trash/2026-11-21/ab12….jpg  what no report named on that day; back when it is asked for
//	damaged/ab12….jpg           what was not as it came any more, once a good copy has its place
//	cache/1600/ab/ab12….jpg     renditions, by the pixels of their longer side
//	cache/facts/ab/ab12….json   what model.Photo says
package photos
