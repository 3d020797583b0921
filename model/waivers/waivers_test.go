package waivers_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"tinxa/model"
	"tinxa/model/waivers"
)

var (
	first  = model.Waiver{Rule: "double-word", Words: "hành vi vi phạm"}
	second = model.Waiver{Rule: "capital", Words: "Phường Trần Phú"}
)

func waive(t *testing.T, f *waivers.Folder, all ...model.Waiver) {
	t.Helper()
	for _, w := range all {
		if err := f.Waive(t.Context(), w); err != nil {
			t.Fatal(err)
		}
	}
}

func waived(t *testing.T, f *waivers.Folder) []model.Waiver {
	t.Helper()
	all, err := f.Waived(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// same compares rules and words.
func same(a, b []model.Waiver) bool {
	return slices.EqualFunc(a, b, func(x, y model.Waiver) bool { return x.Rule == y.Rule && x.Words == y.Words })
}

func write(t *testing.T, folder, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, waivers.Name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsWaivedStaysSoAfterAStart(t *testing.T) {
	folder := t.TempDir()
	f := waivers.In(folder)
	if got := waived(t, f); len(got) != 0 {
		t.Errorf("a new folder has %v", got)
	}
	waive(t, f, first, second, first)
	want := []model.Waiver{first, second}
	if got := waived(t, f); !same(got, want) {
		t.Errorf("waived %v, want %v", got, want)
	}
	if got := waived(t, waivers.In(folder)); !same(got, want) {
		t.Errorf("after a start: %v, want %v", got, want)
	}
	entries, _ := os.ReadDir(folder)
	if len(entries) != 1 {
		t.Errorf("%d files were left, want one", len(entries))
	}
}

func TestWhatIsHandedOutIsACopy(t *testing.T) {
	f := waivers.In(t.TempDir())
	waive(t, f, first)
	waived(t, f)[0] = second
	if got := waived(t, f); !same(got, []model.Waiver{first}) {
		t.Errorf("the caller changed what is kept: %v", got)
	}
}

func TestTheOldestGoesWhereTooManyAre(t *testing.T) {
	folder := t.TempDir()
	all := make([]model.Waiver, waivers.Most)
	for i := range all {
		all[i] = model.Waiver{Rule: "syllable", Words: fmt.Sprint(i)}
	}
	data, err := json.Marshal(map[string]any{"version": 1, "waivers": all})
	if err != nil {
		t.Fatal(err)
	}
	write(t, folder, string(data))
	f := waivers.In(folder)
	waive(t, f, first)
	got := waived(t, f)
	if len(got) != waivers.Most || got[0].Words != "1" || got[len(got)-1].Words != first.Words {
		t.Errorf("%d are kept, from %v to %v", len(got), got[0], got[len(got)-1])
	}
}

// The largest file that can come about is read again.
func TestTheLargestFileIsRead(t *testing.T) {
	folder := t.TempDir()
	long := strings.Repeat("<", waivers.Longest-4)
	all := make([]model.Waiver, waivers.Most-1)
	for i := range all {
		all[i] = model.Waiver{Rule: long, Words: fmt.Sprintf("%s%04d", long, i)}
	}
	data, err := json.Marshal(map[string]any{"version": 1, "waivers": all})
	if err != nil {
		t.Fatal(err)
	}
	write(t, folder, string(data))
	waive(t, waivers.In(folder), model.Waiver{Rule: long, Words: long})
	if got := waived(t, waivers.In(folder)); len(got) != waivers.Most {
		t.Errorf("%d of %d were read again", len(got), waivers.Most)
	}
}

func TestADamagedFileIsEmptyAndKeptAside(t *testing.T) {
	for name, content := range map[string]string{
		"half a file":       `{"version": 1, "waivers": [{"rule": "a"`,
		"nothing":           "",
		"another thing":     `[1, 2, 3]`,
		"no version":        `{"waivers": []}`,
		"something behind":  `{"version": 1, "waivers": []} {}`,
		"not UTF-8":         "{\"version\": 1, \"waivers\": [{\"rule\": \"a\xff\", \"words\": \"\"}]}",
		"larger than it is": `{"version": 1, "waivers": [` + strings.Repeat(" ", 7<<20) + `]}`,
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			write(t, folder, content)
			f := waivers.In(folder)
			if got := waived(t, f); len(got) != 0 {
				t.Errorf("read %v", got)
			}
			aside, err := os.ReadFile(filepath.Join(folder, waivers.Aside))
			if err != nil || string(aside) != content {
				t.Errorf("%d bytes are kept aside, %v", len(aside), err)
			}
			waive(t, f, first)
			if got := waived(t, waivers.In(folder)); !same(got, []model.Waiver{first}) {
				t.Errorf("afterwards: %v", got)
			}
		})
	}
}

func TestWhatIsNoWaiverIsLeftOut(t *testing.T) {
	folder := t.TempDir()
	long := strings.Repeat("a", waivers.Longest+1)
	write(t, folder, `{"version": 1, "later": true, "waivers": [{"rule": "", "words": "x"}, {"rule": "`+long+`"},
		{"rule": "double-word", "words": "hành vi vi phạm", "since": 3}, {"rule": "double-word", "words": "hành vi vi phạm"}]}`)
	if got := waived(t, waivers.In(folder)); !same(got, []model.Waiver{first}) {
		t.Errorf("read %v", got)
	}
}

func TestTheFileOfANewerProgramIsLeftAlone(t *testing.T) {
	folder := t.TempDir()
	const newer = `{"version": 2, "waivers": {"by": "rule"}}`
	write(t, folder, `{"version": 2, "waivers": []}`)
	f := waivers.In(folder)
	if _, err := f.Waived(t.Context()); !errors.Is(err, model.ErrNewer) {
		t.Errorf("Waived: %v", err)
	}
	if err := f.Waive(t.Context(), first); !errors.Is(err, model.ErrNewer) {
		t.Errorf("Waive: %v", err)
	}
	write(t, folder, newer)
	if _, err := f.Waived(t.Context()); !errors.Is(err, model.ErrNewer) {
		t.Errorf("another form: %v", err)
	}
	if data, _ := os.ReadFile(filepath.Join(folder, waivers.Name)); string(data) != newer {
		t.Errorf("the file became %s", data)
	}
}

func TestWhatMayNotBeKeptIsRefused(t *testing.T) {
	f := waivers.In(t.TempDir())
	for _, w := range []model.Waiver{
		{Words: "no rule"},
		{Rule: strings.Repeat("r", waivers.Longest+1)},
		{Rule: "r", Words: strings.Repeat("w", waivers.Longest+1)},
		{Rule: "r", Words: "\xff"},
	} {
		if err := f.Waive(t.Context(), w); !errors.Is(err, model.ErrFormat) {
			t.Errorf("%.20q: %v", w, err)
		}
	}
	if got := waived(t, f); len(got) != 0 {
		t.Errorf("kept %v", got)
	}
}

func TestARefusingDiskChangesNothing(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "away")
	f := waivers.In(folder)
	if err := f.Waive(t.Context(), first); err == nil {
		t.Fatal("kept in a folder that is not there")
	}
	if got := waived(t, f); len(got) != 0 {
		t.Errorf("waived %v although it was not kept", got)
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	waive(t, f, first)
}

func TestACancelledCallDoesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	f := waivers.In(t.TempDir())
	if err := f.Waive(ctx, first); !errors.Is(err, context.Canceled) {
		t.Errorf("Waive: %v", err)
	}
	if got := waived(t, f); len(got) != 0 {
		t.Errorf("kept %v", got)
	}
}

func TestManyAtOnceLoseNothing(t *testing.T) {
	folder := t.TempDir()
	f := waivers.In(folder)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			if err := f.Waive(t.Context(), model.Waiver{Rule: "r", Words: fmt.Sprint(i)}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := waived(t, waivers.In(folder)); len(got) != 20 {
		t.Errorf("%d of 20 are kept", len(got))
	}
}

// FuzzFile: whatever stands in the file, it is read or put aside, and what is
// kept afterwards can be read.
func FuzzFile(f *testing.F) {
	f.Add([]byte(`{"version": 1, "waivers": [{"rule": "a", "words": "b"}]}`))
	f.Add([]byte(`{"version": 1, "waivers": null}`))
	f.Add([]byte("\xff{"))
	f.Fuzz(func(t *testing.T, data []byte) {
		folder := t.TempDir()
		write(t, folder, string(data))
		kept := waivers.In(folder)
		if _, err := kept.Waived(t.Context()); errors.Is(err, model.ErrNewer) {
			return
		}
		waive(t, kept, first)
		if got := waived(t, waivers.In(folder)); !slices.ContainsFunc(got, func(w model.Waiver) bool { return same([]model.Waiver{w}, []model.Waiver{first}) }) {
			t.Errorf("%q swallowed what was kept", data)
		}
	})
}
