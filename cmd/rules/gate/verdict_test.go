package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"
)

// judge feeds events, one JSON object a line, to a verdict and returns it with all that it printed.
func judge(t *testing.T, events ...string) (*verdict, string) {
	t.Helper()
	var out bytes.Buffer
	v := newVerdict(&out)
	if err := v.read(strings.NewReader(strings.Join(events, "\n"))); err != nil {
		t.Fatal(err)
	}
	v.sum()
	return v, out.String()
}

func TestVerdictOnEvents(t *testing.T) {
	pass := `{"Action":"pass","Package":"tinxa/model","Test":"TestA"}`
	closes := `{"Action":"pass","Package":"tinxa/model","Elapsed":0.12}`
	cases := map[string]struct {
		events []string
		good   bool
		want   []string
	}{
		"all pass": {
			[]string{`{"Action":"output","Package":"tinxa/model","Test":"TestA","Output":"quiet\n"}`, pass, closes},
			true,
			[]string{"ok  \ttinxa/model\t0.1s\n1 passed, 0 failed\n"},
		},
		"a skip fails": {
			[]string{
				pass,
				`{"Action":"output","Package":"tinxa/model","Test":"TestB","Output":"no display\n"}`,
				`{"Action":"skip","Package":"tinxa/model","Test":"TestB"}`,
				closes,
			},
			false,
			[]string{"no display\nFAIL\ttinxa/model\t0.1s\n", "--- SKIP: tinxa/model TestB\n", "1 passed, 1 failed\n"},
		},
		"a failure is shown in full": {
			[]string{
				`{"Action":"output","Package":"tinxa/model","Test":"TestB","Output":"got 1\n"}`,
				`{"Action":"output","Package":"tinxa/model","Test":"TestB","Output":"want 2\n"}`,
				`{"Action":"fail","Package":"tinxa/model","Test":"TestB"}`,
				pass,
				`{"Action":"fail","Package":"tinxa/model","Elapsed":2}`,
			},
			false,
			[]string{"got 1\nwant 2\nFAIL\ttinxa/model\t2.0s\n", "--- FAIL: tinxa/model TestB\n", "1 passed, 1 failed\n"},
		},
		"a dead package shows what its running test wrote": {
			[]string{
				pass,
				`{"Action":"output","Package":"tinxa/model","Test":"TestB","Output":"panic: out of range\n"}`,
				`{"Action":"output","Package":"tinxa/model","Output":"exit status 2\n"}`,
				`{"Action":"output","Package":"tinxa/model","Output":"FAIL\ttinxa/model\t0.013s\n"}`,
				`{"Action":"fail","Package":"tinxa/model"}`,
			},
			false,
			[]string{"panic: out of range\nexit status 2\nFAIL\ttinxa/model\t0.0s\n\n", "--- FAIL: tinxa/model\n", "1 passed, 1 failed\n"},
		},
		"a package that does not build": {
			[]string{
				pass,
				closes,
				`{"ImportPath":"tinxa/ui","Action":"build-output","Output":"ui/a.go:3:1: syntax error\n"}`,
				`{"ImportPath":"tinxa/ui","Action":"build-fail"}`,
				`{"Action":"fail","Package":"tinxa/ui","FailedBuild":"tinxa/ui"}`,
			},
			false,
			[]string{"syntax error\n", "--- FAIL: tinxa/ui\n", "1 passed, 1 failed\n"},
		},
		"a package without tests is no skip": {
			[]string{pass, closes, `{"Action":"skip","Package":"tinxa/assets"}`},
			true,
			[]string{"?   \ttinxa/assets\t[no test files]\n", "1 passed, 0 failed\n"},
		},
		"nothing ran":              {nil, false, []string{"no test ran\n0 passed, 0 failed\n"}},
		"a line that is no event":  {[]string{"go: cannot find module", pass, closes}, true, []string{"go: cannot find module\n"}},
		"events without a newline": {[]string{pass}, true, []string{"1 passed"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			v, out := judge(t, c.events...)
			if v.good() != c.good {
				t.Errorf("good = %v, want %v", v.good(), c.good)
			}
			for _, want := range c.want {
				if !strings.Contains(out, want) {
					t.Errorf("%q is missing in:\n%s", want, out)
				}
			}
		})
	}
}

func TestStatus(t *testing.T) {
	for _, c := range []struct {
		good   bool
		waited error
		want   int
	}{
		{true, nil, 0},
		{false, nil, 1},
		{true, errors.New("killed"), 1},
	} {
		if got := status(c.good, c.waited); got != c.want {
			t.Errorf("status(%v, %v) = %d, want %d", c.good, c.waited, got, c.want)
		}
	}
}

// A real go test of a module made for it: what the gate believes of the events must be what Go sends.
func TestRunOnRealModule(t *testing.T) {
	const head = "package a\n\nimport \"testing\"\n\n"
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"passes": {"func TestA(t *testing.T) {}\n", 0},
		"fails":  {"func TestA(t *testing.T) { t.Error(1) }\n", 1},
		"skips":  {"func TestA(t *testing.T) { t.Skip(1) }\n", 1},
		"dies":   {"func TestA(t *testing.T) { panic(1) }\n", 1},
		"broken": {"func TestA(t *testing.T) { nothing }\n", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			write(t, "go.mod", "module a\n\ngo 1.26\n")
			write(t, "a_test.go", head+c.body)
			code, err := run(context.Background(), []string{"./..."})
			if err != nil {
				t.Fatal(err)
			}
			if code != c.want {
				t.Errorf("exit status %d, want %d", code, c.want)
			}
		})
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
