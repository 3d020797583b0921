package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinxa/cmd/update"
	"tinxa/model/release"
	"tinxa/ui/say"
)

// asRelease lets the program of the tests be a release for one test.
func asRelease(t *testing.T) {
	t.Helper()
	oldVersion, oldBuild := version, build
	version, build = "0.1.0", "1"
	t.Cleanup(func() { version, build = oldVersion, oldBuild })
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("AppData", t.TempDir())
}

func wantAnswer(t *testing.T, args []string, code int, words string) {
	t.Helper()
	a := call1(args...)
	if a.code != code || !strings.Contains(a.out+a.err, words) {
		t.Errorf("%q: %+v, want %q", args, a, words)
	}
}

func TestUpdateAddresses(t *testing.T) {
	asRelease(t)
	share := t.TempDir()
	set := say.T("cli.update.address", share)
	wantAnswer(t, []string{"update", "address"}, exitDone, say.T("cli.update.none"))
	wantAnswer(t, []string{"update"}, exitFault, say.Explain(release.ErrOff).What)
	wantAnswer(t, []string{"update", "address", share}, exitDone, set)
	wantAnswer(t, []string{"update", "address"}, exitDone, set)
	wantAnswer(t, []string{"update", "address", "http://capnhat.suoimay.gov.vn"}, exitFault, say.Explain(release.ErrAddress).What)
	wantAnswer(t, []string{"update", "off"}, exitDone, say.T("cli.update.off"))
	wantAnswer(t, []string{"update", "fetch"}, exitFault, say.Explain(release.ErrOff).What)
	wantAnswer(t, []string{"update", "address", ""}, exitDone, say.T("cli.update.none"))
	wantAnswer(t, []string{"update", "check", share}, exitUsage, say.T("cli.usage.update"))
	wantAnswer(t, []string{"update", "now"}, exitUsage, say.T("cli.usage.update"))
}

func TestUpdateChecks(t *testing.T) {
	asRelease(t)
	share := t.TempDir()
	wantAnswer(t, []string{"update", "address", share}, exitDone, share)
	wantAnswer(t, []string{"update", "check"}, exitFault, say.Explain(release.ErrNothing).What)
	for _, name := range []string{release.ManifestName, release.SignatureName} {
		if err := os.WriteFile(filepath.Join(share, name), []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	wantAnswer(t, []string{"update", "fetch"}, exitFault, say.Explain(release.ErrSignature).What)
	if st := newUpdates().Standing(); release.Code(st.Fault) != "signature" {
		t.Errorf("%+v", st)
	}
}

// A program that was built without a version is no release.
func TestNoReleaseUpdatesNothing(t *testing.T) {
	asRelease(t)
	version = "dev"
	wantAnswer(t, []string{"update"}, exitFault, say.Explain(release.ErrUnversioned).What)
	turn := giveWayToNewer()
	if turn == nil {
		t.Fatal("something has taken over")
	}
	if m, err := turn.look(t.Context()); m != nil || err != nil {
		t.Errorf("it looked: %v, %v", m, err)
	}
	turn.part()
	if _, err := os.Stat(filepath.Join(newUpdates().Dir, "versions")); !os.IsNotExist(err) {
		t.Errorf("a trace: %v", err)
	}
}

// The keys that are built in are those that sign.
func TestUpdatesHaveTheirKeys(t *testing.T) {
	if u := newUpdates(); len(u.Keys) != 2 || u.Product != id || u.Patience != update.Usual {
		t.Errorf("%+v", u.Install)
	}
}
