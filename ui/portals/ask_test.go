package portals

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// desk is a window with an asker whose questions wait in a queue.
type desk struct {
	queue *task.Queue
	asker export.Asker
	win   fyne.Window
	field *part.Entry // something to be written in
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	newHouse(t) // the words
	d := &desk{queue: &task.Queue{}, field: part.NewField("")}
	d.win = uitest.New(t, uitest.Laptop, func() fyne.CanvasObject {
		stage := part.NewStage(task.Inline{}, part.Pad(24, part.VStack(0, d.field)))
		d.asker = NewAsker(d.queue, stage)
		return stage
	})
	return d
}

// reply is what came of a question.
type reply struct {
	text string
	err  error
}

// ask puts a question beside the window, waits until it stands there, lets
// answer do what a person does, and returns what came of it.
func (d *desk) ask(t *testing.T, question func() (string, error), answer func(field *part.Entry)) reply {
	t.Helper()
	replies := make(chan reply, 1)
	go func() {
		text, err := question()
		replies <- reply{text, err}
	}()
	answered := false
	for range 2000 {
		d.queue.Drain()
		if fields := uitest.All[*part.Entry](d.win); len(fields) == 2 && !answered {
			answered = true
			uitest.Settle(d.win)
			answer(fields[1])
		}
		select {
		case r := <-replies:
			d.queue.Drain()
			if len(uitest.All[*part.Entry](d.win)) != 1 {
				t.Error("the question still stands there")
			}
			return r
		case <-time.After(time.Millisecond):
		}
	}
	t.Fatal("the question came to nothing")
	return reply{}
}

func TestQuestionsAreAnswered(t *testing.T) {
	d := newDesk(t)
	a := accounts()[0]
	typing := func(text string) func(*part.Entry) {
		return func(field *part.Entry) {
			if d.win.Canvas().Focused() != fyne.Focusable(field) {
				t.Error("the caret is not in the field")
			}
			field.SetText(text)
			uitest.Press(t, d.win, "Tiếp tục")
		}
	}
	if r := d.ask(t, func() (string, error) { return d.asker.Secret(t.Context(), a) }, typing(" abcd efgh ")); r != (reply{" abcd efgh ", nil}) {
		t.Errorf("secret %+v", r)
	}
	if r := d.ask(t, func() (string, error) { return d.asker.Captcha(t.Context(), a, captcha(t)) }, typing(" x7kp ")); r != (reply{"x7kp", nil}) {
		t.Errorf("captcha %+v", r)
	}
	if r := d.ask(t, func() (string, error) { return d.asker.Code(t.Context(), a) }, typing("123456")); r != (reply{"123456", nil}) {
		t.Errorf("code %+v", r)
	}
}

func TestEnterAnswersOnceThereIsEnough(t *testing.T) {
	d := newDesk(t)
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	r := d.ask(t, func() (string, error) { return d.asker.Code(t.Context(), accounts()[0]) }, func(field *part.Entry) {
		test.Type(field, "12345")
		field.TypedKey(enter)
		if b := uitest.Button(d.win, "Tiếp tục"); b == nil || !b.Disabled() {
			t.Error("five digits are taken for a code")
		}
		test.Type(field, "6")
		field.TypedKey(enter)
	})
	if r != (reply{"123456", nil}) {
		t.Errorf("got %+v", r)
	}
}

func TestPuttingOffIsAsIfNobodyWereThere(t *testing.T) {
	d := newDesk(t)
	a := accounts()[0]
	for kind, question := range map[error]func() (string, error){
		export.ErrNoSecret:     func() (string, error) { return d.asker.Secret(t.Context(), a) },
		export.ErrCaptcha:      func() (string, error) { return d.asker.Captcha(t.Context(), a, modeltest.GIF(150, 40)) },
		export.ErrSecondFactor: func() (string, error) { return d.asker.Code(t.Context(), a) },
	} {
		r := d.ask(t, question, func(*part.Entry) { uitest.Press(t, d.win, "Để sau") })
		if !errors.Is(r.err, kind) || !errors.Is(r.err, export.ErrNobody) || r.text != "" {
			t.Errorf("%v: got %+v", kind, r)
		}
		r = d.ask(t, question, func(field *part.Entry) { field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) })
		if !errors.Is(r.err, kind) {
			t.Errorf("%v: Esc gave %+v", kind, r)
		}
	}
}

func TestAQuestionGoesWithItsContext(t *testing.T) {
	d := newDesk(t)
	ctx, cancel := context.WithCancel(t.Context())
	r := d.ask(t, func() (string, error) { return d.asker.Code(ctx, accounts()[0]) }, func(*part.Entry) { cancel() })
	if !errors.Is(r.err, context.Canceled) {
		t.Errorf("got %+v", r)
	}
}

// Whoever is writing must not find his letters in a password.
func TestAQuestionLeavesTheCaretToWhoIsWriting(t *testing.T) {
	d := newDesk(t)
	d.win.Canvas().Focus(d.field)
	d.ask(t, func() (string, error) { return d.asker.Secret(t.Context(), accounts()[0]) }, func(*part.Entry) {
		if d.win.Canvas().Focused() != fyne.Focusable(d.field) {
			t.Error("the question took the keyboard")
		}
		uitest.Press(t, d.win, "Để sau")
	})
}

func TestWhatIsNoPictureIsNoQuestion(t *testing.T) {
	d := newDesk(t)
	for name, data := range map[string][]byte{"nothing": nil, "a page": []byte("<html>"), "a bomb": modeltest.Bomb(20_000, 20_000)} {
		if _, err := d.asker.Captcha(t.Context(), model.Account{}, data); !errors.Is(err, export.ErrCaptcha) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzCaptcha(f *testing.F) {
	f.Add(modeltest.GIF(15, 4))
	f.Add(modeltest.PNG(15, 4))
	f.Add(modeltest.JPEG(15, 4))
	f.Fuzz(func(t *testing.T, data []byte) {
		img, err := decode(bytes.Clone(data))
		if err != nil {
			return
		}
		if size := img.Bounds().Size(); size.X*size.Y > mostPixels {
			t.Fatalf("%v pixels", size)
		}
	})
}
