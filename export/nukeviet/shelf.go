package nukeviet

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"regexp"
	"strconv"
	"strings"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/model"
	"tinxa/model/viet"
)

// AddPhoto implements export.Shelf.
func (s *session) AddPhoto(ctx context.Context, p export.Image, sent func(bytes int64)) (model.RemotePhoto, error) {
	const did = "nukeviet: add photo"
	if s.limits.Bytes > 0 && int64(len(p.Data)) > s.limits.Bytes {
		return model.RemotePhoto{}, &export.PortalError{Kind: export.ErrTooLarge, Did: did, Limit: s.limits.Bytes}
	}
	kind, body := upload(p, s.dir)
	answer, err := s.signedIn(s.exchange(ctx, web.Request{
		Method: http.MethodPost, URL: s.site.page("upload", "upload"), Body: body,
		Header: http.Header{"Content-Type": {kind}}, Did: did,
		Sent: func(n int64) { sent(min(n, int64(len(p.Data)))) },
	}))
	if err != nil {
		return model.RemotePhoto{}, err
	}
	name, err := s.shelvedAs(did, answer, len(p.Data))
	if err != nil {
		return model.RemotePhoto{}, err
	}
	w, h := p.Width, p.Height
	if side := max(w, h); s.limits.Side > 0 && side > s.limits.Side { // it was made smaller
		w, h = w*s.limits.Side/side, h*s.limits.Side/side
	}
	return model.RemotePhoto{URL: s.site.file(s.dir, name), Width: w, Height: h}, nil
}

// upload writes the form that sends a photo into a folder.
func upload(p export.Image, dir string) (kind string, body []byte) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	_ = w.WriteField("path", dir) // a buffer takes everything
	_ = w.WriteField("type", "image")
	_ = w.WriteField("autologo", "0")
	_ = w.WriteField("filealt", calm(viet.Normal(p.Alt)))
	head := textproto.MIMEHeader{}
	head.Set("Content-Disposition", fmt.Sprintf(`form-data; name="upload"; filename="%s"`, p.Name))
	head.Set("Content-Type", "image/jpeg")
	part, _ := w.CreatePart(head)
	_, _ = part.Write(p.Data)
	_ = w.Close()
	return w.FormDataContentType(), b.Bytes()
}

// shelvedAs reads the name that the portal gave to a photo, or why it did not
// take it; both come with 200.
func (s *session) shelvedAs(did string, answer page, size int) (string, error) {
	text := strings.TrimSpace(string(answer.body))
	switch {
	case photoName.MatchString(text):
		return text, nil
	case strings.HasPrefix(text, "ERROR_"):
		return "", s.turnedDown(did, plain(text[len("ERROR_"):]), size)
	}
	return "", unknown(did, answer)
}

var photoName = regexp.MustCompile(`(?i)^[\w.-]{1,200}\.(jpe?g|png|gif|webp)$`)

// turnedDown sorts the words that a photo was refused with.
func (s *session) turnedDown(did, said string, size int) error {
	e := &export.PortalError{Kind: export.ErrRejected, Did: did, Said: said}
	folded := viet.Fold(said)
	for _, known := range refusals {
		if known.words.MatchString(folded) {
			e.Kind = known.kind
			break
		}
	}
	if e.Kind == export.ErrTooLarge {
		// A photo that PHP dropped for its size is called one that was not chosen.
		e.Limit = s.limits.Bytes
		if e.Limit <= 0 || e.Limit >= int64(size) {
			e.Limit = int64(size) - 1
		}
	}
	return e
}

// refusals are what NukeViet says in Vietnamese, without accents, and English.
var refusals = []struct {
	words *regexp.Regexp
	kind  error
}{
	{regexp.MustCompile(`gioi han dung luong|het dung luong|reached the capacity|over upload capacity`), export.ErrQuota},
	{regexp.MustCompile(`dung luong|chieu rong|chieu cao|can chon file|exceeds|must choose|width|height`), export.ErrTooLarge},
	{regexp.MustCompile(`dinh dang|mo rong|hinh tai len khong hop le|mime|extension|not valid`), export.ErrPhotoType},
	{regexp.MustCompile(`khong duoc cap quyen|not allowed|permission`), export.ErrRole},
}

// FindPhotos implements export.Shelf. It looks where photos are put now and
// where they were put before, should the month have changed in between.
func (s *session) FindPhotos(ctx context.Context, photos []export.Image) (map[model.PhotoID]model.RemotePhoto, error) {
	if err := s.newDay(ctx); err != nil {
		return nil, err
	}
	wanted := map[string]model.PhotoID{}
	for _, p := range photos {
		wanted[p.Name] = p.ID
	}
	found := map[model.PhotoID]model.RemotePhoto{}
	for _, dir := range append([]string{s.dir}, previousDirs(s.dir, s.dirDay)...) {
		if err := s.browse(ctx, dir, wanted, found); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// newDay asks again for the folder of photos when the day at the portal changed:
// to send into one that does not exist is called a lack of permission.
func (s *session) newDay(ctx context.Context) error {
	if s.today().Equal(s.dirDay) {
		return nil
	}
	return s.sitDown(ctx)
}

// browse looks through a folder, the newest photos first, until all that are
// wanted were seen.
func (s *session) browse(ctx context.Context, dir string, wanted map[string]model.PhotoID, found map[model.PhotoID]model.RemotePhoto) error {
	const pages = 60 // of 50 photos
	for n := range pages {
		if len(found) == len(wanted) {
			return nil
		}
		photos, err := s.leaf(ctx, dir, n+1)
		if err != nil || len(photos) == 0 {
			return err
		}
		for _, p := range photos {
			id, ours := wanted[p.name]
			if _, had := found[id]; ours && !had {
				found[id] = model.RemotePhoto{URL: s.site.file(dir, p.name), Width: p.width, Height: p.height}
			}
		}
		if len(photos) < pageOfPhotos {
			return nil
		}
	}
	return nil
}

// pageOfPhotos is how many photos a page of the list shows.
const pageOfPhotos = 50

// leaf is one page of the list of a folder's photos. The first asks the portal
// to look at its disk, because a photo may lie there of which it did not get to
// take note. It answers nothing at all for a folder that does not exist.
func (s *session) leaf(ctx context.Context, dir string, n int) ([]shelved, error) {
	more := []string{"path", dir, "type", "image", "order", "0", "page", strconv.Itoa(n)}
	if n == 1 {
		more = append(more, "refresh", "1")
	}
	p, err := s.signedIn(s.exchange(ctx, web.Request{URL: s.site.page("upload", "imglist", more...), Did: "nukeviet: look for photos"}))
	if err != nil {
		return nil, err
	}
	photos := shelfOf(p.body)
	behindTheLast := n > 1 && bytes.Contains(p.body, []byte("imglist")) // it has the numbers of the pages alone
	if len(photos) == 0 && len(bytes.TrimSpace(p.body)) > 0 && !behindTheLast {
		return nil, strange("nukeviet: look for photos", p)
	}
	return photos, nil
}
