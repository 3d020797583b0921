package home

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// putBack appends the photo to its report, or to a new one where it is gone.
func (h *house) putBack(ctx context.Context, p model.BinnedPhoto) (model.Report, error) {
	h.put = append(h.put, p)
	if h.refusing != nil {
		return model.Report{}, h.refusing
	}
	r, err := h.store.Report(ctx, p.Report)
	if err != nil {
		r = model.New()
	}
	block := model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{{Photo: p.Photo, Caption: p.Caption}}}
	r, _, err = model.InsertBlock{At: model.Place{Index: len(r.Blocks)}, Block: block}.Apply(r)
	if err != nil {
		return r, err
	}
	return h.store.Save(ctx, r)
}

// takeOut saves a report with photos and then without them: they are in the bin.
func (h *house) takeOut(t *testing.T, r model.Report, pictures ...model.Picture) model.Report {
	t.Helper()
	with := r
	block := model.Photos{ID: model.NewBlockID(), Pictures: pictures}
	with, _, err := model.InsertBlock{At: model.Place{Index: len(r.Blocks)}, Block: block}.Apply(with)
	if err != nil {
		t.Fatal(err)
	}
	if with, err = h.store.Save(t.Context(), with); err != nil {
		t.Fatal(err)
	}
	h.now = h.now.Add(time.Minute)
	r.Rev = with.Rev
	if r, err = h.store.Save(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	return r
}

// picture is a photo that the store of photos holds.
func (h *house) picture(t *testing.T, width int, caption string) model.Picture {
	t.Helper()
	p, err := h.env.Photos.Add(t.Context(), bytes.NewReader(modeltest.JPEG(width, 200)))
	if err != nil {
		t.Fatal(err)
	}
	return model.Picture{Photo: p.ID, Caption: caption}
}

// photoHouse has two photos in its bin, taken out of "Hai".
func photoHouse(t *testing.T) (*house, model.Report) {
	h := newHouse(t)
	h.save(t, titled(mot))
	return h, h.takeOut(t, titled(hai), h.picture(t, 300, "Quang cảnh kỳ họp"), h.picture(t, 301, ""))
}

func TestTheBinShowsPhotos(t *testing.T) {
	h, _ := photoHouse(t)
	d := h.show(t)
	d.openShelf(binShelf)
	if !d.says("Thùng rác không có bài nào.") || !d.says("2") {
		t.Error("the empty half of the bin, or the count of the other, is not said")
	}
	d.clickText("Ảnh")
	if !d.says("Quang cảnh kỳ họp") || !d.says("Ảnh chưa có chú thích") {
		t.Errorf("shown: %q", d.titles())
	}
	facts := "Bỏ ra " + h.now.Format("15:04") + ", từ bài “" + hai + "”"
	if !d.says(facts) || !d.says("còn 30 ngày") || !d.says("Ảnh bỏ ra khỏi bài được giữ 30 ngày, sau đó mới xóa hẳn.") {
		t.Errorf("a row does not say %q, or nobody says how long it is kept", facts)
	}
	r := d.row("Quang cảnh kỳ họp")
	if r.picture.Image == nil || r.status.Visible() {
		t.Error("no thumbnail, or a photo has a status")
	}
	d.click(r.head)
	if len(h.opened) != 0 || len(h.put) != 0 {
		t.Error("a click on a photo of the bin did something")
	}
	d.clickText("Bài")
	if !d.says("Thùng rác không có bài nào.") {
		t.Error("the photos stand among the reports")
	}
}

func TestAPhotoGoesBackIntoItsReport(t *testing.T) {
	for name, ask := range map[string]func(*desk){
		"button": func(d *desk) { d.press("Đưa lại vào bài") },
		"key":    func(d *desk) { d.typeKeys(fyne.KeyDown, fyne.KeyReturn) },
		"menu":   func(d *desk) { d.typeKeys(fyne.KeyDown, desktop.KeyMenu); d.choose("Đưa lại vào bài") },
	} {
		t.Run(name, func(t *testing.T) {
			h, r := photoHouse(t)
			d := h.show(t)
			d.openShelf(photoShelf)
			first := d.state.at(0).photo
			ask(d)
			if len(h.put) != 1 || h.put[0] != first {
				t.Fatalf("put back %+v, want %+v", h.put, first)
			}
			if len(h.opened) != 1 || h.opened[0].ID != r.ID || len(h.opened[0].Pictures()) != 1 {
				t.Errorf("opened %+v", h.opened)
			}
			if len(d.titles()) != 1 || !d.says("Đã đưa ảnh trở lại bài “"+hai+"”.") {
				t.Errorf("the bin shows %q, or nobody says where the photo went", d.titles())
			}
			d.Reload()
			if len(d.titles()) != 1 {
				t.Errorf("after reading anew: %q", d.titles())
			}
		})
	}
}

func TestAPhotoWithoutAReportGoesIntoANewOne(t *testing.T) {
	h, r := photoHouse(t)
	h.env.Bin = &orphaned{h.store}
	d := h.show(t)
	d.openShelf(photoShelf)
	d.press("Đưa vào bài mới")
	if len(h.opened) != 1 || h.opened[0].ID == r.ID || len(h.opened[0].Pictures()) != 1 {
		t.Errorf("opened %+v", h.opened)
	}
	if !d.says("Bài cũ không còn nữa nên ảnh được đưa vào một bài mới.") {
		t.Error("nobody says why it is a new one")
	}
}

// A bin that holds only photos must not open on "the bin is empty".
func TestTheBinOpensWhereSomethingIs(t *testing.T) {
	h, _ := photoHouse(t)
	d := h.show(t)
	d.Bin()
	if d.state.shelf != photoShelf {
		t.Errorf("it opens on %q", d.state.shelf)
	}
	d.openShelf(binShelf)
	if d.says("Thùng rác đang trống.") || !d.says("Thùng rác không có bài nào.") {
		t.Error("it says that it is empty")
	}
	d.Bin()
	if d.state.shelf != everything {
		t.Errorf("it closes on %q", d.state.shelf)
	}
}

// The report lies in the bin itself: the photo still goes back into it.
func TestTheReportOfAPhotoMayLieInTheBin(t *testing.T) {
	h, r := photoHouse(t)
	if err := h.store.Delete(t.Context(), r.ID); err != nil {
		t.Fatal(err)
	}
	d := h.show(t)
	d.openShelf(photoShelf)
	for _, row := range d.list.rows {
		if got := row.offers.back.Text(); got != "Đưa lại vào bài" {
			t.Errorf("the button says %q", got)
		}
	}
}

func TestAPhotoThatCannotBePutBackStays(t *testing.T) {
	h, _ := photoHouse(t)
	h.refusing = model.ErrFull
	d := h.show(t)
	d.openShelf(photoShelf)
	d.press("Đưa lại vào bài")
	if len(d.titles()) != 2 || len(h.opened) != 0 || !strings.Contains(d.banner(), "hết chỗ") {
		t.Fatalf("%q, opened %d, banner %q", d.titles(), len(h.opened), d.banner())
	}
	h.refusing = nil
	d.press("Thử lại")
	if len(d.titles()) != 1 || len(h.opened) != 1 || d.banner() != "" {
		t.Errorf("after trying again: %q, opened %d, banner %q", d.titles(), len(h.opened), d.banner())
	}
}

func TestASecondClickPutsNothingBackTwice(t *testing.T) {
	h, _ := photoHouse(t)
	d := h.show(t)
	d.openShelf(photoShelf)
	runner := &later{}
	d.env.Runner = runner
	d.press("Đưa lại vào bài")
	d.press("Đưa lại vào bài")
	if len(runner.work) != 1 {
		t.Fatalf("%d times under way", len(runner.work))
	}
	runner.finish(0)
	d.press("Đưa lại vào bài")
	runner.finish(0)
	if len(h.put) != 2 || len(d.titles()) != 0 || !d.says("Thùng rác không có ảnh nào: ảnh anh/chị bỏ ra khỏi bài sẽ được giữ ở đây 30 ngày.") {
		t.Errorf("put back %d, shown %q", len(h.put), d.titles())
	}
}

func TestPhotosAreFoundByCaptionAndReport(t *testing.T) {
	h, _ := photoHouse(t)
	d := h.show(t)
	d.openShelf(photoShelf)
	d.FocusSearch()
	test.Type(d.bars.search.Entry, "quang canh")
	if !slices.Equal(d.titles(), []string{"Quang cảnh kỳ họp"}) || !d.says("Tìm thấy 1 ảnh") {
		t.Errorf("found %q", d.titles())
	}
	d.bars.search.Entry.SetText("hoi dong nhan dan")
	if len(d.titles()) != 2 {
		t.Errorf("by the report: %q", d.titles())
	}
	d.bars.search.Entry.SetText("dang uy")
	if !d.says("Mục “Ảnh” của thùng rác không có gì khớp với “dang uy”.") {
		t.Error("nobody says that only this half holds nothing")
	}
	d.press("Tìm trong tất cả các bài")
	if !slices.Equal(d.titles(), []string{mot}) {
		t.Errorf("found %q", d.titles())
	}
}

// Whoever threw everything away is not greeted like a newcomer.
func TestAListThatWasEmptiedSaysWhereItIs(t *testing.T) {
	h, _ := photoHouse(t)
	d := h.show(t)
	d.typeKeys(fyne.KeyDown, fyne.KeyDelete, fyne.KeyDelete)
	if !d.says("Danh sách đang trống, thùng rác còn 2 bài và 2 ảnh.") {
		t.Error("nobody says where the reports are")
	}
	d.press("Xem thùng rác")
	if d.state.shelf != binShelf || len(d.titles()) != 2 {
		t.Errorf("shelf %q shows %q", d.state.shelf, d.titles())
	}
	d.Bin()
	d.press("Bài mới")
	if len(h.opened) != 1 {
		t.Error("no new report")
	}
}

func TestWhatTheBinHolds(t *testing.T) {
	speak(t)
	for want, of := range map[string][2]int{"3 bài": {3, 0}, "2 ảnh": {0, 2}, "1.200 bài và 1 ảnh": {1200, 1}} {
		if got := binHolds(of[0], of[1]); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPhotosOfOneReportAreToldApart(t *testing.T) {
	of := func(photo, report string) model.BinnedPhoto {
		return model.BinnedPhoto{Photo: model.PhotoID(photo), Report: model.ReportID(report), Removed: noon}
	}
	s := stateOf(nil, nil)
	s.set(nil, nil, photosOf([]model.BinnedPhoto{of("p", "a"), of("q", "a"), of("p", "b")}))
	s.open(photoShelf)
	s.jump(1)
	s.set(nil, nil, photosOf([]model.BinnedPhoto{of("p", "b"), of("p", "a"), of("q", "a")}))
	if e := s.at(s.current); e == nil || e.photo != of("q", "a") {
		t.Errorf("points at %+v", e)
	}
	s.dropPhoto(s.at(1))
	if s.count(photoShelf) != 2 || s.place(photosOf([]model.BinnedPhoto{of("p", "b")})[0].key()) != 0 {
		t.Errorf("left: %d", s.count(photoShelf))
	}
}
