package nukesite

import (
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"time"
)

// Of wrong passwords, and of what follows.
const (
	tries  = 5
	lockUp = 30 * time.Minute
)

// door is what those see who are not signed in.
func (s *Site) door(w http.ResponseWriter, r *http.Request, v *visit, post posted) {
	switch {
	case v.half != "" && post.has("submit2scode") && post.get("checkss") == v.check():
		s.code(w, v, post)
	case v.half != "":
		s.showCode(w, v, "")
	case post.has("nv_login") && post.has("nv_password") && post.get("checkss") == v.check():
		s.password(w, v, post)
	default: // also when a form was sent: what was in it is lost
		s.showLogin(w, v, "")
	}
}

func (s *Site) showLogin(w http.ResponseWriter, v *visit, complaint string) {
	s.show(w, "login", map[string]any{
		"Site": words["site"], "Action": "/" + s.options.Admin + "/index.php", "Check": v.check(), "Error": complaint,
		"Captcha": s.options.Captcha, "Recaptcha": s.options.Recaptcha, "New": s.isNew(),
	})
}

func (s *Site) showCode(w http.ResponseWriter, v *visit, complaint string) {
	s.show(w, "code", map[string]any{
		"Action": "/" + s.options.Admin + "/index.php", "Check": v.check(), "Error": complaint, "New": s.isNew(),
	})
}

// isNew reports whether forms to log in are answered with JSON.
func (s *Site) isNew() bool { return s.options.Version >= "4.6" }

func (s *Site) password(w http.ResponseWriter, v *visit, post posted) {
	a, now := s.accounts[post.get("nv_login")], s.options.Now()
	switch {
	case s.options.Recaptcha, s.options.Captcha && (v.captcha == "" || post.get("nv_seccode") != v.captcha):
		v.captcha = ""
		s.refuse(w, v, "nv_seccode", words["captcha"])
	case a != nil && now.Before(a.until):
		s.refuse(w, v, "", fmt.Sprintf(words["locked"], tries, a.until.UTC().Add(7*time.Hour).Format("15:04 02/01/2006")))
	case a == nil || post.get("nv_password") != Password:
		s.fail(a, now)
		s.refuse(w, v, "", words["wrong"])
	case s.options.Code != "":
		a.failed, v.half = 0, a.name
		if s.isNew() {
			answer(w, "2step", "", "")
			return
		}
		w.Header().Set("Location", "/"+s.options.Admin+"/index.php?rand=1")
		w.WriteHeader(http.StatusFound)
	default:
		s.admit(w, v, a)
	}
}

func (s *Site) fail(a *account, now time.Time) {
	if a == nil {
		return
	}
	if a.failed++; a.failed >= tries {
		a.failed, a.until = 0, now.Add(lockUp)
	}
}

func (s *Site) code(w http.ResponseWriter, v *visit, post posted) {
	if post.get("nv_totppin") == s.options.Code {
		s.admit(w, v, s.accounts[v.half])
		return
	}
	if s.isNew() {
		answer(w, "error", "nv_totppin", words["code"])
		return
	}
	s.showCode(w, v, words["code"])
}

// admit signs in, and whoever was signed in with the account before out.
func (s *Site) admit(w http.ResponseWriter, v *visit, a *account) {
	s.rename(w, v)
	v.user, v.half, a.visit, a.failed = a.name, "", v.id, 0
	if s.isNew() {
		answer(w, "success", "", words["welcome"])
		return
	}
	s.show(w, "welcome", map[string]any{"To": "/" + s.options.Admin, "Words": words["welcome"]})
}

func (s *Site) refuse(w http.ResponseWriter, v *visit, input, complaint string) {
	if s.isNew() {
		answer(w, "error", input, complaint)
		return
	}
	s.showLogin(w, v, complaint)
}

func answer(w http.ResponseWriter, status, input, mess string) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{"status": status, "input": input, "mess": mess})
}

// picture shows a new captcha. It is as wide as what has to be typed: 1000 and
// the width in pixels.
func (s *Site) picture(w http.ResponseWriter, r *http.Request) {
	v := s.visit(w, r)
	s.last++
	width := 100 + s.last%100
	v.captcha = CaptchaFor(width)
	img := image.NewGray(image.Rect(0, 0, width, 40))
	img.SetGray(1, 1, color.Gray{Y: 255})
	w.Header().Set("Content-Type", "image/png")
	_ = png.Encode(w, img)
}

// CaptchaFor is what a picture of some width says.
func CaptchaFor(width int) string { return fmt.Sprint(1000 + width) }
