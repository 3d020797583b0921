//go:build !windows

package native

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// How long xdg-open may take to say that it found no program, and the file
// manager to answer.
const (
	openWait   = 2 * time.Second
	openPoll   = 20 * time.Millisecond
	revealWait = 2 * time.Second
)

// start hands a path or an address to xdg-open. On some desktops that command
// lives as long as the program it started, so after a while silence is consent.
func start(ctx context.Context, target string) error {
	cmd := exec.Command("xdg-open", target)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} // outlives our terminal
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("%w: %w", ErrProgram, err)
	}
	ctx, cancel := context.WithTimeout(ctx, openWait)
	defer cancel()
	tick := time.NewTicker(openPoll)
	defer tick.Stop()
	for {
		if status, ended := reap(cmd.Process); ended {
			return verdict(status)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return cmd.Process.Release()
		}
	}
}

// reap asks whether a child has ended, without waiting for it.
func reap(p *os.Process) (syscall.WaitStatus, bool) {
	var status syscall.WaitStatus
	pid, err := syscall.Wait4(p.Pid, &status, syscall.WNOHANG, nil)
	return status, err == nil && pid == p.Pid
}

func verdict(status syscall.WaitStatus) error {
	if status.ExitStatus() != 0 {
		return fmt.Errorf("%w: xdg-open: exit status %d", ErrProgram, status.ExitStatus())
	}
	return nil
}

// reveal asks the file manager to select a file.
// https://www.freedesktop.org/wiki/Specifications/file-manager-interface/
func reveal(ctx context.Context, path string) error {
	ctx, cancel := context.WithTimeout(ctx, revealWait)
	defer cancel()
	conn, err := sessionBus(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // nothing is lost with it
	uri := url.URL{Scheme: "file", Path: path}
	return conn.Object("org.freedesktop.FileManager1", "/org/freedesktop/FileManager1").
		CallWithContext(ctx, "org.freedesktop.FileManager1.ShowItems", 0, []string{uri.String()}, "").Err
}
