package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"tinxa/model"
	"tinxa/model/photos"
	"tinxa/model/waivers"
	"tinxa/ui"
	"tinxa/ui/editor"
	"tinxa/ui/history"
	"tinxa/ui/home"
	"tinxa/ui/native"
	"tinxa/ui/publish"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// house furnishes the window: every screen with its services.
func (s *session) house() (ui.House, error) {
	types, err := meetingTypes()
	if err != nil {
		return ui.House{}, err
	}
	samples, err := sampleFolders()
	if err != nil {
		return ui.House{}, err
	}
	names, err := sampleNames(samples)
	if err != nil {
		return ui.House{}, err
	}
	w := s.works
	house := ui.House{
		Name: name, Runner: s.runner,
		Home: home.Env{
			Store: w.Store, Bin: w.Store, Photos: w.Photos, Runner: s.runner, Now: time.Now, Samples: names,
			Frozen:     s.care.frozen(),
			OpenSample: func(ctx context.Context, i int) (model.Report, error) { return w.openSample(ctx, samples[i]) },
			Import:     w.importFiles,
			PutBack:    w.PutBack,
			Reminders:  s.care.reminders,
		},
		Editor: editor.Env{
			Store: w.Store, Photos: w.Photos, Journal: w.Journal, Historian: w.Store,
			Runner: s.runner, Now: time.Now, MeetingTypes: types,
			Taken: photos.Taken, Prefs: s.app.Preferences(), Clipboard: clipboard{},
			Proof: editor.Proofing{Waivers: waivers.In(w.Dir)},
			Ways:  editor.Ways{SaveElsewhere: s.saveElsewhere},
		},
		Publish: publish.Env{
			Runner: s.runner, Photos: w.Photos, Forms: s.bar.metered(w.forms()), Prefs: s.app.Preferences(), Now: time.Now,
			Preview:    w.preview,
			OpenPath:   func(path string) error { return native.OpenFile(s.ctx, path) },
			ShowFolder: func(path string) error { return native.ShowFolder(s.ctx, path) },
		},
		History: history.Env{
			Historian: w.Store, Photos: w.Photos, Runner: s.runner, Now: time.Now, TypeName: typeNames(types),
		},
		Backups: s.backups(),
		Tools:   ui.Tools{Print: s.print},
	}
	if s.posting != nil {
		s.posting.furnish(&house)
	}
	return house, nil
}

// saveElsewhere writes a report that can be kept nowhere into a file where the
// user says.
func (s *session) saveElsewhere(r model.Report) {
	w := s.works
	s.window.ChooseFolder(func(dir string) {
		task.Go(s.ctx, s.runner, func(ctx context.Context) (string, error) {
			return w.export(ctx, r, "json", dir)
		}, func(path string, err error) {
			if err != nil {
				s.window.Say(say.Explain(err).What + " " + say.Explain(err).Do)
				return
			}
			s.window.Say(say.T("window.elsewhere", path))
		})
	})
}

// typeNames puts the key of a meeting's type into words.
func typeNames(types []editor.MeetingType) func(string) string {
	return func(key string) string {
		for _, t := range types {
			if t.Key == key {
				return t.Name
			}
		}
		return key
	}
}

func sampleNames(folders []string) ([]string, error) {
	var names []string
	for _, folder := range folders {
		r, err := readSample(folder)
		if err != nil {
			return nil, err
		}
		names = append(names, r.Name())
	}
	return names, nil
}

// importFiles makes a draft of a text or JSON file and photos that were
// dropped or chosen together, and tells what was left out.
func (w *works) importFiles(ctx context.Context, files []string, progress task.Progress) (model.Report, string, error) {
	text, photos := "", []string{}
	for _, file := range files {
		if text == "" && isText(file) {
			text = file
			continue
		}
		photos = append(photos, file)
	}
	if twin, ok := w.twin(ctx, text); ok && len(photos) == 0 {
		return twin, say.T("home.import.twin"), nil
	}
	in, err := w.takeIn(ctx, text, photos, progress)
	var notes []string
	for _, file := range in.damaged {
		notes = append(notes, say.T("editor.photos.damaged", filepath.Base(file)))
	}
	for _, why := range in.refused {
		notes = append(notes, say.T("editor.photos.refused", filepath.Base(why.what), say.Explain(why).What))
	}
	return in.report, strings.Join(notes, " "), err
}

// previewName is the folder, beside the data and like it for its owner's eyes,
// that the browser is shown a report from.
const previewName = "xem-truoc"

// preview writes the page for the browser and returns its path.
func (w *works) preview(ctx context.Context, r model.Report) (string, error) {
	dir := filepath.Join(w.Dir, previewName)
	if err := w.writeFolder(ctx, r, dir, silent); err != nil {
		return "", fmt.Errorf("preview: %w", err)
	}
	return filepath.Join(dir, "index.html"), nil
}
