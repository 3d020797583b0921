package main

import (
	"errors"
	"slices"

	"tinxa/export"
	"tinxa/model"
)

// sentinel is the name that a contract has for an error; empty for an error that
// none knows.
func sentinel(err error) string {
	all := append(model.Errors(), export.Errors()...)
	if i := slices.IndexFunc(all, func(s error) bool { return errors.Is(err, s) }); i >= 0 {
		return all[i].Error()
	}
	return ""
}
