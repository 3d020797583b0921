// Package disk is how files reach a disk and stay there: renames that outwait
// virus scanners, files that are there whole or not at all, names that survive
// a power cut, the contract's names for what systems answer, and which folders
// are no place for a database. What may live here knows files and folders, and
// nothing of what is in them.
package disk
