package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	errForbidden = errors.New("the program may not be given away with this licence")
	errUnknown   = errors.New("this licence is not known")
)

// kinds are the licences that the program may hold, by their SPDX names, with
// the sentences that make them, as plainWords writes them.
var kinds = []struct {
	name string
	says []string
	not  string // a sentence that makes it another one
}{
	{"Apache-2.0", []string{"apache license version 2 0", "grants to you a perpetual worldwide non exclusive no charge royalty free irrevocable copyright license"}, ""},
	{"BSD-2-Clause", []string{bsd, bsdBinary}, bsdNames},
	{"BSD-3-Clause", []string{bsd, bsdBinary, bsdNames}, ""},
	{"Bitstream-Vera", []string{"obtaining a copy of the fonts accompanying this license", "the font software may be sold as part of a larger software package"}, ""},
	{"BSL-1.0", []string{"boost software license version 1 0"}, ""},
	{"ISC", []string{"permission to use copy modify and or distribute this software for any purpose with or without fee is hereby granted"}, ""},
	{"MIT", []string{"permission is hereby granted free of charge to any person obtaining a copy of this software and", "permission notice shall be included in all copies or substantial portions of the"}, ""},
	{"OFL-1.1", []string{"sil open font license version 1 1", "the fonts and derivatives however cannot be released under any other type of license"}, ""},
	{"Patents", []string{"additional ip rights grant patents", "royalty free irrevocable"}, ""},
	{"Unlicense", []string{"this is free and unencumbered software released into the public domain"}, ""},
	{"Zlib", []string{"this software is provided as is without any express or implied warranty", "altered source versions must be plainly marked as such"}, ""},
}

const (
	bsd       = "redistributions of source code must retain the above copyright notice"
	bsdBinary = "redistributions in binary form must reproduce the above copyright notice"
	bsdNames  = "may be used to endorse or promote products derived from this software"
)

// forbidden are words of licences that ask more than naming the author, and that
// none of those above has.
var forbidden = []string{
	"gnu general public license", "gnu lesser general public license", "gnu library general public license",
	"gnu affero general public license", "mozilla public license", "server side public license", "business source license",
	"commons clause", "for noncommercial", "for non commercial", "noncommercial purposes", "eclipse public license", "european union public licence",
}

// classify names the licences that a text holds.
func classify(text string) ([]string, error) {
	words := plainWords(text)
	for _, phrase := range forbidden {
		if strings.Contains(words, phrase) {
			return nil, fmt.Errorf("%w: %q", errForbidden, phrase)
		}
	}
	var found []string
	for _, kind := range kinds {
		missing := func(phrase string) bool { return !strings.Contains(words, phrase) }
		if !slices.ContainsFunc(kind.says, missing) && (kind.not == "" || missing(kind.not)) {
			found = append(found, kind.name)
		}
	}
	if len(found) == 0 {
		return nil, errUnknown
	}
	return found, nil
}

var noWord = regexp.MustCompile(`[^a-z0-9]+`)

// plainWords is a text in small letters with single spaces and nothing else,
// because licences are wrapped, numbered and commented in many ways.
func plainWords(text string) string {
	return strings.TrimSpace(noWord.ReplaceAllString(strings.ToLower(text), " "))
}
