package e2e

import (
	"image"
	"slices"
	"time"

	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// key is a key of the keyboard, with Shift or without.
type key struct {
	code  xproto.Keycode
	shift bool
}

// The keys that write nothing, by their X11 keysyms, and how tests name them.
const (
	enter = '\n'
	shift = rune(0xffe1)
	ctrl  = rune(0xffe3)
	alt   = rune(0xffe9)
	left  = rune(0xff51)
	up    = rune(0xff52)
	right = rune(0xff53)
	down  = rune(0xff54)
	home  = rune(0xff50)
	end   = rune(0xff57)
	tab   = rune(0xff09)
)

const keysymReturn = 0xff0d

// letters are what Vietnamese needs beyond an English keyboard. A user has an
// input method for them; here each gets a key of its own, because a program
// cannot tell the difference and keys are not lost when they come quickly.
const letters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĐẢỦ"

// learnKeys finds the key of every rune, and gives the letters keys that a
// keyboard of this kind does not have, or that only start a player or a mail
// program.
func (s *screen) learnKeys() {
	s.t.Helper()
	setup := xproto.Setup(s.conn)
	first, n := setup.MinKeycode, byte(setup.MaxKeycode-setup.MinKeycode+1)
	reply, err := xproto.GetKeyboardMapping(s.conn, first, n).Reply()
	s.must(err)
	s.keys = map[rune]key{}
	per := int(reply.KeysymsPerKeycode)
	free := []rune(letters)
	for i := int(n) - 1; i >= 0; i-- {
		code, syms := first+xproto.Keycode(i), reply.Keysyms[i*per:(i+1)*per]
		if len(free) > 0 && (code > 160 || slices.Max(syms) == 0) {
			s.give(code, free[0])
			free = free[1:]
			continue
		}
		s.keys[runeOf(syms[0])] = key{code: code}
		if _, plain := s.keys[runeOf(syms[1])]; !plain {
			s.keys[runeOf(syms[1])] = key{code: code, shift: true}
		}
	}
	if len(free) > 0 {
		s.t.Fatalf("no keys for %q", string(free))
	}
}

// give puts a letter on a key.
func (s *screen) give(code xproto.Keycode, letter rune) {
	s.t.Helper()
	sym := xproto.Keysym(letter) | 0x01000000 // see keysymdef.h: Unicode beyond Latin-1
	if letter < 0x100 {
		sym = xproto.Keysym(letter)
	}
	s.must(xproto.ChangeKeyboardMappingChecked(s.conn, 1, code, 2, []xproto.Keysym{sym, sym}).Check())
	s.keys[letter] = key{code: code}
}

func runeOf(sym xproto.Keysym) rune {
	if sym == keysymReturn {
		return enter
	}
	return rune(sym)
}

// pace is a quick typist's: 40 keys a second.
const pace = 25 * time.Millisecond

// write types a text, letter by letter.
func (s *screen) write(text string) {
	s.t.Helper()
	for _, r := range text {
		k := s.key(r)
		if k.shift {
			s.fake(xproto.KeyPress, byte(s.key(shift).code))
		}
		s.press(r)
		if k.shift {
			s.fake(xproto.KeyRelease, byte(s.key(shift).code))
		}
		time.Sleep(pace)
	}
}

// press hits the last of the keys while the others are held down. Behind a chord
// it rests: GLFW takes a key that comes again at once for one that repeats.
func (s *screen) press(keys ...rune) {
	s.t.Helper()
	for _, r := range keys {
		s.fake(xproto.KeyPress, byte(s.key(r).code))
	}
	for _, r := range slices.Backward(keys) {
		s.fake(xproto.KeyRelease, byte(s.key(r).code))
	}
	s.last = time.Now()
	if len(keys) > 1 {
		time.Sleep(pace)
	}
}

func (s *screen) key(r rune) key {
	s.t.Helper()
	k, ok := s.keys[r]
	if !ok {
		s.t.Fatalf("no key for %q", r)
	}
	return k
}

// point moves the mouse.
func (s *screen) point(at image.Point) {
	s.t.Helper()
	s.must(xtest.FakeInputChecked(s.conn, xproto.MotionNotify, 0, 0, s.root, int16(at.X), int16(at.Y), 0).Check())
}

func (s *screen) fake(kind, detail byte) {
	s.t.Helper()
	s.must(xtest.FakeInputChecked(s.conn, kind, detail, 0, s.root, 0, 0, 0).Check())
}
