package release

import (
	"errors"
	"fmt"
	"testing"
)

func TestParseVersion(t *testing.T) {
	for _, c := range []struct{ version, build, want string }{
		{"0.1.0", "1", "0.1.0.1"},
		{"10.20.30", "40", "10.20.30.40"},
		{"dev", "0", ""},
		{"0.1", "1", ""},
		{"0.1.0.0", "1", ""},
		{"0.1.0", "", ""},
		{"0.01.0", "1", ""},
		{"0.1.-1", "1", ""},
		{"0.1.0", "70000", ""},
		{"0.1.0\n", "1", ""},
	} {
		got, err := ParseVersion(c.version, c.build)
		if c.want == "" {
			if !errors.Is(err, ErrUnversioned) {
				t.Errorf("%q, %q: %v and %v, want ErrUnversioned", c.version, c.build, got, err)
			}
			continue
		}
		if err != nil || got.String() != c.want || got.Short() != c.version {
			t.Errorf("%q, %q: %v and %v", c.version, c.build, got, err)
		}
	}
}

func TestVersionsAreOrdered(t *testing.T) {
	rising := []string{"0.1.0.1", "0.1.0.2", "0.1.0.10", "0.1.1.0", "0.2.0.0", "0.10.0.0", "1.0.0.0"}
	for i := range rising {
		for j := range rising {
			var a, b Version
			if err := errors.Join(a.UnmarshalText([]byte(rising[i])), b.UnmarshalText([]byte(rising[j]))); err != nil {
				t.Fatal(err)
			}
			if got, want := sign(a.Compare(b)), sign(i-j); got != want {
				t.Errorf("%v to %v: %d, want %d", a, b, got, want)
			}
		}
	}
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func TestCodesNameEverySentinel(t *testing.T) {
	seen := map[string]bool{}
	for _, err := range Errors() {
		if back := Fault(Code(err)); back != err {
			t.Errorf("%v comes back as %v", err, back)
		}
		if code := Code(fmt.Errorf("update: %w", err)); seen[code] || code == CodeOther {
			t.Errorf("%v is called %q", err, code)
		}
		seen[Code(err)] = true
	}
	if Code(nil) != "" || Fault("") != nil {
		t.Error("no error has a name")
	}
	if Fault(Code(errors.New("the cable is loose"))) == nil || Fault("of a later version") == nil {
		t.Error("an error that has no name is none when it comes back")
	}
}
