// Package backup copies all reports and photos to where an accident to the data
// does not reach, and brings them back. What may live here is what touches the
// folders of backups, their shelves: making, listing, thinning out, copying to
// a second place, sealing with a passphrase, unpacking. It knows no database:
// how to copy one and how to check a copy it is told by Env.
//
// A shelf is a folder:
//
//	2026-11-21T10-32-05.db      a database, named in Vietnamese time (.db.age when sealed)
//	2026-11-21T10-32-05.json    its manifest, written last: without one there is no backup
//	photos/ab/ab12….jpg         the photos of all backups, each once, by their SHA-256
//	photos-0k7x2m9q/ab/….age    the same, sealed with the key of that name
//	khoa-0k7x2m9q.age           that key, sealed with the passphrase, for the age tool
//	tinxa-backup.id             whose second place this is
//
// Beside the data a photo is a second name of the same file wherever the disk
// knows links. That guards against deleting it and costs no space, but bytes
// that rot on the disk rot under both names. On the second place all files are
// therefore copies of their own, hashed while they are written and read back.
// Reading back asks the system, which may answer from its memory: it finds what
// went wrong on the way, not what the stick forgets an hour later.
//
// A sealed place is written without any secret: this machine keeps the public
// half of an age X25519 key, and the other half lies, sealed with the
// passphrase, in each manifest and beside the backups. Times, counts, sizes and
// the hashes of photos are not hidden there.
//
// A name is later than every name on its shelf, also when the clock was set
// back. What a shelf forgets is decided by that order first, see kept.
package backup
