package nukeviet_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/export/exporttest/nukesite"
	"tinxa/export/nukeviet"
	"tinxa/model"
)

// person answers what a portal asks; a function that is nil says nobody is there.
type person struct {
	export.Nobody
	captcha func(picture []byte) string
	code    string
}

func (p person) Captcha(ctx context.Context, a model.Account, picture []byte) (string, error) {
	if p.captcha == nil {
		return p.Nobody.Captcha(ctx, a, picture)
	}
	return p.captcha(picture), nil
}

func (p person) Code(ctx context.Context, a model.Account) (string, error) {
	if p.code == "" {
		return p.Nobody.Code(ctx, a)
	}
	return p.code, nil
}

func open(t *testing.T, place exporttest.Place, asker export.Asker) (export.Portal, error) {
	t.Helper()
	s, err := place.Kind.Open(t.Context(), export.Door{Account: place.Account, Secret: place.Secret, Asker: asker})
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { s.Close() })
	return s.(export.Portal), nil
}

func mustOpen(t *testing.T, place exporttest.Place) export.Portal {
	t.Helper()
	s, err := open(t, place, export.Nobody{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	if export.Code(err) != code {
		t.Errorf("%v, want %s", err, code)
	}
}

// both runs a test with each way of answering forms to log in.
func both(t *testing.T, o nukesite.Options, test func(*testing.T, *nukesite.Site, exporttest.Place)) {
	for _, version := range []string{"4.5", "4.6"} {
		t.Run(version, func(t *testing.T) {
			o.Version = version
			site, _, place := start(t, o)
			test(t, site, place)
		})
	}
}

func typed(picture []byte) string {
	img, err := png.DecodeConfig(bytes.NewReader(picture))
	if err != nil {
		return err.Error()
	}
	return nukesite.CaptchaFor(img.Width)
}

func TestCaptcha(t *testing.T) {
	both(t, nukesite.Options{Captcha: true}, func(t *testing.T, _ *nukesite.Site, place exporttest.Place) {
		_, err := open(t, place, person{captcha: typed})
		wantCode(t, err, "")
		_, err = open(t, place, person{captcha: func([]byte) string { return "0" }})
		wantCode(t, err, "captcha")
		_, err = open(t, place, export.Nobody{})
		wantCode(t, err, "captcha")
		if !errors.Is(err, export.ErrNobody) {
			t.Errorf("%v, want ErrNobody beneath", err)
		}
	})
}

func TestRecaptchaNeedsABrowser(t *testing.T) {
	site, _, place := start(t, nukesite.Options{Recaptcha: true})
	_, err := open(t, place, person{captcha: typed})
	wantCode(t, err, "captcha")
	var e *export.PortalError
	if !errors.As(err, &e) || e.Reason != "recaptcha" {
		t.Errorf("%v does not say that a browser is needed", err)
	}
	for _, request := range site.Requests() {
		if strings.HasPrefix(request, "POST") {
			t.Errorf("the password was sent: %s", request)
		}
	}
}

func TestSecondFactor(t *testing.T) {
	both(t, nukesite.Options{Code: "123456"}, func(t *testing.T, _ *nukesite.Site, place exporttest.Place) {
		_, err := open(t, place, person{code: " 123456 "})
		wantCode(t, err, "")
		_, err = open(t, place, person{code: "654321"})
		wantCode(t, err, "second-factor")
		_, err = open(t, place, export.Nobody{})
		wantCode(t, err, "second-factor")
	})
}

func TestWrongPasswordsLockTheAccount(t *testing.T) {
	both(t, nukesite.Options{}, func(t *testing.T, site *nukesite.Site, place exporttest.Place) {
		wrong := place
		wrong.Secret = "sai"
		for range 5 {
			_, err := open(t, wrong, export.Nobody{})
			wantCode(t, err, "password")
			if strings.Contains(err.Error(), wrong.Secret+`"`) {
				t.Errorf("%v tells the password", err)
			}
		}
		sent := 0
		for _, request := range site.Requests() {
			if strings.HasPrefix(request, "POST") {
				sent++
			}
		}
		if sent != 5 {
			t.Errorf("%d requests for 5 tries", sent)
		}
		_, err := open(t, place, export.Nobody{})
		wantCode(t, err, "locked-out")
		var e *export.PortalError
		if errors.As(err, &e) && (e.After < 25*time.Minute || e.After > 30*time.Minute) {
			t.Errorf("leave it alone for %v", e.After)
		}
	})
}

func TestSessionStolen(t *testing.T) {
	_, _, place := start(t, nukesite.Options{})
	first := mustOpen(t, place)
	at, err := first.Create(t.Context(), post("txstolen0001"))
	wantCode(t, err, "")
	mustOpen(t, place) // the same account, elsewhere
	_, err = first.Update(t.Context(), at, post("txstolen0001"))
	wantCode(t, err, "session")
	_, err = first.AddPhoto(t.Context(), photo(t, 60), func(int64) {})
	wantCode(t, err, "session")
	_, _, err = first.Fetch(t.Context(), at)
	wantCode(t, err, "session")
}

func TestSessionExpires(t *testing.T) {
	site, _, place := start(t, nukesite.Options{})
	s := mustOpen(t, place)
	site.Age()
	_, err := s.Create(t.Context(), post("txexpired001"))
	wantCode(t, err, "session")
	again := mustOpen(t, place)
	if at, err := again.Find(t.Context(), "txexpired001"); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("%+v, %v, want nothing", at, err)
	}
}

// A search that shows everything must not pass for one that finds nothing, nor
// for one that finds the article.
func TestSearchThatDoesNotListen(t *testing.T) {
	_, _, place := start(t, nukesite.Options{Deaf: true})
	s := mustOpen(t, place)
	_, err := s.Find(t.Context(), "txnowhere001")
	wantCode(t, err, "strange-answer")
}

func TestHeldByAColleague(t *testing.T) {
	_, _, place := start(t, nukesite.Options{})
	chief := mustOpen(t, place)
	at, err := chief.Create(t.Context(), post("txheld000001"))
	wantCode(t, err, "")
	place.Account.User = nukesite.Colleague
	colleague := mustOpen(t, place)
	_, _, err = colleague.Fetch(t.Context(), at)
	var e *export.PortalError
	if !errors.As(err, &e) || e.Kind != export.ErrBusy || e.After <= 0 || !strings.Contains(e.Said, nukesite.Chief) {
		t.Errorf("%v, want busy, for some time, and by whom", err)
	}
	if found, err := colleague.Find(t.Context(), "txheld000001"); err != nil || found.ID != at.ID {
		t.Errorf("found %+v, %v", found, err)
	}
}

func TestEveryFieldIsSentBack(t *testing.T) {
	site, _, place := start(t, nukesite.Options{})
	s := mustOpen(t, place)
	at, err := s.Create(t.Context(), post("txfields0001"))
	wantCode(t, err, "")
	site.Edit(at.ID, map[string]string{"module_hotline": "0900 000 000", "description": "Mô tả của cổng", "alias": "ten-khac"})
	p := post("txfields0001")
	p.Report.Head.Title = "Tiêu đề mới"
	_, err = s.Update(t.Context(), at, p)
	wantCode(t, err, "")
	for name, want := range map[string]string{
		"module_hotline": "0900 000 000", "description": "Mô tả của cổng", "alias": "ten-khac", "inhome": "1",
		"title": "Tiêu đề mới", "author": "Vừ A Dính - Lò Thị Mận", "sourcetext": "Báo xã & huyện",
	} {
		if got := site.Field(at.ID, name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
}

// What stands in angle brackets is cut off on the portal, and what begins so.
func TestAngleBrackets(t *testing.T) {
	_, _, place := start(t, nukesite.Options{})
	s := mustOpen(t, place)
	p := post("txangle00001")
	p.Report.Head.Title = `Hộ nghèo còn <5% & "giảm"`
	at, err := s.Create(t.Context(), p)
	wantCode(t, err, "")
	_, err = s.Update(t.Context(), at, p)
	wantCode(t, err, "")
	_, there, err := s.Fetch(t.Context(), at)
	if err != nil || there.Title != p.Report.Head.Title || !strings.Contains(there.Sapo, "họp. Nhiều việc <5% còn lại.") {
		t.Errorf("%+v, %v", there, err)
	}
}

func TestTopicThatIsGone(t *testing.T) {
	_, _, place := start(t, nukesite.Options{})
	s := mustOpen(t, place)
	for _, topic := range []string{"77", "9"} { // there is none, it is closed
		p := post("txtopics0001")
		p.Topics = []string{topic}
		_, err := s.Create(t.Context(), p)
		wantCode(t, err, "topic")
	}
	p := post("txtopics0002")
	p.Topics, p.Status = nil, model.PostPublic
	at, err := s.Create(t.Context(), p)
	wantCode(t, err, "")
	_, err = s.Release(t.Context(), at, p)
	wantCode(t, err, "topic") // nobody chose where it is to stand
}

func TestSchedule(t *testing.T) {
	now := time.Date(2026, 11, 30, 20, 0, 0, 0, time.UTC) // the 1st, at the portal
	site, _, place := start(t, nukesite.Options{Now: func() time.Time { return now }})
	s := mustOpen(t, place)
	p := post("txschedule01")
	p.Status, p.At = model.PostPublic, time.Date(2026, 12, 2, 1, 30, 0, 0, time.UTC)
	at, err := s.Create(t.Context(), p)
	wantCode(t, err, "")
	at, err = s.Release(t.Context(), at, p)
	if err != nil || at.Status != model.PostPublic {
		t.Errorf("%+v, %v", at, err)
	}
	if got := site.First(at.ID); got != "02/12/2026 08:30" {
		t.Errorf("appears at %s", got)
	}
	p.At = time.Time{}
	_, err = s.Release(t.Context(), at, p)
	wantCode(t, err, "")
	if got := site.First(at.ID); got != "01/12/2026 03:00" {
		t.Errorf("appears at %s", got)
	}
	p.Status = model.PostDraft
	_, err = s.Release(t.Context(), at, p)
	wantCode(t, err, "role") // NukeViet does not take back what is public
}

func TestPhotoOfLastMonthIsFound(t *testing.T) {
	now := time.Date(2026, 11, 30, 16, 58, 0, 0, time.UTC)
	for _, daily := range []bool{false, true} {
		clock := now
		_, _, place := start(t, nukesite.Options{Daily: daily, Now: func() time.Time { return clock }})
		s := mustOpen(t, place)
		p := photo(t, 90)
		sent, err := s.AddPhoto(t.Context(), p, func(int64) {})
		wantCode(t, err, "")
		clock = clock.Add(3 * time.Minute) // December
		found, err := mustOpen(t, place).FindPhotos(t.Context(), []export.Image{p, photo(t, 91)})
		if err != nil || len(found) != 1 || found[p.ID].URL != sent.URL {
			t.Errorf("daily %v: found %v, %v, want %+v", daily, found, err, sent)
		}
	}
}

// Behind the last page of a folder stand the numbers of its pages and nothing else.
func TestFolderOfWholePages(t *testing.T) {
	_, _, place := start(t, nukesite.Options{})
	s := mustOpen(t, place)
	first := photo(t, 40)
	for i := range 100 {
		p := first
		p.Name = fmt.Sprintf("anh-%012d.jpg", i)
		_, err := s.AddPhoto(t.Context(), p, func(int64) {})
		wantCode(t, err, "")
	}
	oldest, none := first, photo(t, 41)
	oldest.Name = "anh-000000000000.jpg"
	found, err := s.FindPhotos(t.Context(), []export.Image{oldest, none})
	if err != nil || len(found) != 1 || !strings.HasSuffix(found[oldest.ID].URL, oldest.Name) {
		t.Errorf("found %v, %v", found, err)
	}
}

func TestPhotosThatAreRefused(t *testing.T) {
	_, _, place := start(t, nukesite.Options{FileMax: 20_000})
	s := mustOpen(t, place)
	big := photo(t, 50)
	big.Data = append(big.Data, make([]byte, 30_000)...)
	_, err := s.AddPhoto(t.Context(), big, func(int64) {})
	wantCode(t, err, "too-large")
	text := photo(t, 51)
	text.Data = []byte("no photo at all")
	_, err = s.AddPhoto(t.Context(), text, func(int64) {})
	wantCode(t, err, "photo-type")
}

// PHP drops what is larger than post_max_size, and NukeViet then asks for a file.
func TestPhotoThatPHPDropped(t *testing.T) {
	_, _, place := start(t, nukesite.Options{PostMax: 20_000, FileMax: 1 << 20})
	big := photo(t, 52)
	big.Data = append(big.Data, make([]byte, 30_000)...)
	_, err := mustOpen(t, place).AddPhoto(t.Context(), big, func(int64) {})
	wantCode(t, err, "too-large")
	var e *export.PortalError
	if errors.As(err, &e) && (e.Limit <= 0 || e.Limit >= int64(len(big.Data))) {
		t.Errorf("a limit of %d for %d bytes", e.Limit, len(big.Data))
	}
}

func TestLargePhotosAreAnnounced(t *testing.T) {
	_, _, place := start(t, nukesite.Options{})
	s := mustOpen(t, place)
	if got := s.Powers().Limits; got.Side != 1500 || got.Bytes != 8<<20 {
		t.Errorf("limits %+v", got)
	}
	sent, err := s.AddPhoto(t.Context(), photo(t, 1800), func(int64) {})
	if err != nil || sent.Width != 1500 {
		t.Errorf("%+v, %v, want it made smaller", sent, err)
	}
}

func TestProbe(t *testing.T) {
	for _, o := range []nukesite.Options{{}, {Admin: "quantri"}} {
		site := nukesite.New(o)
		server := httptest.NewServer(site)
		defer server.Close()
		kind := nukeviet.New(nukeviet.Options{Stall: stall})
		want := "admin"
		if o.Admin != "" {
			want = o.Admin
		}
		for _, typed := range []string{server.URL, server.URL + "/", server.URL + "/" + want + "/", strings.TrimPrefix(server.URL, "http://")} {
			got, err := kind.Probe(t.Context(), typed, "")
			if err != nil || got.Address != server.URL || got.Options["admin"] != want || got.Name == "" || !got.User {
				t.Errorf("%s: %+v, %v", typed, got, err)
			}
		}
		got, _ := kind.Probe(t.Context(), server.URL, "")
		if got.Version != "4.5" || got.Style.Accent != "#0f4c81" {
			t.Errorf("%+v", got)
		}
	}
}

func TestProbeOfNoAddress(t *testing.T) {
	for _, typed := range []string{"", "/x/y", "ftp://example.vn", "a@example.vn", "://"} {
		_, err := nukeviet.New(nukeviet.Options{}).Probe(t.Context(), typed, "")
		wantCode(t, err, "address")
	}
}

// post is a small report.
func post(mark string) export.Post {
	r := model.New()
	r.Head.Title = "Họp giao ban tháng 11"
	r.Head.Sapo = model.Plainly("Sáng 21/11, xã Suối Mây họp.\nNhiều việc <5% còn lại.")
	r.Blocks = model.Blocks{model.Paragraph{ID: "p", Text: model.Plainly("Một đoạn văn.")}}
	r.Credits = model.Credits{Bylines: []model.Byline{{Name: "Vừ A Dính"}, {Name: "Lò Thị Mận"}}, Source: "Báo xã & huyện", Tags: []string{"họp", "xã"}}
	return export.Post{Mark: mark, Report: r, Topics: []string{"5", "1"}, Status: model.PostDraft}
}

// photo is a small one, named by its width.
func photo(t *testing.T, width int) export.Image {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, width, 40)), nil); err != nil {
		t.Fatal(err)
	}
	id := model.PhotoID(strings.Repeat(string(rune('a'+width%20)), 64))
	return export.Image{ID: id, Name: export.ImageName(id), Data: b.Bytes(), Width: width, Height: 40}
}
