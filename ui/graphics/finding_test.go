package graphics

import (
	"strings"
	"testing"
)

func TestVersionsAreRead(t *testing.T) {
	for s, want := range map[string][2]int{
		"2.1":                        {2, 1},
		"2.1.0":                      {2, 1},
		"1.1.0":                      {1, 1},
		"1.4.0 - Build 8.14.10.1930": {1, 4}, // Intel GMA
		"2.1.0 - Build 8.15.10.2900": {2, 1},
		"4.6.0 NVIDIA 551.86":        {4, 6},
		"4.6.14761 Core Profile":     {4, 6},
		"3.3 (Compatibility Profile) Mesa 22.3.6": {3, 3},
		" 3.1 Mesa":            {3, 1},
		"10.12 of another day": {10, 12},
	} {
		major, minor, ok := parseVersion(s)
		if !ok || [2]int{major, minor} != want {
			t.Errorf("%q is %d.%d, %v", s, major, minor, ok)
		}
	}
	for _, s := range []string{"", ".", "2", "2.", "-2.1", "OpenGL ES 3.2 Mesa 22.3.6", "two.one", "2.x", "99999999999999999999.1"} {
		if major, minor, ok := parseVersion(s); ok {
			t.Errorf("%q was read as %d.%d", s, major, minor)
		}
	}
}

func TestWhatWillDoIsTold(t *testing.T) {
	for _, c := range []struct {
		renderer, version, problem string // problem is a part of it; "" where it will do
	}{
		{"Intel(R) UHD Graphics 630", "4.6.0 - Build 31.0.101.2115", ""},
		{"llvmpipe (LLVM 14.0.6, 256 bits)", "3.3 (Compatibility Profile) Mesa 22.3.6", ""},
		{"Old card", "2.1.0", ""},
		{"Mobile Intel(R) 4 Series", "2.0.0 - Build 8.15.10.1930", "below 2.1"},
		{"Older card", "1.5.0", "below 2.1"},
		{"GDI Generic", "1.1.0", "no driver"},
		{"gdi generic", "4.6.0", "no driver"},
		{"A card", "", "not understood"},
		{"A telephone", "OpenGL ES 3.2", "not understood"},
	} {
		f := Finding{Renderer: c.renderer, Version: c.version}.judge()
		if f.Usable != (c.problem == "") || !strings.Contains(f.Problem, c.problem) {
			t.Errorf("%s, %s: usable %v, problem %q", c.renderer, c.version, f.Usable, f.Problem)
		}
	}
}

func FuzzParseVersion(f *testing.F) {
	f.Add("2.1.0 - Build 8.15")
	f.Add("OpenGL ES 3.2")
	f.Fuzz(func(t *testing.T, s string) {
		if major, minor, ok := parseVersion(s); ok && (major < 0 || minor < 0) {
			t.Errorf("%q was read as %d.%d", s, major, minor)
		}
	})
}
