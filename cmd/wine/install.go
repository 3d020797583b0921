package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tinxa/cmd/wine/office"
)

// Where the installer puts the program, below %LOCALAPPDATA%, and where the
// reports are, which it never touches.
var (
	programFolder = []string{"Programs", "TinXa"}
	dataFolder    = []string{"TinXa"}
)

// The keys of the registry that the installer writes, and what each must say.
const (
	uninstallKey = `HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\TinXa`
	endingKey    = `HKCU\Software\Classes\.tinxa`
	reportKey    = `HKCU\Software\Classes\TinXa.Report`
)

// mostSetup is what the installer may measure, in bytes, the software OpenGL
// included.
const mostSetup = 25 << 20

// installed is the path of a file that the installer brings.
func (t *trial) installed(name string) string {
	return t.pc.Local(append(slices.Clone(programFolder), strings.ReplaceAll(name, "/", `\`))...)
}

// data is the folder of the reports, on this machine.
func (t *trial) data() string { return t.pc.Path(t.pc.Local(dataFolder...)) }

// setup is the installer, on this machine.
func (t *trial) setup() (string, error) {
	found := glob(filepath.Join(t.Built, "windows"), "TinXa-"+t.Version+"*-setup.exe")
	if len(found) != 1 {
		return "", fmt.Errorf("%d installers of version %s in %s", len(found), t.Version, t.Built)
	}
	return found[0], nil
}

// packageSteps look at what is given to users.
func packageSteps(t *trial) []step {
	return []step{
		{name: "libraries that the program asks for", do: t.checkImports},
		{name: "size of the installer", do: t.measureSetup},
	}
}

// installSteps install the program as a user without administrator's rights
// does, and again over itself.
func installSteps(t *trial) []step {
	return []step{
		{name: "silent installation", do: t.install},
		{name: "version in the program's properties", do: t.checkProperties},
		{name: "shortcuts", do: t.checkShortcuts},
		{name: "registry", do: t.checkRegistry},
		{name: "installed again over a report", do: t.upgrade},
	}
}

func (t *trial) measureSetup(context.Context) (string, error) {
	setup, err := t.setup()
	if err != nil {
		return "", err
	}
	info, err := os.Stat(setup)
	if err != nil {
		return "", err
	}
	program, err := os.Stat(filepath.Join(t.Built, "windows", "tinxa.exe"))
	if err != nil {
		return "", err
	}
	figure := fmt.Sprintf("%s (tinxa.exe alone %s)%s", megabytes(info.Size()), megabytes(program.Size()), t.flavour())
	if info.Size() > mostSetup {
		err = fmt.Errorf("the installer measures %s, and may %s", megabytes(info.Size()), megabytes(mostSetup))
	}
	return figure, err
}

// flavour says which software OpenGL was built.
func (t *trial) flavour() string {
	name, err := os.ReadFile(filepath.Join(t.Built, "softgl", "FLAVOUR"))
	if err != nil {
		return ""
	}
	return ", with " + strings.TrimSpace(string(name))
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/(1<<20)) }

func (t *trial) checkImports(ctx context.Context) (string, error) {
	said, err := goTool(ctx, nil, "run", "tinxa/cmd/release", "imports", filepath.Join(t.Built, "windows", "tinxa.exe"))
	if err != nil {
		return "", err
	}
	_, libraries, _ := strings.Cut(strings.TrimSpace(said), ": ")
	return fmt.Sprintf("%d, all of Windows", len(strings.Fields(libraries))), nil
}

// install runs the installer and looks at what it left: an exit code of 0 alone
// says nothing.
func (t *trial) install(ctx context.Context) (string, error) {
	setup, err := t.setup()
	if err != nil {
		return "", err
	}
	began := time.Now()
	if _, err := t.pc.Run(ctx, setup, "/S"); err != nil {
		return "", err
	}
	took := time.Since(began)
	var size int64
	for _, name := range []string{"tinxa.exe", "uninstall.exe", "THIRD-PARTY.txt", "softgl/opengl32.dll", "softgl/libgallium_wgl.dll"} {
		info, err := os.Stat(t.pc.Path(t.installed(name)))
		if err != nil {
			return "", err
		}
		size += info.Size()
	}
	err = sameFiles(t.pc.Path(t.installed("tinxa.exe")), filepath.Join(t.Built, "windows", "tinxa.exe"))
	for _, name := range []string{"opengl32.dll", "libgallium_wgl.dll"} {
		err = errors.Join(err, sameFiles(t.pc.Path(t.installed("softgl/"+name)), filepath.Join(t.Built, "softgl", name)))
	}
	return fmt.Sprintf("%s in %s", megabytes(size), took.Round(100*time.Millisecond)), err
}

func sameFiles(a, b string) error {
	first, err := os.ReadFile(a)
	if err != nil {
		return err
	}
	second, err := os.ReadFile(b)
	if err == nil && !bytes.Equal(first, second) {
		err = fmt.Errorf("%s is not %s", a, b)
	}
	return err
}

func (t *trial) checkProperties(context.Context) (string, error) {
	program, err := os.ReadFile(t.pc.Path(t.installed("tinxa.exe")))
	if err != nil {
		return "", err
	}
	version, name := property(program, "FileVersion"), property(program, "ProductName")
	if !strings.HasPrefix(version, t.Version) || name == "" {
		return "", fmt.Errorf("the program's properties say %q, version %q", name, version)
	}
	return name + " " + version, nil
}

// links are the shortcuts of the user, by their paths below the user's folder.
func (t *trial) links() ([]string, error) {
	var all []string
	for _, folder := range []string{`Desktop`, `AppData\Roaming\Microsoft\Windows\Start Menu`} {
		found, err := t.pc.Find(t.pc.Profile(folder), "*.lnk")
		if err != nil {
			return nil, err
		}
		for _, name := range found {
			all = append(all, strings.ReplaceAll(folder, `\`, "/")+"/"+name)
		}
	}
	return all, nil
}

func (t *trial) checkShortcuts(context.Context) (string, error) {
	links, err := t.links()
	if err != nil {
		return "", err
	}
	for _, place := range []string{"Desktop/", "Start Menu/"} {
		if !slices.ContainsFunc(links, func(l string) bool { return strings.Contains(l, place) }) {
			return "", fmt.Errorf("no shortcut in %s, only %q", place, links)
		}
	}
	for _, link := range links {
		data, err := os.ReadFile(t.pc.Path(t.pc.Profile(link)))
		if err != nil {
			return "", err
		}
		if !bytes.Contains(bytes.ToLower(plainLetters(data)), []byte("tinxa.exe")) {
			return "", fmt.Errorf("%s does not lead to the program", link)
		}
	}
	return fmt.Sprintf("%d, which lead to the program", len(links)), nil
}

func (t *trial) checkRegistry(ctx context.Context) (string, error) {
	program := t.installed("tinxa.exe")
	for key, wants := range map[string][]string{
		uninstallKey: {"DisplayName", "DisplayVersion", t.Version, "UninstallString", "uninstall.exe"},
		endingKey:    {"TinXa.Report"},
		reportKey:    {fmt.Sprintf(`"%s" "%%1"`, program)},
	} {
		holds, err := t.pc.Registry(ctx, key)
		if err != nil {
			return "", err
		}
		for _, want := range wants {
			if !strings.Contains(strings.ToLower(holds), strings.ToLower(want)) {
				return "", fmt.Errorf("%s does not hold %q but\n%s", key, want, holds)
			}
		}
	}
	return "opens .tinxa, can be removed by the user", nil
}

// upgrade installs over a program that has reports.
func (t *trial) upgrade(ctx context.Context) (string, error) {
	twin := &twins{trial: t, dir: filepath.Join(t.dir, "upgrade")}
	photos, err := twin.samplePhotos()
	if err != nil {
		return "", err
	}
	if _, err := t.pc.Run(ctx, t.installed("tinxa.exe"), "new", "--photo", t.pc.Windows(photos[0])); err != nil {
		return "", err
	}
	before, err := t.dataSums()
	if err != nil {
		return "", err
	}
	if _, err := t.install(ctx); err != nil {
		return "", err
	}
	after, err := t.dataSums()
	return fmt.Sprintf("%d files of the data untouched", len(before)), errors.Join(err, before.differ(after))
}

// dataSums are the sums of the user's data, without the log.
func (t *trial) dataSums() (sums, error) {
	all, err := sumsOf(t.data())
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%s is empty", t.data())
	}
	return all.without("logs/"), err
}

// uninstallSteps remove the program; the reports stay.
func uninstallSteps(t *trial) []step {
	return []step{{name: "silent removal", do: t.uninstall}}
}

func (t *trial) uninstall(ctx context.Context) (string, error) {
	before, err := t.dataSums()
	if err != nil {
		return "", err
	}
	if _, err := t.pc.Run(ctx, t.installed("uninstall.exe"), "/S"); err != nil {
		return "", err
	}
	err = office.Until(ctx, "the end of the program's folder", func() (bool, error) {
		_, err := os.Stat(t.pc.Path(t.pc.Local(programFolder...)))
		return errors.Is(err, os.ErrNotExist), nil
	})
	if err != nil {
		return "", err
	}
	for _, key := range []string{uninstallKey, endingKey, reportKey} {
		if holds, err := t.pc.Registry(ctx, key); err == nil {
			return "", fmt.Errorf("%s is still in the registry:\n%s", key, holds)
		}
	}
	links, err := t.links()
	if err == nil && len(links) > 0 {
		err = fmt.Errorf("shortcuts are left: %q", links)
	}
	after, missing := t.dataSums()
	return fmt.Sprintf("nothing left but %d files of the data, untouched", len(after)), errors.Join(err, missing, before.differ(after))
}
