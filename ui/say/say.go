// Package say holds every word the user reads: texts by key, faults explained,
// times, dates, sizes and counts as Vietnamese writes them. The texts themselves
// lie in i18n/*.json; here may live only what finds and fills them in.
package say

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"
)

// fyneFile holds Fyne's own words; they answer to Fyne, not to T.
const fyneFile = "fyne.json"

// texts is what Load read, and the keys that were asked for in vain.
var texts struct {
	sync.RWMutex
	byKey   map[string]string
	missing map[string]bool
}

// Load reads i18n/*.json from files, each a flat {"key": "text"}. A key that
// stands twice is an error.
func Load(files fs.FS) error {
	byKey, err := read(files)
	if err != nil {
		return fmt.Errorf("say: %w", err)
	}
	texts.Lock()
	defer texts.Unlock()
	texts.byKey, texts.missing = byKey, map[string]bool{}
	return nil
}

// T is the text of key, its fmt verbs filled with args. An unknown key comes
// back in brackets, so that it is seen, and is remembered for Missing.
func T(key string, args ...any) string {
	texts.RLock()
	text, ok := texts.byKey[key]
	texts.RUnlock()
	if !ok {
		miss(key)
		return "[" + key + "]"
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Has reports whether there is a text for key.
func Has(key string) bool {
	texts.RLock()
	defer texts.RUnlock()
	_, ok := texts.byKey[key]
	return ok
}

// Missing lists the keys asked for since Load that have no text, sorted.
func Missing() []string {
	texts.RLock()
	defer texts.RUnlock()
	var keys []string
	for key := range texts.missing {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func miss(key string) {
	texts.Lock()
	defer texts.Unlock()
	if texts.missing == nil {
		texts.missing = map[string]bool{}
	}
	texts.missing[key] = true
}

func read(files fs.FS) (map[string]string, error) {
	names, err := fs.Glob(files, "i18n/*.json")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("i18n/*.json: %w", fs.ErrNotExist)
	}
	all := map[string]string{}
	for _, name := range names {
		if path.Base(name) == fyneFile {
			continue
		}
		if err := readInto(all, files, name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return all, nil
}
