package main

import (
	"path/filepath"
	"reflect"
	"testing"
)

func TestPatternsStandForFiles(t *testing.T) {
	d := newDesk(t)
	a, b := d.file("ảnh 1.jpg", nil), d.file("ảnh 2.jpg", nil)
	odd := d.file("ảnh [3].jpg", nil)
	got := expand([]string{filepath.Join(d.files, "ảnh ?.jpg"), odd, "khong-co*.jpg"})
	if want := []string{a, b, odd, "khong-co*.jpg"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}
