package main

import (
	"fmt"
	"os"
	"strings"
)

// do does one command.
func (u *user) do(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("%w: no command", errUsage)
	}
	if args[0] == "script" {
		return u.script(args[1:])
	}
	deed, known := deeds[args[0]]
	if !known {
		return fmt.Errorf("%w: there is no command %q here", errUsage, args[0])
	}
	if err := deed(u, args[1:]); err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	return nil
}

// script does the lines of a file, up to the first that fails.
func (u *user) script(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%w: script FILE", errUsage)
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	for number, line := range strings.Split(string(text), "\n") {
		words, err := wordsOf(line)
		if err == nil && len(words) > 0 {
			err = u.do(words)
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", number+1, err)
		}
	}
	return nil
}

// wordsOf parts a line at its spaces; double quotes hold words together, a
// backslash is one, as in paths, and # at the beginning makes a remark.
func wordsOf(line string) ([]string, error) {
	line = strings.TrimSpace(line)
	if strings.HasPrefix(line, "#") {
		return nil, nil
	}
	var words []string
	var word strings.Builder
	quoted, begun := false, false
	for _, r := range line {
		switch {
		case r == '"':
			quoted, begun = !quoted, true
		case !quoted && (r == ' ' || r == '\t'):
			if begun {
				words = append(words, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if quoted {
		return nil, fmt.Errorf("%w: a quotation has no end: %s", errUsage, line)
	}
	if begun {
		words = append(words, word.String())
	}
	return words, nil
}
