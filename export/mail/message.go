package mail

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"time"

	"tinxa/export"
	"tinxa/export/archive"
	"tinxa/export/page"
	"tinxa/model"

	gomail "github.com/wneessen/go-mail"
)

// markHeader names the report in the head of a message.
const (
	markHeader   = gomail.Header("X-Tinxa-Mark")
	statusHeader = gomail.Header("X-Tinxa-Status")
	timeHeader   = gomail.Header("X-Tinxa-Publish-At")
)

// compose writes a message: the report as HTML with its photos in it and as
// plain words, and a zip of both with the photos. The same report has the same
// Message-ID each time, so that mail systems can drop what comes twice.
func compose(ctx context.Context, e envelope, p export.Post, photos []export.Image, now time.Time) ([]byte, error) {
	if err := withData(photos); err != nil {
		return nil, err
	}
	packed, err := pack(ctx, p, photos)
	if err != nil {
		return nil, err
	}
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := address(m, e); err != nil {
		return nil, err
	}
	m.Subject(strings.Join(strings.Fields(p.Report.Name()), " "))
	m.SetDateWithValue(now)
	m.SetMessageIDWithValue(messageID(e.from, p, packed))
	m.SetGenHeader(markHeader, p.Mark)
	m.SetGenHeader(statusHeader, string(p.Status))
	if !p.At.IsZero() {
		m.SetGenHeader(timeHeader, p.At.Format(time.RFC3339))
	}
	m.SetBodyString(gomail.TypeTextPlain, page.Text(p.Report))
	m.AddAlternativeString(gomail.TypeTextHTML, page.Document(withURLs(p, photos, func(i export.Image) string { return "cid:" + contentID(i, p.Mark) })))
	for _, photo := range photos {
		m.EmbedReadSeeker(export.ImageName(photo.ID), bytes.NewReader(photo.Data),
			gomail.WithFileContentID(contentID(photo, p.Mark)), gomail.WithFileContentType("image/jpeg"))
	}
	m.AttachReadSeeker(export.FileName(p.Report)+".zip", bytes.NewReader(packed), gomail.WithFileContentType("application/zip"))
	var out bytes.Buffer
	if _, err := m.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("mail: write: %w", err)
	}
	return out.Bytes(), nil
}

func address(m *gomail.Msg, e envelope) error {
	for _, err := range []error{m.From(e.from), m.To(e.to...), m.Cc(e.cc...)} {
		if err != nil {
			return wrong("write")
		}
	}
	return nil
}

// contentID names a photo within the message.
func contentID(p export.Image, mark string) string {
	return strings.TrimSuffix(export.ImageName(p.ID), ".jpg") + "@" + mark + ".tinxa"
}

// withURLs is p with an address for each photo that is sent.
func withURLs(p export.Post, photos []export.Image, url func(export.Image) string) export.Post {
	p.Photos = map[model.PhotoID]model.RemotePhoto{}
	for _, i := range photos {
		p.Photos[i.ID] = model.RemotePhoto{URL: url(i), Width: i.Width, Height: i.Height}
	}
	return p
}

// messageID follows from what is sent, not from when.
func messageID(from string, p export.Post, packed []byte) string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s %s %s ", p.Mark, p.Status, p.At.UTC().Format(time.RFC3339))
	sum.Write(packed)
	_, domain, _ := strings.Cut(from, "@")
	return fmt.Sprintf("%s.%x@%s", p.Mark, sum.Sum(nil)[:10], domain)
}

// pack is the zip of the report and its photos as they are sent.
func pack(ctx context.Context, p export.Post, photos []export.Image) ([]byte, error) {
	local := withURLs(p, photos, func(i export.Image) string { return export.ImageName(i.ID) })
	files := parcel{
		textFile("bai.html", page.Document(local)),
		textFile("bai.txt", page.Text(p.Report)),
	}
	for _, i := range photos {
		files = append(files, dataFile(export.ImageName(i.ID), i.Data))
	}
	var out bytes.Buffer
	if err := archive.Zip(files).Export(ctx, &out, export.Bundle{Report: p.Report}); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// parcel implements export.Pages with what is at hand.
type parcel []export.File

// Files implements export.Pages.
func (p parcel) Files(context.Context, export.Bundle) ([]export.File, error) { return p, nil }

func textFile(name, text string) export.File { return dataFile(name, []byte(text)) }

func dataFile(name string, data []byte) export.File {
	return export.File{Name: name, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}}
}
