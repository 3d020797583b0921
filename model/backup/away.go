package backup

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"

	"tinxa/model"
	"tinxa/model/disk"
)

// AwayDays is how long it may be since the last copy to the second place.
const AwayDays = 7

// Away is the second place, as it was set. Nobody looked whether it is there.
type Away struct {
	Dir    string    // of the backups: the chosen folder or one in it; empty when there is no second place
	Sealed bool      // encrypted with a passphrase
	Last   time.Time // of the last copy that succeeded; zero when none did
}

// setting is what is kept of the second place. It holds no secret: the key in
// it is sealed with the passphrase.
type setting struct {
	ID     string    `json:"id"` // what the marker says
	Dir    string    `json:"dir,omitzero"`
	Seal   *seal     `json:"seal,omitzero"`
	First  time.Time `json:"first,omitzero"`  // when the first backup of all was made
	Last   time.Time `json:"last,omitzero"`   // when the last copy succeeded
	Copied string    `json:"copied,omitzero"` // the backup beside the data that it is of
}

func (k *Keeper) settingPath() string { return k.here.path("away.json") }

// readSetting reads the setting. One that cannot be read any more is none: the
// reminder will say that nothing is copied away.
func readSetting(path string) setting {
	var s setting
	data, err := readFile(path, maxManifest)
	if err != nil || disclose(data, &s) != nil || s.Seal != nil && !s.Seal.opens() {
		return setting{}
	}
	return s
}

func (s setting) save(path string) error {
	data, err := enclose(s)
	if err != nil {
		return err
	}
	return disk.WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

func (s setting) shelf() shelf { return shelf{dir: s.Dir, kind: model.ShelfAway, id: s.ID} }

// Away tells the second place.
func (k *Keeper) Away() Away {
	s := k.set()
	return Away{Dir: s.Dir, Sealed: s.Seal != nil, Last: s.Last}
}

func (k *Keeper) set() setting {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.setting
}

// change changes the setting, durably.
func (k *Keeper) change(f func(*setting)) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.setting
	f(&s)
	if err := s.save(k.settingPath()); err != nil {
		return err
	}
	k.setting = s
	return nil
}

// Overdue reports whether there are reports of which no copy went away for
// AwayDays, or since the first backup when none ever did. When nothing changed
// since the last copy it is never overdue.
func (k *Keeper) Overdue(now time.Time) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.latest.Reports == 0 || k.setting.Copied == k.latest.Name {
		return false
	}
	since := k.setting.Last
	if since.IsZero() {
		since = k.setting.First
	}
	const day = 24 * time.Hour
	age := now.Sub(since)
	return age > AwayDays*day || age < -day // a clock that was wrong then or is now
}

// SetAway sets the folder of the second place, after trying it by a real write
// and, with a passphrase, by sealing and opening. An empty dir means no second
// place any more, an empty passphrase that copies are not encrypted. A folder
// that holds other things, the top of a stick or another computer's backups,
// gets one of our own in it. Earlier backups there stay, sealed as they were.
// ErrGone, ErrFull, ErrReadOnly; after an error the setting is as before.
func (k *Keeper) SetAway(ctx context.Context, dir, passphrase string) error {
	k.copying.Lock()
	defer k.copying.Unlock()
	return border("set the second place", k.setAway(ctx, dir, passphrase))
}

func (k *Keeper) setAway(ctx context.Context, dir, passphrase string) error {
	if dir == "" {
		return k.change(func(s *setting) { s.Dir, s.Seal, s.Copied = "", nil, "" })
	}
	before := k.set()
	id := before.ID
	if id == "" {
		id = newID()
	}
	place, made, err := claim(dir, id)
	if err == nil {
		err = ctx.Err()
	}
	var lock *seal
	if err == nil && passphrase != "" {
		lock, err = before.lock(passphrase)
	}
	if err == nil && lock != nil {
		if lock != before.Seal {
			made = append(made, filepath.Join(place, lock.keyFile()))
		}
		err = lock.prove(ctx, place, passphrase)
	}
	if err == nil {
		err = k.change(func(s *setting) {
			if place != before.Dir {
				s.Last = time.Time{}
			}
			s.ID, s.Dir, s.Seal, s.Copied = id, place, lock, ""
		})
	}
	if err != nil {
		made.undo()
	}
	return err
}

func newID() string {
	id := make([]byte, 16)
	_, _ = rand.Read(id) // never fails
	return hex.EncodeToString(id)
}

// lock is the key in use when the passphrase opens it, or else a new one.
func (s setting) lock(passphrase string) (*seal, error) {
	if s.Seal != nil {
		if _, err := s.Seal.open(passphrase); err == nil {
			return s.Seal, nil
		}
	}
	return newSeal(passphrase)
}

// prove writes the key to the second place, and opens with what lies there and
// the passphrase what it sealed.
func (s seal) prove(ctx context.Context, place, passphrase string) error {
	if err := s.leave(ctx, place); err != nil {
		return err
	}
	lying, err := readFile(filepath.Join(place, s.keyFile()), maxKey)
	if err != nil {
		return err
	}
	identity, err := seal{Recipient: s.Recipient, Key: lying}.open(passphrase)
	if err != nil {
		return err
	}
	var sealed bytes.Buffer
	err = s.sealing(&sealed, func(w io.Writer) error {
		_, err := io.WriteString(w, s.Recipient)
		return err
	})
	if err != nil {
		return err
	}
	r, err := age.Decrypt(&sealed, identity)
	if err != nil {
		return err
	}
	if opened, err := io.ReadAll(r); err != nil || string(opened) != s.Recipient {
		return fmt.Errorf("sealed and opened: %w: %w", model.ErrDamaged, err)
	}
	return nil
}

// leave makes sure that the key lies beside the backups, for the age tool.
func (s seal) leave(ctx context.Context, place string) error {
	path := filepath.Join(place, s.keyFile())
	if lying, err := readFile(path, maxKey); err == nil && bytes.Equal(lying, s.Key) {
		return nil
	}
	_, err := put(ctx, path, func(w io.Writer) error {
		_, err := w.Write(s.Key)
		return err
	})
	return err
}

// traces is what was made on the second place, in this order.
type traces []string

// undo removes it again, the last first.
func (t traces) undo() {
	for i := len(t) - 1; i >= 0; i-- {
		_ = os.Remove(t[i])
	}
}

// claim finds the folder for the backups, dir or one in it, and marks it.
func claim(dir, id string) (place string, made traces, err error) {
	if place, err = filepath.Abs(dir); err != nil {
		return "", nil, err
	}
	entries, err := os.ReadDir(place)
	if err != nil {
		return "", nil, gone(err)
	}
	if owner, err := readMarker(place); err == nil && owner == id {
		return place, nil, nil
	}
	if len(entries) > 0 {
		const short = 8 // letters of the id
		place = filepath.Join(place, "TinXa-"+id[:short])
		if owner, err := readMarker(place); err == nil && owner == id {
			return place, nil, nil
		}
		if err := os.Mkdir(place, 0o700); err == nil {
			made = append(made, place)
		} else if !errors.Is(err, fs.ErrExist) {
			return "", nil, err
		}
	}
	marker := filepath.Join(place, markerName)
	_, err = put(context.Background(), marker, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, id)
		return err
	})
	return place, append(made, marker), err
}

// gone names what is not there any more.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) && !errors.Is(err, model.ErrGone) {
		return fmt.Errorf("%w: %w", model.ErrGone, err)
	}
	return err
}
