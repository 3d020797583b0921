package update

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"tinxa/model/disk"
	"tinxa/model/release"
)

// SettingsName is the file of Updates.Config.
const SettingsName = "update.json"

// settings is what the user chose, and what the last look found.
type settings struct {
	Address string    `json:"address,omitempty"` // the user's own; empty: the administrator's
	Off     bool      `json:"off,omitempty"`
	Checked time.Time `json:"checked,omitzero"`
	Fault   string    `json:"fault,omitempty"` // release.Code of what came of it
}

// Updates looks for versions and fetches them, as one user set it.
type Updates struct {
	Install
	Config string // folder of the settings, made when something is to be kept
	Now    func() time.Time
}

func (u Updates) settings() settings {
	s, _ := u.chosen()
	return s
}

// chosen is settings for who is going to write them anew: a file that only cannot
// be opened just now is an error, or what the user chose would be forgotten.
func (u Updates) chosen() (settings, error) {
	data, err := readKept(filepath.Join(u.Config, SettingsName))
	var s settings
	if err != nil || json.Unmarshal(data, &s) != nil {
		return settings{}, err
	}
	return s, nil
}

func (u Updates) keep(f func(*settings)) error {
	s, err := u.chosen()
	if err != nil {
		return fmt.Errorf("update: settings: %w", err)
	}
	f(&s)
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return fmt.Errorf("update: settings: %w", err)
	}
	if err := disk.MakeFolder(u.Config, 0o700); err != nil {
		return fmt.Errorf("update: settings: %w", err)
	}
	err = disk.WriteFile(filepath.Join(u.Config, SettingsName), func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		return fmt.Errorf("update: settings: %w", err)
	}
	return nil
}

// SetAddress makes an address the user's own and switches updating on; empty
// goes back to the administrator's. release.ErrAddress.
func (u Updates) SetAddress(typed string) error {
	address := ""
	if typed != "" {
		var err error
		if address, err = Address(typed); err != nil {
			return err
		}
	}
	return u.keep(func(s *settings) { *s = settings{Address: address} })
}

// SetOff switches updating off, or on again with the address as it was.
func (u Updates) SetOff(off bool) error { return u.keep(func(s *settings) { s.Off = off }) }

// Standing tells how things stand.
func (u Updates) Standing() release.Standing {
	s := u.settings()
	st := release.Standing{
		Version: u.Version, Address: s.Address, Off: s.Off, Checked: s.Checked, Fault: release.Fault(s.Fault),
	}
	if st.Address == "" {
		st.Address = u.given()
		st.Given = st.Address != ""
	}
	if !u.updates() {
		return st
	}
	now := u.state()
	if now.Staged != nil && now.Staged.Version.Compare(u.Version) > 0 {
		if m, err := u.manifest(now.Staged.Version); err == nil {
			st.Ready = &m
		}
	}
	for _, f := range now.Failed {
		if f.Version.Compare(u.Version) > 0 && (st.Failed == nil || f.Version.Compare(*st.Failed) > 0) {
			st.Failed = &f.Version
		}
	}
	return st
}

// interval is how long after one look the next one is due.
const interval = 24 * time.Hour

// Due reports whether it is time to look by itself: an address is in force and
// none was asked for a day. A clock that was set back does not put it off.
func (u Updates) Due() bool {
	st := u.Standing()
	since := u.Now().Sub(st.Checked)
	return u.updates() && st.Address != "" && !st.Off && (since >= interval || since < 0)
}

// Check asks the address in force what it offers, and remembers what came of it.
// It returns the manifest of a version that is newer than this one, or nil.
// release.Errors, or the error of ctx.
func (u Updates) Check(ctx context.Context) (*release.Manifest, error) {
	return u.ask(ctx, func(place, offer) error { return nil })
}

// Fetch is Check that brings the newer version here, where it waits for the next
// start. progress is told bytes.
func (u Updates) Fetch(ctx context.Context, progress Progress) (*release.Manifest, error) {
	return u.ask(ctx, func(from place, o offer) error { return u.fetch(ctx, from, o, progress) })
}

func (u Updates) ask(ctx context.Context, then func(place, offer) error) (*release.Manifest, error) {
	m, err := u.found(ctx, then)
	switch {
	case errors.Is(err, release.ErrOff), errors.Is(err, release.ErrUnversioned), err != nil && ctx.Err() != nil:
		return nil, err // nobody was asked, or nobody waited for the answer
	}
	kept := u.keep(func(s *settings) { s.Checked, s.Fault = u.Now(), release.Code(err) })
	if err != nil {
		return nil, fmt.Errorf("update: %w", err)
	}
	return m, kept
}

func (u Updates) found(ctx context.Context, then func(place, offer) error) (*release.Manifest, error) {
	st := u.Standing()
	switch {
	case !u.updates():
		return nil, release.ErrUnversioned
	case st.Address == "" || st.Off:
		return nil, release.ErrOff
	}
	from := placeAt(st.Address)
	defer from.close()
	o, err := u.check(ctx, from)
	if err != nil || !o.newer(u.Install) {
		return nil, err
	}
	return &o.Manifest, then(from, o)
}
