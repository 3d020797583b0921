package native

import (
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
)

// newWindow is a window of the system's that nobody sees.
func newWindow(t *testing.T) uintptr {
	t.Helper()
	class, err := windows.UTF16PtrFromString("STATIC")
	if err != nil {
		t.Fatal(err)
	}
	window, _, err := user32.NewProc("CreateWindowExW").Call(
		0, uintptr(unsafe.Pointer(class)), uintptr(unsafe.Pointer(class)), 0, 0, 0, 50, 50, 0, 0, 0, 0)
	if window == 0 {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _, _ = user32.NewProc("DestroyWindow").Call(window) })
	return window
}

func TestTheTaskbarTakesEveryState(t *testing.T) {
	window := newWindow(t)
	for _, p := range []Progress{
		{State: ProgressBusy}, {ProgressNormal, 0, 10}, {ProgressNormal, 5, 10}, {ProgressPaused, 5, 10}, {ProgressFault, 10, 10}, {},
	} {
		if err := showProgress(window, p); err != nil {
			t.Errorf("%+v: %v", p, err)
		}
	}
}

func TestTheSystemTellsHowProgramsLook(t *testing.T) {
	s := SightNow()
	if s.Text < 1 || s.Text > 2.25 || s.Width < 320 || s.Scale < 1 || s.Scale > 5 {
		t.Errorf("told %+v", s)
	}
}

// The shell does not open a folder for a file that it does not know.
func TestAFileThatIsGoneIsNotRevealed(t *testing.T) {
	if err := reveal(t.Context(), `Z:\không có\tệp “này”.html`); err == nil {
		t.Error("revealed")
	}
}
