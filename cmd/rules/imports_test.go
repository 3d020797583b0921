package rules

import (
	"path"
	"slices"
	"strings"
	"testing"
)

// A room lists what its code may import beside the standard library: folders of this project by their
// path, libraries by theirs, which stands for everything below it too.
type room struct {
	path string
	uses []string
}

const (
	fyne      = "fyne.io/fyne/v2"
	bbolt     = "go.etcd.io/bbolt"
	imaging   = "github.com/disintegration/imaging"
	imagemeta = "github.com/bep/imagemeta"
	ximage    = "golang.org/x/image"
	xtext     = "golang.org/x/text"
	xhtml     = "golang.org/x/net/html"
	xsys      = "golang.org/x/sys"
	godbus    = "github.com/godbus/dbus/v5"
	oksvg     = "github.com/fyne-io/oksvg"
	rasterx   = "github.com/srwiley/rasterx"
	xgb       = "github.com/jezek/xgb"
	gotext    = "github.com/go-text/typesetting"
	gorender  = "github.com/go-text/render"
	age       = "filippo.io/age"
	udiff     = "github.com/aymanbagabas/go-udiff"
	ieproxy   = "github.com/mattn/go-ieproxy"
	gokeyring = "github.com/zalando/go-keyring"
	gosftp    = "github.com/pkg/sftp"
	xssh      = "golang.org/x/crypto/ssh"
	goftp     = "github.com/jlaffaye/ftp"
	gomail    = "github.com/wneessen/go-mail"
	xterm     = "golang.org/x/term"
	minisign  = "aead.dev/minisign"
	// Servers that tests publish to.
	xwebdav   = "golang.org/x/net/webdav"
	ftpserver = "goftp.io/server/v2"
	gosmtp    = "github.com/emersion/go-smtp"
	gosasl    = "github.com/emersion/go-sasl"
)

var (
	contracts = []string{"model", "model/viet"}
	stored    = []string{"model", "model/viet", "model/disk"} // rooms that keep files
	exporting = []string{"model", "model/viet", "export"}
	// What portals share: HTTP with its dangers, and a report as their HTML.
	posting = []string{"model", "model/viet", "model/disk", "export", "export/web", "export/markup"}
	// What every screen may use. Screens are strangers to each other.
	screen = []string{
		fyne, "model", "model/draft", "model/viet", "export",
		"ui/task", "ui/say", "ui/look", "ui/part", "ui/paper", "ui/sending",
	}
	screens = []string{"ui/home", "ui/editor", "ui/publish", "ui/history", "ui/recovery", "ui/backups", "ui/portals", "ui/outbox", "ui/handover", "ui/support", "ui/updates"}
)

// rooms is the table of who may import whom. Whoever builds a new room adds its row; a room may use
// less than its row allows, but a longer row is a decision for ARCHITECTURE.md.
var rooms = []room{
	{"assets", nil},

	{"model", nil},
	{"model/viet", []string{xtext}},
	{"model/draft", contracts},
	{"model/disk", []string{"model", xsys}},
	{"model/bolt", with(stored, bbolt)},
	{"model/photos", with(stored, imaging, imagemeta, ximage)},
	{"model/journal", stored},
	{"model/backup", with(stored, age)},
	{"model/compare", with(contracts, udiff)},
	{"model/rescue", contracts},
	{"model/manuscript", with(contracts, "model/draft", gotext)},
	{"model/webtext", with(contracts, xhtml)},
	{"model/waivers", stored},
	{"model/release", []string{minisign, "model/disk"}},
	{"model/plaintext", contracts},
	{"model/modeltest", contracts},

	{"export", stored},
	{"export/html", exporting},
	{"export/record", exporting},
	{"export/text", exporting},
	{"export/archive", exporting},
	{"export/exporttest", with(exporting, "model/modeltest", "export/markup", "export/outbox", xhtml)},

	{"export/web", with(exporting, ieproxy)},
	{"export/markup", with(exporting, xhtml)},
	{"export/outbox", with(exporting, "export/markup")},
	{"export/registry", exporting},
	{"export/keyring", with(exporting, gokeyring)},
	{"export/wordpress", posting},
	{"export/nukeviet", with(posting, xhtml)},
	// What deposits and e-mail share beyond that: connections without HTTP, and a report as one document.
	{"export/wire", with(exporting, "export/web")},
	{"export/page", with(exporting, "export/markup")},
	{"export/deposit", with(posting, "export/wire", "export/page", gosftp, xssh, goftp)},
	{"export/mail", with(posting, "export/wire", "export/page", "export/archive", gomail)},
	{"export/handover", with(exporting, "export/markup", xhtml)},
	{"export/exporttest/wpsite", nil},
	{"export/placetest", with(posting, inTests...)},
	{"export/exporttest/nukesite", with(exporting, "export/exporttest", xhtml)},

	{"ui", with(screen, append(screens, "ui/native", "model/manuscript", "ui/ink", "ui/sheet")...)},
	{"ui/task", []string{fyne}},
	{"ui/native", []string{fyne, "ui/task", "ui/messages", xsys, godbus, xgb}},
	{"ui/messages", []string{fyne, xsys}},
	{"ui/typing", []string{fyne, "ui/messages", "ui/task", xsys}},
	{"ui/typing/windowtest", with([]string{fyne, "ui/typing"}, inTests...)},
	{"ui/locale", nil},
	{"ui/say", []string{fyne, "model", "model/disk", "model/draft", "model/release", "export", "ui/graphics", "ui/native"}},
	{"ui/graphics", []string{"model/disk", xsys, xgb}},
	{"ui/look", []string{fyne}},
	{"ui/part", []string{fyne, "ui/look", "ui/say", "ui/task"}},
	{"ui/paper", []string{"model", "ui/look", "ui/part"}},
	{"ui/ink", []string{gotext, gorender, ximage, xtext}},
	{"ui/sheet", []string{fyne, "model", "model/manuscript", "ui/ink", "ui/task", "ui/say", "ui/look", "ui/part"}},
	{"ui/sending", []string{"model", "export", "ui/task"}},
	{"ui/portals", screen},
	{"ui/outbox", screen},
	{"ui/handover", with(screen, "export/handover")},
	{"ui/home", screen},
	{"ui/editor", with(screen, "model/manuscript", "ui/ink", "ui/sheet")},
	{"ui/publish", with(screen, "model/compare")},
	{"ui/history", with(screen, "model/compare")},
	{"ui/recovery", with(screen, "model/rescue")},
	{"ui/backups", screen},
	{"ui/support", screen},
	{"ui/updates", with(screen, "model/release")},
	{"ui/uitest", with(screen, inTests...)},

	{"cmd/vault", []string{
		"model", "model/disk", "model/bolt", "model/photos", "model/journal", "model/backup", "model/rescue", "export",
	}},
	{"cmd/logbook", []string{xsys}},
	{"cmd/support", []string{"model", "model/disk", "cmd/vault", "cmd/logbook", "ui/say", xsys}},
	// The engine of updates; the window and the command line only tell of it.
	{"cmd/update", []string{"model", "model/disk", "model/release", "export", "export/web", xsys}},
	{"cmd/reliability/platter", nil},
	{"cmd/wine/strokes", []string{xtext}},
	{"cmd/wine/hands", []string{"cmd/wine/strokes", xsys}},
	{"cmd/wine/office", []string{xgb}},
	{"cmd/wine/hello", []string{fyne}},
}

// inTests is what tests in any room may import in addition. Go itself refuses the circles.
var inTests = []string{
	"assets", "model", "model/release", minisign, "model/viet", "model/plaintext", "model/bolt", "model/photos", "model/modeltest",
	"model/disk", "model/journal", "model/backup", "model/compare", "model/rescue",
	"export/web", "export/markup", "export/outbox", "export/registry", "export/keyring", "export/wordpress",
	"export/nukeviet", "export/deposit", "export/mail", "export/handover",
	"export/exporttest/wpsite", "export/exporttest/nukesite", gosftp, xssh, xwebdav, ftpserver, gosmtp, gosasl, gokeyring,
	"export", "export/html", "export/text", "export/archive", "export/exporttest", "export/record", "ui/uitest", ximage, xtext, xhtml,
	oksvg, rasterx, // icons are made from drawings
	xgb,                                                     // the window is driven from outside
	"cmd/reliability/platter",                               // what a power cut leaves
	"cmd/wine/strokes", "ui/typing", "ui/typing/windowtest", // what typing tools send, and the way to a widget
}

// everything is for cmd, which ties all rooms together. Each library stays in the room that wraps it,
// but pictures may be drawn for the samples.
var everything = []string{fyne, imaging, ximage, xsys, xterm, minisign}

func with(list []string, more ...string) []string { return slices.Concat(list, more) }

// allowed returns what the code of a folder may import; false where the folder has no row.
func allowed(folder string) ([]string, bool) {
	if folder == "cmd/reliability" { // does on purpose what model/bolt avoids
		return with(everything, append(paths(), bbolt)...), true
	}
	if folder == "cmd/wine" { // starts X servers, and wants them silent
		return with(everything, append(paths(), xgb)...), true
	}
	for _, r := range rooms {
		if r.path == folder {
			return r.uses, true
		}
	}
	if path.Dir(folder) == "cmd" || path.Dir(folder) == "cmd/rules" {
		return with(everything, paths()...), true
	}
	return nil, false
}

func paths() []string {
	var all []string
	for _, r := range rooms {
		all = append(all, r.path)
	}
	return all
}

// strangers complains about imports that the table does not grant, and about folders that it does not know.
func strangers(s source) []string {
	uses, known := allowed(s.room())
	if !known {
		return []string{s.at(s.file, "%s is in no row of the table in cmd/rules/imports_test.go", s.room())}
	}
	if s.isTest() {
		uses = with(uses, inTests...)
	}
	var all []string
	for _, spec := range s.file.Imports {
		if name := strings.Trim(spec.Path.Value, `"`); !mayImport(s, name, uses) {
			all = append(all, s.at(spec, "%s may not import %s", s.room(), name))
		}
	}
	return all
}

func mayImport(s source, name string, uses []string) bool {
	if local, ours := strings.CutPrefix(name, module+"/"); ours {
		return local == s.room() || slices.Contains(uses, local)
	}
	first, _, _ := strings.Cut(name, "/")
	if !strings.Contains(first, ".") {
		return true // the standard library
	}
	return slices.ContainsFunc(uses, func(library string) bool {
		return name == library || strings.HasPrefix(name, library+"/")
	})
}

// stateful complains about Fyne in a screen's state.go: what a screen knows is tested without a window.
func stateful(s source) []string {
	if path.Base(s.path) != "state.go" || !strings.HasPrefix(s.path, "ui/") {
		return nil
	}
	var all []string
	for _, spec := range s.file.Imports {
		if strings.HasPrefix(strings.Trim(spec.Path.Value, `"`), fyne) {
			all = append(all, s.at(spec, "the state of a screen knows no Fyne"))
		}
	}
	return all
}

func TestImports(t *testing.T) { holds(t, strangers) }

func TestImportsBite(t *testing.T) {
	imports := func(folder, file, name string, complaints int) control {
		return control{folder + "/" + file, "package a\n\nimport _ \"" + name + "\"\n", complaints}
	}
	bites(t, strangers,
		imports("model", "a.go", "strings", 0),
		imports("model", "a.go", "tinxa/model/viet", 1),
		imports("model/bolt", "a.go", "go.etcd.io/bbolt/errors", 0),
		imports("model/bolt", "a.go", "tinxa/model/photos", 1),
		imports("model/bolt", "a_test.go", "tinxa/model/photos", 0),
		imports("model/draft", "a.go", "fyne.io/fyne/v2", 1),
		imports("model/draft", "a_test.go", "fyne.io/fyne/v2/test", 1),
		imports("model/draft", "a_test.go", "golang.org/x/text/unicode/norm", 0),
		imports("model/photos", "a.go", "golang.org/x/imagery", 1),
		imports("export/html", "a.go", "tinxa/export/text", 1),
		imports("export/text", "a.go", "golang.org/x/text/unicode/norm", 1),
		imports("model/viet", "a.go", "golang.org/x/text/unicode/norm", 0),
		imports("ui/home", "a.go", "tinxa/ui/editor", 1),
		imports("ui/home", "a.go", "tinxa/assets", 1),
		imports("ui/home", "a_test.go", "tinxa/assets", 0),
		imports("ui/part", "a.go", "tinxa/model", 1),
		imports("ui", "a.go", "tinxa/ui/home", 0),
		imports("ui", "a.go", "tinxa/model/bolt", 1),
		imports("cmd/tinxa", "a.go", "tinxa/model/bolt", 0),
		imports("cmd/tinxa", "a.go", "go.etcd.io/bbolt", 1),
		imports("cellar", "a.go", "strings", 1),
	)
}

func TestStateKnowsNoFyne(t *testing.T) { holds(t, stateful) }

func TestStateKnowsNoFyneBites(t *testing.T) {
	text := "package home\n\nimport _ \"fyne.io/fyne/v2/widget\"\n"
	bites(t, stateful, control{"ui/home/state.go", text, 1}, control{"ui/home/screen.go", text, 0})
}
