package wordpress

import (
	"bytes"
	"cmp"
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/model"
	"tinxa/model/viet"
)

// media is a photo as REST tells it.
type media struct {
	ID     int
	Slug   string
	Source string `json:"source_url"`
	Size   size   `json:"media_details"`
}

// size is that of the photo that pages show, in pixels.
type size struct{ Width, Height int }

// UnmarshalJSON takes what is no size for none: of photos that the site could
// not read it says nothing, or a list.
func (s *size) UnmarshalJSON(data []byte) error {
	var loose struct{ Width, Height any }
	if json.Unmarshal(data, &loose) == nil {
		s.Width, s.Height = pixels(loose.Width), pixels(loose.Height)
	}
	return nil
}

func pixels(v any) int {
	n, err := strconv.Atoi(fmt.Sprint(v))
	if err != nil {
		return 0
	}
	return n
}

const mediaFields = "id,slug,source_url,media_details.width,media_details.height"

func (m media) remote(p export.Image) model.RemotePhoto {
	return model.RemotePhoto{
		ID: strconv.Itoa(m.ID), URL: m.Source,
		Width: cmp.Or(m.Size.Width, p.Width), Height: cmp.Or(m.Size.Height, p.Height),
	}
}

// stem is the name of a photo on the site, without what stands behind the dot.
func stem(p export.Image) string {
	name := cmp.Or(p.Name, export.ImageName(p.ID))
	return strings.TrimSuffix(name, path.Ext(name))
}

// A site appends a number to a name that it has given already, to an article, a
// page or a photo in its bin.
const namesEach = 3

// FindPhotos implements export.Shelf: many photos with one request, by the name
// that was asked for when they were sent.
func (s *session) FindPhotos(ctx context.Context, photos []export.Image) (map[model.PhotoID]model.RemotePhoto, error) {
	found := map[model.PhotoID]model.RemotePhoto{}
	for some := range slices.Chunk(photos, 100/namesEach) {
		var slugs []string
		for _, p := range some {
			slugs = append(slugs, stem(p), stem(p)+"-2", stem(p)+"-3")
		}
		var all []media
		query := url.Values{"slug": {strings.Join(slugs, ",")}, "per_page": {"100"}, "_fields": {mediaFields}}
		if _, err := s.do(ctx, request{path: "wp/v2/media", query: query, did: "wordpress: find photos"}, &all); err != nil {
			return nil, absentMeansClosed(err)
		}
		for _, p := range some {
			if m, ok := ours(all, p); ok {
				found[p.ID] = m.remote(p)
			}
		}
	}
	return found, nil
}

// appended matches what a site puts behind the name of a photo or its file.
var appended = regexp.MustCompile(`^(-\d{1,3})?(-scaled|-rotated)?$`)

// named reports whether a name is that of a photo, whatever was appended.
func named(name, stem string) bool {
	rest, ok := strings.CutPrefix(name, stem)
	return ok && appended.MatchString(rest)
}

// ours finds a photo; of several the one whose size the site knows, the oldest.
// Its file must have come under our name, too: a page may have the same slug.
func ours(all []media, p export.Image) (media, bool) {
	var same []media
	for _, m := range all {
		file := path.Base(m.Source)
		if m.ID > 0 && named(m.Slug, stem(p)) && named(strings.TrimSuffix(file, path.Ext(file)), stem(p)) {
			same = append(same, m)
		}
	}
	slices.SortFunc(same, func(a, b media) int {
		unknown := func(m media) int { return map[bool]int{true: 1}[m.Size.Width == 0] }
		return cmp.Or(unknown(a)-unknown(b), a.ID-b.ID)
	})
	if len(same) == 0 {
		return media{}, false
	}
	return same[0], true
}

const adding = "wordpress: add photo"

// AddPhoto implements export.Shelf. The photo goes as it is, which no limit of
// PHP's on files applies to; a site whose firewall takes only forms gets forms
// from then on.
func (s *session) AddPhoto(ctx context.Context, p export.Image, sent func(bytes int64)) (model.RemotePhoto, error) {
	if !s.me.Capabilities.may("upload_files") {
		return model.RemotePhoto{}, &export.PortalError{Kind: export.ErrRole, Did: adding, Reason: noPhotos}
	}
	if !s.forms {
		m, answer, err := s.upload(ctx, rawPhoto(p, sent))
		if err == nil {
			return m.remote(p), nil
		}
		if !wantsForm(answer) {
			return model.RemotePhoto{}, err
		}
	}
	q, err := photoForm(p, sent)
	if err != nil {
		return model.RemotePhoto{}, err
	}
	m, answer, err := s.upload(ctx, q)
	if err != nil {
		return model.RemotePhoto{}, limited(err, answer)
	}
	s.forms = true
	return m.remote(p), nil
}

// wantsForm reports whether an answer says that nothing was done because a
// photo is no form, or lost its headers on the way.
func wantsForm(a web.Answer) bool {
	f, ok := readFault(a.Body)
	switch a.Status {
	case http.StatusForbidden, http.StatusNotAcceptable, http.StatusUnsupportedMediaType:
		return !ok
	case http.StatusBadRequest:
		return strings.HasPrefix(f.Code, "rest_upload_no_content_") || f.Code == "rest_upload_invalid_disposition"
	}
	return false
}

// limited takes a form that arrived without its file for what it is: PHP drops
// one that is larger than it may be.
func limited(err error, a web.Answer) error {
	f, ok := readFault(a.Body)
	if ok && (f.Code == "rest_upload_no_data" || strings.HasPrefix(f.Code, "rest_upload_no_content_")) {
		return &export.PortalError{Kind: export.ErrTooLarge, Did: adding, Status: a.Status, Said: web.Said(a.Body)}
	}
	return err
}

// mostQuery is how long the words of a photo may be in an address, in bytes.
// Some servers take 2,048 for the whole.
const mostQuery = 1500

// rawPhoto sends a photo as the body and its words in the address.
func rawPhoto(p export.Image, sent func(int64)) request {
	query := url.Values{"_fields": {mediaFields}, "slug": {stem(p)}}
	for name, words := range photoWords(p) {
		query.Set(name, words)
	}
	if len(query.Encode()) > mostQuery { // the article tells them
		query.Del("caption")
	}
	if len(query.Encode()) > mostQuery {
		query.Del("alt_text")
	}
	sum := md5.Sum(p.Data)
	return request{
		method: http.MethodPost, path: "wp/v2/media", query: query, raw: p.Data, sent: sent, did: adding,
		header: http.Header{
			"Content-Type":        {"image/jpeg"},
			"Content-Disposition": {`attachment; filename="` + stem(p) + `.jpg"`},
			"Content-Md5":         {hex.EncodeToString(sum[:])}, // as WordPress reads it, not as the standard has it
		},
	}
}

func photoWords(p export.Image) map[string]string {
	words := map[string]string{
		"caption":  markedUp(p.Caption),
		"alt_text": viet.Normal(cmp.Or(p.Alt, p.Caption)),
	}
	for name, said := range words {
		if said == "" {
			delete(words, name)
		}
	}
	return words
}

// photoForm sends a photo as a form does.
func photoForm(p export.Image, sent func(int64)) (request, error) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	failed := func(err error) (request, error) {
		return request{}, &export.PortalError{Kind: export.ErrRejected, Did: adding, Cause: err}
	}
	words := photoWords(p)
	for _, name := range []string{"slug", "caption", "alt_text"} {
		if name == "slug" {
			words[name] = stem(p)
		}
		if err := form.WriteField(name, words[name]); err != nil {
			return failed(err)
		}
	}
	file, err := form.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="file"; filename="` + stem(p) + `.jpg"`},
		"Content-Type":        {"image/jpeg"},
	})
	if err != nil {
		return failed(err)
	}
	if _, err := file.Write(p.Data); err != nil {
		return failed(err)
	}
	if err := form.Close(); err != nil {
		return failed(err)
	}
	return request{
		method: http.MethodPost, path: "wp/v2/media", query: url.Values{"_fields": {mediaFields}},
		raw: body.Bytes(), sent: sent, did: adding,
		header: http.Header{"Content-Type": {form.FormDataContentType()}},
	}, nil
}

// upload sends a photo. A server that breaks down while it makes smaller ones
// says which photo it was at, and is asked to go on.
func (s *session) upload(ctx context.Context, q request) (media, web.Answer, error) {
	var m media
	answer, err := s.do(ctx, q, &m)
	if err == nil && (m.ID == 0 || m.Source == "") {
		err = misread(q, answer, nil)
	}
	id, known := number(answer.Header.Get("X-Wp-Upload-Attachment-Id"))
	if err == nil || !known || answer.Status < http.StatusInternalServerError {
		return m, answer, err
	}
	goOn := request{
		method: http.MethodPost, path: "wp/v2/media/" + strconv.Itoa(id) + "/post-process",
		query: url.Values{"_fields": {mediaFields}}, body: fields{"action": "create-image-subsizes"}, did: adding,
	}
	if _, failed := s.do(ctx, goOn, &m); failed != nil || m.ID != id || m.Source == "" {
		return m, answer, err // the photo is there, and will be found
	}
	return m, answer, nil
}
