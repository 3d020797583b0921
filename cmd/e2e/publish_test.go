package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"io/fs"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tinxa/assets"
	"tinxa/cmd/vault"
	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/export/exporttest/wpsite"
	"tinxa/model"
)

// portalName is what the user of these tests calls the portal.
const portalName = "Cổng xã Suối Mây"

// newPortal is a WordPress, added by its address alone.
func (d *desk) newPortal() *wpsite.Site {
	d.t.Helper()
	site, err := wpsite.Start(context.Background(), filepath.Join(d.t.TempDir(), "wp"))
	d.must(err)
	d.t.Cleanup(site.Close)
	address := strings.TrimPrefix(site.URL, "http://")
	d.secretly(site.Editor.AppPassword, "portal", "add", address, "--name", portalName, "--user", site.Editor.Name)
	return site
}

// secretly is a subcommand that reads a password from file descriptor 3.
func (d *desk) secretly(secret string, args ...string) string {
	d.t.Helper()
	in, out, err := os.Pipe()
	d.must(err)
	defer in.Close()
	_, err = out.WriteString(secret + "\n")
	d.must(err)
	d.must(out.Close())
	c := d.command(append(args, "--password-fd", "3")...)
	c.ExtraFiles = []*os.File{in}
	var said bytes.Buffer
	c.Stderr = &said
	printed, err := c.Output()
	if err != nil {
		d.t.Fatalf("%q: %v\n%s", args, err, said.String())
	}
	if strings.Contains(said.String()+string(printed), secret) {
		d.t.Errorf("%q repeats the password", args)
	}
	return strings.TrimSpace(string(printed))
}

// samples lists the five samples as drafts of this user.
func (d *desk) samples() []model.Report {
	d.t.Helper()
	v, err := vault.Open(d.t.Context(), d.data)
	d.must(err)
	defer func() { d.must(v.Close()) }()
	folders, err := fs.Glob(assets.FS, "samples/*")
	d.must(err)
	var all []model.Report
	for _, folder := range folders {
		data, err := fs.ReadFile(assets.FS, folder+"/report.json")
		d.must(err)
		r, err := model.Decode(data)
		d.must(err)
		photos, err := fs.Glob(assets.FS, folder+"/*.jpg")
		d.must(err)
		for _, photo := range photos {
			data, err := fs.ReadFile(assets.FS, photo)
			d.must(err)
			_, err = v.Photos.Add(d.t.Context(), bytes.NewReader(data))
			d.must(err)
		}
		if r = r.Copy(); r.Head.Title == "" { // which the program asks for before it publishes
			r.Head.Title = "Đảng ủy xã Khe Trúc sơ kết việc thực hiện nghị quyết"
		}
		saved, err := v.Store.Save(d.t.Context(), r)
		d.must(err)
		all = append(all, saved)
	}
	return all
}

// changed saves a report with other words.
func (d *desk) changed(r model.Report) model.Report {
	d.t.Helper()
	v, err := vault.Open(d.t.Context(), d.data)
	d.must(err)
	defer func() { d.must(v.Close()) }()
	r, err = v.Store.Report(d.t.Context(), r.ID) // which is a published one by now
	d.must(err)
	if r.Status != model.Published {
		d.t.Errorf("%s is %s", r.Head.Title, r.Status)
	}
	r.Head.Title += " (cập nhật)"
	r.Blocks = append(slices.Clone(r.Blocks), model.Paragraph{
		ID: model.NewBlockID(), Text: model.Text{{Text: "Tin được bổ sung lúc 16 giờ 30."}},
	})
	saved, err := v.Store.Save(d.t.Context(), r)
	d.must(err)
	return saved
}

// TestPublishing is the other main job: a portal added by its address, the five
// samples published, read in a browser, changed and published again.
func TestPublishing(t *testing.T) {
	d := newDesk(t)
	site := d.newPortal()
	reports := d.samples()
	if len(reports) != 5 {
		t.Fatalf("%d samples", len(reports))
	}
	first := d.published(site, reports)
	d.checkPublished(site, reports, first)

	for i := range reports {
		reports[i] = d.changed(reports[i])
	}
	second := d.published(site, reports)
	d.checkPublished(site, reports, second)
	same(t, "addresses after an edit", second, first)
	if all, err := site.Articles(t.Context(), ""); err != nil || len(all) != len(reports) {
		t.Errorf("%d articles stand there, %v; want one for each of %d reports", len(all), err, len(reports))
	}
	d.checkOutbox(reports, second)
	d.checkSecrets(site.Editor.AppPassword)
}

// published publishes reports and returns their addresses.
func (d *desk) published(site *wpsite.Site, reports []model.Report) (addresses []string) {
	d.t.Helper()
	for _, r := range reports {
		addresses = append(addresses, d.secretly(site.Editor.AppPassword,
			"publish", string(r.ID), "--portal", portalName, "--status", "publish"))
	}
	return addresses
}

// checkPublished reads every article as its readers do.
func (d *desk) checkPublished(site *wpsite.Site, reports []model.Report, addresses []string) {
	d.t.Helper()
	var views []string
	for _, address := range addresses {
		at, err := url.Parse(address)
		d.must(err)
		views = append(views, "720:"+at.RequestURI())
	}
	behind, err := url.Parse(site.URL)
	d.must(err)
	front := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(behind)
		r.Out.Host = r.In.Host // the site builds its addresses from it
	}}
	seen := exporttest.LookAt(d.t.(*testing.T), front, views...)
	for i, r := range reports {
		d.checkArticle(r, seen[views[i]])
	}
}

func (d *desk) checkArticle(r model.Report, seen exporttest.Seen) {
	d.t.Helper()
	var want []string
	add := func(words string) { want = append(want, strings.TrimSpace(words)) }
	add(r.Head.Title)
	for _, line := range export.Lines(r.Head.Sapo) {
		add(line.Plain())
	}
	for _, part := range export.Reading(r) {
		for _, line := range part.Lines {
			add(line.Plain())
		}
		for _, line := range part.Signed {
			add(line)
		}
	}
	inOrder(d.t, plain(seen.Text), plainAll(want)...)
	var captions, shown []string
	for _, p := range r.Pictures() {
		caption := plain(p.Caption)
		if p.Credit != "" {
			caption += ". Ảnh: " + plain(p.Credit)
		}
		captions = append(captions, caption)
	}
	for _, p := range seen.Photos {
		shown = append(shown, plain(p.Caption))
		if !p.Loaded {
			d.t.Errorf("%s: the photo %q is not shown", r.Head.Title, p.Caption)
		}
	}
	same(d.t, "captions of "+r.Head.Title, shown, captions)
}

// plain is text as WordPress prints it: its typography puts other dashes and
// quotes into the words.
func plain(s string) string {
	s = norm.NFC.String(s)
	s = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "–", "-", "—", "-", "…", "...", "\u00a0", " ").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

func plainAll(all []string) (out []string) {
	for _, s := range all {
		if s = plain(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// checkOutbox compares what the program says was published.
func (d *desk) checkOutbox(reports []model.Report, addresses []string) {
	d.t.Helper()
	var items []struct {
		Report model.ReportID
		Title  string
		State  model.SendState
		URL    string
	}
	d.must(json.Unmarshal([]byte(d.output("outbox", "--json")), &items))
	var got, want []string
	for _, it := range items {
		got = append(got, fmt.Sprint(it.Report, it.Title, it.State, it.URL))
	}
	for i, r := range reports {
		want = append(want, fmt.Sprint(r.ID, r.Head.Title, model.SendDone, addresses[i]))
	}
	slices.Sort(got)
	slices.Sort(want)
	same(d.t, "the queue", got, want)
}

// checkSecrets looks for a password in every file that the program keeps.
func (d *desk) checkSecrets(secret string) {
	d.t.Helper()
	d.must(filepath.WalkDir(d.home, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(secret)) || bytes.Contains(data, []byte(strings.ReplaceAll(secret, " ", ""))) {
			d.t.Errorf("the password lies in %s", path)
		}
		return err
	}))
}

// TestPublishingFromTheWindow is one press: a report is written, and Ctrl+Enter
// puts it onto the portal. This machine has no keyring, so the password is asked
// for, once.
func TestPublishingFromTheWindow(t *testing.T) {
	d := newDesk(t)
	site := d.newPortal()
	w := d.open()
	w.after(func() { w.press(ctrl, 'n') })
	target := w.titled("Bài chưa có tiêu đề")
	w.write(headline + "\n" + sapo + "\n" + body)
	w.titled(headline + " – ")
	page := w.place(target)
	w.after(func() {
		w.drop(target, page.Min.Add(image.Pt(page.Dx()/2, page.Dy()*3/4)), d.photos()[:1]...)
	})
	w.write(caption1)
	w.saved()
	w.after(func() { w.press(ctrl, 'e') })
	w.after(func() { w.press(ctrl, enter) })
	w.write(site.Editor.AppPassword + "\n")
	w.arrived(site, 1)

	w.after(func() { w.press(ctrl, 'e') })
	w.write("Bổ sung: ")
	w.saved()
	w.after(func() { w.press(ctrl, 'e') })
	w.press(ctrl, enter)
	w.arrived(site, 2)
	w.leave()
	if photos, err := site.Photos(t.Context(), ""); err != nil || len(photos) != 1 || !strings.HasPrefix(filepath.Base(photos[0].Path), "anh-") {
		t.Errorf("photos on the portal: %+v, %v; want the one", photos, err)
	}
	d.checkSecrets(site.Editor.AppPassword)
}

// arrived waits until the program says that it has published so many times, and
// looks for the one article on the portal.
func (w *window) arrived(site *wpsite.Site, times int) {
	w.t.Helper()
	w.until("the article", func() bool {
		all, err := site.Articles(w.t.Context(), "")
		return err == nil && len(all) == 1 && strings.Contains(all[0].Content, caption1) &&
			strings.Contains(all[0].Content+all[0].Title, "Bổ sung") == (times > 1)
	})
}
