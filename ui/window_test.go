package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/journal"
	"tinxa/model/manuscript"
	"tinxa/model/photos"
	"tinxa/ui/backups"
	"tinxa/ui/editor"
	"tinxa/ui/history"
	"tinxa/ui/home"
	"tinxa/ui/publish"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// furnished is a house on a real data folder, with work done at once.
func furnished(t *testing.T) (House, *bolt.Store) {
	t.Helper()
	dir := t.TempDir()
	store, err := bolt.Open(t.Context(), filepath.Join(dir, "tinxa.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	kept, err := photos.Open(filepath.Join(dir, "photos"))
	if err != nil {
		t.Fatal(err)
	}
	diary, err := journal.Open(filepath.Join(dir, "journal"))
	if err != nil {
		t.Fatal(err)
	}
	write := func(_ context.Context, r model.Report, target string, _ task.Progress) error {
		return os.WriteFile(target, []byte(r.Head.Title), 0o644)
	}
	return House{
		Name: "Tin Xã", Runner: task.Inline{},
		Home: home.Env{
			Store: store, Bin: store, Photos: kept, Runner: task.Inline{}, Now: time.Now,
			Import: func(ctx context.Context, _ []string, _ task.Progress) (model.Report, string, error) {
				r, err := store.Save(ctx, model.New())
				return r, "", err
			},
		},
		Editor: editor.Env{
			Store: store, Journal: diary, Historian: store, Photos: kept, Runner: task.Inline{}, Now: time.Now,
			Clipboard: noClipboard{}, Taken: photos.Taken,
		},
		Publish: publish.Env{
			Runner: task.Inline{}, Photos: kept, Now: time.Now, Prefs: test.NewApp().Preferences(),
			Forms: []publish.Form{{Key: "txt", Ext: ".txt", Write: write}},
		},
		History: history.Env{Historian: store, Photos: kept, Runner: task.Inline{}, Now: time.Now},
		Backups: backups.Env{
			Runner: task.Inline{}, Now: time.Now,
			List: func(context.Context) ([]model.Backup, error) { return nil, nil },
			SecondPlace: backups.SecondPlace{
				Away: func(context.Context) (backups.Away, error) { return backups.Away{}, nil },
			},
		},
	}, store
}

// entered opens the window of a house in a test app with the real theme.
func entered(t *testing.T, house House) *Window {
	t.Helper()
	uitest.New(t, uitest.Laptop, func() fyne.CanvasObject { return test.NewTempWindow(t, nil).Canvas().Content() })
	w := Open(fyne.CurrentApp(), house.Name, house.Runner)
	w.Furnish(house)
	t.Cleanup(func() {
		if slices.Contains(fyne.CurrentApp().Driver().AllWindows(), w.win) {
			w.win.Close()
		}
	})
	uitest.Settle(w.win)
	return w
}

// menuItem finds a line of the menus by its words.
func menuItem(t *testing.T, w *Window, words string) *fyne.MenuItem {
	t.Helper()
	it := menuLine(w, words)
	if it == nil {
		t.Fatalf("no menu says %q", words)
	}
	return it
}

// menuLine is a line of the menus, nil where none says that.
func menuLine(w *Window, words string) *fyne.MenuItem {
	for _, m := range w.win.MainMenu().Items {
		for _, it := range m.Items {
			if it.Label == words {
				return it
			}
		}
	}
	return nil
}

func TestFromTheListToTheExportAndBack(t *testing.T) {
	house, store := furnished(t)
	w := entered(t, house)
	menuItem(t, w, "Bài mới").Action()
	if w.editor == nil {
		t.Fatal("no editor after “Bài mới”")
	}
	test.Type(w.win.Canvas().Focused(), "Hội nghị xã Suối Mây")
	menuItem(t, w, "Lưu ngay").Action()
	menuItem(t, w, "Xuất bản…").Action()
	if w.publish == nil || w.editor != nil {
		t.Fatal("no export screen after “Xuất bản…”")
	}
	menuItem(t, w, "Quay lại soạn bài").Action()
	if w.editor == nil || w.editor.Report().Head.Title != "Hội nghị xã Suối Mây" {
		t.Fatal("the way back does not lead to the report")
	}
	menuItem(t, w, "Bài của tôi").Action()
	all, err := store.Reports(t.Context())
	if err != nil || len(all) != 1 || all[0].Title != "Hội nghị xã Suối Mây" {
		t.Fatalf("stored %v, %v", all, err)
	}
}

func TestAGapLeadsToItsPlace(t *testing.T) {
	house, store := furnished(t)
	w := entered(t, house)
	r, err := store.Save(t.Context(), model.New())
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []model.GapKind{model.NoTitle, model.NoSapo, model.NoDate, model.NoBody, model.NoByline} {
		w.Publish(r)
		w.house.Publish.GoTo(model.Gap{Kind: kind})
		if w.editor == nil || w.win.Canvas().Focused() == nil {
			t.Errorf("%s leads nowhere", kind)
		}
	}
}

func TestDropsGoToTheScreen(t *testing.T) {
	house, _ := furnished(t)
	w := entered(t, house)
	photo, err := assets.FS.ReadFile("samples/02-hoi-nghi-bch/1.jpg")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "Ảnh hội nghị.jpg")
	if err := os.WriteFile(file, photo, 0o644); err != nil {
		t.Fatal(err)
	}
	dropped := []fyne.URI{storage.NewFileURI(file)}
	w.drop(fyne.NewPos(600, 300), dropped)
	if w.editor == nil {
		t.Fatal("a photo dropped on the list begins no report")
	}
	w.drop(fyne.NewPos(600, 300), dropped)
	if got := len(w.editor.Report().Pictures()); got != 1 {
		t.Errorf("%d photos after one drop", got)
	}
}

// stuck is a store that has no room left.
type stuck struct{ err error }

func (s *stuck) Save(_ context.Context, r model.Report) (model.Report, error) { return r, s.err }

func TestClosingWaitsForTheSave(t *testing.T) {
	house, _ := furnished(t)
	full := &stuck{err: errors.Join(model.ErrFull)}
	house.Editor.Store = full
	w := entered(t, house)
	closed := false
	w.win.SetOnClosed(func() { closed = true })
	w.Edit(model.New())
	test.Type(w.win.Canvas().Focused(), "Chưa lưu")
	w.Close()
	if closed || w.editor == nil {
		t.Fatal("the window closed over text that is not saved")
	}
	full.err = nil
	w.Close()
	if !closed {
		t.Fatal("the window does not close after the save")
	}
}

func TestEveryMenuHasWords(t *testing.T) {
	house, _ := furnished(t)
	w := entered(t, house)
	w.Edit(model.New())
	keys := map[string]string{}
	for _, m := range w.win.MainMenu().Items {
		for _, it := range m.Items {
			if it.Shortcut == nil {
				continue
			}
			if other, taken := keys[it.Shortcut.ShortcutName()]; taken {
				t.Errorf("%q and %q share %s", it.Label, other, it.Shortcut.ShortcutName())
			}
			keys[it.Shortcut.ShortcutName()] = it.Label
		}
	}
	if len(keys) < 15 {
		t.Errorf("only %d shortcuts", len(keys))
	}
}

func TestScreens(t *testing.T) {
	fault := errors.Join(model.ErrDamaged, errors.New("bolt: open tinxa.db: page 7"))
	uitest.Shots(t, "window-fault", fyne.NewSize(640, 360), func() fyne.CanvasObject {
		return faultScreen(fault, func() {}, func() {})
	})
}

func TestAReportThatComesLateDoesNotPushAnotherOut(t *testing.T) {
	house, store := furnished(t)
	w := entered(t, house)
	w.NewReport()
	test.Type(w.win.Canvas().Focused(), "Đang viết")
	late, err := store.Save(t.Context(), model.New())
	if err != nil {
		t.Fatal(err)
	}
	w.house.Home.Open(late)
	w.house.Home.Publish(late)
	if w.editor == nil || w.editor.Report().Head.Title != "Đang viết" {
		t.Fatal("what was being written is gone from the window")
	}
}

// noClipboard is a clipboard that holds nothing and keeps nothing.
type noClipboard struct{}

func (noClipboard) Read(context.Context) (editor.Pasted, error)  { return editor.Pasted{}, nil }
func (noClipboard) Write(context.Context, manuscript.Clip) error { return nil }
