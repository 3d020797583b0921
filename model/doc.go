// Package model holds what a report is and what may be done to it: plain
// values, the edits that turn one value into the next, the JSON codec, the
// check for what is missing, and the contracts (Store, PhotoStore) that the
// rooms below fulfil. Standard library only; nothing here touches a disk, a
// screen or a clock.
package model
