package publish

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/uitest"
)

// The accounts of all tests: one of each sort.
var (
	suoiMay = model.Account{
		ID: "suoimay2", Name: "Cổng thông tin điện tử xã Suối Mây, tỉnh Mường Thanh", Kind: "wordpress",
		Address: "https://suoimay.example.vn", User: "bientap", Wish: model.Wish{Status: model.PostPublic},
		Style:  model.Style{Site: "XÃ SUỐI MÂY", Accent: "#8a1f17", Width: 640},
		Topics: map[string][]string{"Đảng - Chính quyền": {"12"}},
	}
	benLua   = model.Account{ID: "benlua22", Name: "Cổng phường Bến Lụa", Kind: "nukeviet", Unit: "UBND phường Bến Lụa"}
	editors  = model.Account{ID: "banbt222", Name: "Ban biên tập Báo Mường Thanh", Kind: "mail"}
	topicsOf = []export.Topic{
		{ID: "4", Name: "Tin tức - Sự kiện"},
		{ID: "12", Name: "Hoạt động của Đảng ủy - HĐND - UBND xã", Depth: 1},
		{ID: "13", Name: "Kinh tế", Depth: 1},
		{ID: "9", Name: "Thông báo"},
	}
)

// portalHouse is a house with portals; what the screen asked of it is kept.
type portalHouse struct {
	*house
	desk   *uitest.Desk
	clock  time.Time
	topics error // what reading categories fails with

	edited, handed []model.AccountID
	added          int
	urls           []string
}

func newPortalHouse(t *testing.T) *portalHouse {
	t.Helper()
	h := &portalHouse{house: newHouse(t)}
	h.reset()
	h.env.Now = func() time.Time { h.clock = h.clock.Add(time.Second / 5); return h.clock }
	h.env.Portals = Portals{
		Topics: func(context.Context, model.AccountID) ([]export.Topic, error) { return topicsOf, h.topics },
		Lines: func(html string) []string {
			return []string{"Sáng 15/10, Đảng ủy xã Suối Mây họp.", html}
		},
		AddPortal:   func() { h.added++ },
		EditAccount: func(id model.AccountID) { h.edited = append(h.edited, id) },
		HandOver:    func(_ model.Report, id model.AccountID) { h.handed = append(h.handed, id) },
		OpenURL:     func(url string) error { h.urls = append(h.urls, url); return h.refuse },
	}
	return h
}

// reset is the house as it was at first, but for its forms and preferences.
func (h *portalHouse) reset() {
	h.desk = &uitest.Desk{Portals: []model.Account{suoiMay, benLua, editors}}
	h.clock, h.topics, h.runner.frozen = exportedAt, nil, false
}

// open shows the sample that lacks nothing.
func (h *portalHouse) open(t *testing.T) (*Screen, fyne.Window) {
	t.Helper()
	h.env.Queue = h.desk.Queue(h.runner, h.env.Now)
	return h.house.open(t, h.sample(t))
}

func (h *portalHouse) sample(t *testing.T) model.Report {
	t.Helper()
	r := uitest.Sample(t, h.store, "02-hoi-nghi-bch")
	r.Rev, r.Updated = 7, exportedAt.Add(-time.Hour)
	return r
}

// dispatch is a report on its way to Suối Mây.
func (h *portalHouse) dispatch(t *testing.T, state model.SendState, trouble *model.Trouble) model.Dispatch {
	t.Helper()
	r := h.sample(t)
	return model.Dispatch{
		ID: model.NewDispatchID(r.ID, suoiMay.ID), Mark: "txabcdefgh234567", Content: r, State: state, Trouble: trouble,
		Wish: model.Wish{Status: model.PostPublic}, Since: exportedAt.Add(-time.Minute), Step: model.StepBody,
	}
}

// sent is a dispatch that is done.
func (h *portalHouse) sent(t *testing.T) model.Dispatch {
	t.Helper()
	d := h.dispatch(t, model.SendDone, nil)
	d.Sent = model.Sent{
		At: exportedAt.Add(-10 * time.Minute), Rev: 7,
		Article: model.RemoteArticle{ID: "41", URL: "https://suoimay.example.vn/tin-tuc/dang-uy-xa-suoi-may-trien-khai-nhiem-vu-trong-tam", Status: model.PostPublic},
	}
	return d
}

// certificate is what the fingerprint of a certificate looks like.
const certificate = "3fa291c00b7d4e8895c1f2aa01be77d03fa291c00b7d4e8895c1f2aa01be77d0"

// troubles are what portals answer, one of each that reads differently.
var troubles = map[string]model.Trouble{
	"password":        {Code: "password", Said: "Tên đăng nhập hoặc mật khẩu không đúng"},
	"role":            {Code: "role"},
	"captcha":         {Code: "captcha"},
	"second-factor":   {Code: "second-factor"},
	"locked-out":      {Code: "locked-out", After: exportedAt.Add(28 * time.Minute)},
	"too-large":       {Code: "too-large", Limit: 8 << 20},
	"firewall":        {Code: "firewall", Reason: "941160 (NoScript XSS)", Said: "Forbidden"},
	"certificate":     {Code: "certificate", Reason: "self-signed", Fingerprint: certificate},
	"host-key":        {Code: "certificate", Reason: "host-key", Fingerprint: certificate},
	"pin-changed":     {Code: "pin-changed", Fingerprint: certificate},
	"gone-there":      {Code: "gone-there"},
	"topic":           {Code: "topic"},
	"moved":           {Code: "moved", Said: "https://suoimay.muongthanh.example.vn"},
	"unknown-outcome": {Code: "unknown-outcome"},
	"strange-answer":  {Code: "strange-answer", Reason: "captive"},
	"rejected":        {Code: "rejected", Said: "Bài viết đang bị khóa bởi người dùng khác"},
	"photo-type":      {Code: "photo-type"},
	"quota":           {Code: "quota"},
	"clock":           {Code: "clock"},
	"proxy":           {Code: "proxy"},
	"changed-there": {Code: "changed-there", There: &model.Snapshot{
		Title: "Đảng ủy xã Suối Mây triển khai nhiệm vụ quý IV", HTML: "Đồng chí Bí thư kết luận hội nghị.",
		Modified: exportedAt.Add(-2 * time.Hour), By: "Lò Thị Mây",
	}},
}
