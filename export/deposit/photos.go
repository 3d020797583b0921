package deposit

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"strings"

	"tinxa/export"
	"tinxa/model"
)

// home is the folder of a photo.
func home(p export.Image) string { return cmp.Or(p.Mark, shelf) }

// FindPhotos implements export.Shelf. A file of the name is the photo when it is
// a whole JPEG, and the same where p has the data.
func (d *deposit) FindPhotos(ctx context.Context, photos []export.Image) (map[model.PhotoID]model.RemotePhoto, error) {
	found := map[model.PhotoID]model.RemotePhoto{}
	listed := map[string]map[string]bool{}
	for _, p := range photos {
		folder := home(p)
		if !p.ID.Valid() || !markName.MatchString(folder) {
			continue
		}
		if listed[folder] == nil {
			names, err := d.names(ctx, folder)
			if err != nil {
				return nil, err
			}
			listed[folder] = names
		}
		if !listed[folder][export.ImageName(p.ID)] {
			continue
		}
		remote, err := d.look(ctx, p)
		if err != nil {
			return nil, err
		}
		if remote.ID != "" {
			found[p.ID] = remote
		}
	}
	return found, nil
}

// names are those of the files in a folder that need not be there.
func (d *deposit) names(ctx context.Context, folder string) (map[string]bool, error) {
	entries, err := d.List(ctx, folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	names := map[string]bool{}
	for _, e := range entries {
		names[e.Name] = !e.Folder
	}
	return names, nil
}

// look reads a photo back, because only its own bytes tell whether it is whole.
// The zero RemotePhoto is none.
func (d *deposit) look(ctx context.Context, p export.Image) (model.RemotePhoto, error) {
	data, err := d.Read(ctx, home(p)+"/"+export.ImageName(p.ID), mostPhoto)
	if errors.Is(err, fs.ErrNotExist) {
		return model.RemotePhoto{}, nil
	}
	if err != nil {
		return model.RemotePhoto{}, err
	}
	if !isWhole(data) || len(p.Data) > 0 && !bytes.Equal(data, p.Data) {
		return model.RemotePhoto{}, nil
	}
	return remote(p, data), nil
}

// isWhole: a JPEG begins and ends with marks of its own.
func isWhole(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xff, 0xd8}) && bytes.HasSuffix(data, []byte{0xff, 0xd9})
}

// AddPhoto implements export.Shelf.
func (d *deposit) AddPhoto(ctx context.Context, p export.Image, sent func(bytes int64)) (model.RemotePhoto, error) {
	folder := home(p)
	if !p.ID.Valid() || !markName.MatchString(folder) {
		return model.RemotePhoto{}, d.refused("add photo", export.ErrRejected, p.Name)
	}
	if err := d.room(ctx, folder); err != nil {
		return model.RemotePhoto{}, d.gone("add photo", err)
	}
	if err := d.Put(ctx, folder+"/"+export.ImageName(p.ID), p.Data, sent); err != nil {
		return model.RemotePhoto{}, d.gone("add photo", err)
	}
	return remote(p, p.Data), nil
}

func remote(p export.Image, data []byte) model.RemotePhoto {
	name := export.ImageName(p.ID)
	url := name
	if home(p) == shelf {
		url = "../" + shelf + "/" + name
	}
	return model.RemotePhoto{ID: digest(home(p)+"/"+name, data).kept(), URL: url, Width: p.Width, Height: p.Height}
}

// Remove implements export.Remover. The manifest goes first: without it the rest
// is not there for anybody. What others put into the folder stays, with it.
func (d *deposit) Remove(ctx context.Context, at model.RemoteArticle, photos []model.RemotePhoto) error {
	folders := map[string]bool{}
	if markName.MatchString(at.ID) {
		if err := d.clear(ctx, at.ID); err != nil {
			return err
		}
		folders[at.ID] = true
	}
	for _, p := range photos {
		kept, err := parseKept(p.ID)
		if err != nil {
			continue // nothing that we put there
		}
		if err := d.drop(ctx, kept.Name); err != nil {
			return err
		}
		folder, _, _ := strings.Cut(kept.Name, "/")
		folders[folder] = true
	}
	for folder := range folders {
		d.leave(ctx, folder)
	}
	return nil
}

// drop removes a file that need not be there.
func (d *deposit) drop(ctx context.Context, name string) error {
	if err := d.place.Remove(ctx, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// clear removes what is ours in a report's folder, but for the photos.
func (d *deposit) clear(ctx context.Context, mark string) error {
	for _, name := range []string{manifestName + oldExt, manifestName} {
		if err := d.drop(ctx, mark+"/"+name); err != nil {
			return err
		}
	}
	entries, err := d.List(ctx, mark)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if err == nil && !e.Folder && isText(e.Name) {
			err = d.drop(ctx, mark+"/"+e.Name)
		}
	}
	return err
}

// leave removes a folder if it is empty. Some places would remove a full one.
func (d *deposit) leave(ctx context.Context, folder string) {
	if entries, err := d.List(ctx, folder); err == nil && len(entries) == 0 {
		d.made = ""
		_ = d.place.Remove(ctx, folder)
	}
}

// isText: one of ours that is no photo.
func isText(name string) bool {
	return htmlName.MatchString(name) || textName.MatchString(name) || passing.MatchString(name)
}

// sweep takes away the texts of states before, and what broken off writings
// left. Photos stay: a later state may show them again. Nothing depends on it,
// so what goes wrong is left to the next time.
func (d *deposit) sweep(ctx context.Context, m manifest) {
	entries, err := d.List(ctx, m.Mark)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !e.Folder && isText(e.Name) && !m.has(e.Name) {
			_ = d.place.Remove(ctx, m.Mark+"/"+e.Name)
		}
	}
}
