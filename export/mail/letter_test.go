package mail

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/model"
)

// letter is a message as a mail program reads it.
type letter struct {
	head   mail.Header
	text   string
	html   string
	inline map[string][]byte // by Content-ID
	packed map[string][]byte // by name in the zip, without its top folder
}

func readLetter(data []byte) (letter, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return letter{}, err
	}
	l := letter{head: m.Header, inline: map[string][]byte{}, packed: map[string][]byte{}}
	return l, l.part(m.Header.Get("Content-Type"), "", "", m.Body)
}

// part reads one part, and those in it.
func (l *letter) part(kind, encoding, id string, body io.Reader) error {
	kind, params, err := mime.ParseMediaType(kind)
	if err != nil {
		return err
	}
	if strings.HasPrefix(kind, "multipart/") {
		return l.parts(multipart.NewReader(body, params["boundary"]))
	}
	switch encoding {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	data, err := io.ReadAll(body)
	switch kind {
	case "text/plain":
		l.text = string(data)
	case "text/html":
		l.html = string(data)
	case "image/jpeg":
		l.inline[strings.Trim(id, "<>")] = data
	case "application/zip":
		return errors.Join(err, l.unpack(data))
	}
	return err
}

func (l *letter) parts(r *multipart.Reader) error {
	for {
		p, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		err = l.part(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p.Header.Get("Content-Id"), p)
		if err != nil {
			return err
		}
	}
}

func (l *letter) unpack(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		_, name, _ := strings.Cut(f.Name, "/")
		if l.packed[name], err = io.ReadAll(r); err != nil {
			return err
		}
	}
	return nil
}

// decoded is a line of the head in plain words; what cannot be decoded stays.
func (l letter) decoded(name string) string {
	s, err := new(mime.WordDecoder).DecodeHeader(l.head.Get(name))
	if err != nil {
		return l.head.Get(name)
	}
	return s
}

// sample is a report with all kinds of blocks, and its photos.
func sample(t testing.TB) (export.Post, []export.Image) {
	t.Helper()
	b := exporttest.Sample()
	var photos []export.Image
	seen := map[model.PhotoID]bool{}
	for _, pic := range b.Report.Pictures() {
		if pic.Photo == "" || seen[pic.Photo] {
			continue
		}
		seen[pic.Photo] = true
		r, err := b.Photo(pic.Photo)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		photos = append(photos, export.Image{ID: pic.Photo, Name: export.ImageName(pic.Photo), Data: data, Width: 48, Height: 32})
	}
	return export.Post{Mark: "txthunghiem234567", Report: b.Report, Status: model.PostPublic}, photos
}

// checkLetter compares a message with what was to be sent.
func checkLetter(t *testing.T, data []byte, p export.Post, photos []export.Image) letter {
	t.Helper()
	l, err := readLetter(data)
	if err != nil {
		t.Fatal(err)
	}
	if got := l.decoded("Subject"); got != p.Report.Name() {
		t.Errorf("subject %q, want %q", got, p.Report.Name())
	}
	if l.head.Get("X-Tinxa-Mark") != p.Mark || l.head.Get("Message-Id") == "" || l.head.Get("Date") == "" {
		t.Errorf("head %v", l.head)
	}
	if len(l.inline) != len(photos) || len(l.packed) != len(photos)+2 {
		t.Errorf("%d photos inside and %d files in the zip for %d photos", len(l.inline), len(l.packed), len(photos))
	}
	for _, photo := range photos {
		id := contentID(photo, p.Mark)
		if !bytes.Equal(l.inline[id], photo.Data) || !strings.Contains(l.html, `"cid:`+id+`"`) {
			t.Errorf("photo %s is not in the text", photo.Name)
		}
		if !bytes.Equal(l.packed[photo.Name], photo.Data) || !bytes.Contains(l.packed["bai.html"], []byte(`"`+photo.Name+`"`)) {
			t.Errorf("photo %s is not in the zip", photo.Name)
		}
	}
	if strings.ReplaceAll(l.text, "\r\n", "\n") != string(l.packed["bai.txt"]) {
		t.Errorf("the words differ from those in the zip")
	}
	for i, line := range strings.Split(string(data), "\r\n") {
		if len(line) > 998 {
			t.Errorf("line %d has %d bytes", i, len(line))
		}
	}
	return l
}
