package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// event is one line of go test -json (see go doc test2json). Build output comes without a
// package and names what is being built in ImportPath.
type event struct {
	Action     string
	Package    string
	ImportPath string
	Test       string
	Output     string
	Elapsed    float64 // seconds
}

// test names one test of one package; the name is empty for the package itself.
type test struct{ pkg, name string }

// verdict gathers the events of a run, prints a line a package and the full output of what failed.
type verdict struct {
	w       io.Writer
	output  map[test]*strings.Builder // of tests under way
	broken  map[string][]test         // by package: failed or skipped, in order
	passed  int
	failed  int
	skipped int
	faults  []string // one line each, repeated at the end
}

func newVerdict(w io.Writer) *verdict {
	return &verdict{w: w, output: map[test]*strings.Builder{}, broken: map[string][]test{}}
}

// read takes events until r ends. A line that is no event (go test prints some for packages that it
// cannot load) is printed as it is.
func (v *verdict) read(r io.Reader) error {
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			v.line(line)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (v *verdict) line(line []byte) {
	var e event
	if json.Unmarshal(line, &e) != nil {
		_, _ = v.w.Write(line)
		return
	}
	switch {
	case e.Action == "output":
		v.keep(e)
	case e.Action == "build-output":
		fmt.Fprint(v.w, e.Output)
	case e.Test != "":
		v.testEnds(e)
	case e.Package != "":
		v.packageEnds(e)
	}
}

// keep holds output back until it is known whether anybody needs it. The line that closes a package is
// dropped: packageEnds writes it, and differently where a test was skipped.
func (v *verdict) keep(e event) {
	if e.Test == "" && (strings.HasPrefix(e.Output, "ok  \t") || strings.HasPrefix(e.Output, "FAIL\t")) {
		return
	}
	key := test{e.Package, e.Test}
	if v.output[key] == nil {
		v.output[key] = &strings.Builder{}
	}
	v.output[key].WriteString(e.Output)
}

func (v *verdict) testEnds(e event) {
	key := test{e.Package, e.Test}
	switch e.Action {
	case "pass":
		v.passed++
		delete(v.output, key)
	case "fail":
		v.failed++
		v.breaks(key, "FAIL")
	case "skip":
		v.skipped++
		v.breaks(key, "SKIP")
	}
}

func (v *verdict) breaks(key test, word string) {
	v.broken[key.pkg] = append(v.broken[key.pkg], key)
	v.faults = append(v.faults, fmt.Sprintf("--- %s: %s %s", word, key.pkg, key.name))
}

// packageEnds prints what a reader needs of a package: one line where all is well, else everything
// that its broken tests wrote.
func (v *verdict) packageEnds(e event) {
	switch e.Action {
	case "pass", "fail":
		v.explain(e)
		fmt.Fprintf(v.w, "%s\t%s\t%.1fs\n", v.word(e), e.Package, e.Elapsed)
	case "skip":
		fmt.Fprintf(v.w, "?   \t%s\t[no test files]\n", e.Package)
	default:
		return
	}
	v.forget(e.Package)
}

func (v *verdict) word(e event) string {
	if e.Action == "pass" && len(v.broken[e.Package]) == 0 {
		return "ok  "
	}
	return "FAIL"
}

// explain prints the output of broken tests. A package that fails without a broken test did not build,
// was stopped, or died: then all that is left of its output counts, and it is one fault.
func (v *verdict) explain(e event) {
	for _, key := range v.broken[e.Package] {
		v.print(key)
	}
	if e.Action == "pass" {
		return
	}
	if len(v.broken[e.Package]) == 0 {
		v.failed++
		v.faults = append(v.faults, "--- FAIL: "+e.Package)
	}
	for key := range v.output {
		if key.pkg == e.Package && key.name != "" {
			v.print(key)
		}
	}
	v.print(test{e.Package, ""})
}

func (v *verdict) print(key test) {
	if text := v.output[key]; text != nil {
		fmt.Fprint(v.w, text.String())
		delete(v.output, key)
	}
}

func (v *verdict) forget(pkg string) {
	for key := range v.output {
		if key.pkg == pkg {
			delete(v.output, key)
		}
	}
}

// good says whether tests ran and all of them passed; a skip is not a pass.
func (v *verdict) good() bool { return v.passed > 0 && v.failed+v.skipped == 0 }

func (v *verdict) sum() {
	if len(v.faults) > 0 {
		fmt.Fprintf(v.w, "\n%s\n", strings.Join(v.faults, "\n"))
	}
	if v.skipped > 0 {
		fmt.Fprintf(v.w, "%d skipped: a skipped test counts as failed\n", v.skipped)
	}
	if v.passed+v.failed+v.skipped == 0 {
		fmt.Fprintln(v.w, "no test ran")
	}
	fmt.Fprintf(v.w, "%d passed, %d failed\n", v.passed, v.failed+v.skipped)
}
