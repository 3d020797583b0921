//go:build !windows

package native

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net"
	"os"
	"path/filepath"
)

const (
	// socketName lies in the data folder, so that folder and window go together.
	socketName = "window.sock"
	// maxSocketPath is what fits into sun_path with its zero on Linux (108), less
	// a little.
	maxSocketPath = 100
)

// letOthersForward is needed on Windows alone.
func letOthersForward() {}

// session is told apart on Windows alone.
func session() uint32 { return 0 }

// meeting is the socket of a data folder.
func meeting(dir string) (string, error) {
	dir, err := realPath(dir)
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, socketName)
	if len(path) > maxSocketPath {
		sum := sha256.Sum256([]byte(dir))
		path = filepath.Join(os.TempDir(), "window-"+hex.EncodeToString(sum[:8])+".sock")
	}
	return path, nil
}

// listen opens the socket, and once more without what a crash left of it.
func listen(path string) (net.Listener, error) {
	listener, err := net.Listen("unix", path)
	if err != nil {
		if say(path, wish{}) == nil {
			return nil, ErrRunning
		}
		if gone := os.Remove(path); gone != nil {
			return nil, err
		}
		if listener, err = net.Listen("unix", path); err != nil {
			return nil, err
		}
	}
	if err := os.Chmod(path, 0o600); err != nil { // keeps other users of the machine from it
		return nil, errors.Join(err, listener.Close())
	}
	return listener, nil
}

func dial(ctx context.Context, path string) (net.Conn, error) {
	return new(net.Dialer).DialContext(ctx, "unix", path)
}
