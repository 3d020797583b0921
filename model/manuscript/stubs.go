package manuscript

import "tinxa/model"

// Clip is a piece of a report on its way through the clipboard.
type Clip struct {
	Blocks model.Blocks
	Inline bool // one piece of text without paragraphs
}

// Plain is the words of a clip, a paragraph a line.
func (c Clip) Plain() string { return "" }

// Empty reports whether nothing is in it.
func (c Clip) Empty() bool { return len(c.Blocks) == 0 }

func (s *State) Copy() Clip { return Clip{} }

func (s *State) Begin(words string) Spot                                             { s.sel = At(Spot{Field: Title}); return s.sel.Head }
func (s *State) Become(content model.Report) error                                   { return nil }
func (s *State) SetMeeting(field string, change func(*model.Meeting)) error          { return nil }
func (s *State) SetCredits(field string, change func(*model.Credits)) error          { return nil }
func (s *State) SetPicture(at Spot, field string, change func(*model.Picture)) error { return nil }
func (s *State) SetStatus(status model.Status) error                                 { return nil }

func nothing(m Moment) (Change, error) { return m.stay(), nil }

func Cut() Command                          { return nothing }
func Paste(c Clip) Command                  { return nothing }
func PasteText(plain string) Command        { return nothing }
func MoveText(to Spot, copied bool) Command { return nothing }
func Stamp(heard, speaker string) Command   { return nothing }
