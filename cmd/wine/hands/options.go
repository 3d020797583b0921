package main

import (
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"tinxa/cmd/wine/strokes"
)

// options reads the flags of a command, which stand before or behind its words.
func options(args []string, declare func(*flag.FlagSet)) ([]string, error) {
	f := flag.NewFlagSet("", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	declare(f)
	var words []string
	for len(args) > 0 {
		if err := f.Parse(args); err != nil {
			return nil, fmt.Errorf("%w: %w", errUsage, err)
		}
		if args = f.Args(); len(args) > 0 {
			words, args = append(words, args[0]), args[1:]
		}
	}
	return words, nil
}

// wanting reads the flags of a command that takes a number of words.
func wanting(args []string, number int, declare func(*flag.FlagSet)) ([]string, error) {
	words, err := options(args, declare)
	if err == nil && len(words) != number {
		err = fmt.Errorf("%w: %d words, %d are wanted", errUsage, len(words), number)
	}
	return words, err
}

// seconds declares a time that is given in seconds.
func seconds(f *flag.FlagSet, name string, value time.Duration) func() time.Duration {
	n := f.Float64(name, value.Seconds(), "")
	return func() time.Duration { return time.Duration(*n * float64(time.Second)) }
}

// typing is how a text is typed.
type typing struct {
	tool strokes.Tool
	pace time.Duration // between the person's keys; 0 for as fast as can be
	rest time.Duration // that a tool gives the window where it has to
}

var habits = map[string]strokes.Habit{"usual": strokes.Usual, "early": strokes.Early, "late": strokes.Late}

// typingOf reads the flags of the command type, and the file.
func typingOf(args []string) (typing, string, error) {
	var style, method, form, habit, pace *string
	var rest *int
	words, err := wanting(args, 1, func(f *flag.FlagSet) {
		style = f.String("style", "unikey", "")
		method = f.String("method", "telex", "")
		form = f.String("form", "nfc", "")
		habit = f.String("habit", "usual", "")
		pace = f.String("pace", "burst", "")
		rest = f.Int("rest", 100, "")
	})
	if err != nil {
		return typing{}, "", err
	}
	var t typing
	var known [4]bool
	t.tool.Way, known[0] = strokes.Named(*style)
	t.tool.Method, known[1] = strokes.MethodNamed(*method)
	t.tool.Form, known[2] = strokes.FormNamed(*form)
	t.tool.Habit, known[3] = habits[*habit]
	if known != [4]bool{true, true, true, true} {
		return typing{}, "", fmt.Errorf("%w: styles are %s, methods telex and vni, forms %s, habits usual, early and late",
			errUsage, strings.Join(strokes.Names(), ", "), strings.Join(strokes.FormNames(), ", "))
	}
	t.rest = time.Duration(*rest) * time.Millisecond
	t.pace, err = paceOf(*pace)
	return t, words[0], err
}

func paceOf(text string) (time.Duration, error) {
	if strings.EqualFold(text, "burst") {
		return 0, nil
	}
	ms, err := strconv.Atoi(text)
	if err != nil || ms < 0 {
		return 0, fmt.Errorf("%w: %q is no pace", errUsage, text)
	}
	return time.Duration(ms) * time.Millisecond, nil
}

// numbers reads words that are whole numbers.
func numbers(words []string) ([]int, error) {
	var all []int
	for _, w := range words {
		n, err := strconv.Atoi(w)
		if err != nil {
			return nil, fmt.Errorf("%w: %q is no number", errUsage, w)
		}
		all = append(all, n)
	}
	return all, nil
}
