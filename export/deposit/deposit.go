// Package deposit puts reports into folders that others read: on this computer
// or a network drive, by SFTP, WebDAV or FTP. Each report has a folder of its
// own, named by its mark:
//
//	<folder>/<mark>/anh-<12 digits of its id>.jpg   a photo
//	<folder>/<mark>/bai-<8 digits of its hash>.html the report, a whole page
//	<folder>/<mark>/bai-<8 digits of its hash>.txt  its words
//	<folder>/<mark>/bai.json                        the manifest
//
// The manifest comes last and names every file that belongs to it with size and
// SHA-256. What has no manifest is not there, and what the manifest does not
// name does not belong to the report. No file is ever half there: each is
// written under a passing name first. So the manifest and its files agree
// however far a change came before it was broken off.
//
// What may live here are the rules of that folder and the places it can be in.
package deposit

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"tinxa/export"
	"tinxa/export/page"
	"tinxa/model"
)

// Options is how places are spoken to. The zero value serves.
type Options struct {
	Agent string        // the name that the program gives itself
	Stall time.Duration // without one byte in either direction a place is given up; 0 is 30 s
}

// place keeps files under names like "txabc/bai.json", in a folder that exists.
// Names are ours: ASCII, without tricks. An error is a *export.PortalError, the
// error of ctx, or wraps fs.ErrNotExist where there surely is no such file.
type place interface {
	// Put keeps a file whole or not at all, and replaces what had its name. Sent
	// is told how many of its bytes have left.
	Put(ctx context.Context, name string, data []byte, sent func(bytes int64)) error
	// Read returns a file. ErrStrangeAnswer where it has more than most bytes.
	Read(ctx context.Context, name string, most int64) ([]byte, error)
	// List lists a folder, mostEntries at most.
	List(ctx context.Context, folder string) ([]entry, error)
	// MakeFolder makes a folder, unless it is there.
	MakeFolder(ctx context.Context, folder string) error
	// Remove removes a file or an empty folder.
	Remove(ctx context.Context, name string) error
}

// entry is one file in a folder.
type entry struct {
	Name    string
	Size    int64
	Changed time.Time // zero where the place does not tell
	Folder  bool
}

// Bounds on what a place may answer.
const (
	mostEntries  = 10_000
	mostManifest = 1 << 20
	mostPage     = 8 << 20
	mostPhoto    = 64 << 20
)

// deposit implements export.Portal and export.Remover in a place.
type deposit struct {
	place
	kind  string
	root  string // address of the folder, without a slash behind it
	aside bool   // a file that is replaced may step aside for a moment
	close func() error

	made string // the folder that was made last
}

var (
	_ export.Portal  = (*deposit)(nil)
	_ export.Remover = (*deposit)(nil)
)

// Powers implements export.Session. A status is a word in the manifest: whoever
// reads the folder acts upon it.
func (d *deposit) Powers() export.Powers {
	return export.Powers{
		Statuses: []model.PostStatus{model.PostDraft, model.PostPending, model.PostPublic},
		Schedule: true,
		Update:   true,
	}
}

// Close implements export.Session.
func (d *deposit) Close() error {
	if d.close == nil {
		return nil
	}
	return d.close()
}

// Find implements export.Articles.
func (d *deposit) Find(ctx context.Context, mark string) (model.RemoteArticle, error) {
	m, err := d.manifest(ctx, mark)
	if errors.Is(err, fs.ErrNotExist) {
		return model.RemoteArticle{}, model.ErrNotFound
	}
	if err != nil {
		return model.RemoteArticle{}, err
	}
	return d.article(m), nil
}

// article is how the engine knows what a manifest describes.
func (d *deposit) article(m manifest) model.RemoteArticle {
	return model.RemoteArticle{ID: m.Mark, URL: d.root + "/" + m.Mark + "/", Status: m.Release.Status}
}

// Create implements export.Articles. What is there already stays as it is: with
// the same mark there cannot be a second one.
func (d *deposit) Create(ctx context.Context, p export.Post) (model.RemoteArticle, error) {
	if !markName.MatchString(p.Mark) {
		return model.RemoteArticle{}, d.refused("create", export.ErrRejected, p.Mark)
	}
	m, err := d.manifest(ctx, p.Mark)
	switch {
	case err == nil:
		return d.article(m), nil
	case !errors.Is(err, fs.ErrNotExist):
		return model.RemoteArticle{}, err
	}
	if err := d.room(ctx, p.Mark); err != nil {
		return model.RemoteArticle{}, d.gone("create", err)
	}
	m = describe(p)
	m.Release, m.Photos, m.Cover = release{Status: model.PostDraft}, nil, ""
	if m, err = d.keep(ctx, m, page.Stub(p), page.Text(stubbed(p.Report))); err != nil {
		return model.RemoteArticle{}, err
	}
	return d.article(m), nil
}

// stubbed is a report of which only the headline is there.
func stubbed(r model.Report) model.Report {
	return model.Report{Head: model.Head{Title: r.Head.Title}}
}

// Update implements export.Articles.
func (d *deposit) Update(ctx context.Context, at model.RemoteArticle, p export.Post) (model.RemoteArticle, error) {
	old, err := d.standing(ctx, "update", at)
	if err != nil {
		return model.RemoteArticle{}, err
	}
	m := describe(p)
	m.Mark, m.Release.Status, m.Release.At = old.Mark, old.Release.Status, old.Release.At
	if m.Files, err = photoFiles(p); err != nil {
		return model.RemoteArticle{}, d.refused("update", export.ErrRejected, err.Error())
	}
	if _, err := d.lacks(ctx, "update", m); err != nil {
		return model.RemoteArticle{}, err
	}
	if m, err = d.keep(ctx, m, page.Document(p), page.Text(p.Report)); err != nil {
		return model.RemoteArticle{}, err
	}
	d.sweep(ctx, m)
	return d.article(m), nil
}

// room makes a folder, once in a session.
func (d *deposit) room(ctx context.Context, folder string) error {
	if d.made == folder {
		return nil
	}
	err := d.MakeFolder(ctx, folder)
	if err == nil {
		d.made = folder
	}
	return err
}

// keep writes the body and then the manifest, which it returns.
func (d *deposit) keep(ctx context.Context, m manifest, html, text string) (manifest, error) {
	m.Body = body{HTML: bodyName(html, ".html"), Text: bodyName(text, ".txt")}
	for _, f := range [][2]string{{m.Body.HTML, html}, {m.Body.Text, text}} {
		data := []byte(f[1])
		m.Files = append(m.Files, digest(f[0], data))
		if err := d.Put(ctx, m.Mark+"/"+f[0], data, nobody); err != nil {
			return manifest{}, d.gone("write", err)
		}
	}
	return m, d.putManifest(ctx, m)
}

// nobody is told how much was sent.
func nobody(int64) {}

func (d *deposit) putManifest(ctx context.Context, m manifest) error {
	data, err := m.encode()
	if err != nil {
		return d.refused("write", export.ErrRejected, err.Error())
	}
	return d.gone("write", d.Put(ctx, m.Mark+"/"+manifestName, data, nobody))
}

// Release implements export.Articles.
func (d *deposit) Release(ctx context.Context, at model.RemoteArticle, p export.Post) (model.RemoteArticle, error) {
	m, err := d.standing(ctx, "release", at)
	if err != nil {
		return model.RemoteArticle{}, err
	}
	m.Release = releaseOf(p)
	if err := d.putManifest(ctx, m); err != nil {
		return model.RemoteArticle{}, err
	}
	return d.article(m), nil
}

// Fetch implements export.Articles. The body is what lies there, which may be
// what somebody made of ours.
func (d *deposit) Fetch(ctx context.Context, at model.RemoteArticle) (model.RemoteArticle, model.Snapshot, error) {
	m, err := d.standing(ctx, "fetch", at)
	if err != nil {
		return model.RemoteArticle{}, model.Snapshot{}, err
	}
	changed, err := d.lacks(ctx, "fetch", m)
	if err != nil {
		return model.RemoteArticle{}, model.Snapshot{}, err
	}
	html, err := d.Read(ctx, m.Mark+"/"+m.Body.HTML, mostPage)
	if err != nil {
		return model.RemoteArticle{}, model.Snapshot{}, d.gone("fetch", err)
	}
	if !page.Is(string(html), m.Mark) {
		return model.RemoteArticle{}, model.Snapshot{}, d.refused("fetch", export.ErrStrangeAnswer, m.Body.HTML)
	}
	return d.article(m), model.Snapshot{
		Title: m.Head.Title, HTML: page.Body(string(html)), Status: m.Release.Status, Modified: changed,
	}, nil
}

// standing is the manifest of an article that must be there.
func (d *deposit) standing(ctx context.Context, did string, at model.RemoteArticle) (manifest, error) {
	m, err := d.manifest(ctx, at.ID)
	return m, d.gone(did, err)
}

// gone says that something of the article is missing, where that is why.
func (d *deposit) gone(did string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &export.PortalError{Kind: export.ErrGoneThere, Did: d.kind + ": " + did}
	}
	return err
}

func (d *deposit) refused(did string, kind error, said string) error {
	return &export.PortalError{Kind: kind, Did: d.kind + ": " + did, Said: said}
}

// lacks returns ErrGoneThere when a photo that the manifest names is not there
// or has another size. It returns when the body was changed last.
func (d *deposit) lacks(ctx context.Context, did string, m manifest) (changed time.Time, err error) {
	there := map[string]entry{}
	for folder := range m.folders() {
		entries, err := d.List(ctx, folder)
		if err != nil {
			return time.Time{}, d.gone(did, err)
		}
		for _, e := range entries {
			there[folder+"/"+e.Name] = e
		}
	}
	for _, f := range m.Files {
		if e := there[m.path(f.Name)]; photoName.MatchString(f.Name) && (e.Folder || e.Size != f.Size) {
			return time.Time{}, d.refused(did, export.ErrGoneThere, f.Name)
		}
	}
	return there[m.Mark+"/"+m.Body.HTML].Changed, nil
}

// manifest reads what is said of a mark; fs.ErrNotExist where nothing is. While
// a place that cannot replace a file does it in two steps, the one before holds.
func (d *deposit) manifest(ctx context.Context, mark string) (manifest, error) {
	if !markName.MatchString(mark) {
		return manifest{}, fs.ErrNotExist
	}
	data, err := d.Read(ctx, mark+"/"+manifestName, mostManifest)
	if errors.Is(err, fs.ErrNotExist) && d.aside {
		data, err = d.Read(ctx, mark+"/"+manifestName+oldExt, mostManifest)
	}
	if err != nil {
		return manifest{}, err
	}
	m, err := decode(data)
	if err != nil || m.Mark != mark {
		return manifest{}, d.refused("read", export.ErrStrangeAnswer, mark+"/"+manifestName)
	}
	return m, nil
}
