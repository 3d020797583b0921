// Package vault is a data folder with all that keeps it safe: reports, photos,
// the journal of the last seconds, and backups; opening and checking it, and
// getting everything back that can be got back when it is damaged. What may
// live here ties those rooms together for the window and the command line
// alike; it shows nothing and says nothing in the user's words.
//
// The folder:
//
//	tinxa.db          reports, model/bolt
//	photos/           photos, model/photos
//	journal/          the report that is open, model/journal
//	backups/          copies of it all, model/backup
//	quarantine/       databases that were replaced, a folder for each time
package vault
