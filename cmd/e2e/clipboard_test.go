package e2e

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/jpeg"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"tinxa/export/markup"
	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/model/webtext"
	"tinxa/ui/native"
)

// page is one as people copy from: looks come from its style sheet, and much of
// it nobody wrote.
const page = `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Trang của xã</title>
<style>.dam{font-weight:700}.nghieng{font-style:italic}.gach{text-decoration:underline}.an{display:none}</style></head>
<body><h2>Hội nghị Đảng ủy xã Suối Mây</h2>
<p>Sáng 15/10,&nbsp; <span class="dam">Đảng ủy xã</span> họp <span class="nghieng">lần <span class="gach">thứ 4</span></span>,
xem <a href="https://suoimay.example.vn/tin?so=4">tin<br>trước</a>.</p><script>let x = "mã"</script><p class="an">chữ ẩn</p>
<ul><li>Một<ul><li>Hai</li></ul></li><li>Ba</li></ul>
<blockquote>Vì dân phục vụ</blockquote>
<figure><img src="data:image/jpeg;base64,PHOTO" width="90" height="60"><figcaption>Quang cảnh</figcaption></figure>
<table><tr><td>Thôn Đông</td><td>15</td></tr></table>
<div>Câu cuối, Tổng 150 m<sup>2</sup>.</div></body></html>`

// editor is a page such as portals edit articles in; it tells what was pasted.
const editor = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Soạn bài</title></head>
<body contenteditable style="min-height:100vh"></body><script>
document.body.addEventListener('paste', () => setTimeout(() => fetch('/pasted', {method: 'POST', body: document.body.innerHTML}), 200));
document.body.focus();
</script></html>`

// browser is Chromium on a screen, showing one of these pages.
type browser struct {
	*screen
	pasted chan string
}

// newBrowser opens a page; native then talks with the clipboard of its screen.
func newBrowser(t *testing.T, html, title string) browser {
	t.Helper()
	b := browser{newScreen(t), make(chan string, 100)}
	t.Setenv("DISPLAY", b.name)
	t.Setenv("XAUTHORITY", "")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/pasted" {
			body, _ := io.ReadAll(r.Body) // cut short it is not what is expected
			b.pasted <- string(body)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, html)
	}))
	t.Cleanup(server.Close)
	name := "chromium"
	for _, other := range []string{"chromium-browser", "google-chrome"} {
		if _, err := exec.LookPath(name); err != nil {
			name = other
		}
	}
	c := exec.Command(name, "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--password-store=basic", "--ozone-platform=x11",
		"--user-data-dir="+t.TempDir(), "--app="+server.URL)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // it starts others, which write into its folder
	b.must(c.Start())
	t.Cleanup(func() {
		_ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL)
		_ = c.Wait() // killed, which it reports as an error
	})
	b.titled(title)
	return b
}

// copyAll copies all of the page by the keys that a person presses.
func (b browser) copyAll() native.Content {
	b.t.Helper()
	var c native.Content
	b.until("what was copied", func() bool {
		b.press(ctrl, 'a')
		time.Sleep(200 * time.Millisecond) // the keyboard may belong to nobody yet
		b.press(ctrl, 'c')
		time.Sleep(200 * time.Millisecond)
		var err error
		c, err = native.ReadClipboard(b.t.Context())
		b.must(err)
		return strings.Contains(c.HTML, "Vì dân") && !strings.Contains(c.HTML, model.ClipName)
	})
	return c
}

// photo is a small one, and its address.
func photo(t *testing.T) (data []byte, address string) {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 90, 60)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), "data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(b.Bytes())
}

func readPage(t *testing.T, html string) webtext.Page {
	t.Helper()
	p, err := webtext.Read(strings.NewReader(html))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var (
	blockID = regexp.MustCompile(`"id":"[^"]*"`)
	photoID = regexp.MustCompile(`"photo":"[^"]*",`)
)

// sameBlocks compares all but the ids, which are new wherever something is
// pasted, and of which others know nothing.
func sameBlocks(t *testing.T, what string, got, want model.Blocks) {
	t.Helper()
	text := func(bs model.Blocks) string {
		data, err := json.Marshal(bs)
		if err != nil {
			t.Fatal(err)
		}
		return string(photoID.ReplaceAll(blockID.ReplaceAll(data, []byte(`"id":""`)), nil))
	}
	if text(got) != text(want) {
		t.Errorf("%s is\n%s\nwant\n%s", what, text(got), text(want))
	}
}

func TestCopyingFromABrowser(t *testing.T) {
	data, address := photo(t)
	b := newBrowser(t, strings.Replace(page, "data:image/jpeg;base64,PHOTO", address, 1), "Trang của xã")
	c := b.copyAll()
	if !strings.Contains(c.Text, "Đảng ủy xã họp") || len(c.Photos) != 0 {
		t.Errorf("copied %q and %d photos", c.Text, len(c.Photos))
	}
	p := readPage(t, c.HTML)
	const link = "https://suoimay.example.vn/tin?so=4"
	sameBlocks(t, "what was copied", p.Blocks, model.Blocks{
		model.Heading{Text: model.Plainly("Hội nghị Đảng ủy xã Suối Mây")},
		model.Paragraph{Text: model.Text{
			{Text: "Sáng 15/10, "},
			{Text: "Đảng ủy xã", Marks: model.Bold},
			{Text: " họp "},
			{Text: "lần ", Marks: model.Italic},
			{Text: "thứ 4", Marks: model.Italic | model.Underline},
			{Text: ", xem "},
			{Text: "tin\ntrước", Link: link},
			{Text: "."},
		}},
		model.List{Entries: []model.Text{model.Plainly("Một"), model.Plainly("Hai"), model.Plainly("Ba")}, Depths: []int{0, 1, 0}},
		model.Quote{Text: model.Plainly("Vì dân phục vụ")},
		model.Photos{Pictures: []model.Picture{{Caption: "Quang cảnh"}}},
		model.Paragraph{Text: model.Plainly("Thôn Đông - 15")},
		model.Paragraph{Text: model.Plainly("Câu cuối, Tổng 150 m².")},
	})
	if len(p.Sources) != 1 || !bytes.Equal(p.Sources[0].Data, data) {
		t.Errorf("the photo came from %+v", p.Sources)
	}
}

// TestPastingIntoABrowser pastes a piece of a report into a page that edits
// articles, and copies it from there again.
func TestPastingIntoABrowser(t *testing.T) {
	b := newBrowser(t, editor, "Soạn bài")
	data, address := photo(t)
	id := modeltest.PhotoIDOf(data)
	blocks := model.Blocks{
		model.Heading{ID: "a", Text: model.Plainly("Nội dung")},
		model.Paragraph{ID: "b", Text: model.Text{
			{Text: "Tại "},
			{Text: "xã Suối Mây", Marks: model.Bold},
			{Text: ",\n"},
			{Text: "lần ", Marks: model.Italic},
			{Text: "thứ 4", Marks: model.Italic | model.Underline},
			{Text: " xem "},
			{Text: "đây", Link: "https://suoimay.example.vn/a"},
		}},
		model.List{ID: "c", Ordered: true, Entries: []model.Text{model.Plainly("Một"), model.Plainly("Hai"), model.Plainly("Ba")}, Depths: []int{0, 1, 0}},
		model.Quote{ID: "d", Text: model.Plainly("Vì dân phục vụ"), From: "Nguyễn Thị Hạnh"},
		model.Photos{ID: "e", Pictures: []model.Picture{{Photo: id, Caption: "Quang cảnh", Alt: "Hội trường"}}},
		model.Paragraph{ID: "f", Text: model.Plainly("Câu cuối.")},
	}
	html := markup.Clip(model.Clip{Blocks: blocks}, func(model.PhotoID) string { return address })
	b.must(native.CopyHTML(t.Context(), html, "Nội dung"))

	back, err := native.ReadClipboard(t.Context())
	b.must(err)
	own := readPage(t, back.HTML)
	sameBlocks(t, "what this program pastes", own.Blocks, blocks)
	if photos, ok := own.Blocks[4].(model.Photos); !ok || photos.Pictures[0].Photo != id || back.Text != "Nội dung" {
		t.Errorf("this program pastes %q, with %+v", back.Text, own.Blocks[4])
	}

	pasted := ""
	b.until("the page to be pasted into", func() bool {
		b.press(ctrl, 'v')
		select {
		case pasted = <-b.pasted:
		case <-time.After(time.Second): // the keyboard may belong to nobody yet
		}
		return pasted != ""
	})
	if strings.Contains(pasted, model.ClipName) {
		t.Errorf("the piece itself stays in the page: %s", pasted)
	}
	sameBlocks(t, "what the page holds", readPage(t, pasted).Blocks, blocks)
	sameBlocks(t, "what is copied from there", readPage(t, b.copyAll().HTML).Blocks, blocks)
}
