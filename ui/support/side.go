package support

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

const (
	sideWidth = look.PanelWidth
	wordRows  = 3 // of the box for what happened
)

// newSide lists the pieces, asks what happened, and has the buttons.
func (s *Screen) newSide() fyne.CanvasObject {
	s.list = part.NewList(func() int { return len(s.state.pieces) }, s.newRow, s.fillRow, s.read)
	s.words = part.NewTextArea(say.T("support.words.hint"), wordRows)
	s.words.OnChanged = func(string) { s.update() }
	s.words.OnKey = func(k *fyne.KeyEvent) bool {
		if k.Name != fyne.KeyEscape {
			return false
		}
		s.Key(k)
		return true
	}
	s.save = part.NewPrimary(say.T("support.save"), look.IconExport, s.saveFile)
	letter := part.NewPlain(say.T("support.write"), "", s.write)
	head := part.Pad(look.S8, part.NewProseIn(look.Label, say.T("support.what"), sideWidth-2*look.S8))
	foot := part.Pad(look.S12, part.VStack(look.S8,
		part.NewText(look.Label, say.T("support.words.label")), s.words,
		part.HStack(look.S8, s.save, letter)))
	return part.Sized(sideWidth, 0, part.NewSide(part.Right, part.Frame(head, foot, nil, nil, s.list)))
}

// row is a line of the list: whether the piece is sent, what it is, its file.
type row struct {
	check *widget.Check
	title *part.Text
	note  *part.Text
}

// newRow makes a line; Fyne hands back what it looks like alone.
func (s *Screen) newRow() fyne.CanvasObject {
	r := row{widget.NewCheck("", nil), part.NewCutText(look.Control, ""), part.NewCutText(look.Label, "")}
	words := part.Middle(part.VStack(0, r.title, r.note))
	o := part.Sized(0, look.RowHeight+look.S8, part.Inset(0, look.S8, 0, look.S4, part.Frame(nil, nil, part.HStack(0, r.check), nil, words)))
	s.rows[o] = r
	return o
}

func (s *Screen) fillRow(i int, o fyne.CanvasObject) {
	r, p := s.rows[o], s.state.pieces[i]
	r.title.SetText(p.Title)
	r.note.SetText(p.Name + " · " + say.Size(int64(len(p.Text))))
	r.check.OnChanged = nil
	r.check.SetChecked(!s.state.left[p.Name])
	r.check.OnChanged = func(on bool) {
		s.state.include(i, on)
		s.update()
	}
}

// newReader shows one piece.
func (s *Screen) newReader() fyne.CanvasObject {
	copied := part.NewIconButton(look.IconCopy, say.T("support.copy"), "", func() { s.env.Copy(s.reader.lines.Text()) })
	head := part.NewBar(part.Below, nil, part.Inset(0, look.S8, 0, look.S16, part.Middle(s.reader.title)), part.HStack(0, copied))
	return part.Frame(head, nil, nil, nil, part.Pad(look.S16, part.NewSurface(s.reader.lines.Object())))
}

// read shows a piece: its beginning, or of a log its end.
func (s *Screen) read(i int) {
	s.state.shown = i
	p := s.state.pieces[i]
	s.reader.title.SetText(p.Title + " · " + p.Name)
	s.reader.lines.Set(p.Text, p.AtEnd)
}
