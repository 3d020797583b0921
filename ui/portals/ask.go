package portals

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/gif" // captchas come in all three
	_ "image/jpeg"
	_ "image/png"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// asker asks on the window's stage, above whatever screen is shown. It is
// called from work beside the window.
type asker struct {
	runner task.Runner
	stage  *part.Stage
	turn   chan struct{} // one question at a time
}

// NewAsker is an Asker whose questions stand on a stage. Who puts one off gets
// the error of export.Nobody. What is asked for is never kept here.
func NewAsker(runner task.Runner, stage *part.Stage) export.Asker {
	return &asker{runner: runner, stage: stage, turn: make(chan struct{}, 1)}
}

// Secret implements export.Asker.
func (k *asker) Secret(ctx context.Context, a model.Account) (string, error) {
	_, none := export.Nobody{}.Secret(ctx, a)
	return k.ask(ctx, none, func(q *question) {
		q.words(secretTitle(a), say.T("portals.ask.secret.why", cut(a.User, askedRunes)))
		q.put(part.NewSecret(q.changed, q.goOn))
	}, 1)
}

// secretTitle names the password that is wanted; WordPress has one of its own
// for programs.
func secretTitle(a model.Account) string {
	if own := "portals.ask.secret.title." + a.Kind; say.Has(own) {
		return say.T(own, a.Name)
	}
	return say.T("portals.ask.secret.title", a.Name)
}

// Captcha implements export.Asker.
func (k *asker) Captcha(ctx context.Context, a model.Account, picture []byte) (string, error) {
	img, err := decode(picture)
	if err != nil {
		return "", &export.PortalError{Kind: export.ErrCaptcha, Did: "show captcha", Cause: err}
	}
	_, none := export.Nobody{}.Captcha(ctx, a, picture)
	return k.askShort(ctx, none, func(q *question) {
		q.words(say.T("portals.ask.captcha.title", a.Name), say.T("portals.ask.captcha.why"))
		q.body.Add(newCaptcha(img))
		q.putField()
	}, 1)
}

// Code implements export.Asker.
func (k *asker) Code(ctx context.Context, a model.Account) (string, error) {
	_, none := export.Nobody{}.Code(ctx, a)
	const digits = 6 // of an authenticator; a spare code has more
	return k.askShort(ctx, none, func(q *question) {
		q.words(say.T("portals.ask.code.title", a.Name), say.T("portals.ask.code.why"))
		q.putField()
	}, digits)
}

// askShort is ask for what is read off somewhere: spaces around it mean nothing.
func (k *asker) askShort(ctx context.Context, none error, fill func(*question), least int) (string, error) {
	typed, err := k.ask(ctx, none, fill, least)
	return strings.TrimSpace(typed), err
}

// ask shows a question whose answer has at least so many letters.
func (k *asker) ask(ctx context.Context, none error, fill func(*question), least int) (string, error) {
	select {
	case k.turn <- struct{}{}:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	defer func() { <-k.turn }()
	return task.Ask(ctx, k.runner, func(answer func(string, error)) (hide func()) {
		q := &question{body: part.VStack(look.S8), least: least, none: none, answer: answer}
		fill(q)
		taken := k.stage.Ask(q.object())
		q.takeKeyboard(k.stage)
		return taken
	})
}

// question is what stands on the stage.
type question struct {
	body   *fyne.Container
	field  *part.Entry
	on     *part.Button
	typed  string
	least  int
	none   error // the answer of who puts it off
	answer func(string, error)
}

// askWidth is as wide as a question's words run.
const askWidth float32 = 400

// askedRunes is how much of a name stands in a question.
const askedRunes = 40

func (q *question) words(title, why string) {
	q.body.Add(part.NewProseIn(look.Strong, title, askWidth))
	q.body.Add(part.Inset(-look.S8, 0, 0, 0, part.NewProseIn(look.Label, why, askWidth)))
}

// putField adds a field for what can be seen by everybody.
func (q *question) putField() {
	e := part.NewField("")
	e.OnChanged = q.changed
	e.OnSubmitted = func(string) { q.goOn() }
	q.put(e)
}

func (q *question) put(e *part.Entry) {
	e.OnKey = func(k *fyne.KeyEvent) bool {
		escape := k.Name == fyne.KeyEscape
		if escape {
			q.putOff()
		}
		return escape
	}
	q.field = e
	q.body.Add(part.Inset(0, look.S4, 0, look.S4, e))
}

// object is the question with its buttons.
func (q *question) object() fyne.CanvasObject {
	q.on = part.NewPrimary(say.T("portals.ask.on"), "", q.goOn)
	later := part.NewPlain(say.T("portals.ask.later"), "", q.putOff)
	q.body.Add(part.HStack(look.S8, layout.NewSpacer(), later, q.on))
	q.changed("")
	return part.Sized(askWidth, 0, q.body)
}

func (q *question) changed(text string) {
	q.typed = text
	part.Enable(q.ready(), q.on)
}

// ready reports whether what was typed can be an answer.
func (q *question) ready() bool { return len([]rune(strings.TrimSpace(q.typed))) >= q.least }

func (q *question) goOn() {
	if q.ready() {
		q.answer(q.typed, nil)
	}
}

func (q *question) putOff() { q.answer("", q.none) }

// takeKeyboard puts the caret into the field, unless something is being
// written elsewhere: those letters must not end up here.
func (q *question) takeKeyboard(stage *part.Stage) {
	switch stage.Focused().(type) {
	case nil, *part.Button, *part.Card:
		stage.Focus(q.field)
	}
}

// mostPixels is more than any captcha has; a small file may claim to be larger.
const mostPixels = 1 << 20

func decode(picture []byte) (image.Image, error) {
	shape, _, err := image.DecodeConfig(bytes.NewReader(picture))
	if err != nil {
		return nil, err
	}
	if shape.Width <= 0 || shape.Height <= 0 || shape.Width > mostPixels/shape.Height {
		return nil, fmt.Errorf("a picture of %d × %d pixels", shape.Width, shape.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(picture))
	return img, err
}

// newCaptcha shows a captcha as large as there is room, so that it can be read.
func newCaptcha(img image.Image) fyne.CanvasObject {
	const high float32 = 110
	picture := canvas.NewImageFromImage(img)
	picture.FillMode = canvas.ImageFillContain
	picture.ScaleMode = canvas.ImageScaleSmooth
	picture.SetMinSize(fyne.NewSize(askWidth-2*look.S8, high))
	return part.NewDesk(container.NewCenter(part.Pad(look.S8, picture)))
}
