// Package waivers keeps what the proofreader is never to report again, in any
// report, as one small file of the data folder. What it reads there may have
// been written by anybody and is held to limits; a file that cannot be
// understood is put aside, for losing it costs a few clicks and no word.
package waivers
