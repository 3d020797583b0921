package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/say"
)

// Tone says what a banner is about.
type Tone int

// The tones of banners.
const (
	ToneInfo Tone = iota
	ToneWarning
	ToneFault
)

// tones gives ground, ink and icon of each tone.
var tones = map[Tone]struct {
	ground, ink fyne.ThemeColorName
	icon        look.IconName
}{
	ToneInfo:    {look.AccentGround, look.Accent, look.IconInfo},
	ToneWarning: {look.WarningGround, look.Warning, look.IconWarning},
	ToneFault:   {look.FaultGround, look.Fault, look.IconFault},
}

// Banner is a sentence across the top of a screen, with at most one button. It
// takes the place of message boxes.
type Banner struct {
	widget.BaseWidget

	tone   Tone
	text   *Flow
	action *Button
	close  *IconButton
}

// NewBanner is a banner of one sentence or a few.
func NewBanner(tone Tone, text string) *Banner {
	b := &Banner{tone: tone, text: NewProse(look.Control, text)}
	b.action = NewButton("", "", nil)
	b.action.Hide()
	b.close = NewIconButton(look.IconClose, say.T("common.close"), "", nil)
	b.close.Hide()
	b.ExtendBaseWidget(b)
	return b
}

// WithAction gives the banner its button and returns it.
func (b *Banner) WithAction(text string, tapped func()) *Banner {
	b.action.text, b.action.OnTapped = text, tapped
	b.action.Show()
	return b
}

// WithClose lets the user put the banner away: it hides, then closed is called.
func (b *Banner) WithClose(closed func()) *Banner {
	b.close.OnTapped = func() {
		b.Hide()
		closed()
	}
	b.close.Show()
	return b
}

// SetText replaces the sentence.
func (b *Banner) SetText(text string) { b.text.SetText(text) }

// Text is the sentence.
func (b *Banner) Text() string { return b.text.Text() }

// CreateRenderer is Fyne's.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	tone := tones[b.tone]
	lead := Inset(0, look.S8, 0, look.S16, HStack(0, icon(look.IconIn(tone.icon, tone.ink))))
	trail := Inset(0, look.S12, 0, look.S12, HStack(look.S8, b.action, b.close))
	text := container.New(middle{}, b.text)
	body := Sized(0, look.S48, Inset(look.S4, 0, look.S4, 0, Frame(nil, nil, lead, trail, text)))
	return widget.NewSimpleRenderer(newGround(tone.ground, body))
}

// middle gives an object the full width and its own height, halfway down.
type middle struct{}

func (middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(size.Width, o.Size().Height))
		height := min(o.MinSize().Height, size.Height)
		o.Resize(fyne.NewSize(size.Width, height))
		o.Move(fyne.NewPos(0, (size.Height-height)/2))
	}
}

func (middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return atLeast{}.MinSize(objects) }
