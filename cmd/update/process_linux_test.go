package update

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tinxa/model/release"
)

// The test binary plays the program in all its versions. What lies in the folder
// of the program are scripts that call it: a version, and how it behaves.
const (
	roleVariable    = "TINXA_UPDATE_ROLE"
	versionVariable = "TINXA_UPDATE_VERSION"
	selfVariable    = "TINXA_UPDATE_SELF"
	keysVariable    = "TINXA_UPDATE_KEYS"
	logVariable     = "TINXA_UPDATE_LOG"
	addressVariable = "TINXA_UPDATE_ADDRESS"
)

func TestMain(m *testing.M) {
	role := os.Getenv(roleVariable)
	if role == "" {
		os.Exit(m.Run())
	}
	a := actor{version: os.Getenv(versionVariable)}
	var v release.Version
	if err := v.UnmarshalText([]byte(a.version)); err != nil {
		panic(err)
	}
	keys, err := release.ReadKeys(os.DirFS(os.Getenv(keysVariable)), ".")
	if err != nil {
		panic(err)
	}
	self := os.Getenv(selfVariable)
	a.in = Install{
		Dir: Folder(self), Self: self, Version: v, Product: product, Keys: keys,
		Beside: func(f func()) { go f() }, Patience: quick,
	}
	os.Exit(a.play(role))
}

// actor is a version of the program at work.
type actor struct {
	in      Install
	version string
}

// say tells the test what happens.
func (a actor) say(what string) {
	f, err := os.OpenFile(os.Getenv(logVariable), os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		panic(err)
	}
	fmt.Fprintln(f, a.version, what)
	f.Close()
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// play is what the program does, and its exit code.
func (a actor) play(role string) int {
	switch role {
	case "fetch":
		u := Updates{Install: a.in, Config: filepath.Join(a.in.Dir, "config"), Now: time.Now}
		check(u.SetAddress(os.Getenv(addressVariable)))
		_, err := u.Fetch(context.Background(), func(done, _ int64) { a.say(fmt.Sprint("has ", done)) })
		a.say("fetched " + release.Code(err))
		return 0
	case "story":
		a.story(os.Getenv(addressVariable))
		return 0
	}
	turn := a.in.Start(os.Args[1:])
	if turn.Handed {
		a.say("handed over")
		return 0
	}
	run := turn.Run
	a.say(strings.TrimSpace("starts " + strings.Join(os.Args[1:], " ")))
	if role == "hangs" {
		time.Sleep(time.Hour)
	}
	if role == "copies" { // the window is drawn by another process of this version
		check(run.Yield())
		c := exec.Command(os.Args[0], os.Args[1:]...)
		c.Env = append(os.Environ(), roleVariable+"=works")
		check(c.Run())
		return 0
	}
	if role == "blind" { // there is nothing to draw with
		check(run.Yield())
		check(run.Blind())
		return 3
	}
	check(run.Shown())
	switch role {
	case "crashes":
		time.Sleep(300 * time.Millisecond)
		return 7
	case "closed":
		check(run.Left())
		return 0
	}
	_, err := run.Works()
	check(err)
	done, err := run.Promote()
	check(err)
	a.say(fmt.Sprint("works ", done))
	if role == "stays" {
		time.Sleep(time.Hour)
	}
	check(run.Left())
	return 0
}

// script is the file of a version that behaves in some way.
func script(v release.Version, role string) string {
	if role == "dies" {
		return "#!/bin/sh\n# " + v.String() + "\nexit 3\n"
	}
	return fmt.Sprintf("#!/bin/sh\n%s=%s %s=%v %s=\"$0\" exec '%s' \"$@\"\n",
		roleVariable, role, versionVariable, v, selfVariable, os.Args[0])
}

// played is an office whose programs are scripts.
type played struct {
	*office
	keyFolder, log string
}

func newPlayed(t *testing.T, role string) *played {
	t.Helper()
	o := newOffice(t)
	p := &played{o, t.TempDir(), filepath.Join(t.TempDir(), "log")}
	text, err := o.keys[0].MarshalText()
	must(t, err)
	o.write(filepath.Join(p.keyFolder, "a.pub"), string(text))
	o.write(o.program(), script(old, role))
	return p
}

// command starts a file of the office, or the test binary in a role.
func (p *played) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, args...)
	c.Env = append(os.Environ(), keysVariable+"="+p.keyFolder, logVariable+"="+p.log, addressVariable+"="+p.share)
	return c
}

// start is a double click on the shortcut; it returns what happened until the
// process that it started has ended.
func (p *played) start(args ...string) string {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), 20*time.Second)
	defer cancel()
	must(p.t, os.WriteFile(p.log, nil, 0o600))
	if out, err := p.command(ctx, p.program(), args...).CombinedOutput(); err != nil {
		p.t.Fatalf("%v: %s", err, out)
	}
	return p.said()
}

func (p *played) said() string {
	return strings.Join(strings.FieldsFunc(readFile(p.t, p.log), func(r rune) bool { return r == '\n' }), "; ")
}

func (p *played) waitFor(words string) {
	p.t.Helper()
	for began := time.Now(); !strings.Contains(p.said(), words); time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			p.t.Fatalf("it said %q, want %q", p.said(), words)
		}
	}
}

func (p *played) want(what, got, want string) {
	p.t.Helper()
	if got != want {
		p.t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// TestStarts offers versions that behave in all ways, and starts the program
// three times: who shows a window each time?
func TestStarts(t *testing.T) {
	const runs = "0.1.0.1 starts --data x; 0.1.0.1 works true"
	for _, c := range []struct {
		role          string
		first, second string // what is said at a start
		after         release.Version
	}{
		{"works", "0.2.0.3 starts --data x; 0.2.0.3 works true; 0.1.0.1 handed over", "0.2.0.3 starts --data x; 0.2.0.3 works true", newer},
		{
			"copies", "0.2.0.3 starts --data x; 0.2.0.3 starts --data x; 0.2.0.3 works true; 0.1.0.1 handed over",
			"0.2.0.3 starts --data x; 0.2.0.3 starts --data x; 0.2.0.3 works true", newer,
		},
		{"dies", runs, runs, old},
		{"crashes", "0.2.0.3 starts --data x; " + runs, runs, old},
		{"blind", "0.2.0.3 starts --data x; " + runs, "0.2.0.3 starts --data x; " + runs, old},
		{"hangs", "0.2.0.3 starts --data x; " + runs, runs, old},
		{"closed", "0.2.0.3 starts --data x; 0.1.0.1 handed over", "0.2.0.3 starts --data x; 0.1.0.1 handed over", old},
	} {
		t.Run(c.role, func(t *testing.T) {
			p := newPlayed(t, "works")
			p.offer(newer, script(newer, c.role))
			p.fetch()
			p.want("first start", sorted(p.start("--data", "x")), sorted(c.first))
			p.want("second start", sorted(p.start("--data", "x")), sorted(c.second))
			role := "works"
			if c.after == newer {
				role = c.role
			}
			p.want("the program", readFile(t, p.program()), script(c.after, role))
			t.Logf("%-32s first start: %s", c.role, c.first)
		})
	}
}

// sorted makes the order of two processes that end together count for nothing.
func sorted(said string) string {
	handed := "; 0.1.0.1 handed over"
	if strings.Contains(said, handed) {
		return strings.Replace(said, handed, "", 1) + handed
	}
	return said
}

// What no system takes for a program fails like one that dies.
func TestNoProgramAtAll(t *testing.T) {
	p := newPlayed(t, "works")
	p.offer(newer, "\x7fELF and nothing behind")
	p.fetch()
	p.want("first start", p.start(), "0.1.0.1 starts; 0.1.0.1 works true")
	if v, untold := p.install(old).Untold(); !untold || v != newer {
		t.Errorf("told of %v (%v)", v, untold)
	}
}

// A second start while a version is tried waits for what comes of it.
func TestTwoStartsAtOnce(t *testing.T) {
	p := newPlayed(t, "works")
	p.offer(newer, script(newer, "works"))
	p.fetch()
	must(t, os.WriteFile(p.log, nil, 0o600))
	var all []*exec.Cmd
	for range 4 {
		c := p.command(t.Context(), p.program())
		must(t, c.Start())
		all = append(all, c)
	}
	for _, c := range all {
		must(t, c.Wait())
	}
	p.want("the program", readFile(t, p.program()), script(newer, "works"))
	if strings.Contains(p.said(), "0.1.0.1 starts") {
		t.Errorf("the old version showed a window beside the new one: %s", p.said())
	}
}

// Whatever is killed at whatever moment, the next start shows a window.
func TestKilled(t *testing.T) {
	for _, c := range []struct{ when, role, want string }{
		{"the new version, tried", "hangs", "0.1.0.1 starts; 0.1.0.1 works true"},
		{"the new version, working", "stays", "0.2.0.3 starts; 0.2.0.3 works true"},
	} {
		t.Run(c.when, func(t *testing.T) {
			p := newPlayed(t, "works")
			p.offer(newer, script(newer, c.role))
			p.fetch()
			must(t, os.WriteFile(p.log, nil, 0o600))
			waits := p.command(t.Context(), p.program())
			must(t, waits.Start())
			p.waitFor(map[string]string{"hangs": "starts", "stays": "works true"}[c.role])
			must(t, errors.Join(p.killAll(newer), waits.Wait()))
			if c.role == "hangs" {
				p.want("the one that waited", p.said(), "0.2.0.3 starts; "+c.want)
				p.want("the next start", p.start(), c.want)
				return
			}
			p.want("the program", readFile(t, p.program()), script(newer, c.role))
		})
	}
}

// killAll kills the processes of a version, as the test knows them: by the file
// that they run from.
func (p *played) killAll(v release.Version) error {
	want := selfVariable + "=" + filepath.Join(p.install(old).folder(v), ProgramName())
	all, err := filepath.Glob("/proc/[0-9]*/environ")
	if err != nil {
		return err
	}
	for _, file := range all {
		env, _ := os.ReadFile(file) // of others
		if !strings.Contains(string(env), want+"\x00") {
			continue
		}
		var pid int
		if _, err := fmt.Sscanf(file, "/proc/%d/", &pid); err != nil {
			return err
		}
		process, err := os.FindProcess(pid)
		if err != nil {
			return err
		}
		return process.Kill()
	}
	return errors.New("no process of " + v.String())
}

// The process that waits beside a version is killed with it: nobody knows what
// became of the trial, so it failed.
func TestBothKilled(t *testing.T) {
	p := newPlayed(t, "works")
	p.offer(newer, script(newer, "hangs"))
	p.fetch()
	must(t, os.WriteFile(p.log, nil, 0o600))
	waits := p.command(t.Context(), p.program())
	must(t, waits.Start())
	p.waitFor("starts")
	must(t, waits.Process.Kill())
	_ = waits.Wait() // killed, which it reports as an error
	p.want("beside one that is tried", p.start(), "0.1.0.1 starts; 0.1.0.1 works true")
	must(t, p.killAll(newer))
	p.want("the next start", p.start(), "0.1.0.1 starts; 0.1.0.1 works true")
	p.wantVersions(stateName)
}

// fetching is the test binary as it fetches, behind a word of a shell.
func (p *played) fetching(shell string) *exec.Cmd {
	c := p.command(p.t.Context(), "sh", "-c", shell+"exec '"+os.Args[0]+"'")
	c.Env = append(c.Env, roleVariable+"=fetch", versionVariable+"="+old.String(), selfVariable+"="+p.program())
	return c
}

// On a full disk nothing changes, and its room is given back.
func TestDiskFull(t *testing.T) {
	p := newPlayed(t, "works")
	p.offer(newer, noise(300<<10))
	if out, err := p.fetching("ulimit -f 100 && ").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if !strings.HasSuffix(p.said(), "fetched noroom") {
		t.Errorf("it said %q", p.said())
	}
	p.wantVersions(stateName)
	p.want("the program", readFile(t, p.program()), script(old, "works"))
	must(t, os.WriteFile(p.log, nil, 0o600))
	if out, err := p.fetching("").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	p.wantVersions("0.2.0.3", stateName)
}

// A download that is killed is continued by the next.
func TestKilledWhileFetching(t *testing.T) {
	p := newPlayed(t, "works")
	m := p.offer(newer, noise(300<<10))
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, ".gz") {
			http.FileServer(http.Dir(p.share)).ServeHTTP(w, r)
			return
		}
		_, _ = w.Write([]byte(readFile(t, filepath.Join(p.share, m.File)))[:100<<10])
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}))
	defer slow.Close()
	c := p.fetching("")
	c.Env = append(c.Env, addressVariable+"="+slow.URL)
	must(t, os.WriteFile(p.log, nil, 0o600))
	must(t, c.Start())
	p.waitFor(fmt.Sprint("has ", 100<<10))
	must(t, c.Process.Kill())
	_ = c.Wait() // killed, which it reports as an error
	p.wantVersions("0.2.0.3.part", stateName)
	p.want("a start in between", p.start(), "0.1.0.1 starts; 0.1.0.1 works true")
	p.wantVersions("0.2.0.3.part", stateName)
	p.fetch()
	p.wantVersions("0.2.0.3", stateName)
}
