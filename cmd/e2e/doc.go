// Package e2e drives the real program as a person does: its window on a screen
// of its own, keys, mouse, files dropped on it, and then the files that it
// leaves. Here may live only tests of the whole, which know nothing of the
// program but what a user can see.
package e2e
