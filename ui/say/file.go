package say

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"fyne.io/fyne/v2/lang"
)

var (
	errTwice = errors.New("key stands twice")
	errFlat  = errors.New(`want one flat {"key": "text"}`)
)

// readInto adds the texts of one file to all.
func readInto(all map[string]string, files fs.FS, name string) error {
	f, err := files.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return decode(f, func(key, text string) error {
		if _, ok := all[key]; ok {
			return fmt.Errorf("%s: %w", key, errTwice)
		}
		all[key] = text
		return nil
	})
}

// decode reads a flat JSON object token by token: unmarshalling into a map
// would hide a key that stands twice.
func decode(r io.Reader, add func(key, text string) error) error {
	d := json.NewDecoder(r)
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return errors.Join(errFlat, err)
	}
	for d.More() {
		key, err := word(d)
		if err != nil {
			return err
		}
		text, err := word(d)
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		if err := add(key, text); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errFlat
	}
	return nil
}

func word(d *json.Decoder) (string, error) {
	token, err := d.Token()
	if err != nil {
		return "", err
	}
	s, ok := token.(string)
	if !ok {
		return "", errFlat
	}
	return s, nil
}

// TeachFyne gives Fyne its own words, i18n/fyne.json, under the system's
// language, whatever that is: Fyne cannot be told which language to speak.
// Only a window needs it.
func TeachFyne(files fs.FS) error {
	words, err := fs.ReadFile(files, "i18n/"+fyneFile)
	if err != nil {
		return err
	}
	if err := lang.AddTranslationsForLocale(words, lang.SystemLocale()); err != nil {
		return fmt.Errorf("say: Fyne's words: %w", err)
	}
	return nil
}
