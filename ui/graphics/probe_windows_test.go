package graphics

import (
	"testing"
	"unsafe"
)

func TestStructuresAreOfWindowsSize(t *testing.T) {
	if got := unsafe.Sizeof(pixelFormat{}); got != 40 {
		t.Errorf("PIXELFORMATDESCRIPTOR has %d bytes", got)
	}
	if got := unsafe.Sizeof(displayDevice{}); got != 840 {
		t.Errorf("DISPLAY_DEVICEW has %d bytes", got)
	}
}

func TestProbeComesBackWithAnAnswer(t *testing.T) {
	f := Probe()
	if f.Usable == (f.Problem != "") {
		t.Errorf("usable and a problem, or neither: %+v", f)
	}
	if first, second := Machine(), Machine(); first == "" || first != second {
		t.Errorf("the machine's name is %q, then %q", first, second)
	}
	t.Logf("%+v on %s", f, Machine())
}
