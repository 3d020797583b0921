package sheet

// Hold keeps what is typed from now on, until release: then it is done, in
// order. Pasting holds the keys while the clipboard is read, because some typing
// tools write by pasting and go on at once. To release twice is to release once.
func (s *Sheet) Hold() (release func()) {
	s.hands.held++
	released := false
	return func() {
		if released {
			return
		}
		released = true
		if s.hands.held--; s.hands.held > 0 {
			return
		}
		for s.hands.held == 0 && len(s.hands.waiting) > 0 {
			first := s.hands.waiting[0]
			s.hands.waiting = s.hands.waiting[1:]
			first()
		}
	}
}

// wait keeps a key for later and reports whether it did. A key that
// holds again has those behind it wait on.
func (s *Sheet) wait(key func()) bool {
	if s.hands.held == 0 {
		return false
	}
	s.hands.waiting = append(s.hands.waiting, key)
	return true
}
