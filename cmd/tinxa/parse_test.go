package main

import (
	"errors"
	"flag"
	"io"
	"slices"
	"strings"
	"testing"
)

// prepared is a command that has registered its flags.
func prepared(command string) *call {
	c := &call{streams: streams{io.Discard, io.Discard}, flags: flag.NewFlagSet(command, flag.ContinueOnError)}
	c.flags.SetOutput(io.Discard)
	c.data = c.flags.String("data", "", "")
	commands[command](c)
	return c
}

func TestParseTakesFlagsAnywhere(t *testing.T) {
	c := prepared("export")
	if err := c.parse(strings.Fields("--to txt a -o=x b --data d -- c")); err != nil {
		t.Fatal(err)
	}
	got := []string{c.flags.Lookup("to").Value.String(), c.flags.Lookup("o").Value.String(), *c.data, strings.Join(c.args, " ")}
	if want := []string{"txt", "x", "d", "a b c"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// FuzzParse reads arguments for every command: they are understood or said to
// be wrong use, and no word of what is no flag is lost or changes its place.
func FuzzParse(f *testing.F) {
	for _, line := range []string{
		"", "a b", "--to txt id -o x", "-o=x --json", "--photo a --photo b --from c", "--", "-- --x", "-", "---", "-=",
		"--max 9999999999999999999 a", "--thumb=-1", "-h", "--data", "-data= x", "--json=maybe",
	} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		args := strings.Split(line, " ")
		for command := range commands {
			c := prepared(command)
			err := c.parse(args)
			if err != nil && !errors.Is(err, errUsage) && !errors.Is(err, flag.ErrHelp) {
				t.Fatalf("%s %q: %v", command, args, err)
			}
			rest := args
			for _, word := range c.args {
				at := slices.Index(rest, word)
				if at < 0 {
					t.Fatalf("%s %q: got %q", command, args, c.args)
				}
				rest = rest[at+1:]
			}
		}
	})
}

// TestExitCodes: what goes wrong is 1, how it is called is 2.
func TestExitCodes(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want int
	}{
		{nil, exitDone},
		{flag.ErrHelp, exitDone},
		{usage{"x"}, exitUsage},
		{errors.Join(usage{"x"}, errors.New("closing")), exitUsage},
		{errRefused, exitFault},
		{errors.New("unforeseen"), exitFault},
		{about{"a.txt", errors.New("unforeseen")}, exitFault},
	} {
		if got := (streams{io.Discard, io.Discard}).code(tt.err); got != tt.want {
			t.Errorf("%v: exit %d, want %d", tt.err, got, tt.want)
		}
	}
}
