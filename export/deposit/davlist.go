package deposit

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"

	"tinxa/export"
)

// listing is one answer in a multistatus, RFC 4918 section 14.16, as far as it
// is read.
type listing struct {
	Href string `xml:"DAV: href"`
	Stat []struct {
		Status string `xml:"DAV: status"`
		Prop   struct {
			Size    int64  `xml:"DAV: getcontentlength"`
			Changed string `xml:"DAV: getlastmodified"`
			Type    struct {
				Folder *struct{} `xml:"DAV: collection"`
			} `xml:"DAV: resourcetype"`
		} `xml:"DAV: prop"`
	} `xml:"DAV: propstat"`
}

// parseList reads the answer to PROPFIND with depth 1 for a folder of ours, which
// is in the answer itself and holds none of its own name.
func parseList(data []byte, folder string) ([]entry, error) {
	strange := &export.PortalError{Kind: export.ErrStrangeAnswer, Did: "webdav: list"}
	var all []entry
	answers := 0
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, strange
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "response" {
			continue
		}
		var one listing
		if err := d.DecodeElement(&one, &start); err != nil || len(all) > mostEntries {
			return nil, strange
		}
		answers++
		if e := one.entry(path.Base(hrefPath(one.Href))); e.Name != folder || !e.Folder {
			all = append(all, e)
		}
	}
	if answers == 0 {
		return nil, strange
	}
	return all, nil
}

// hrefPath is the path of an address, which some servers give whole.
func hrefPath(href string) string {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil {
		return ""
	}
	return u.Path
}

func (l listing) entry(name string) entry {
	e := entry{Name: name}
	for _, s := range l.Stat {
		if s.Status != "" && !strings.Contains(s.Status, " 200") {
			continue
		}
		e.Size, e.Folder = s.Prop.Size, s.Prop.Type.Folder != nil
		e.Changed, _ = http.ParseTime(s.Prop.Changed)
	}
	return e
}
