package office

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Program is a program that was started on a PC.
type Program struct {
	cmd      *exec.Cmd
	name     string
	out, err *os.File
}

// Answer is what a program left when it ended.
type Answer struct {
	Out, Said string // on standard output and standard error
	Code      int    // the exit code, as far as Unix has room for it: its lowest byte
}

// Start starts a program by the path that either system has for it. It is ended
// when the context is.
func (p *PC) Start(ctx context.Context, exe string, args ...string) (*Program, error) {
	return p.StartWith(ctx, "", nil, exe, args...)
}

// StartWith starts a program with words on its standard input and with variables
// of its own, as NAME=value. What it says goes into files: a pipe would stay open
// as long as any program that it starts.
func (p *PC) StartWith(ctx context.Context, input string, env []string, exe string, args ...string) (*Program, error) {
	if strings.HasPrefix(exe, "/") {
		exe = p.Windows(exe)
	}
	r := &Program{name: base(exe)}
	r.cmd = exec.CommandContext(ctx, tool("wine64", "wine"), append([]string{exe}, args...)...)
	r.cmd.Env, r.cmd.Dir = append(p.env(), env...), p.home
	if input != "" {
		r.cmd.Stdin = strings.NewReader(input)
	}
	for _, file := range []**os.File{&r.out, &r.err} {
		var err error
		if *file, err = os.CreateTemp(p.home, r.name+"-*"+saidEnding); err != nil {
			return nil, fmt.Errorf("office: %s: %w", r.name, err)
		}
	}
	r.cmd.Stdout, r.cmd.Stderr = r.out, r.err
	if err := r.cmd.Start(); err != nil {
		return nil, fmt.Errorf("office: %s: %w", r.name, err)
	}
	return r, nil
}

// saidEnding ends the names of the files of what programs say.
const saidEnding = ".said"

// Said is what programs that were not waited for, or still run, have said so far.
func (p *PC) Said() string {
	found, _ := filepath.Glob(filepath.Join(p.home, "*"+saidEnding)) // the pattern is one
	var all strings.Builder
	for _, file := range found {
		if text, err := os.ReadFile(file); err == nil && len(text) > 0 {
			fmt.Fprintf(&all, "%s:\n%s\n", filepath.Base(file), text)
		}
	}
	return all.String()
}

// Wait waits for the end of the program. That it ends with a code of its own is
// no fault; that it has to be ended is.
func (r *Program) Wait() (Answer, error) {
	err := r.cmd.Wait()
	a := Answer{Out: contents(r.out), Said: contents(r.err), Code: r.cmd.ProcessState.ExitCode()}
	var exit *exec.ExitError
	if errors.As(err, &exit) && a.Code >= 0 {
		err = nil
	}
	if err != nil {
		return a, fmt.Errorf("office: %s: %w: %s", r.name, err, tail(a.Out+a.Said))
	}
	return a, nil
}

// Kill ends the program without asking it, as a power cut does, and waits.
func (r *Program) Kill() error {
	err := r.cmd.Process.Kill()
	_ = r.cmd.Wait() // that it was killed is known
	return errors.Join(err, r.out.Close(), r.err.Close())
}

// contents reads what a program wrote, and does away with the file.
func contents(file *os.File) string {
	defer os.Remove(file.Name())
	defer file.Close()
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return ""
	}
	text, err := io.ReadAll(file)
	if err != nil {
		return ""
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

// mostTold is how much of what a program said is repeated in an error.
const mostTold = 600

// tail is the end of a text.
func tail(text string) string {
	text = strings.TrimSpace(text)
	if len(text) > mostTold {
		return "…" + text[len(text)-mostTold:]
	}
	return text
}

// Run runs a program to its end, which must be one with code 0.
func (p *PC) Run(ctx context.Context, exe string, args ...string) (Answer, error) {
	return p.RunWith(ctx, "", nil, exe, args...)
}

// RunWith is Run with words on the standard input and variables of its own.
func (p *PC) RunWith(ctx context.Context, input string, env []string, exe string, args ...string) (Answer, error) {
	r, err := p.StartWith(ctx, input, env, exe, args...)
	if err != nil {
		return Answer{}, err
	}
	a, err := r.Wait()
	if err == nil && a.Code != 0 {
		err = fmt.Errorf("office: %s %s: exit code %d: %s", base(exe), strings.Join(args, " "), a.Code, tail(a.Out+a.Said))
	}
	return a, err
}

// ErrNoKey: the registry has no key of that name.
var ErrNoKey = errors.New("no such key in the registry")

// Registry is what a key of the registry holds, as reg.exe prints it, everything
// below it included. It wraps ErrNoKey where there is none.
func (p *PC) Registry(ctx context.Context, key string) (string, error) {
	r, err := p.Start(ctx, "reg", "query", key, "/s")
	if err != nil {
		return "", err
	}
	a, err := r.Wait()
	if err == nil && a.Code != 0 {
		err = fmt.Errorf("office: %s: %w", key, ErrNoKey)
	}
	return a.Out, err
}

// Find lists the files below a folder of the PC whose name fits a pattern, by
// their paths within it, with slashes.
func (p *PC) Find(folder, pattern string) ([]string, error) {
	root := p.Path(folder)
	var all []string
	err := filepath.WalkDir(root, func(file string, e os.DirEntry, err error) error {
		if errors.Is(err, os.ErrNotExist) && file == root {
			return nil
		}
		if err != nil || e.IsDir() {
			return err
		}
		fits, err := filepath.Match(pattern, e.Name())
		if err == nil && fits {
			name, _ := filepath.Rel(root, file) // below root, as WalkDir says
			all = append(all, filepath.ToSlash(name))
		}
		return err
	})
	return all, err
}
