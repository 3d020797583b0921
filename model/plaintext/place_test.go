package plaintext_test

import (
	"reflect"
	"strings"
	"testing"

	"tinxa/model"
	"tinxa/model/plaintext"
)

func photo(digit, caption string) model.Picture {
	return model.Picture{Photo: model.PhotoID(strings.Repeat(digit, 64)), Caption: caption, Alt: "alt " + digit, Name: digit + ".jpg"}
}

func TestPlaceFillsInReadingOrder(t *testing.T) {
	taken := photo("f", "đã có ảnh")
	r := model.Report{Blocks: model.Blocks{
		model.Photos{ID: "a", Pictures: []model.Picture{{Caption: "Quang cảnh Hội nghị"}, taken}},
		model.Item{ID: "b", Blocks: model.Blocks{
			model.Photos{ID: "c", Pictures: []model.Picture{{Alt: "hội trường", Credit: "Hà Minh Thư"}}},
		}},
		model.Paragraph{ID: "d"},
	}}
	before := r.Copy()
	before.ID = r.ID
	got := plaintext.Place(r, []model.Picture{photo("1", "một"), photo("2", "hai"), photo("3", "ba"), photo("4", "bốn")})

	want := []model.Picture{photo("1", "Quang cảnh Hội nghị"), taken, photo("2", "hai"), photo("3", "ba"), photo("4", "bốn")}
	want[2].Alt, want[2].Credit = "hội trường", "Hà Minh Thư"
	if pictures := got.Pictures(); !reflect.DeepEqual(pictures, want) {
		t.Errorf("pictures\n%+v\nwant\n%+v", pictures, want)
	}
	if len(got.Blocks) != 5 || got.Blocks[3].BlockID() == got.Blocks[4].BlockID() {
		t.Errorf("the photos left over do not follow one by one: %+v", got.Blocks)
	}
	if !reflect.DeepEqual(r.Pictures(), before.Pictures()) || len(r.Blocks) != 3 {
		t.Errorf("the report that was handed in has changed: %+v", r)
	}
}

func TestPlaceWithFewerPhotosThanPlaces(t *testing.T) {
	r := model.Report{Blocks: model.Blocks{
		model.Photos{ID: "a", Pictures: []model.Picture{{Caption: "một"}}},
		model.Photos{ID: "b", Pictures: []model.Picture{{Caption: "hai", Name: "IMG_1.jpg"}}},
	}}
	got := plaintext.Place(r, []model.Picture{photo("1", "")}).Pictures()
	if got[0].Photo == "" || got[0].Caption != "một" || !reflect.DeepEqual(got[1], r.Pictures()[1]) {
		t.Errorf("got %+v", got)
	}
	if same := plaintext.Place(r, nil); !reflect.DeepEqual(same, r) {
		t.Errorf("no photos, and yet %+v", same)
	}
}
