package publish

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/uitest"
)

// TestPortalScreens draws publishing to portals in its states.
func TestPortalScreens(t *testing.T) {
	h := newPortalHouse(t)
	size := uitest.Laptop
	draw := func(name string, change func(*portalHouse), then ...func(*Screen, fyne.Window)) {
		var s *Screen
		build := func() fyne.CanvasObject {
			h.reset()
			change(h)
			h.prefs.SetString(prefForm, accountPref+string(suoiMay.ID))
			h.env.Queue = h.desk.Queue(h.runner, h.env.Now)
			s = New(h.env, h.sample(t))
			t.Cleanup(s.Close)
			return part.NewStage(h.env.Runner, s.Object())
		}
		do := func(w fyne.Window) {
			for _, step := range then {
				step(s, w)
			}
		}
		uitest.Shots(t, name, size, build, do)
		uitest.ShotAt150(t, name, uitest.Laptop, build, do)
	}
	put := func(d func(*portalHouse) model.Dispatch) func(*portalHouse) {
		return func(h *portalHouse) { h.desk.Put(d(h)) }
	}
	draw("portal-ready", func(*portalHouse) {})
	draw("portal-schedule", func(*portalHouse) {}, func(s *Screen, _ fyne.Window) {
		s.state.choice.how, s.state.choice.date = howSchedule, "14/10/2026"
		s.panel.sync()
	})
	draw("portal-topics-unread", func(h *portalHouse) { h.topics = &export.PortalError{Kind: export.ErrOffline} })
	draw("portal-none", func(h *portalHouse) { h.desk.Portals = nil })
	draw("portal-handover", func(*portalHouse) {}, func(s *Screen, _ fyne.Window) {
		s.chooseAccount(s.state.accounts[len(s.state.accounts)-1])
	})
	draw("portal-sending", func(h *portalHouse) {
		h.desk.Put(h.dispatch(t, model.SendQueued, nil))
		h.desk.Go = func(_ context.Context, d model.Dispatch, p func(export.Progress)) (model.Dispatch, error) {
			p(export.Progress{Step: model.StepPhotos, Photo: 3, Of: 12, Sent: 838861, Size: 1468006, Total: 4000000, Whole: 15000000})
			h.runner.frozen = true
			return d, nil
		}
	})
	draw("portal-offline", put(func(h *portalHouse) model.Dispatch {
		d := h.dispatch(t, model.SendWaits, &model.Trouble{Code: "offline"})
		d.Wait = model.Wait{Until: exportedAt.Add(8 * time.Minute), Tries: 4}
		return d
	}))
	draw("portal-paused", put(func(h *portalHouse) model.Dispatch { return h.dispatch(t, model.SendPaused, nil) }))
	draw("portal-done", put(func(h *portalHouse) model.Dispatch { return h.sent(t) }))
	draw("portal-done-lost", put(func(h *portalHouse) model.Dispatch {
		d := h.sent(t)
		d.Sent.Report, d.Sent.Smaller = model.Report{ID: d.Content.ID}, []model.PhotoID{"a", "b"}
		d.Sent.Lost = []model.Loss{
			{What: "caption", Text: "Quang cảnh Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây lần thứ tư (mở rộng)"}, {What: "photo", Text: "anh-3fa291c00b7d.jpg"},
		}
		return d
	}))
	draw("portal-cancelled", put(func(h *portalHouse) model.Dispatch {
		d := h.dispatch(t, model.SendCancelled, nil)
		d.Sent.Article = model.RemoteArticle{ID: "41", Status: model.PostDraft}
		return d
	}))
	draw("portal-compare", put(func(h *portalHouse) model.Dispatch {
		trouble := troubles["changed-there"]
		return h.dispatch(t, model.SendAsks, &trouble)
	}), func(_ *Screen, w fyne.Window) { uitest.Press(t, w, "Xem hai bản") })
	size = uitest.Narrow // without the page
	for name, trouble := range troubles {
		draw("portal-asks-"+name, put(func(h *portalHouse) model.Dispatch { return h.dispatch(t, model.SendAsks, &trouble) }))
	}
}
