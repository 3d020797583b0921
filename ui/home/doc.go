// Package home is the screen "Bài của tôi": every report in a list, found and
// filtered as one types, and the bin. Here may live what the list shows and
// does; writing a report is ui/editor's business, sending it out ui/publish's.
package home
