package editor

import (
	"fmt"

	"tinxa/model/manuscript"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// kindSelect is the word in the tools that says what kind of text the caret
// stands in, and offers the others.
type kindSelect struct {
	turn func(manuscript.Form)
	now  manuscript.Form
	word *part.Dropdown
}

// kindWidth is the word's least width: that of its longest word.
const kindWidth float32 = 160

// newKindSelect is told of the caret's form by show; turn hears what is chosen.
func newKindSelect(turn func(manuscript.Form)) *kindSelect {
	k := &kindSelect{turn: turn, now: manuscript.Paragraph}
	k.word = part.NewDropdown(formWord(k.now), say.T("editor.turn.tip"), kindWidth, k.choices)
	return k
}

// show follows the caret. A headline or a caption is named, and cannot be
// turned into anything else.
func (k *kindSelect) show(f manuscript.Form) {
	if f == k.now {
		return
	}
	k.now = f
	if turnable(f) {
		k.word.Enable()
	} else {
		k.word.Disable()
	}
	k.word.SetText(formWord(f))
}

func (k *kindSelect) choices() []part.Choice {
	all := make([]part.Choice, len(forms))
	for i, f := range forms {
		all[i] = part.Choice{
			Text: formWord(f), Note: fmt.Sprintf("Ctrl+Alt+%d", i), On: f == k.now, Do: func() { k.turn(f) },
		}
	}
	return all
}

// formWord is what a form is called.
func formWord(f manuscript.Form) string {
	if turnable(f) {
		return say.T("editor.turn." + string(f))
	}
	return say.T("editor.form." + string(f))
}
