// Package rules holds the house rules of the project as tests: who may import whom, where goroutines
// start, where Vietnamese text lives, how large things may grow and what they may be called. The code
// is parsed, never built, so the tests take a second.
//
// Only rules may live here, each with a control that shows it failing on a small bad source, and the
// gate below them, which judges a whole test run.
package rules
