package history

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// BenchmarkStep is a key on the time line until the other version stands there,
// for a report of about 600 words and one of 5,000.
func BenchmarkStep(b *testing.B) {
	for name, r := range map[string]model.Report{"usual": modeltest.Long(1, 8), "long": modeltest.Long(1, 75)} {
		b.Run(name, func(b *testing.B) {
			var s *Screen
			uitest.New(b, uitest.Laptop, func() fyne.CanvasObject {
				env := Env{Historian: edited{r}, Runner: task.Inline{}, Now: afternoon.Local}
				s = New(env, r)
				return part.NewStage(task.Inline{}, s.Object())
			})
			b.Cleanup(s.Close)
			down := true
			for b.Loop() {
				s.Key(&fyne.KeyEvent{Name: map[bool]fyne.KeyName{true: fyne.KeyDown, false: fyne.KeyUp}[down]})
				down = !down
			}
		})
	}
}

// edited is a historian of a report that lost a paragraph with every version.
type edited struct{ report model.Report }

func (e edited) History(_ context.Context, _ model.ReportID) ([]model.Revision, error) {
	var all []model.Revision
	for rev := int64(6); rev > 0; rev-- {
		all = append(all, model.Revision{Rev: rev, Saved: afternoon})
	}
	return all, nil
}

func (e edited) Revision(_ context.Context, _ model.ReportID, rev int64) (model.Report, error) {
	r := e.report
	r.Rev, r.Blocks = rev, r.Blocks[rev:]
	return r, nil
}

func (e edited) Pin(context.Context, model.ReportID, int64, model.Pin) error { return nil }
