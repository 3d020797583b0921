package placetest

import (
	"context"
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

// deposits is the Truth of a folder in which reports are laid down: it reads
// the disk as the editors' own program would.
type deposits struct{ dir string }

// manifest is what a reader takes from one.
type manifest struct {
	Release struct{ Status string }
	Head    struct{ Title string }
	Body    struct{ HTML string }
}

// mostLooks is how often a folder is looked at again in which other cases are
// just replacing their files: servers of WebDAV take the old file away first.
const mostLooks = 100

// about lists the folders of the reports whose headline contains a word.
func (d deposits) about(word string) (found map[string]manifest, err error) {
	for range mostLooks {
		if found, err = d.look(word); !errors.Is(err, fs.ErrNotExist) {
			return found, err
		}
	}
	return nil, err
}

func (d deposits) look(word string) (map[string]manifest, error) {
	paths, err := filepath.Glob(filepath.Join(d.dir, "*", "bai.json"))
	if err != nil {
		return nil, err
	}
	found := map[string]manifest{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		var m manifest
		if err := json.Unmarshal(data, &m); err != nil {
			return nil, fmt.Errorf("placetest: %s: %w", path, err)
		}
		if strings.Contains(m.Head.Title, word) {
			found[filepath.Dir(path)] = m
		}
	}
	return found, nil
}

// Articles implements exporttest.Truth.
func (d deposits) Articles(_ context.Context, word string) ([]exporttest.Standing, error) {
	all, err := d.about(word)
	if err != nil {
		return nil, err
	}
	var standing []exporttest.Standing
	for dir, m := range all {
		page, err := os.ReadFile(filepath.Join(dir, m.Body.HTML))
		if err != nil {
			return nil, err
		}
		_, body, _ := strings.Cut(string(page), "<main>")
		there := exporttest.StandingOf(body)
		there.Title, there.Status = m.Head.Title, model.PostStatus(m.Release.Status)
		standing = append(standing, there)
	}
	return standing, nil
}

// Photos implements exporttest.Truth: the most copies beside one report.
func (d deposits) Photos(_ context.Context, name string) (int, error) {
	copies := regexp.MustCompile("^" + regexp.QuoteMeta(strings.TrimSuffix(name, ".jpg")) + `.*\.jpg$`)
	paths, err := filepath.Glob(filepath.Join(d.dir, "*", "*.jpg"))
	count, most := map[string]int{}, 0
	for _, path := range paths {
		if copies.MatchString(filepath.Base(path)) {
			count[filepath.Dir(path)]++
			most = max(most, count[filepath.Dir(path)])
		}
	}
	return most, err
}

// Alter implements exporttest.Truth.
func (d deposits) Alter(_ context.Context, word, words string) error {
	all, err := d.about(word)
	for dir, m := range all {
		path := filepath.Join(dir, m.Body.HTML)
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		page := strings.Replace(string(data), "</main>", "<p>"+words+"</p>\n</main>", 1)
		if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
			return err
		}
	}
	return err
}

// Delete implements exporttest.Truth.
func (d deposits) Delete(_ context.Context, word string) error {
	all, err := d.about(word)
	for dir := range all {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	return err
}
