package support

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"tinxa/assets"
	"tinxa/cmd/logbook"
	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/ui/say"
)

func TestMain(m *testing.M) {
	if err := say.Load(assets.FS); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// marker stands in every human text of the store that these tests fill.
const marker = "ZUPOL"

// marked puts the marker into each text of a value that a person may have
// written: what has a space or a letter beyond ASCII.
func marked[T any](t *testing.T, value T) T {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	data, err = json.Marshal(withMarker(tree))
	if err != nil {
		t.Fatal(err)
	}
	var out T
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func withMarker(v any) any {
	switch v := v.(type) {
	case string:
		if strings.ContainsFunc(v, func(r rune) bool { return r == ' ' || r > unicode.MaxASCII }) {
			return marker + " " + v
		}
	case []any:
		for i := range v {
			v[i] = withMarker(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = withMarker(v[key])
		}
	}
	return v
}

// office is a data folder full of marked words, the home folder of a user with a
// name, and logs that name both.
func office(t *testing.T) Sources {
	t.Helper()
	home := filepath.Join(t.TempDir(), "nguyen.thi.hanh")
	t.Setenv("HOME", home)
	s := Sources{
		Program: logbook.Program{Name: "Tin Xã", Version: "1.2.0", Build: "7"},
		Dir:     filepath.Join(home, "Dữ liệu"), Logs: filepath.Join(home, "logs"),
		Now: time.Date(2026, 10, 15, 10, 32, 0, 0, time.UTC),
	}
	s.Verdict = func(ctx context.Context) (vault.Verdict, error) { return vault.Check(ctx, s.Dir) }
	v, err := vault.Open(t.Context(), s.Dir)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, v)
	dispatches, err := v.Store.Dispatches(t.Context())
	accounts, fault := v.Store.Accounts(t.Context())
	if err := errors.Join(err, fault, v.Close()); err != nil {
		t.Fatal(err)
	}
	s.Outbox = func(context.Context) ([]model.Dispatch, []model.Account, error) { return dispatches, accounts, nil }
	s.Told = []Section{{"Đồ họa", []Fact{{"GL_RENDERER", "llvmpipe"}}}}
	return s
}

func fill(t *testing.T, v *vault.Vault) {
	t.Helper()
	photo, err := v.Photos.Add(t.Context(), bytes.NewReader(modeltest.CameraJPEG(64, 48, 1)))
	if err != nil {
		t.Fatal(err)
	}
	r := marked(t, modeltest.Crowded())
	r.ID, r.Rev = model.NewReportID(), 0
	r.Blocks = append(r.Blocks, model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{
		{Photo: photo.ID, Caption: marker, Alt: marker, Credit: marker, Name: marker + ".jpg"},
	}})
	if r, err = v.Store.Save(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	for _, a := range modeltest.Accounts() {
		a = marked(t, a)
		a.User, a.Name = marker+"user", marker
		d := marked(t, modeltest.Dispatched(a.ID))
		d.Content, d.State, d.Begun = r, model.SendAsks, "photo "+string(photo.ID)
		d.Trouble = &model.Trouble{Code: "rejected", Said: marker, There: &model.Snapshot{Title: marker}}
		d.Log = append(d.Log, model.LogEntry{What: "create", Note: marker})
		if err := errors.Join(v.Store.KeepAccount(t.Context(), a), v.Store.KeepDispatch(t.Context(), d)); err != nil {
			t.Fatal(err)
		}
	}
}

// gathered are the pieces by name.
func gathered(t *testing.T, s Sources) map[string]string {
	t.Helper()
	pieces, err := Gather(t.Context(), s, func(int, int, string) {})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, p := range pieces {
		all[p.Name] = p.Text
		if p.Title == "" || strings.Contains(p.Title+p.Text, "[support.") {
			t.Errorf("%s: a text is missing: %s", p.Name, p.Title)
		}
	}
	return all
}

// TestNothingOfReportsIsInTheBundle, nor a secret, nor who the user is.
func TestNothingOfReportsIsInTheBundle(t *testing.T) {
	s := office(t)
	if err := os.MkdirAll(s.Logs, 0o700); err != nil {
		t.Fatal(err)
	}
	log := "WARN fault err=\"open " + filepath.Join(s.Dir, "tinxa.db") + ": disk full\" url=https://lan:" + marker + "@suoimay.example/" + marker + "\n"
	crash := "panic: x\n\t/home/nguyen.thi.hanh/go/x.go:1 password=" + marker + "\n\tC:\\Users\\nguyen.thi.hanh\\x.go\n"
	for name, text := range map[string]string{"tinxa.log": log, "crash.log": crash} {
		if err := os.WriteFile(filepath.Join(s.Logs, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	all := gathered(t, s)
	for name, text := range all {
		for _, secret := range []string{marker, "hanh", "Suối Mây", modeltest.GPSMark} {
			if strings.Contains(strings.ToLower(text), strings.ToLower(secret)) {
				t.Errorf("%s tells %q:\n%s", name, secret, text)
			}
		}
	}
	for name, want := range map[string][]string{
		"summary.txt": {"1.2.0 (7)", "~/Dữ liệu", "GL_RENDERER: llvmpipe", "đĩa của máy"},
		"data.txt":    {"nguyên vẹn (sound)", "Số bài, kể cả trong thùng rác: 1", "Số ảnh thiếu: 6", "Ảnh gốc: 1 tệp"},
		"outbox.txt":  {"asks", "begun photo, code rejected", " create", "https://"},
		"tinxa.log":   {"open ~/Dữ liệu/tinxa.db: disk full", "https://suoimay.example\n"},
		"crash.log":   {"panic: x", "~/go/x.go:1", `%USERPROFILE%\x.go`},
	} {
		for _, words := range want {
			if !strings.Contains(all[name], words) {
				t.Errorf("%s is silent about %q:\n%s", name, words, all[name])
			}
		}
	}
}

// TestDamagedDataTellNothing: neither the names that traces have nor what stands
// in a damaged page.
func TestDamagedDataTellNothing(t *testing.T) {
	s := office(t)
	s.Verdict = func(context.Context) (vault.Verdict, error) {
		v := vault.Verdict{State: vault.Damaged, Detail: "bolt: page 4: " + strings.Repeat("x", 1000)}
		v.Health.Faults = []string{`reports, "` + marker + ` họp": checksum`, `reports, "01jcs": checksum`, "key `" + marker, "Họp đảng uỷ"}
		v.Health.Damaged = []model.Trace{{ID: "01jcs", Rev: 4, Name: marker}}
		return v, nil
	}
	got := gathered(t, s)["data.txt"]
	for _, want := range []string{"có chỗ hỏng (damaged)", "01jcs, 4", `reports, "01jcs": checksum`, "reports, …: checksum", "bolt: page 4: xxx"} {
		if !strings.Contains(got, want) {
			t.Errorf("silent about %q:\n%s", want, got)
		}
	}
	for _, secret := range []string{marker, "Họp", "đảng", strings.Repeat("x", 500)} {
		if strings.Contains(got, secret) {
			t.Errorf("tells %q:\n%s", secret, got)
		}
	}
}

// TestWhatCannotBeFoundOut keeps nothing else away.
func TestWhatCannotBeFoundOut(t *testing.T) {
	s := Sources{
		Dir: filepath.Join(t.TempDir(), "không có"), Now: time.Now(),
		Verdict: func(context.Context) (vault.Verdict, error) { return vault.Verdict{}, model.ErrGone },
		Outbox: func(context.Context) ([]model.Dispatch, []model.Account, error) {
			return nil, nil, fmt.Errorf("bolt: %w", model.ErrDamaged)
		},
	}
	all := gathered(t, s)
	for name, want := range map[string]string{
		"summary.txt": "không xem được: no such file", "data.txt": "không xem được: data cannot be reached", "outbox.txt": "không xem được: bolt: damaged",
	} {
		if !strings.Contains(all[name], want) {
			t.Errorf("%s: %s", name, all[name])
		}
	}
	s.Outbox = nil
	if got := gathered(t, s)["outbox.txt"]; got != say.T("support.outbox.closed")+"\n" {
		t.Error(got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if pieces, err := Gather(ctx, s, func(int, int, string) { cancel() }); !errors.Is(err, context.Canceled) || pieces != nil {
		t.Errorf("stopped: %v, %v", pieces, err)
	}
}

func TestWrite(t *testing.T) {
	now := time.Date(2026, 10, 15, 10, 32, 0, 0, time.UTC)
	pieces := []Piece{{"summary.txt", "", "a\nb\n"}, {"crash.log", "", "c"}}
	var first, again, wordless bytes.Buffer
	if err := errors.Join(
		Write(&first, pieces, " Bấm nút Đăng thì cửa sổ đứng yên.\n", now), Write(&again, pieces, "Bấm nút Đăng thì cửa sổ đứng yên.", now), Write(&wordless, pieces, " \n", now),
	); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("equal in, other bytes out")
	}
	want := [][2]string{{"crash.log", "c"}, {"summary.txt", "a\r\nb\r\n"}, {"words.txt", "Bấm nút Đăng thì cửa sổ đứng yên.\r\n"}}
	if got := unzipped(t, first.Bytes()); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if got := unzipped(t, wordless.Bytes()); !slices.Equal(got, want[:2]) {
		t.Errorf("without words: %q", got)
	}
	if pieces[0].Name != "summary.txt" {
		t.Error("what was handed in is in another order now")
	}
	if got := FileName(now); got != "TinXa-ho-tro-20261015-1032.zip" {
		t.Error(got)
	}
}

func unzipped(t *testing.T, data []byte) (all [][2]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, [2]string{f.Name, string(text)})
	}
	return all
}
