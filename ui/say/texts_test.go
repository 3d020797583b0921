package say_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tinxa/assets"
	"tinxa/export"
	"tinxa/model"
	"tinxa/model/release"
	"tinxa/ui/say"
)

// texts is every text by key, Fyne's words under "fyne/…".
func texts(t *testing.T) map[string]string {
	t.Helper()
	names, err := fs.Glob(assets.FS, "i18n/*.json")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, name := range names {
		data, err := fs.ReadFile(assets.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		var one map[string]string
		if err := json.Unmarshal(data, &one); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		prefix := ""
		if path.Base(name) == "fyne.json" {
			prefix = "fyne/"
		}
		for key, text := range one {
			all[prefix+key] = text
		}
	}
	return all
}

// unwanted are words that blame or say nothing, and English that has a
// Vietnamese word.
var unwanted = regexp.MustCompile(`(?i)thất bại|lỗi không xác định|\b(draft|caption|export|upload|preview|undo|file|folder|click|error|ok)\b`)

func TestTextsAreWellWritten(t *testing.T) {
	for key, text := range texts(t) {
		cli := strings.HasPrefix(key, "cli.") // names commands, and sets them in columns
		switch {
		case !norm.NFC.IsNormalString(text):
			t.Errorf("%s is not NFC: %+q", key, text)
		case strings.TrimSpace(text) == "":
			t.Errorf("%s is empty", key)
		case unwanted.MatchString(text) && !cli:
			t.Errorf("%s says %q", key, unwanted.FindString(text))
		case strings.Contains(text, "  ") && !cli:
			t.Errorf("%s holds doubled spaces: %q", key, text)
		case strings.Contains(text, "\u00a0"):
			t.Errorf("%s holds no-break spaces: %q", key, text)
		}
	}
}

func TestEverySentinelIsExplained(t *testing.T) {
	load(t)
	general := say.Explain(errors.New("nobody foresaw this"))
	for _, sentinel := range slices.Concat(model.Errors(), export.Errors(), release.Errors()) {
		e := say.Explain(fmt.Errorf("bolt: save x: %w", sentinel))
		if e.What == general.What {
			t.Errorf("%q gets the general words", sentinel)
		}
	}
	for _, key := range say.Missing() {
		t.Errorf("no text for %s", key)
	}
}

func TestExplainIsCompleteAndDistinct(t *testing.T) {
	load(t)
	seen := map[string]error{}
	for _, err := range slices.Concat(model.Errors(), export.Errors(), release.Errors(), []error{
		context.Canceled, context.DeadlineExceeded, fs.ErrNotExist, errors.New("anything"),
	}) {
		e := say.Explain(err)
		if e.What == "" || e.Kept == "" || e.Do == "" || e.Detail != err.Error() {
			t.Errorf("%v: %+v", err, e)
		}
		if other, ok := seen[e.What]; ok {
			t.Errorf("%v and %v read the same", err, other)
		}
		seen[e.What] = err
	}
	if say.Explain(nil) != (say.Explanation{}) {
		t.Error("no error is explained")
	}
}

func TestExplainPrefersTheTellingSentinel(t *testing.T) {
	load(t)
	both := errors.Join(model.ErrNotFound, model.ErrDamaged)
	if got, want := say.Explain(both).What, say.T("err.damaged.what"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestFynesWordsAreComplete compares with the English words of the Fyne that
// this program is built with.
func TestFynesWordsAreComplete(t *testing.T) {
	english := fyneEnglish(t)
	ours := texts(t)
	for _, key := range sortedKeys(english) {
		if ours["fyne/"+key] == "" {
			t.Errorf("Fyne's %q has no Vietnamese", key)
		}
	}
	for _, key := range sortedKeys(ours) {
		if word, ok := strings.CutPrefix(key, "fyne/"); ok && english[word] == nil {
			t.Errorf("Fyne does not say %q any more", word)
		}
	}
}

func fyneEnglish(t *testing.T) map[string]any {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(fyneFolder(t), "lang", "translations", "base.en.json"))
	if err != nil {
		t.Fatal(err)
	}
	var english map[string]any
	if err := json.Unmarshal(data, &english); err != nil {
		t.Fatal(err)
	}
	return english
}

// fyneFolder is where the go command keeps Fyne's source.
func fyneFolder(t *testing.T) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}
