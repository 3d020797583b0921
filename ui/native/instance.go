package native

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"time"

	"tinxa/ui/task"
)

// ErrNobody is wrapped by Raise when no window of that data folder answers.
var ErrNobody = errors.New("native: no window answers")

// ErrElsewhere is wrapped by Raise when the window answers, but is on another
// screen of the same user (a session of Windows), where nobody sees it here.
var ErrElsewhere = errors.New("native: the window is in another session")

// ErrRunning is said by Announce when another window has the data folder.
var ErrRunning = errors.New("native: another window has this data folder")

const (
	// mostFiles is how many files one wish hands over at most, and mostWish how
	// long it may be, in bytes: as much as a command line of Windows holds, with
	// room for letters that are written as several. What is more takes several.
	mostFiles = 1000
	mostWish  = 256 << 10
	bare      = 100 // bytes of a wish beside its files, and some more

	raiseReply     = "ok\n"
	elsewhereReply = "no\n"

	raiseWait = time.Second
	// wishWait is how long a caller may take to say what it wants: one that says
	// nothing must not keep others waiting until they give up.
	wishWait = 200 * time.Millisecond
	// acceptPause keeps a broken listener from taking a whole core.
	acceptPause = 100 * time.Millisecond
)

// wish is what a later start asks of the window, one line of JSON.
type wish struct {
	Session uint32   `json:"session"` // of Windows, that the caller is in
	Files   []string `json:"files"`   // to be opened, by their full paths
}

// Announce makes this window the one that Raise(dir, files) brings to the front:
// raise is then called where widgets may be touched, with the files to open. What
// a crash left behind is replaced; a window that still answers is an ErrRunning.
// Call it while holding the lock of the data folder, and Close what it returns
// before giving that up.
func Announce(dir string, runner task.Runner, raise func(files []string)) (io.Closer, error) {
	place, err := meeting(dir)
	if err != nil {
		return nil, fmt.Errorf("native: announce: %w", err)
	}
	listener, err := listen(place)
	if err != nil {
		return nil, fmt.Errorf("native: announce: %w", err)
	}
	runner.Run(func() {
		answer(listener, func(w wish) { runner.Do(func() { raise(w.Files) }) })
	})
	return listener, nil
}

// Raise asks the window that has the data folder to come to the front and to open
// files, and waits a second at most for its answer. Paths that are not full ones
// begin in the working folder. More than a thousand files are handed over in
// several portions, each of which the window opens for itself.
func Raise(dir string, files []string) error {
	wishes, err := wishesFor(files)
	if err != nil {
		return fmt.Errorf("native: raise: %w", err)
	}
	place, err := meeting(dir)
	if err != nil {
		return fmt.Errorf("native: raise: %w", err)
	}
	letOthersForward()
	for _, w := range wishes {
		switch err := say(place, w); {
		case errors.Is(err, ErrElsewhere):
			return err
		case err != nil:
			return fmt.Errorf("%w: %w", ErrNobody, err)
		}
	}
	return nil
}

// wishesFor hands files over, in as many wishes as it takes; there is always one.
func wishesFor(files []string) ([]wish, error) {
	empty := wish{Session: session()}
	all, size := []wish{empty}, 0
	for _, file := range files {
		full, err := filepath.Abs(file)
		if err != nil {
			return nil, err
		}
		written, err := json.Marshal(full)
		if err != nil {
			return nil, err
		}
		size += len(written) + len(",")
		last := &all[len(all)-1]
		if len(last.Files) == mostFiles || size > mostWish-bare {
			all, size = append(all, empty), len(written)
			last = &all[len(all)-1]
		}
		last.Files = append(last.Files, full)
	}
	return all, nil
}

// realPath is the same for every way to write the data folder.
func realPath(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	return dir, nil
}

// say says a wish and hears the answer.
func say(place string, w wish) error {
	line, err := json.Marshal(w)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), raiseWait)
	defer cancel()
	conn, err := dial(ctx, place)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // all has been said
	deadline, _ := ctx.Deadline()
	if err := conn.SetDeadline(deadline); err != nil {
		return err
	}
	if _, err := conn.Write(append(line, '\n')); err != nil {
		return err
	}
	return hear(conn)
}

// hear reads the answer.
func hear(r io.Reader) error {
	got := make([]byte, len(raiseReply))
	if _, err := io.ReadFull(r, got); err != nil {
		return err
	}
	switch string(got) {
	case raiseReply:
		return nil
	case elsewhereReply:
		return ErrElsewhere
	}
	return fmt.Errorf("heard %q", got)
}

// answer serves one caller after the other until the listener is closed.
func answer(listener net.Listener, raise func(wish)) {
	for {
		conn, err := listener.Accept()
		switch {
		case err == nil:
			serve(conn, raise)
		case errors.Is(err, net.ErrClosed):
			return
		default:
			time.Sleep(acceptPause)
		}
	}
}

// serve hears one caller out. Whatever goes wrong is the caller's loss alone. Who
// cannot see the window is told so, and it stays as it is.
func serve(conn net.Conn, raise func(wish)) {
	defer func() { _ = conn.Close() }()
	if conn.SetDeadline(time.Now().Add(wishWait)) != nil {
		return
	}
	w, err := readWish(conn)
	if err != nil {
		return
	}
	reply := raiseReply
	if w.Session == session() {
		raise(w)
	} else {
		reply = elsewhereReply
	}
	_, _ = io.WriteString(conn, reply) // a caller that left needs no answer
	linger(conn)
}

// linger waits until the caller has hung up: a pipe of Windows that is closed
// forgets what was not read yet.
func linger(conn net.Conn) { _, _ = conn.Read(make([]byte, 1)) }

// readWish reads a line of JSON and looks at every word of it.
func readWish(r io.Reader) (wish, error) {
	var w wish
	line, err := bufio.NewReader(io.LimitReader(r, mostWish)).ReadBytes('\n')
	if err != nil {
		return w, err
	}
	if err := json.Unmarshal(line, &w); err != nil {
		return w, err
	}
	if len(w.Files) > mostFiles {
		return w, fmt.Errorf("%d files", len(w.Files))
	}
	for i, file := range w.Files {
		if !filepath.IsAbs(file) || strings.ContainsRune(file, 0) || device(file) {
			return w, fmt.Errorf("no full path: %q", file)
		}
		w.Files[i] = filepath.Clean(file)
	}
	return w, nil
}

// device reports whether a path names a device or whatever else the system has
// behind it: the user opens files, on this computer or on one of the office.
func device(path string) bool {
	path = strings.ReplaceAll(path, `\`, "/")
	return strings.HasPrefix(path, "//.") || strings.HasPrefix(path, "//?") || strings.HasPrefix(path, "/??")
}
