// Package bolt keeps reports in one bbolt file: the current state of each, its
// summary for the list, its earlier revisions, and the bin. What may live here
// is what touches that file: creating it, checking it before it is mapped,
// sealing records, and pruning the past. Photos live elsewhere.
package bolt
