package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/ui/say"
)

// packed is a data folder with a report of two photos, and its file for another
// computer.
func packed(t *testing.T) (w *works, file string) {
	t.Helper()
	w, err := openWorks(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	photos := []string{written(t, "1.jpg", modeltest.JPEG(60, 40)), written(t, "2.png", modeltest.PNG(30, 30))}
	in, err := w.takeIn(t.Context(), committee, photos, silent)
	if err != nil {
		t.Fatal(err)
	}
	file, err = w.export(t.Context(), in.report, "tinxa", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return w, file
}

func written(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func emptyWorks(t *testing.T) *works {
	t.Helper()
	w, err := openWorks(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

// Who opens a file a second time gets the report that he has; who has changed it
// meanwhile, and everybody else, gets one of its own.
func TestAFileThatIsOpenedTwice(t *testing.T) {
	_, file := packed(t)
	text := written(t, "họp.txt", []byte("Xã Suối Mây họp\n\nSáng nay, xã Suối Mây họp dân.\n\nMọi người nhất trí.\n"))
	for name, path := range map[string]string{"with photos": file, "a text": text} {
		t.Run(name, func(t *testing.T) {
			w := emptyWorks(t)
			first, note, err := w.importFiles(t.Context(), []string{path}, silent)
			if err != nil || note != "" {
				t.Fatalf("%q, %v", note, err)
			}
			again, note, err := w.importFiles(t.Context(), []string{path}, silent)
			if err != nil || again.ID != first.ID || note != say.T("home.import.twin") {
				t.Errorf("the second time: %s, %q, %v; want %s", again.ID, note, err, first.ID)
			}
			first.Head.Title += ", sửa lại"
			if _, err := w.Store.Save(t.Context(), first); err != nil {
				t.Fatal(err)
			}
			third, _, err := w.importFiles(t.Context(), []string{path}, silent)
			if err != nil || third.ID == first.ID {
				t.Errorf("what was changed is taken for the file: %s, %v", third.ID, err)
			}
		})
	}
}

func TestPhotosTravelWithTheReport(t *testing.T) {
	from, file := packed(t)
	w := emptyWorks(t)
	r, note, err := w.importFiles(t.Context(), []string{file}, silent)
	if err != nil || note != "" {
		t.Fatalf("%q, %v", note, err)
	}
	if len(r.Pictures()) != 2 {
		t.Fatalf("%d pictures", len(r.Pictures()))
	}
	for _, p := range r.Pictures() {
		if !bytes.Equal(originalOf(t, w, p.Photo), originalOf(t, from, p.Photo)) {
			t.Errorf("%s is not the camera's", p.Name)
		}
	}
}

func originalOf(t *testing.T, w *works, id model.PhotoID) []byte {
	t.Helper()
	r, err := w.Photos.Open(t.Context(), id, original)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A photo that is not what its name says stays outside, and the report comes in.
func TestAFalsePhotoIsLeftOut(t *testing.T) {
	_, file := packed(t)
	w := emptyWorks(t)
	r, note, err := w.importFiles(t.Context(), []string{changed(t, file)}, silent)
	if err != nil || r.Head.Title == "" || !strings.Contains(note, "1.jpg") {
		t.Errorf("%q, %q, %v", r.Head.Title, note, err)
	}
}

// changed is a file with other bytes in the place of its first photo.
func changed(t *testing.T, file string) string {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	done := false
	for _, f := range z.File {
		part, err := to.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(f.Name, "photos/") && !done {
			done = true
			_, err = part.Write([]byte("no photo"))
		} else {
			err = copyOf(part, f)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return written(t, "sửa.tinxa", out.Bytes())
}

func copyOf(to io.Writer, f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(to, r)
	return err
}

func TestABadFileLeavesNothing(t *testing.T) {
	w := emptyWorks(t)
	for name, data := range map[string]string{"no archive": zipMark + "…", "empty": "", "another program's": "\x00\x01\x02"} {
		_, _, err := w.importFiles(t.Context(), []string{written(t, "bài.tinxa", []byte(data))}, silent)
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		if e := say.Explain(err); e.What == "" || e.Do == "" {
			t.Errorf("%s: nobody says what to do", name)
		}
	}
	_, _, err := w.importFiles(t.Context(), []string{filepath.Join(t.TempDir(), "gone.tinxa")}, silent)
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("gone: %v", err)
	}
	if all, err := w.Store.Reports(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("left behind: %v, %v", all, err)
	}
}
