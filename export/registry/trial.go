package registry

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"slices"

	"tinxa/export"
	"tinxa/model"
)

// Check is one step of trying out an account.
type Check struct {
	Step string // "login", "photo", "draft", "read" or "remove"
	Err  error  // nil: it went well
}

// Trial is the article that trying out an account writes; its words are the
// caller's, because a person at the portal may come to see them.
type Trial struct {
	Title string
	Words string
}

// Test tries an account out by what publishing will do: it logs in, sends a
// photo, writes a draft, reads it back and removes both. Done is told each step
// as it ends. It stops at the first that does not go well; what it had written
// is removed then, where that is possible.
func (r *Registry) Test(ctx context.Context, d export.Door, trial Trial, done func(Check)) error {
	session, err := r.open(ctx, d)
	done(Check{"login", err})
	if err != nil {
		return err
	}
	portal, ok := session.(export.Portal)
	if !ok { // a courier's message cannot be taken back, so none is sent
		return session.Close()
	}
	data := dot()
	t := &trying{Portal: portal, done: done, data: data, post: trial.post(data)}
	err = t.write(ctx)
	return cmp.Or(err, t.remove(ctx), session.Close())
}

// post is a small report with one photo.
func (t Trial) post(data []byte) export.Post {
	r := model.New()
	photo := model.PhotoID(fmt.Sprintf("%x", sha256.Sum256(data)))
	r.Head.Title = t.Title
	r.Blocks = model.Blocks{
		model.Paragraph{ID: model.NewBlockID(), Text: model.Text{{Text: t.Words}}},
		model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{{Photo: photo, Caption: t.Title}}},
	}
	return export.Post{Mark: "tx" + string(r.ID), Report: r, Status: model.PostDraft}
}

// trying is an account that is tried out.
type trying struct {
	export.Portal
	done  func(Check)
	data  []byte // of the photo
	post  export.Post
	at    model.RemoteArticle
	lost  bool // whether the draft was made is not known
	added []model.RemotePhoto
}

func (t *trying) write(ctx context.Context) error {
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{{"photo", t.photo}, {"draft", t.draft}, {"read", t.read}} {
		err := step.do(ctx)
		t.done(Check{step.name, err})
		if err != nil {
			_ = t.remove(ctx)
			return err
		}
	}
	return nil
}

func (t *trying) photo(ctx context.Context) error {
	pic := t.post.Report.Pictures()[0]
	image := export.Image{
		ID: pic.Photo, Name: export.ImageName(pic.Photo), Mark: t.post.Mark, Caption: pic.Caption,
		Data: t.data, Width: dotSide, Height: dotSide,
	}
	if _, err := t.FindPhotos(ctx, []export.Image{image}); err != nil {
		return err
	}
	remote, err := t.AddPhoto(ctx, image, func(int64) {})
	if err != nil {
		return err
	}
	t.added = []model.RemotePhoto{remote}
	t.post.Photos = map[model.PhotoID]model.RemotePhoto{pic.Photo: remote}
	return nil
}

func (t *trying) draft(ctx context.Context) (err error) {
	if t.at, err = t.Create(ctx, t.post); err != nil {
		t.lost = errors.Is(err, export.ErrUnknownOutcome)
		return err
	}
	_, err = t.Update(ctx, t.at, t.post)
	return err
}

// read finds the draft by its mark, as it would be found after a lost answer.
func (t *trying) read(ctx context.Context) error {
	at, err := t.Find(ctx, t.post.Mark)
	if err != nil {
		return err
	}
	_, seen, err := t.Fetch(ctx, at)
	if err == nil && seen.Title != t.post.Report.Head.Title {
		err = &export.PortalError{Kind: export.ErrRejected, Did: "registry: read back", Said: seen.Title}
	}
	return err
}

// remove takes back what was written, even when ctx has ended.
func (t *trying) remove(ctx context.Context) error {
	remover, ok := t.Portal.(export.Remover)
	if t.lost {
		t.at, _ = t.Find(context.WithoutCancel(ctx), t.post.Mark) // where it is not found nothing can be done
	}
	if !ok || t.at.ID == "" && len(t.added) == 0 {
		return nil
	}
	err := remover.Remove(context.WithoutCancel(ctx), t.at, slices.Clone(t.added))
	t.done(Check{"remove", err})
	t.at, t.added, t.lost = model.RemoteArticle{}, nil, false
	return err
}

// dotSide is the side of the photo that a trial sends, in pixels. Portals refuse
// or enlarge what is smaller.
const dotSide = 64

// dot is a photo that no portal has yet.
func dot() []byte {
	ink := make([]byte, 3)
	rand.Read(ink) // never fails since Go 1.24
	img := image.NewRGBA(image.Rect(0, 0, dotSide, dotSide))
	for i := range dotSide * dotSide {
		img.Set(i%dotSide, i/dotSide, color.RGBA{ink[0], ink[1], ink[2], 255})
	}
	var out bytes.Buffer
	_ = jpeg.Encode(&out, img, nil) // into memory
	return out.Bytes()
}
