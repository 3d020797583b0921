package nukesite

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
)

// maxSide is the longest side of a photo, in pixels, that is left as it is.
const maxSide = 1500

// file is a photo in a folder.
type file struct {
	data          []byte
	width, height int
	at            int // counts files
}

func contents(head *multipart.FileHeader) []byte {
	f, err := head.Open()
	if err != nil {
		return nil
	}
	defer f.Close()
	data, _ := io.ReadAll(f)
	return data
}

// dir is where photos are put today. It exists from when the form of an article
// is opened.
func (s *Site) dir() string {
	layout := "2006_01"
	if s.options.Daily {
		layout = "2006_01/02"
	}
	return "uploads/news/" + s.wall().Format(layout)
}

// upload takes a photo, always with 200.
func (s *Site) upload(w http.ResponseWriter, v *visit, post posted) {
	refuse := func(why string) { _, _ = fmt.Fprint(w, "ERROR_"+words[why]) }
	dir := strings.Trim(post.get("path"), "/")
	if post.file == nil { // also when it was too large for PHP
		refuse("noFile")
		return
	}
	if !s.dirs[dir] {
		refuse("noPlace")
		return
	}
	if int64(len(post.file)) > s.options.FileMax {
		refuse("tooLarge")
		return
	}
	size, err := jpeg.DecodeConfig(bytes.NewReader(post.file))
	if err != nil {
		refuse("kind")
		return
	}
	name := s.free(dir, path.Base(post.name))
	s.last++
	s.files[dir+"/"+name] = shrunk(post.file, size, s.last)
	_, _ = fmt.Fprint(w, name)
}

// free is a name that no file of the folder has: a.jpg, a_1.jpg, a_2.jpg.
func (s *Site) free(dir, name string) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for n := 1; s.files[dir+"/"+name].data != nil; n++ {
		name = fmt.Sprintf("%s_%d%s", stem, n, ext)
	}
	return name
}

// shrunk is a photo as it is stored: a large one with fewer pixels and more
// bytes.
func shrunk(data []byte, size image.Config, at int) file {
	side := max(size.Width, size.Height)
	if side <= maxSide {
		return file{data, size.Width, size.Height, at}
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return file{data, size.Width, size.Height, at}
	}
	small := image.NewRGBA(image.Rect(0, 0, size.Width*maxSide/side, size.Height*maxSide/side))
	for y := range small.Rect.Dy() {
		for x := range small.Rect.Dx() {
			small.Set(x, y, img.At(x*side/maxSide, y*side/maxSide))
		}
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, small, &jpeg.Options{Quality: 100})
	return file{b.Bytes(), small.Rect.Dx(), small.Rect.Dy(), at}
}

// shelf lists a folder, the newest first; nothing at all where it is empty or
// does not exist.
func (s *Site) shelf(w http.ResponseWriter, r *http.Request) {
	type entry struct {
		Name          string
		Width, Height int
		at            int
	}
	var all []entry
	q := r.URL.Query()
	for name, f := range s.files {
		if path.Dir(name) == strings.Trim(q.Get("path"), "/") {
			all = append(all, entry{path.Base(name), f.width, f.height, f.at})
		}
	}
	slices.SortFunc(all, func(a, b entry) int { return b.at - a.at })
	q.Del("per_page")
	const most = 50
	if len(all) > 0 {
		s.show(w, "shelf", map[string]any{"Photos": pageOf(all, q, most), "Pages": len(all) > most})
	}
}

func (s *Site) deletePhoto(w http.ResponseWriter, post posted) {
	name := strings.Trim(post.get("path"), "/") + "/" + post.get("file")
	if s.files[name].data == nil {
		_, _ = fmt.Fprint(w, "ERROR#"+words["noPlace"])
		return
	}
	delete(s.files, name)
	_, _ = fmt.Fprint(w, "OK#Success!!!")
}

// Age lets time pass for those who are signed in, without asking the clock: all
// of them have been idle for too long.
func (s *Site) Age() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range s.visits {
		v.seen = v.seen.Add(-idle - time.Second)
	}
}
