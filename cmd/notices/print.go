package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// rule parts two texts; ui/about finds the licences by it.
var rule = strings.Repeat("=", 72)

// write prints the components, each with the numbers of its licences, and behind
// them each licence once.
func write(w io.Writer, all []component) error {
	head, err := texts.ReadFile("texts/" + headFile)
	if err != nil {
		return err
	}
	var b strings.Builder
	b.Write(head)
	b.WriteByte('\n')
	licences := shared(all)
	for _, c := range all {
		var numbers []string
		for _, text := range c.licences {
			numbers = append(numbers, "["+strconv.Itoa(slices.IndexFunc(licences, func(l licence) bool { return l.text == text })+1)+"]")
		}
		fmt.Fprintf(&b, "%s · %s %s\n", strings.TrimSpace(c.name+" "+c.version), strings.Join(c.kinds, ", "), strings.Join(numbers, " "))
	}
	for i, l := range licences {
		if slices.Contains(strings.Split(l.text, "\n"), rule) {
			return fmt.Errorf("%s: the text holds the line that parts two texts", l.holders[0])
		}
		fmt.Fprintf(&b, "\n%s\n[%d] %s\n\n%s", rule, i+1, strings.Join(l.holders, ", "), l.text)
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// licence is a text with the names of those that have it.
type licence struct {
	text    string
	holders []string
}

// shared lists each text once, in the order they are first met.
func shared(all []component) []licence {
	var list []licence
	for _, c := range all {
		for _, text := range c.licences {
			at := slices.IndexFunc(list, func(l licence) bool { return l.text == text })
			if at < 0 {
				at = len(list)
				list = append(list, licence{text: text})
			}
			list[at].holders = append(list[at].holders, c.name)
		}
	}
	return list
}
