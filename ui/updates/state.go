package updates

import (
	"time"

	"tinxa/model/release"
	"tinxa/ui/say"
)

// state is what the screen knows.
type state struct {
	now   release.Standing
	known bool   // it was read
	typed string // into the field, and not taken yet
}

func (s *state) set(now release.Standing) { s.now, s.known = now, true }

// able reports whether there is somebody to ask.
func (s *state) able() bool {
	return s.known && s.now.Version != (release.Version{}) && s.now.Address != "" && !s.now.Off
}

// versionWords tells which version runs.
func (s *state) versionWords() string {
	switch {
	case !s.known:
		return say.T("updates.reading")
	case s.now.Version == release.Version{}:
		return say.T("updates.version.none")
	}
	return say.T("updates.version", s.now.Version.Short())
}

// checkedWords tells when the address was asked last, and what came of it.
func (s *state) checkedWords(now time.Time) string {
	switch {
	case s.now.Checked.IsZero():
		return say.T("updates.never")
	case s.now.Fault != nil:
		return say.T("updates.checked.fault", say.When(s.now.Checked, now), say.Explain(s.now.Fault).What)
	case s.now.Ready != nil:
		return say.T("updates.checked.ready", say.When(s.now.Checked, now))
	}
	return say.T("updates.checked", say.When(s.now.Checked, now))
}

// failedWords tells of a version that did not start here, unless a newer one is
// ready.
func (s *state) failedWords() string {
	f := s.now.Failed
	if f == nil {
		return ""
	}
	if s.now.Ready != nil {
		if v, err := s.now.Ready.Number(); err == nil && v.Compare(*f) > 0 {
			return ""
		}
	}
	return say.T("updates.failed", f.Short())
}

// placeWords tells whose the address is.
func (s *state) placeWords() string {
	switch {
	case s.now.Address == "":
		return say.T("updates.place.none")
	case s.now.Off:
		return say.T("updates.place.off")
	case s.now.Given:
		return say.T("updates.place.given")
	}
	return say.T("updates.place.own")
}

// percent is how much is done, for a bar.
func percent(done, whole int64) int {
	if whole <= 0 {
		return 0
	}
	return int(done * 100 / whole)
}
