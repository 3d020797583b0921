package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"runtime"
	"time"

	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/model/modeltest"
)

// writing is what a writer has to do.
type writing struct {
	Dir    string // the data folder
	Seed   uint64 // of all that it chooses
	Drafts int    // how many reports it writes at the same time
	Steps  int    // after how many it ends; 0: never
	Stay   bool   // it goes on after a failure, as the program does, and saves all in the end
}

// writer writes reports as the program does, and gives its word for each step.
type writer struct {
	*vault.Vault
	writing
	rnd    *rand.Rand
	out    io.Writer
	drafts []model.Report // as the editor has them: newer than stored after a failed save
}

// write is the child process of that name. It keeps to one thread, because
// strace counts the calls that it refuses by thread.
func write(ctx context.Context, task writing, out io.Writer) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	w := &writer{writing: task, rnd: random(task.Seed), out: out}
	w.say(word{Do: opened})
	var err error
	if w.Vault, err = vault.Open(ctx, task.Dir); err != nil {
		w.fail(word{Do: opened}, err)
		return nil
	}
	w.say(word{Do: opened, Done: true})
	err = w.begin(ctx)
	for n := 0; (err == nil || task.Stay) && (task.Steps == 0 || n < task.Steps); n++ {
		err = w.step(ctx)
	}
	if task.Stay {
		w.saveAll(ctx)
	}
	if closed := w.Close(); !task.Stay {
		return errors.Join(err, closed)
	}
	return nil
}

// saveAll saves every report, as a user does who tries until it works.
func (w *writer) saveAll(ctx context.Context) {
	for i := range w.drafts {
		_ = w.insist(func() error { return w.save(ctx, &w.drafts[i]) }) // a fault was told by a word
	}
}

// insist tries again what fails, where the writer goes on after failures.
func (w *writer) insist(do func() error) error {
	err := do()
	for tries := 1; err != nil && w.Stay && tries < 3; tries++ {
		err = do()
	}
	return err
}

// random is a source of chances that a seed gives again.
func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 3)) }

// begin takes up the reports where they stand.
func (w *writer) begin(ctx context.Context) error {
	for n := range w.Drafts {
		r := modeltest.Long(uint64(n), 3)
		stored, err := w.Store.Report(ctx, r.ID)
		if err == nil {
			r = stored
		}
		w.drafts = append(w.drafts, r)
	}
	all, err := w.Store.Binned(ctx)
	for _, sum := range all { // what the last writer threw away is wanted again
		err = cmp.Or(err, w.promised(word{Do: restored, ID: string(sum.ID)}, func() error { return w.Store.Restore(ctx, sum.ID) }))
	}
	for i, r := range w.drafts {
		if stored, err := w.Store.Report(ctx, r.ID); err == nil {
			w.drafts[i] = stored
		}
	}
	return err
}

// step does one thing, most often what the program does most often.
func (w *writer) step(ctx context.Context) error {
	i := w.rnd.IntN(len(w.drafts))
	switch r, n := &w.drafts[i], w.rnd.IntN(100); {
	case n < 45 || r.Rev == 0:
		return w.save(ctx, r)
	case n < 60:
		return w.photograph(ctx, r)
	case n < 68:
		return w.pin(ctx, *r)
	case n < 92:
		return w.scribble(ctx, r)
	case n < 96:
		return w.backUp(ctx)
	default:
		return w.throwAway(ctx, r.ID)
	}
}

// say prints a word. A fault that is only played may hit this line too.
func (w *writer) say(said word) {
	line := spoken([]word{said})
	for range 3 {
		if _, err := w.out.Write(line); err == nil {
			return
		}
	}
}

// promised does something between its two words.
func (w *writer) promised(said word, do func() error) error {
	w.say(said)
	if err := do(); err != nil {
		return w.fail(said, err)
	}
	said.Done = true
	w.say(said)
	return nil
}

func (w *writer) fail(doing word, err error) error {
	w.say(word{Do: failed, ID: string(doing.Do) + " " + doing.ID, Kind: sentinel(err), Sum: err.Error()})
	return err
}

// save is an autosave. What was not saved because of a failure goes with it.
func (w *writer) save(ctx context.Context, r *model.Report) error {
	*r = w.rewritten(*r)
	return w.keep(ctx, r)
}

// keep saves a report as it is.
func (w *writer) keep(ctx context.Context, r *model.Report) error {
	said := word{Do: saved, ID: string(r.ID), Rev: r.Rev + 1, Sum: sumOf(*r)}
	return w.promised(said, func() error {
		stored, err := w.Store.Save(ctx, *r)
		if err == nil {
			*r = stored
		}
		if errors.Is(err, model.ErrConflict) { // stored by the save that said it failed
			if stored, again := w.Store.Report(ctx, r.ID); again == nil {
				*r = stored
			}
		}
		return err
	})
}

// rewritten is a report with another text and the photos that it had.
func (w *writer) rewritten(r model.Report) model.Report {
	blocks := modeltest.Long(w.rnd.Uint64(), 1+w.rnd.IntN(8)).Blocks
	for _, b := range r.Blocks {
		if _, is := b.(model.Photos); is {
			blocks = append(blocks, b)
		}
	}
	r.Blocks = blocks
	return r
}

// mostPhotos is how many photos a report of the writer has at most.
const mostPhotos = 3

// photograph imports a photo and saves the report with it; one that was there
// before makes room.
func (w *writer) photograph(ctx context.Context, r *model.Report) error {
	data := picture(w.rnd)
	id := string(modeltest.PhotoIDOf(data))
	err := w.promised(word{Do: imported, ID: id}, func() error {
		_, err := w.Photos.Add(ctx, bytes.NewReader(data))
		return err
	})
	if err != nil {
		return err
	}
	pictures := append(r.Pictures(), model.Picture{Photo: model.PhotoID(id), Caption: id[:6]})
	pictures = pictures[max(0, len(pictures)-mostPhotos):]
	next := *r
	next.Blocks = append(modeltest.Long(w.rnd.Uint64(), 2).Blocks, model.Photos{ID: "photos", Pictures: pictures})
	*r = next
	return w.keep(ctx, r)
}

// pin names the revision that is stored.
func (w *writer) pin(ctx context.Context, r model.Report) error {
	said := word{Do: pinned, ID: string(r.ID), Rev: r.Rev, Sum: fmt.Sprint("pin ", w.rnd.IntN(1000))}
	return w.promised(said, func() error {
		return w.Store.Pin(ctx, r.ID, r.Rev, model.Pin{Kind: model.PinNamed, Name: said.Sum, At: time.Now()})
	})
}

// scribble is typing that the journal keeps until the next save; at times the
// report is closed, and the journal forgets it.
func (w *writer) scribble(ctx context.Context, r *model.Report) error {
	if w.rnd.IntN(6) == 0 {
		if err := w.save(ctx, r); err != nil {
			return err
		}
		return w.promised(word{Do: forgotten, ID: string(r.ID)}, func() error { return w.Journal.Forget(ctx, r.ID) })
	}
	*r = w.rewritten(*r)
	return w.promised(word{Do: journaled, ID: string(r.ID), Sum: sumOf(*r)}, func() error {
		_, err := w.Journal.Write(ctx, model.Unsaved{Report: *r, Beyond: r.Rev, Caret: "caret", At: time.Now()})
		return err
	})
}

// backUp makes a backup.
func (w *writer) backUp(ctx context.Context) error {
	w.say(word{Do: backedUp})
	b, err := w.Backup(ctx, nil)
	if err != nil {
		return w.fail(word{Do: backedUp}, err)
	}
	w.say(word{Do: backedUp, Done: true, ID: b.Name})
	return nil
}

// throwAway puts a report into the bin and takes it out again, also when it
// went there although it was said that it did not.
func (w *writer) throwAway(ctx context.Context, id model.ReportID) error {
	err := w.promised(word{Do: binned, ID: string(id)}, func() error { return w.Store.Delete(ctx, id) })
	if _, missing := w.Store.Report(ctx, id); err != nil && missing == nil {
		return err
	}
	return errors.Join(err, w.insist(func() error {
		return w.promised(word{Do: restored, ID: string(id)}, func() error { return w.Store.Restore(ctx, id) })
	}))
}

// picture is a small photo that no other is like.
func picture(rnd *rand.Rand) []byte {
	img := image.NewGray(image.Rect(0, 0, 24, 16))
	for i := range img.Pix {
		img.Pix[i] = byte(rnd.Uint32())
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		panic(fmt.Errorf("a picture in memory: %w", err)) // cannot be
	}
	return out.Bytes()
}
