package main

import (
	"flag"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"tinxa/cmd/wine/strokes"
)

var (
	gdi32                  = windows.NewLazySystemDLL("gdi32.dll")
	getDC                  = user32.NewProc("GetDC")
	releaseDC              = user32.NewProc("ReleaseDC")
	createCompatibleDC     = gdi32.NewProc("CreateCompatibleDC")
	createCompatibleBitmap = gdi32.NewProc("CreateCompatibleBitmap")
	selectObject           = gdi32.NewProc("SelectObject")
	bitBlt                 = gdi32.NewProc("BitBlt")
	getDIBits              = gdi32.NewProc("GetDIBits")
	deleteObject           = gdi32.NewProc("DeleteObject")
	deleteDC               = gdi32.NewProc("DeleteDC")
)

const sourceCopy = 0x00CC0020 // SRCCOPY

// eye looks at a part of the screen.
type eye struct {
	screen, memory, bitmap uintptr
	at, size               point
	pixels                 []byte
	seed                   maphash.Seed
}

func newEye(at, size point) *eye {
	e := &eye{at: at, size: size, pixels: make([]byte, 4*int(size.x)*int(size.y)), seed: maphash.MakeSeed()}
	e.screen, _, _ = getDC.Call(0)
	e.memory, _, _ = createCompatibleDC.Call(e.screen)
	e.bitmap, _, _ = createCompatibleBitmap.Call(e.screen, uintptr(size.x), uintptr(size.y))
	_, _, _ = selectObject.Call(e.memory, e.bitmap)
	return e
}

func (e *eye) close() {
	_, _, _ = deleteDC.Call(e.memory)
	_, _, _ = deleteObject.Call(e.bitmap)
	_, _, _ = releaseDC.Call(0, e.screen)
}

// look is a sum over what is seen now.
func (e *eye) look() (uint64, error) {
	ok, _, err := bitBlt.Call(e.memory, 0, 0, uintptr(e.size.x), uintptr(e.size.y), e.screen, uintptr(e.at.x), uintptr(e.at.y), sourceCopy)
	if ok == 0 {
		return 0, err
	}
	head := struct { // BITMAPINFOHEADER
		size          uint32
		width, height int32
		planes, bits  uint16
		_             [6]uint32
	}{40, e.size.x, -e.size.y, 1, 32, [6]uint32{}}
	ok, _, err = getDIBits.Call(e.memory, e.bitmap, 0, uintptr(e.size.y),
		uintptr(unsafe.Pointer(&e.pixels[0])), uintptr(unsafe.Pointer(&head)), 0)
	if ok == 0 {
		return 0, err
	}
	return maphash.Bytes(e.seed, e.pixels), nil
}

// still looks until nothing changes for some time; a caret may blink once in it.
func (e *eye) still() (uint64, error) {
	var last uint64
	since := time.Now()
	err := until(patience, func() (bool, error) {
		sum, err := e.look()
		if sum != last {
			last, since = sum, time.Now()
		}
		return time.Since(since) > 2*keyPause, err
	})
	return last, err
}

// measure presses a key again and again and prints how long it took each time
// until the window looked different.
func (u *user) measure(args []string) error {
	var part *string
	words, err := wanting(args, 1, func(f *flag.FlagSet) { part = f.String("rect", "", "") })
	if err != nil {
		return err
	}
	times, err := numbers(words)
	if err != nil || times[0] < 1 {
		return fmt.Errorf("%w: measure N", errUsage)
	}
	size, origin := clientOf(u.target())
	if *part != "" {
		n, err := numbers(strings.Split(*part, ","))
		if err != nil || len(n) != 4 {
			return fmt.Errorf("%w: --rect X,Y,W,H", errUsage)
		}
		origin = point{origin.x + int32(n[0]), origin.y + int32(n[1])}
		size = point{int32(n[2]), int32(n[3])}
	}
	e := newEye(origin, size)
	defer e.close()
	var took []time.Duration
	for range times[0] {
		d, err := u.latency(e)
		if err != nil {
			return err
		}
		took = append(took, d)
	}
	slices.Sort(took)
	fmt.Fprintf(u.out, "key median %d ms worst %d ms of %d\n", took[len(took)/2].Milliseconds(), took[len(took)-1].Milliseconds(), len(took))
	return nil
}

// latency is the time from one key to a look that is another.
func (u *user) latency(e *eye) (time.Duration, error) {
	before, err := e.still()
	if err != nil {
		return 0, err
	}
	begin := time.Now()
	if err := u.send((strokes.Tool{}).Type("n"), 0, 0); err != nil {
		return 0, err
	}
	for {
		sum, err := e.look()
		switch {
		case err != nil:
			return 0, err
		case sum != before:
			return time.Since(begin), nil
		case time.Since(begin) > patience:
			return 0, fmt.Errorf("a key that is seen: %w", errLate)
		}
	}
}
