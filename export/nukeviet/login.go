package nukeviet

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"time"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/model/viet"
)

const didLogin = "nukeviet: log in"

// login signs in: name and password, the picture or the code where the portal
// asks for them. Each is sent once.
func (s *session) login(ctx context.Context, d export.Door) error {
	p, _, err := s.exchange(ctx, web.Request{URL: s.site.office(), Want: web.HTML, Did: didLogin})
	if err != nil {
		return err
	}
	f, found := formWith(p.body, "nv_password")
	if !found { // this computer is not let in, or something else lives here
		return &export.PortalError{Kind: export.ErrNotPortal, Did: didLogin, Said: web.Said(p.body)}
	}
	f.set("nv_login", d.Account.User)
	f.set("nv_password", d.Secret)
	if err := s.prove(ctx, d, p, &f); err != nil {
		return err
	}
	p, err = s.knock(ctx, p, f, "")
	if err != nil {
		return err
	}
	if reply, ok := replyOf(p.body); ok && reply.Status == "2step" || p.to != nil || isSecondStep(p.body) {
		return s.secondStep(ctx, d, p)
	}
	return admitted(p)
}

// prove reads the captcha to a person, where there is one.
func (s *session) prove(ctx context.Context, d export.Door, p page, f *form) error {
	if !f.has("nv_seccode") {
		if recaptcha.Match(p.body) {
			return &export.PortalError{Kind: export.ErrCaptcha, Did: didLogin, Reason: "recaptcha"}
		}
		return nil
	}
	src := pictureOf(p.body)
	if src == "" {
		src = "index.php?scaptcha=captcha&t=1"
	}
	a, _, err := s.exchange(ctx, web.Request{URL: s.site.full(src), Did: "nukeviet: captcha"})
	if err != nil {
		return err
	}
	if !strings.HasPrefix(http.DetectContentType(a.body), "image/") {
		return strange("nukeviet: captcha", a)
	}
	read, err := d.Asker.Captcha(ctx, d.Account, a.body)
	f.set("nv_seccode", strings.TrimSpace(read))
	return err
}

// recaptcha matches a page that lets only browsers prove that a person is there.
var recaptcha = regexp.MustCompile(`recaptcha/api\.js|g-recaptcha-response|cf-turnstile`)

// knock sends a form to log in. It goes to the portal's own address wherever
// the page says it should. Signing in changes nothing that could be doubled.
func (s *session) knock(ctx context.Context, p page, f form, button string) (page, error) {
	to := s.site.office() + "index.php"
	if u, err := p.at.Parse(f.action); err == nil && s.site.isOffice(u) {
		to = u.String()
	}
	kind, body := f.body(button)
	answer, _, err := s.exchange(ctx, web.Request{
		Method: http.MethodPost, URL: to, Body: body, Header: http.Header{"Content-Type": {kind}}, Did: didLogin, Reads: true,
	})
	return answer, err
}

// secondStep types the one-time code. A page that offers other ways only is one
// for a browser.
func (s *session) secondStep(ctx context.Context, d export.Door, p page) error {
	if !isSecondStep(p.body) {
		var err error
		if p, _, err = s.exchange(ctx, web.Request{URL: s.site.office(), Want: web.HTML, Did: didLogin}); err != nil {
			return err
		}
	}
	if isAdministration(p.body) {
		return nil
	}
	f, found := formWith(p.body, "nv_totppin")
	if !found {
		return &export.PortalError{Kind: export.ErrSecondFactor, Did: didLogin, Reason: "browser"}
	}
	code, err := d.Asker.Code(ctx, d.Account)
	if err != nil {
		return err
	}
	f.set("nv_totppin", strings.TrimSpace(code))
	button := ""
	if f.offers("submit2scode") {
		button = "submit2scode"
	}
	if p, err = s.knock(ctx, p, f, button); err != nil {
		return err
	}
	err = admitted(p)
	if isSecondStep(p.body) || err != nil && isRefused(p.body) {
		return &export.PortalError{Kind: export.ErrSecondFactor, Did: didLogin, Said: refusedWords(p.body)}
	}
	return err
}

func isSecondStep(body []byte) bool {
	return bytes.Contains(body, []byte("nv_totppin")) || bytes.Contains(body, []byte("pre_logout=1"))
}

// reply is what a form to log in is answered since 4.6.
type reply struct {
	Status string `json:"status"`
	Input  string `json:"input"`
	Words  string `json:"mess"`
}

func replyOf(body []byte) (reply, bool) {
	var r reply
	err := json.Unmarshal(body, &r)
	return r, err == nil && r.Status != ""
}

// admitted judges the answer to a form to log in.
func admitted(p page) error {
	r, isReply := replyOf(p.body)
	switch {
	case isReply && r.Status == "success":
		return nil
	case isReply, isLogin(p.body):
		return turnedAway(r.Input, refusedWords(p.body))
	case refreshOf(p) != nil || p.to != nil || isAdministration(p.body):
		return nil
	}
	return strange(didLogin, p)
}

func isRefused(body []byte) bool {
	_, isReply := replyOf(body)
	return isReply || isLogin(body)
}

// refusedWords is why a form to log in was refused.
func refusedWords(body []byte) string {
	if r, ok := replyOf(body); ok {
		return plain(words(r.Words))
	}
	return said(body, "error")
}

// turnedAway tells a wrong password from the other reasons. Until 4.5 there are
// only the words to go by.
func turnedAway(input, text string) error {
	e := &export.PortalError{Kind: export.ErrPassword, Did: didLogin, Said: text}
	folded := viet.Fold(text)
	mentions := func(all ...string) bool {
		for _, w := range all {
			if strings.Contains(folded, w) {
				return true
			}
		}
		return false
	}
	switch {
	case input == "nv_seccode" || mentions("ma bao mat", "security code", "captcha"):
		e.Kind = export.ErrCaptcha
	case mentions("tam khoa", "temporarily lock", "blocked"):
		e.Kind, e.After = export.ErrLockedOut, lockedFor(text, time.Now())
	case mentions("khong cho phep", "khong duoc cap phep", "does not allow", "not allowed"):
		e.Kind = export.ErrRole
	}
	return e
}

// lockedFor reads until when the portal lets nobody in: "10:45 21/11/2026", by
// Vietnam's clock. It is half an hour where it does not say.
func lockedFor(text string, now time.Time) time.Duration {
	const usual = 30 * time.Minute
	until, err := time.Parse("15:04 02/01/2006", lockEnd.FindString(text))
	if err != nil {
		return usual
	}
	wait := until.Add(-7 * time.Hour).Sub(now)
	if wait <= 0 || wait > 24*time.Hour {
		return usual
	}
	return wait
}

var lockEnd = regexp.MustCompile(`[0-9]{1,2}:[0-9]{2} [0-9]{1,2}/[0-9]{1,2}/[0-9]{4}`)
