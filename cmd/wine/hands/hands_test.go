package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tinxa/cmd/wine/strokes"
)

func TestWordsOfALine(t *testing.T) {
	for line, want := range map[string][]string{
		"":                              nil,
		"  # remark":                    nil,
		"click 10  20":                  {"click", "10", "20"},
		`drop 1 2 "C:\Thả ảnh.jpg" b`:   {"drop", "1", "2", `C:\Thả ảnh.jpg`, "b"},
		`find "" x`:                     {"find", "", "x"},
		`dialog C:\new\table "a b"'c' `: {"dialog", `C:\new\table`, "a b'c'"},
	} {
		if got, err := wordsOf(line); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q is %q, %v; want %q", line, got, err, want)
		}
	}
	if _, err := wordsOf(`say "x`); !errors.Is(err, errUsage) {
		t.Errorf("an open quotation: %v", err)
	}
}

func TestChords(t *testing.T) {
	for word, want := range map[string]string{
		"ctrl+s":          "+11 +53 -53 -11",
		"Ctrl+Shift+z":    "+11 +10 +5A -5A -10 -11",
		"down*2":          "+28 -28 | +28 -28",
		"backspace*3!":    "+8 | +8 | +8 -8",
		"shift+left*2!":   "+10 +25 | +25 -25 -10",
		"f9":              "+78 -78",
		"alt+f4":          "+12 +73 -73 -12",
		"1":               "+31 -31",
		"ctrl+add":        "+11 +6B -6B -11",
		"shift+menu*1":    "+10 +5D -5D -10",
		"ctrl+shift+home": "+11 +10 +24 -24 -10 -11",
	} {
		c, err := chordOf(word)
		if got := spelled(c.strokes()); err != nil || got != want {
			t.Errorf("%s presses %q, %v; want %q", word, got, err, want)
		}
	}
	for _, word := range []string{"ctrl+", "nokey", "a*0", "a*x", "f13", "A+"} {
		if _, err := chordOf(word); !errors.Is(err, errUsage) {
			t.Errorf("%q: %v", word, err)
		}
	}
}

func spelled(all []strokes.Stroke) string {
	var groups []string
	for _, s := range all {
		var acts []string
		for _, in := range s {
			sign := map[strokes.Kind]string{strokes.Down: "+", strokes.Up: "-"}[in.Kind]
			acts = append(acts, sign+strings.ToUpper(hex(in.Key.Virtual)))
		}
		groups = append(groups, strings.Join(acts, " "))
	}
	return strings.Join(groups, " | ")
}

func hex(n uint16) string {
	const digits = "0123456789abcdef"
	if n < 16 {
		return digits[n : n+1]
	}
	return hex(n/16) + hex(n%16)
}

func TestTypingOptions(t *testing.T) {
	got, file, err := typingOf([]string{"--style", "openkey", "--method=vni", "bai.txt", "--form", "nfd", "--habit", "late", "--pace", "80", "--rest", "30"})
	want := typing{strokes.Tool{Way: strokes.OpenKey, Method: strokes.VNI, Form: strokes.Decomposed, Habit: strokes.Late}, 80 * time.Millisecond, 30 * time.Millisecond}
	if err != nil || got != want || file != "bai.txt" {
		t.Errorf("read %+v, %q, %v", got, file, err)
	}
	if got, _, err := typingOf([]string{"--pace", "BURST", "a"}); err != nil || got != (typing{rest: 100 * time.Millisecond}) {
		t.Errorf("without flags %+v, %v", got, err)
	}
	for _, wrong := range [][]string{{}, {"a", "b"}, {"--style", "none", "a"}, {"--pace", "fast", "a"}, {"--what", "a"}} {
		if _, _, err := typingOf(wrong); !errors.Is(err, errUsage) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestScriptsStopAtTheFirstFault(t *testing.T) {
	file := filepath.Join(t.TempDir(), "script.txt")
	if err := os.WriteFile(file, []byte("# nothing\n\nsay hello\nsay more\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var complaints bytes.Buffer
	if code := run([]string{"script", file}, &bytes.Buffer{}, &complaints); code != exitUsage || !strings.Contains(complaints.String(), "line 3") {
		t.Errorf("ended with %d and %q", code, complaints.String())
	}
	if code := run([]string{"script", file + "x"}, &bytes.Buffer{}, &complaints); code != exitFault {
		t.Errorf("without a script it ended with %d", code)
	}
	if code := run(nil, &bytes.Buffer{}, &complaints); code != exitUsage {
		t.Errorf("without a command it ended with %d", code)
	}
}

func TestNumbersAndTimes(t *testing.T) {
	if got, err := numbers([]string{"-3", "40"}); err != nil || !slices.Equal(got, []int{-3, 40}) {
		t.Errorf("read %d, %v", got, err)
	}
	if _, err := numbers([]string{"4,5"}); !errors.Is(err, errUsage) {
		t.Errorf("no number: %v", err)
	}
	var limit func() time.Duration
	words, err := wanting([]string{"Tin", "--timeout", "1.5"}, 1, func(f *flag.FlagSet) { limit = seconds(f, "timeout", time.Minute) })
	if err != nil || words[0] != "Tin" || limit() != 1500*time.Millisecond {
		t.Errorf("read %q, %v, %v", words, limit(), err)
	}
}
