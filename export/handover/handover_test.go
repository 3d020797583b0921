package handover

import (
	"bytes"
	"context"
	"errors"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/model/photos"
)

// kept is a store with three photos.
func kept(t *testing.T) (*photos.Store, []model.PhotoID) {
	t.Helper()
	store, err := photos.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var ids []model.PhotoID
	for _, data := range [][]byte{modeltest.JPEG(900, 600), modeltest.CameraJPEG(640, 480, 6), modeltest.PNG(400, 300)} {
		p, err := store.Add(t.Context(), bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, p.ID)
	}
	return store, ids
}

func reportWith(ids []model.PhotoID) model.Report {
	picture := func(i int, caption, alt string) model.Picture {
		return model.Picture{Photo: ids[i], Caption: caption, Alt: alt}
	}
	return model.Report{
		Head: model.Head{Kicker: "Tin hoạt động", Title: " Hội nghị xã\nSuối Mây ", Sapo: model.Text{{Text: norm.NFD.String("Sáng ngày 15/10.\nHội nghị mở rộng.")}}},
		Blocks: model.Blocks{
			model.Paragraph{ID: "p1", Text: model.Text{{Text: "Mở đầu hội nghị."}}},
			model.Photos{ID: "a", Pictures: []model.Picture{picture(0, "Quang cảnh hội nghị", "Hội trường")}},
			model.Photos{ID: "b", Pictures: []model.Picture{picture(1, "", ""), picture(0, "Lại cảnh ấy", "")}},
			model.Photos{ID: "c", Pictures: []model.Picture{picture(2, "Ảnh: tư liệu / “Đảng ủy”?", "")}},
		},
		Credits: model.Credits{
			Bylines: []model.Byline{{Name: "Nguyễn Văn An"}, {Name: "Trung tâm Văn hóa", Unit: true}},
			Source:  "UBND xã Suối Mây", Tags: []string{"hội nghị", " ", "Đảng bộ"}, Category: "Tin trong xã",
		},
	}
}

func prepare(t *testing.T, dir string, r model.Report, o Options) Hand {
	t.Helper()
	o.Place = place
	h, err := Prepare(t.Context(), dir, r, o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	inside, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range inside {
		all = append(all, e.Name())
	}
	return all
}

func TestPhotosAreNumberedInReadingOrderEachOnce(t *testing.T) {
	store, ids := kept(t)
	dir := filepath.Join(t.TempDir(), "bàn giao", "xã")
	var far []int
	h := prepare(t, dir, reportWith(ids), Options{Photos: store, Limits: model.Limits{Side: 320}, Done: func(done, of int) { far = append(far, done, of) }})
	want := []string{"01-quang-canh-hoi-nghi.jpg", "02-hoi-nghi-xa-suoi-may.jpg", "03-anh-tu-lieu-dang-uy.jpg"}
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Fatalf("files %q, want %q", got, want)
	}
	if !slices.Equal(far, []int{1, 3, 2, 3, 3, 3}) {
		t.Errorf("progress %v", far)
	}
	for i, p := range h.Photos {
		data, err := os.ReadFile(filepath.Join(dir, p.File))
		if err != nil {
			t.Fatal(err)
		}
		shape, form, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil || form != "jpeg" || max(shape.Width, shape.Height) > 320 {
			t.Errorf("%s is %s of %d × %d, %v", p.File, form, shape.Width, shape.Height, err)
		}
		if bytes.Contains(data, []byte("Exif")) || p.Size != int64(len(data)) || p.Number != i+1 || p.ID != ids[i] {
			t.Errorf("%s: metadata, or it is described as %+v", p.File, p)
		}
	}
}

func TestPhotosKeepWithinTheBytesOfAPortal(t *testing.T) {
	store, ids := kept(t)
	whole := prepare(t, filepath.Join(t.TempDir(), "a"), reportWith(ids), Options{Photos: store})
	limit := whole.Photos[0].Size - 1
	less := prepare(t, filepath.Join(t.TempDir(), "b"), reportWith(ids), Options{Photos: store, Limits: model.Limits{Bytes: limit}})
	if less.Photos[0].Size > limit {
		t.Errorf("%d bytes, %d are allowed", less.Photos[0].Size, limit)
	}
	dir := filepath.Join(t.TempDir(), "c")
	_, err := Prepare(t.Context(), dir, reportWith(ids), Options{Photos: store, Limits: model.Limits{Bytes: 10}, Place: place})
	var refused *export.PortalError
	if !errors.As(err, &refused) || !errors.Is(err, export.ErrTooLarge) || refused.Limit != 10 {
		t.Errorf("a photo of 10 bytes: %v", err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder was left: %v", err)
	}
}

func TestAnEarlierHandOverMakesWayAndNothingElseDoes(t *testing.T) {
	store, ids := kept(t)
	dir := filepath.Join(t.TempDir(), "anh")
	r := reportWith(ids)
	prepare(t, dir, r, Options{Photos: store})
	r.Blocks = r.Blocks[:2]
	prepare(t, dir, r, Options{Photos: store})
	if got := names(t, dir); !slices.Equal(got, []string{"01-quang-canh-hoi-nghi.jpg"}) {
		t.Fatalf("after a report of one photo the folder holds %q", got)
	}
	foreign := filepath.Join(dir, "cua-toi.txt")
	if err := os.WriteFile(foreign, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Prepare(t.Context(), dir, r, Options{Photos: store, Place: place}); !errors.Is(err, export.ErrDestination) {
		t.Errorf("a folder with another file gave %v", err)
	}
	if got := names(t, dir); len(got) != 2 {
		t.Errorf("it holds %q now", got)
	}
}

func TestTheSamePhotosAreNotWrittenAgain(t *testing.T) {
	store, ids := kept(t)
	dir := filepath.Join(t.TempDir(), "anh")
	prepare(t, dir, reportWith(ids), Options{Photos: store})
	before, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	prepare(t, dir, reportWith(ids), Options{Photos: store})
	after, err := os.Stat(dir)
	if err != nil || !os.SameFile(before, after) {
		t.Errorf("another folder stands there, %v", err)
	}
}

func TestAnEndedContextLeavesNothing(t *testing.T) {
	store, ids := kept(t)
	parent := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Prepare(ctx, filepath.Join(parent, "anh"), reportWith(ids), Options{Photos: store, Place: place, Done: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) || len(names(t, parent)) != 0 {
		t.Errorf("%v, and %q is left", err, names(t, parent))
	}
}

func TestAMissingPhotoIsNamed(t *testing.T) {
	store, ids := kept(t)
	ids[1] = model.PhotoID(strings.Repeat("ab", 32))
	if _, err := Prepare(t.Context(), filepath.Join(t.TempDir(), "anh"), reportWith(ids), Options{Photos: store, Place: place}); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
}

func TestFieldsComeInTheOrderOfAForm(t *testing.T) {
	store, ids := kept(t)
	h := prepare(t, filepath.Join(t.TempDir(), "anh"), reportWith(ids), Options{Photos: store})
	var got []string
	for _, f := range h.Fields {
		if f.Text == "" || !norm.NFC.IsNormalString(f.Text) {
			t.Errorf("%s holds %q", f.Name, f.Text)
		}
		if f.Name != Body {
			got = append(got, string(f.Name)+": "+f.Text)
		}
	}
	want := []string{
		"title: Hội nghị xã Suối Mây", "kicker: Tin hoạt động", "sapo: Sáng ngày 15/10.\n\nHội nghị mở rộng.",
		"caption: Quang cảnh hội nghị", "caption: Lại cảnh ấy", "caption: Ảnh: tư liệu / “Đảng ủy”?",
		"authors: Nguyễn Văn An, Trung tâm Văn hóa", "source: UBND xã Suối Mây", "tags: hội nghị, Đảng bộ",
		"alt: Hội trường", "category: Tin trong xã",
	}
	if !slices.Equal(got, want) {
		t.Errorf("fields\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if h.Fields[3].Name != Body {
		t.Fatalf("the fourth field is %s", h.Fields[3].Name)
	}
	body := h.Fields[3]
	for _, words := range []string{"Mở đầu hội nghị.", "[Ảnh 01]", "[Ảnh 03]", "Quang cảnh hội nghị"} {
		if !strings.Contains(body.HTML, words) || !strings.Contains(body.Text, words) {
			t.Errorf("%q is not in the body:\n%s\n%s", words, body.HTML, body.Text)
		}
	}
	if strings.Contains(body.HTML, "<img") || strings.Count(body.Code, `src="01-quang-canh-hoi-nghi.jpg"`) != 2 {
		t.Errorf("photos in the body:\n%s\n%s", body.HTML, body.Code)
	}
}

func TestTicksAreOfTheWordsThatWereCopied(t *testing.T) {
	one := Field{Name: Caption, Photo: 1, Text: "Quang cảnh"}
	two, other := one, one
	two.Photo = 2
	other.Text = "Toàn cảnh"
	if one.Tick() == two.Tick() || one.Tick() == other.Tick() || one.Tick() != (Field{Name: Caption, Photo: 1, Text: "Quang cảnh"}).Tick() {
		t.Errorf("ticks %q, %q, %q", one.Tick(), two.Tick(), other.Tick())
	}
}

func TestAReportWithoutPhotosNeedsNoFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "anh")
	h := prepare(t, dir, model.Report{Head: model.Head{Title: "Tin vắn"}}, Options{})
	if _, err := os.Stat(dir); h.Folder != "" || err == nil {
		t.Errorf("folder %q, %v", h.Folder, err)
	}
	if len(h.Fields) != 1 || h.Fields[0].Text != "Tin vắn" {
		t.Errorf("fields %+v", h.Fields)
	}
}
