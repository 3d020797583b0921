package e2e

import (
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/model/modeltest"
)

// What the user of these tests writes.
const (
	headline   = "Hội nghị Đảng ủy xã Suối Mây"
	sapo       = "Sáng 15/10, Đảng ủy xã họp bàn việc năm tới."
	body       = "Đồng chí Bí thư Đảng ủy chủ trì hội nghị."
	caption1   = "Quang cảnh hội nghị"
	caption2   = "Đại biểu biểu quyết thông qua nghị quyết"
	closing    = "Các ý kiến đều nhất trí cao."
	byline     = "Nguyễn Thị Lụa"
	folderName = "hoi-nghi-dang-uy-xa-suoi-may"
)

// TestWritingAReport is the main job from an empty machine to the files that a
// portal takes.
func TestWritingAReport(t *testing.T) {
	d := newDesk(t)
	w := d.open()
	w.after(func() { w.press(ctrl, 'n') })
	target := w.titled("Bài chưa có tiêu đề")
	w.write(headline + "\n" + sapo + "\n" + body)
	w.titled(headline + " – ")
	w.saved()

	page := w.place(target)
	belowText := page.Min.Add(image.Pt(page.Dx()/2, page.Dy()*3/4))
	w.after(func() { w.drop(target, belowText, d.photos()...) })
	w.write(caption1)
	w.press(tab)
	w.write(caption2 + "\n" + closing)
	w.press(ctrl, end)
	w.write(byline)
	w.saved()

	w.after(func() { w.press(ctrl, 'e') })
	w.press(ctrl, enter)
	folder := filepath.Join(d.documents(), folderName)
	w.until("the exported page", func() bool { return exists(filepath.Join(folder, "index.html")) })
	w.leave()

	checkPage(t, folder)
	d.checkStored()
}

// photos are two files as they come from a camera and by e-mail: one that says
// where it was taken and lies on its side, one with spaces in a Vietnamese name.
func (d *desk) photos() []string {
	d.t.Helper()
	sample, err := assets.FS.ReadFile("samples/02-hoi-nghi-bch/1.jpg")
	d.must(err)
	camera := modeltest.CameraJPEG(600, 400, 6)
	files := []string{filepath.Join(d.home, "Ảnh hội nghị sáng nay.jpg"), filepath.Join(d.home, "IMG_0415.JPG")}
	d.must(os.WriteFile(files[0], sample, 0o644))
	d.must(os.WriteFile(files[1], camera, 0o644))
	return files
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// checkPage reads the exported page as a browser does.
func checkPage(t testing.TB, folder string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	page, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "captions", words(page, "figcaption"), []string{caption1, caption2})
	same(t, "headlines", words(page, "h1"), []string{headline})
	for _, p := range []string{sapo, body, closing, byline} {
		if !slices.Contains(words(page, "p"), p) {
			t.Errorf("no paragraph says %q, only %q", p, words(page, "p"))
		}
	}
	text := strings.Join(words(page, "body"), "")
	inOrder(t, text, headline, sapo, body, caption1, caption2, closing, byline)
	photos := elements(page, "img")
	if len(photos) != 2 {
		t.Fatalf("%d photos on the page", len(photos))
	}
	for _, img := range photos {
		if attribute(img, "alt") == "" {
			t.Error("a photo without alternative text")
		}
		checkPhoto(t, filepath.Join(folder, attribute(img, "src")))
	}
}

// checkPhoto wants a photo that shows and tells nothing else.
func checkPhoto(t testing.TB, file string) {
	t.Helper()
	if filepath.Base(filepath.Dir(file)) != "anh" {
		t.Errorf("a photo lies at %s", file)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if img.Bounds().Dx() < 300 {
		t.Errorf("%s measures %v", file, img.Bounds())
	}
	for _, mark := range []string{"Exif\x00", modeltest.GPSMark, "http://ns.adobe.com/xap", "Photoshop"} {
		if bytes.Contains(data, []byte(mark)) {
			t.Errorf("%s still holds %s", file, mark)
		}
	}
}

// checkStored asks the command line for what the window left.
func (d *desk) checkStored() {
	d.t.Helper()
	listed := d.list()
	if len(listed) != 1 || listed[0].Title != headline || listed[0].Photos != 2 {
		d.t.Fatalf("listed are %+v", listed)
	}
	id := listed[0].ID
	r, err := model.Decode([]byte(d.output("show", id, "--json")))
	d.must(err)
	if r.Rev < 2 || r.Head.Sapo.Plain() != sapo || len(r.Credits.Bylines) != 1 || r.Credits.Bylines[0].Name != byline {
		d.t.Errorf("stored is revision %d with %+v, %+v", r.Rev, r.Head, r.Credits)
	}
	var captions []string
	for _, p := range r.Pictures() {
		captions = append(captions, p.Caption)
	}
	same(d.t, "stored captions", captions, []string{caption1, caption2})
	file := filepath.Join(d.home, "bài.txt")
	d.output("export", id, "--to", "txt", "-o", file)
	text, err := os.ReadFile(file)
	d.must(err)
	inOrder(d.t, string(text), headline, sapo, body, caption1, caption2, closing, byline)
	if shown := d.output("show", id); shown != string(text) {
		d.t.Errorf("show prints\n%s\nand export\n%s", shown, text)
	}
}

// draft is a line of list --json.
type draft struct {
	ID     string
	Title  string
	Photos int
}

func (d *desk) list() []draft {
	d.t.Helper()
	var all []draft
	d.must(json.Unmarshal([]byte(d.output("list", "--json")), &all))
	return all
}

func same(t testing.TB, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s are %q, want %q", what, got, want)
	}
}

// inOrder wants every part, each behind the one before.
func inOrder(t testing.TB, text string, parts ...string) {
	t.Helper()
	rest := text
	for _, part := range parts {
		_, behind, found := strings.Cut(rest, part)
		if !found {
			t.Errorf("%q is not where it belongs in\n%s", part, text)
			return
		}
		rest = behind
	}
}

// elements are those of a name, in reading order.
func elements(n *html.Node, name string) []*html.Node {
	var all []*html.Node
	for child := range n.Descendants() {
		if child.Type == html.ElementNode && child.Data == name {
			all = append(all, child)
		}
	}
	return all
}

// words are the texts of the elements of a name.
func words(n *html.Node, name string) []string {
	var all []string
	for _, e := range elements(n, name) {
		text := ""
		for child := range e.Descendants() {
			if child.Type == html.TextNode {
				text += child.Data
			}
		}
		all = append(all, strings.TrimSpace(text))
	}
	return all
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
