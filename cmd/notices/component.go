package main

import (
	"fmt"
	"slices"
	"strings"
)

// component is a work of others that the program holds.
type component struct {
	name, version string
	kinds         []string // of its licences, by SPDX names
	licences      []string // the texts
}

// add classifies the text of a licence and takes it in.
func (c *component) add(file, text string) error {
	found, err := classify(text)
	if err != nil {
		return fmt.Errorf("%s: %s: %w", c.name, file, err)
	}
	c.take(text, found...)
	return nil
}

func (c *component) take(text string, found ...string) {
	for _, kind := range found {
		if !slices.Contains(c.kinds, kind) {
			c.kinds = append(c.kinds, kind)
		}
	}
	if text = tidy(text); !slices.Contains(c.licences, text) {
		c.licences = append(c.licences, text)
	}
}

// tidy is a text without what editors of different systems leave at the ends of
// lines.
func tidy(text string) string {
	lines := strings.Split(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\f\r")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n") + "\n"
}
