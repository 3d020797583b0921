// Package history is the screen of a report's earlier versions: a time line on
// the left, beside it two versions with the words that came and went. Reading
// them and going back to one is handed in; here may live only what this screen
// shows and asks.
package history
