package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"tinxa/assets"
	"tinxa/model/modeltest"
)

// twins are the program on Windows and the same program on Linux, given the same
// work to do.
type twins struct {
	*trial
	here  string // the Linux build
	there string // the Windows build
	dir   string
	ids   []string // of the reports that both have
}

// commandSteps do on a PC without OpenGL what the command line does, and the same
// on Linux: what comes out must be the same, byte by byte.
func commandSteps(t *trial) []step {
	w := &twins{
		trial: t, here: filepath.Join(t.Built, "tinxa"), there: filepath.Join(t.Built, "windows", "tinxa.exe"),
		dir: filepath.Join(t.dir, "twins"),
	}
	return []step{
		{name: "version", do: w.version},
		{name: "photo: turned, made smaller, thumbnails", do: w.photos},
		{name: "demo: a sample in every form", do: w.demo},
		{name: "new, list, show", do: w.reports},
		{name: "verify", do: w.verify},
		{name: "export: every sample in every form", do: w.exports},
		{name: "publish: folder", do: w.publishFolder},
		{name: "publish: WebDAV", do: w.publishWebDAV},
		{name: "publish: SFTP", do: w.publishSFTP},
	}
}

// onLinux runs the Linux build.
func (w *twins) onLinux(ctx context.Context, input string, args ...string) (string, error) {
	c := exec.CommandContext(ctx, w.here, args...)
	c.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + w.dir, "LANG=vi_VN.UTF-8", "TZ=Asia/Ho_Chi_Minh", "XDG_RUNTIME_DIR=" + w.dir,
		"DBUS_SESSION_BUS_ADDRESS=disabled:",
	}
	c.Stdin = strings.NewReader(input)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		err = fmt.Errorf("on Linux: tinxa %s: %w: %s", strings.Join(args, " "), err, said.String())
	}
	return string(out), err
}

// onWindows runs the Windows build.
func (w *twins) onWindows(ctx context.Context, input string, args ...string) (string, error) {
	a, err := w.pc.RunWith(ctx, input, nil, w.there, args...)
	return a.Out, err
}

// folders are a twin's own copies of a folder.
func (w *twins) folders(name string) (linux, windows string) {
	return filepath.Join(w.dir, "linux", name), filepath.Join(w.dir, "windows", name)
}

// seconds is how long it took, in JSON: the one thing that may differ.
var seconds = regexp.MustCompile(`"seconds": [0-9.e-]+`)

// sameText wants the same text from Windows as from Linux, and tells the first
// line that is not.
func sameText(there, here string) error {
	if there == here {
		return nil
	}
	windows, linux := strings.Split(there, "\n"), strings.Split(here, "\n")
	for i := range min(len(windows), len(linux)) {
		if windows[i] != linux[i] {
			return fmt.Errorf("line %d is %q on Windows, and on Linux %q", i+1, windows[i], linux[i])
		}
	}
	return fmt.Errorf("%d lines on Windows, and on Linux %d", len(windows), len(linux))
}

// sameSaid runs a command on both, with the data folder of each, and wants the
// same words.
func (w *twins) sameSaid(ctx context.Context, args ...string) (string, error) {
	linux, windows := w.folders("data")
	here, err := w.onLinux(ctx, "", append(args, "--data", linux)...)
	if err != nil {
		return "", err
	}
	there, err := w.onWindows(ctx, "", append(args, "--data", w.pc.Windows(windows))...)
	if err == nil {
		err = sameText(seconds.ReplaceAllString(there, ""), seconds.ReplaceAllString(here, ""))
	}
	if err != nil {
		err = fmt.Errorf("tinxa %s: %w", strings.Join(args, " "), err)
	}
	return here, err
}

func (w *twins) version(ctx context.Context) (string, error) {
	here, err := w.onLinux(ctx, "", "version")
	if err != nil {
		return "", err
	}
	there, err := w.onWindows(ctx, "", "version")
	if err == nil && (here != there || !strings.Contains(there, w.Version)) {
		err = fmt.Errorf("it is %q on Windows and %q on Linux, and should be %q", there, here, w.Version)
	}
	return strings.TrimSpace(there), err
}

// samplePhotos are the photos of the samples, and some as cameras make them: on
// their sides, with places in them, of other formats.
func (w *twins) samplePhotos() ([]string, error) {
	files := map[string][]byte{
		"png.png": modeltest.PNG(700, 500), "webp.webp": modeltest.WebP(), "gif.gif": modeltest.GIF(300, 200),
	}
	for turned := 1; turned <= 8; turned++ {
		files[fmt.Sprintf("IMG_%04d.JPG", turned)] = modeltest.CameraJPEG(640, 400, turned)
	}
	samples, err := fs.Glob(assets.FS, "samples/*/*.jpg")
	if err != nil {
		return nil, err
	}
	for _, name := range samples {
		data, err := assets.FS.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files[path.Base(path.Dir(name))+"-"+path.Base(name)] = data
	}
	return w.lay("photos", files)
}

// lay writes files into a folder that both twins read, and returns their paths.
func (w *twins) lay(folder string, files map[string][]byte) ([]string, error) {
	dir := filepath.Join(w.dir, folder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	var all []string
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return nil, err
		}
		all = append(all, filepath.Join(dir, name))
	}
	return all, nil
}

func (w *twins) photos(ctx context.Context) (string, error) {
	files, err := w.samplePhotos()
	if err != nil {
		return "", err
	}
	linux, windows := w.folders("photos")
	how := []string{"photo", "--thumb", "320", "-o"}
	if _, err := w.onLinux(ctx, "", append(append(how, linux), files...)...); err != nil {
		return "", err
	}
	var there []string
	for _, file := range files {
		there = append(there, w.pc.Windows(file))
	}
	if _, err := w.onWindows(ctx, "", append(append(how, w.pc.Windows(windows)), there...)...); err != nil {
		return "", err
	}
	return sameTrees(linux, windows)
}

func (w *twins) demo(ctx context.Context) (string, error) {
	linux, windows := w.folders("demo")
	if _, err := w.onLinux(ctx, "", "demo", "-o", linux); err != nil {
		return "", err
	}
	if _, err := w.onWindows(ctx, "", "demo", "-o", w.pc.Windows(windows)); err != nil {
		return "", err
	}
	return sameTrees(linux, windows, "data/", "bai.json", "bai.tinxa") // they tell the ids, which a new report has of its own
}

// reports makes a data folder of all samples on Linux, gives Windows a copy, and
// compares what both find in it.
func (w *twins) reports(ctx context.Context) (string, error) {
	linux, windows := w.folders("data")
	samples, err := fs.Glob(assets.FS, "samples/*")
	if err != nil {
		return "", err
	}
	if err := os.CopyFS(filepath.Join(w.dir, "texts"), assets.FS); err != nil {
		return "", err
	}
	for _, sample := range samples {
		folder := filepath.Join(w.dir, "texts", filepath.FromSlash(sample))
		args := []string{"new", "--data", linux, "--from", filepath.Join(folder, "report.json")}
		for _, photo := range glob(folder, "*.jpg") {
			args = append(args, "--photo", photo)
		}
		id, err := w.onLinux(ctx, "", args...)
		if err != nil {
			return "", err
		}
		w.ids = append(w.ids, strings.TrimSpace(id))
	}
	if err := replaceTree(windows, linux); err != nil {
		return "", err
	}
	for _, id := range w.ids {
		for _, args := range [][]string{{"show", id}, {"show", id, "--json"}, {"history", id, "--json"}} {
			if _, err := w.sameSaid(ctx, args...); err != nil {
				return "", err
			}
		}
	}
	_, err = w.sameSaid(ctx, "list", "--json")
	return fmt.Sprintf("%d reports, the same bytes", len(w.ids)), err
}

func glob(folder, pattern string) []string {
	found, _ := filepath.Glob(filepath.Join(folder, pattern)) // the pattern is one
	return found
}

func (w *twins) verify(ctx context.Context) (string, error) {
	said, err := w.sameSaid(ctx, "verify")
	if err == nil {
		_, err = w.sameSaid(ctx, "verify", "--json")
	}
	return strings.TrimSpace(said), err
}

// forms are all that a report can be exported as, with the endings of the files.
var forms = map[string]string{"tinxa": ".tinxa", "html": "", "html-one": ".html", "zip": ".zip", "txt": ".txt", "json": ".json"}

func (w *twins) exports(ctx context.Context) (string, error) {
	linux, windows := w.folders("exports")
	dataHere, dataThere := w.folders("data")
	for i, id := range w.ids {
		for form, ending := range forms {
			name := fmt.Sprintf("%d-%s%s", i, form, ending)
			if _, err := w.onLinux(ctx, "", "export", id, "--data", dataHere, "--to", form, "-o", filepath.Join(linux, name)); err != nil {
				return "", err
			}
			_, err := w.onWindows(ctx, "", "export", id, "--data", w.pc.Windows(dataThere), "--to", form,
				"-o", w.pc.Windows(filepath.Join(windows, name)))
			if err != nil {
				return "", err
			}
		}
	}
	return sameTrees(linux, windows)
}
