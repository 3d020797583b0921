package model_test

import (
	"reflect"
	"testing"

	"tinxa/model"
	"tinxa/model/modeltest"
)

func TestNoGaps(t *testing.T) {
	for name, r := range map[string]model.Report{"ordinary": modeltest.Report(1), "round-up": modeltest.RoundUp()} {
		if gaps := model.Gaps(r); len(gaps) != 0 {
			t.Errorf("%s lacks %v", name, gaps)
		}
	}
}

func TestGapsOfAnEmptyReport(t *testing.T) {
	want := []model.Gap{{Kind: model.NoTitle}, {Kind: model.NoSapo}, {Kind: model.NoDate}, {Kind: model.NoBody}, {Kind: model.NoByline}}
	if got := model.Gaps(model.New()); !reflect.DeepEqual(got, want) {
		t.Errorf("an empty report lacks %v, want %v", got, want)
	}
}

func TestEachGapOfTheHead(t *testing.T) {
	for kind, spoil := range map[model.GapKind]func(r *model.Report){
		model.NoTitle:   func(r *model.Report) { r.Head.Title = " \t" },
		model.NoSapo:    func(r *model.Report) { r.Head.Sapo = model.Plainly(" \n ") },
		model.NoDate:    func(r *model.Report) { r.Meeting.Date = model.Date{} },
		model.NoYear:    func(r *model.Report) { r.Meeting.Date.Year = 0 },
		model.NoByline:  func(r *model.Report) { r.Credits.Bylines = nil },
		model.NoBody:    func(r *model.Report) { r.Blocks = r.Blocks[2:3] }, // the photo alone
		model.NoCommune: func(r *model.Report) { r.Blocks = append(r.Blocks, model.Item{ID: "item0000"}) },
	} {
		r := modeltest.Report(1)
		spoil(&r)
		got := model.Gaps(r)
		if len(got) != 1 || got[0].Kind != kind {
			t.Errorf("want %s alone, got %v", kind, got)
		}
		if kind == model.NoCommune && got[0].Block != "item0000" {
			t.Errorf("the item without a commune is said to be %q", got[0].Block)
		}
	}
}

// TestBlankBylines: a place to write a name in is no signature.
func TestBlankBylines(t *testing.T) {
	r := modeltest.Report(1)
	r.Credits.Bylines = []model.Byline{{}, {Name: " \u00a0", Unit: true}}
	r.Blocks = append(r.Blocks, model.Item{ID: "item0000", Commune: "xã", Bylines: []model.Byline{{Name: "\t"}}})
	want := []model.Gap{{Kind: model.NoByline}}
	if got := model.Gaps(r); !reflect.DeepEqual(got, want) {
		t.Errorf("a report signed by nobody lacks %v, want %v", got, want)
	}
	r.Credits.Bylines[1].Name = "Lò Thị Ươm"
	if got := model.Gaps(r); len(got) != 0 {
		t.Errorf("signed by one it lacks %v", got)
	}
}

func TestCaptions(t *testing.T) {
	const (
		none     = model.NoCaption
		file     = model.CaptionFileName
		headline = model.CaptionTitle
		again    = model.CaptionTwice
	)
	for _, c := range []struct {
		caption, name string
		want          model.GapKind // empty: nothing is wrong
	}{
		{"Quang cảnh hội nghị", "IMG_1.jpg", ""},
		{"", "", none},
		{" \u00a0\t", "", none},
		{"IMG_0123.JPG", "", file},
		{"img_0123", "", file},
		{"DSC00456", "", file},
		{"z5678901234567_abc.jpg", "", file},
		{"20261015_083000", "", file},
		{"anh-hoi-nghi.webp", "", file},
		{"Ảnh chụp sáng nay", "Ảnh chụp sáng nay.png", file},
		{"Ảnh.png", "Ảnh.png", file},
		{"DSC Việt Nam tặng quà", "", ""},
		{"Z24 ra quân", "", ""},
		{"Tập tin a.jpg trên màn hình", "", ""},
		{"Hội nghị  TỔNG KẾT.", "", headline},
		{"chợ phiên", "", again},
		{"Chợ Phiên.", "", again},
	} {
		r := modeltest.Report(1)
		r.Head.Title = "Hội nghị tổng kết"
		photo := modeltest.PhotoIDOf(nil)
		r.Blocks = model.Blocks{
			r.Blocks[0],
			model.Photos{ID: "first000", Pictures: []model.Picture{{Photo: photo, Caption: "Chợ phiên"}}},
			model.Item{ID: "item0000", Commune: "xã", Blocks: model.Blocks{
				model.Photos{ID: "photos00", Pictures: []model.Picture{{Photo: photo, Caption: "Bà con"}, {Photo: photo, Caption: c.caption, Name: c.name}}},
			}},
		}
		var want []model.Gap
		if c.want != "" {
			want = []model.Gap{{Kind: c.want, Block: "photos00", Picture: 1}}
		}
		if got := model.Gaps(r); !reflect.DeepEqual(got, want) {
			t.Errorf("caption %q of %q: %v, want %v", c.caption, c.name, got, want)
		}
	}
}

func TestEmptyPlaceForAPhoto(t *testing.T) {
	r := modeltest.Report(1)
	r.Blocks = append(r.Blocks, model.Photos{ID: "photos00", Pictures: []model.Picture{{}, {Caption: "Sẽ có"}}})
	want := []model.Gap{
		{Kind: model.NoPhoto, Block: "photos00"},
		{Kind: model.NoCaption, Block: "photos00"},
		{Kind: model.NoPhoto, Block: "photos00", Picture: 1},
	}
	if got := model.Gaps(r); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
