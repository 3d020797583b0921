package editor

import (
	"errors"

	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// showSave tells the truth about the disk: a time only after the commit, and
// in a banner what keeps the report from being saved.
func (s *Screen) showSave(is SaveState) {
	s.bars.saved(is)
	switch {
	case is.Saving: // what comes of it is shown then
	case is.Err != nil:
		s.saveFault(is)
	case s.bars.alarm != "":
		s.calm()
	}
}

// saveFault explains why the report is not saved and where it is kept
// meanwhile, and offers the way out.
func (s *Screen) saveFault(is SaveState) {
	words := faultWords(is)
	switch {
	case words == s.bars.alarm: // it stands there, or was put away
	case errors.Is(is.Err, model.ErrConflict):
		s.alarm(words, say.T("editor.save.fork"), s.saver.fork)
	case is.Kept.Err != nil && s.env.SaveElsewhere != nil:
		s.alarm(words, say.T("editor.save.elsewhere"), func() { s.env.SaveElsewhere(s.Report()) })
	default:
		s.alarm(words, say.T("editor.save.retry"), s.saver.save)
	}
}

// alarm shows a banner about saving. Once its button was used, the next fault is
// told again.
func (s *Screen) alarm(words, action string, do func()) {
	s.bars.alarm = words
	tone := part.ToneWarning
	if s.saver.is.Kept.Err != nil {
		tone = part.ToneFault
	}
	s.notice.Tell(tone, words, action, func() {
		s.bars.alarm = ""
		do()
	})
}

// calm takes the banner away and says that all is well again.
func (s *Screen) calm() {
	if b, ok := s.notice.Standing().(*part.Banner); ok && b.Text() == s.bars.alarm {
		s.notice.Hush()
	}
	s.bars.alarm = ""
	s.hint(say.T("editor.save.again"))
}

// faultWords says what happened, where the text is, and what to do.
func faultWords(is SaveState) string {
	e := say.Explain(is.Err)
	if errors.Is(is.Err, model.ErrConflict) {
		return e.What + " " + e.Kept + " " + e.Do
	}
	where := say.T("editor.kept.beside")
	switch {
	case is.Kept.Err != nil:
		where = say.T("editor.kept.screen")
	case is.Kept.Elsewhere != "":
		where = say.T("editor.kept.elsewhere", is.Kept.Elsewhere)
	}
	return e.What + " " + where + " " + e.Do + " " + say.T("editor.save.byitself")
}
