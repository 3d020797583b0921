package wpsite

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// Trouble is how a site is broken, as portals are. The zero value is a site that
// works.
type Trouble struct {
	NoAppPasswords  bool  // the site has them switched off
	NoAuthorization bool  // the server keeps the header Authorization from PHP
	NoREST          bool  // a plugin refuses REST to everybody
	NoXMLRPC        bool  // a plugin refuses XML-RPC
	NoRawPhotos     bool  // a firewall refuses bodies that are a photo, not a form
	NoJPEG          bool  // the site takes no photos of this kind
	NoThumbnails    bool  // the server breaks down while it makes small photos
	NoSearch        bool  // a search engine of its own knows no drafts
	Firewall        bool  // refuses whatever is sent with an <img in it
	Notice          bool  // PHP prints a notice before each answer
	MaxBody         int64 // bytes; the server in front answers 413 beyond; 0 is no limit
}

// Break sets what is wrong with the site from now on.
func (s *Site) Break(t Trouble) error {
	text, err := json.Marshal(t)
	if err != nil {
		return fmt.Errorf("wpsite: %w", err)
	}
	return s.swap("trouble.json", text)
}

// Mend puts everything right that Break and Maintain did.
func (s *Site) Mend() error {
	if err := os.RemoveAll(filepath.Join(s.Dir(), ".maintenance")); err != nil {
		return fmt.Errorf("wpsite: %w", err)
	}
	return s.Break(Trouble{})
}

// Maintain lets the site say that it is being maintained, with 503 and
// Retry-After, in WordPress' own way.
func (s *Site) Maintain() error {
	return s.swap(filepath.Join("site", ".maintenance"), []byte("<?php $upgrading = time();\n"))
}

// swap writes a file below the site's folder in one step: the server reads it
// all the while.
func (s *Site) swap(name string, text []byte) error {
	path := filepath.Join(s.dir, name)
	if err := os.WriteFile(path+".new", text, 0o666); err != nil {
		return fmt.Errorf("wpsite: %w", err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		return fmt.Errorf("wpsite: %w", err)
	}
	return nil
}
