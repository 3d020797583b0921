package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"tinxa/cmd/wine/office"
	"tinxa/model/modeltest"
)

// figureSteps print what the program costs. What they print depends on what else
// the machine does, so none is judged.
func figureSteps(t *trial) []step {
	m := &meter{writer: &writer{trial: t}}
	return []step{
		{name: "silent installation", do: t.install},
		{name: "start to the first picture", do: m.starts, most: 3 * time.Minute},
		{name: "memory: the list of reports", do: m.idle},
		{name: "memory: 40 photos, opened as Explorer does", do: m.photos, most: 3 * time.Minute},
	}
}

// meter measures the program.
type meter struct{ *writer }

// startsMeasured is how often each program is started; the middle one counts.
const startsMeasured = 5

// starts compares the program's start with that of the least that Fyne shows.
func (m *meter) starts(ctx context.Context) (string, error) {
	hello := filepath.Join(m.Built, "windows", "hello.exe")
	var ours, least []time.Duration
	for range startsMeasured {
		for _, s := range []struct {
			program string
			took    *[]time.Duration
		}{{hello, &least}, {m.installed("tinxa.exe"), &ours}} {
			took, err := m.start(ctx, s.program)
			if err != nil {
				return "", err
			}
			*s.took = append(*s.took, took)
		}
	}
	slices.Sort(ours)
	slices.Sort(least)
	a, b := ours[startsMeasured/2], least[startsMeasured/2]
	return fmt.Sprintf("%.2f s, Fyne's hello world %.2f s: %.2f times", a.Seconds(), b.Seconds(), float64(a)/float64(b)), nil
}

// start is the time until a program has painted its window.
func (m *meter) start(ctx context.Context, program string) (time.Duration, error) {
	began := time.Now()
	p, err := m.pc.Start(ctx, program)
	if err != nil {
		return 0, err
	}
	err = office.Until(ctx, "a painted window", m.painted)
	took := time.Since(began)
	if err != nil {
		return 0, err
	}
	time.Sleep(settled)
	if err := p.Kill(); err != nil {
		return 0, err
	}
	return took, office.Until(ctx, "an empty screen", func() (bool, error) {
		painted, err := m.painted()
		return !painted, err
	})
}

// settled is how long a window stays open that is only started: one that is ended
// as soon as it is painted seems to have failed, and is looked at anew.
const settled = time.Second

// painted reports whether half of the screen is no longer black.
func (m *meter) painted() (bool, error) {
	img, err := m.pc.Screen.Picture()
	if err != nil {
		return false, err
	}
	n := 0
	for i := 0; i < len(img.Pix); i += 4 {
		if img.Pix[i]|img.Pix[i+1]|img.Pix[i+2] != 0 {
			n++
		}
	}
	return n > office.Width*office.Height/2, nil
}

func (m *meter) idle(ctx context.Context) (string, error) {
	if _, err := m.open(ctx); err != nil {
		return "", err
	}
	figure, err := m.memory(ctx)
	if err != nil {
		return "", err
	}
	return figure, m.leave(ctx)
}

// memory is what the program has to itself when it rests.
func (m *meter) memory(ctx context.Context) (string, error) {
	said, err := m.hands.do(ctx, findWindow, "settle --timeout 60", "memory tinxa.exe")
	if err != nil {
		return "", err
	}
	_, list, _ := strings.Cut(said, "process ")
	var id, private, working int64
	if _, err := fmt.Sscanf(list, "%d private %d working %d", &id, &private, &working); err != nil {
		return "", fmt.Errorf("the hands say %q: %w", said, err)
	}
	return fmt.Sprintf("%s private, %s in memory", megabytes(private), megabytes(working)), nil
}

const manyPhotos = 40

// photos opens a report with many photos as another office sent it: by a double
// click on its file.
func (m *meter) photos(ctx context.Context) (string, error) {
	file, err := m.manyPhotos(ctx)
	if err != nil {
		return "", err
	}
	if m.window, err = m.doubleClick(ctx, file); err != nil {
		return "", err
	}
	if _, err := m.pc.Screen.WaitWindow(ctx, manyTitle); err != nil {
		return "", err
	}
	figure, err := m.memory(ctx)
	if err != nil {
		return "", err
	}
	return figure, m.leave(ctx)
}

// openCommand is what the registry says about opening a report.
var openCommand = regexp.MustCompile(`(?m)REG_SZ\s+"(.+)" "%1"\r?$`)

// doubleClick opens a file with the command that the registry has for it, as
// Explorer does. (wine 8 itself looks only at what an administrator set up.)
func (m *meter) doubleClick(ctx context.Context, file string) (*office.Program, error) {
	holds, err := m.pc.Registry(ctx, reportKey)
	if err != nil {
		return nil, err
	}
	command := openCommand.FindStringSubmatch(holds)
	if command == nil {
		return nil, fmt.Errorf("%s has no command that opens a file:\n%s", reportKey, holds)
	}
	return m.pc.Start(context.WithoutCancel(ctx), command[1], m.pc.Windows(file))
}

// manyTitle is the headline of the report with many photos.
const manyTitle = "40 photos"

// manyPhotos is the file of such a report, made on Linux.
func (m *meter) manyPhotos(ctx context.Context) (string, error) {
	twin := &twins{trial: m.trial, here: filepath.Join(m.Built, "tinxa"), dir: filepath.Join(m.dir, "many")}
	files := map[string][]byte{"text.txt": []byte(manyTitle + "\n")}
	for i := range manyPhotos {
		files[fmt.Sprintf("IMG_%04d.JPG", i)] = modeltest.CameraJPEG(1600+i, 1200, 1)
	}
	laid, err := twin.lay("camera", files)
	if err != nil {
		return "", err
	}
	data := filepath.Join(twin.dir, "data")
	args := []string{"new", "--data", data}
	for _, file := range laid {
		if filepath.Ext(file) == ".txt" {
			args = append(args, "--from", file)
		} else {
			args = append(args, "--photo", file)
		}
	}
	id, err := twin.onLinux(ctx, "", args...)
	if err != nil {
		return "", err
	}
	packed := filepath.Join(twin.dir, "many.tinxa")
	_, err = twin.onLinux(ctx, "", "export", strings.TrimSpace(id), "--data", data, "--to", "tinxa", "-o", packed)
	if err == nil {
		_, err = os.Stat(packed)
	}
	return packed, err
}
