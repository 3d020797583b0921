package wordpress_test

import (
	"html"
	"os"
	"strconv"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/export/exporttest/wpsite"
	"tinxa/export/wordpress"
	"tinxa/model"
)

// counted is a session of the editor whose requests are counted.
func counted(t *testing.T) (export.Portal, *exporttest.Proxy) {
	t.Helper()
	proxy := exporttest.NewProxy(t, strings.TrimPrefix(site.URL, "http://"))
	a, secret := account(site.Editor)
	a.Address = "http://" + proxy.Addr()
	p := opened(t, wordpress.New(options), a, secret)
	proxy.Arm(-1, "")
	return p, proxy
}

func wantRequests(t *testing.T, proxy *exporttest.Proxy, want int) {
	t.Helper()
	if all := proxy.Requests(); len(all) != want {
		t.Errorf("%d requests, want %d: %q", len(all), want, all)
	}
	proxy.Arm(-1, "")
}

// inLibrary is the one photo that came under a name.
func inLibrary(t *testing.T, name string) wpsite.Photo {
	t.Helper()
	all, err := site.Photos(t.Context(), name)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d photos, %v", len(all), err)
	}
	return all[0]
}

// wantWhole wants the bytes of a photo on the site to be those that were sent.
func wantWhole(t *testing.T, i export.Image) {
	t.Helper()
	data, err := os.ReadFile(inLibrary(t, i.Name).Path)
	if err != nil || string(data) != string(i.Data) {
		t.Errorf("other bytes arrived: %d, want %d, %v", len(data), len(i.Data), err)
	}
}

// TestPhotoTakesOneRequest with its caption and its words for the blind.
func TestPhotoTakesOneRequest(t *testing.T) {
	p, proxy := counted(t)
	photo := newImage(t)
	var sent int64
	remote, err := p.AddPhoto(t.Context(), photo, func(n int64) { sent = n })
	if err != nil {
		t.Fatal(err)
	}
	wantRequests(t, proxy, 1)
	wantWhole(t, photo)
	got := inLibrary(t, photo.Name)
	if got.Slug+".jpg" != photo.Name || html.UnescapeString(got.Caption) != photo.Caption || got.Alt != photo.Alt {
		t.Errorf("got %+v", got)
	}
	if remote.Width != 480 || remote.Height != 320 || !strings.HasSuffix(remote.URL, "/"+photo.Name) {
		t.Errorf("got %+v", remote)
	}
	if sent != int64(len(photo.Data)) {
		t.Errorf("told of %d bytes, %d were sent", sent, len(photo.Data))
	}
}

// TestLongCaption is left out of an address that would grow too long.
func TestLongCaption(t *testing.T) {
	p, photo := open(t, site.Editor), newImage(t)
	photo.Caption = strings.Repeat("Đồng bào dân tộc ", 60)
	added(t, p, photo)
	if got := inLibrary(t, photo.Name); got.Caption != "" || got.Alt != photo.Alt {
		t.Errorf("got %+v", got)
	}
}

func TestFindPhotos(t *testing.T) {
	for way, open := range ways {
		t.Run(way, func(t *testing.T) {
			p := open(t, site.Author)
			once, twice, never := newImage(t), newImage(t), newImage(t)
			first := added(t, p, once)
			earlier, later := added(t, p, twice), added(t, p, twice)
			want := map[model.PhotoID]string{once.ID: first.ID, twice.ID: earlier.ID}
			found := findPhotos(t, open(t, site.Editor), once, twice, never)
			for id, at := range want {
				if found[id].ID != at || found[id].Width != 480 || found[id].URL == "" {
					t.Errorf("found %+v, want %s", found[id], at)
				}
			}
			if len(found) != 2 {
				t.Errorf("found %d, want 2", len(found))
			}
			if err := p.(export.Remover).Remove(t.Context(), model.RemoteArticle{}, []model.RemotePhoto{earlier}); err != nil {
				t.Fatal(err)
			}
			if found := findPhotos(t, p, twice); found[twice.ID].ID != later.ID {
				t.Errorf("found %+v, want the copy %+v", found, later)
			}
		})
	}
}

func findPhotos(t *testing.T, p export.Portal, photos ...export.Image) map[model.PhotoID]model.RemotePhoto {
	t.Helper()
	for i := range photos {
		photos[i].Data = nil
	}
	found, err := p.FindPhotos(t.Context(), photos)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestFindManyPhotos asks for forty with two requests.
func TestFindManyPhotos(t *testing.T) {
	p, proxy := counted(t)
	var all []export.Image
	for range 40 {
		all = append(all, newImage(t))
	}
	added(t, p, all[39])
	proxy.Arm(-1, "")
	if found := findPhotos(t, p, all...); len(found) != 1 {
		t.Errorf("found %v, want the last one", found)
	}
	wantRequests(t, proxy, 2)
}

// TestSlugTaken: an article of the same name pushes the photo's aside.
func TestSlugTaken(t *testing.T) {
	p, photo, post := open(t, site.Editor), newImage(t), newPost()
	id, _ := strconv.Atoi(created(t, p, post).ID)
	fields := map[string]any{"slug": strings.TrimSuffix(photo.Name, ".jpg"), "status": "publish"}
	if err := site.Alter(t.Context(), id, fields); err != nil {
		t.Fatal(err)
	}
	remote := added(t, p, photo)
	if got := inLibrary(t, photo.Name); !strings.HasSuffix(got.Slug, "-2") {
		t.Fatalf("the slug is %q", got.Slug)
	}
	if found := findPhotos(t, p, photo); found[photo.ID].ID != remote.ID {
		t.Errorf("found %v, want %+v", found, remote)
	}
}

// TestForms: a firewall that takes no raw photos gets forms, and is not tried
// again.
func TestForms(t *testing.T) {
	p, proxy := counted(t)
	broken(t, wpsite.Trouble{NoRawPhotos: true})
	first, second := newImage(t), newImage(t)
	added(t, p, first)
	wantRequests(t, proxy, 2)
	added(t, p, second)
	wantRequests(t, proxy, 1)
	wantWhole(t, first)
	wantWhole(t, second)
	if got := inLibrary(t, second.Name); got.Slug+".jpg" != second.Name || got.Caption == "" || got.Alt != second.Alt {
		t.Errorf("got %+v", got)
	}
}

func TestFormTooLarge(t *testing.T) {
	broken(t, wpsite.Trouble{NoRawPhotos: true})
	if err := site.LimitUploads(t.Context(), 20_000); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := site.LimitUploads(t.Context(), wpsite.Upload); err != nil {
			t.Error(err)
		}
	}()
	_, err := open(t, site.Editor).AddPhoto(t.Context(), newImage(t), nil)
	wantKind(t, err, export.ErrTooLarge, "")
}

// TestThumbnailsBreakDown: the site is asked to go on with a photo that it has.
func TestThumbnailsBreakDown(t *testing.T) {
	p, proxy := counted(t)
	broken(t, wpsite.Trouble{NoThumbnails: true})
	photo := newImage(t)
	if remote := added(t, p, photo); remote.ID == "" || remote.Width != 480 {
		t.Errorf("got %+v", remote)
	}
	wantRequests(t, proxy, 2)
	wantWhole(t, photo)
}

func TestPhotoRefused(t *testing.T) {
	for way, open := range ways {
		for name, tt := range map[string]struct {
			trouble wpsite.Trouble
			want    error
		}{
			"kind":  {wpsite.Trouble{NoJPEG: true}, export.ErrPhotoType},
			"bytes": {wpsite.Trouble{MaxBody: 20_000}, export.ErrTooLarge},
		} {
			t.Run(way+" "+name, func(t *testing.T) {
				p, photo := open(t, site.Editor), newImage(t)
				broken(t, tt.trouble)
				_, err := p.AddPhoto(t.Context(), photo, nil)
				wantKind(t, err, tt.want, "")
				if all, err := site.Photos(t.Context(), photo.Name); err != nil || len(all) != 0 {
					t.Errorf("%d photos arrived, %v", len(all), err)
				}
			})
		}
	}
}
