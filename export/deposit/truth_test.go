package deposit

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"tinxa/export/exporttest"
	"tinxa/model"
)

// truth reads a deposit as the editors' own program would: from its disk, by
// what the package comment says, and without the code under test.
type truth struct{ dir string }

var _ exporttest.Truth = truth{}

// said is what a reader takes from a manifest.
type said struct {
	Mark    string
	Release struct{ Status string }
	Head    struct{ Title string }
	Body    struct{ HTML, Text string }
	Files   []struct {
		Name   string
		Size   int64
		SHA256 string
	}
}

// reports lists the manifests of a folder by mark.
func (tr truth) reports() (map[string]said, error) {
	found := map[string]said{}
	paths, err := filepath.Glob(filepath.Join(tr.dir, "*", "bai.json"))
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue // it steps aside for the next one
		}
		if err != nil {
			return nil, err
		}
		var m said
		if err := json.Unmarshal(data, &m); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		found[filepath.Base(filepath.Dir(path))] = m
	}
	return found, nil
}

// agrees checks that every file of a report is there as the manifest says.
func (tr truth) agrees(mark string, m said) error {
	for _, f := range m.Files {
		data, err := os.ReadFile(filepath.Join(tr.dir, mark, filepath.FromSlash(f.Name)))
		if err != nil {
			return err
		}
		if int64(len(data)) != f.Size || fmt.Sprintf("%x", sha256.Sum256(data)) != f.SHA256 {
			return fmt.Errorf("%s/%s is not what the manifest says", mark, f.Name)
		}
	}
	return nil
}

// about are the reports whose headline contains a word.
func (tr truth) about(word string) (map[string]said, error) {
	all, err := tr.reports()
	for mark, m := range all {
		if !strings.Contains(m.Head.Title, word) {
			delete(all, mark)
		}
	}
	return all, err
}

// Articles implements exporttest.Truth. A report whose files disagree with its
// manifest is an error, unless someone altered it.
func (tr truth) Articles(_ context.Context, word string) ([]exporttest.Standing, error) {
	all, err := tr.about(word)
	if err != nil {
		return nil, err
	}
	var out []exporttest.Standing
	for mark, m := range all {
		page, err := os.ReadFile(filepath.Join(tr.dir, mark, m.Body.HTML))
		if err != nil {
			return nil, err
		}
		if err := tr.agrees(mark, m); err != nil && !strings.Contains(string(page), altered) {
			return nil, err
		}
		_, body, _ := strings.Cut(string(page), "<main>")
		s := exporttest.StandingOf(body)
		s.Title, s.Status, s.URL = m.Head.Title, model.PostStatus(m.Release.Status), mark
		out = append(out, s)
	}
	return out, nil
}

// Photos implements exporttest.Truth: the most copies within one report, for
// each has its own.
func (tr truth) Photos(_ context.Context, name string) (int, error) {
	stem := strings.TrimSuffix(name, ".jpg")
	copies := regexp.MustCompile("^" + regexp.QuoteMeta(stem) + `.*\.jpg$`)
	folders, err := os.ReadDir(tr.dir)
	most := 0
	for _, folder := range folders {
		entries, err := os.ReadDir(filepath.Join(tr.dir, folder.Name()))
		if err != nil {
			return 0, err
		}
		n := 0
		for _, e := range entries {
			if copies.MatchString(e.Name()) {
				n++
			}
		}
		most = max(most, n)
	}
	return most, err
}

// altered marks what Alter did.
const altered = `<p class="bien-tap">`

// Alter implements exporttest.Truth.
func (tr truth) Alter(_ context.Context, word, words string) error {
	all, err := tr.about(word)
	for mark, m := range all {
		path := filepath.Join(tr.dir, mark, m.Body.HTML)
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		page := strings.Replace(string(data), "</main>", altered+words+"</p>\n</main>", 1)
		if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
			return err
		}
	}
	return err
}

// Delete implements exporttest.Truth.
func (tr truth) Delete(_ context.Context, word string) error {
	all, err := tr.about(word)
	for mark := range all {
		if err := os.RemoveAll(filepath.Join(tr.dir, mark)); err != nil {
			return err
		}
	}
	return err
}
