package deposit

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"

	"tinxa/export"
	"tinxa/export/wire"

	"github.com/pkg/sftp"
)

type sftpKind struct{ options Options }

// SFTP puts reports into a folder of a server by SFTP: "sftp://user@host/path".
// A path is the server's, or else one from the user's own folder.
// Account.Options "key" names the file of a private key; the secret is then its
// passphrase.
func SFTP(o Options) export.PortalKind { return sftpKind{o} }

// Key implements export.PortalKind.
func (sftpKind) Key() string { return "sftp" }

// Open implements export.PortalKind.
func (k sftpKind) Open(ctx context.Context, door export.Door) (export.Session, error) {
	t, err := parseTarget(door.Account.Address, "sftp")
	if err != nil {
		return nil, err
	}
	t.User = cmp.Or(door.Account.User, t.User)
	shaking, err := prepare(ctx, door)
	if err != nil {
		return nil, err
	}
	line := wire.New(k.options.Stall)
	p := &sftpPlace{line: line}
	err = p.ask(ctx, "log in", func() error {
		client, err := login(ctx, line, t, shaking)
		if err != nil {
			return err
		}
		p.client = client
		return nil
	})
	if err == nil {
		err = p.settle(ctx, t.Path)
	}
	if err != nil {
		line.Close()
		return nil, err
	}
	return &deposit{place: p, kind: "sftp", root: t.String(), aside: true, close: line.Close}, nil
}

// login connects, says who we are and starts SFTP.
func login(ctx context.Context, line *wire.Line, t target, shaking *handshake) (*sftp.Client, error) {
	conn, err := line.Dial(ctx, t.dial())
	if err != nil {
		return nil, err
	}
	connection, err := shaking.shake(conn, t)
	if err != nil {
		return nil, err
	}
	return sftp.NewClient(connection, sftp.UseConcurrentWrites(true), sftp.MaxConcurrentRequestsPerFile(inFlight))
}

// inFlight is how many pieces of 32 KB of a file are under way at once. Only the
// answer to each tells that it has left, so there are few.
const inFlight = 8

// sftpPlace implements place.
type sftpPlace struct {
	line   *wire.Line
	client *sftp.Client
	root   string
}

// settle finds the folder: by its path, or by its path from where the user is
// after login.
func (p *sftpPlace) settle(ctx context.Context, folder string) error {
	return p.ask(ctx, "open folder", func() error {
		home, err := p.client.RealPath(".")
		if err != nil {
			return err
		}
		for _, root := range []string{folder, path.Join(home, folder)} {
			if folder == "/" {
				root = home
			}
			info, err := p.client.Stat(root)
			if err == nil && info.IsDir() {
				p.root = root
				return nil
			}
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		return &export.PortalError{Kind: export.ErrNotPortal, Did: "sftp: open folder"}
	})
}

func (p *sftpPlace) path(name string) string { return path.Join(p.root, name) }

// Put implements place.
func (p *sftpPlace) Put(ctx context.Context, name string, data []byte, sent func(int64)) error {
	part := partName(name)
	err := p.do(ctx, "write", func() error { return p.upload(part, data, sent) })
	if err != nil {
		return err
	}
	if _, ok := p.client.HasExtension("posix-rename@openssh.com"); ok {
		return p.do(ctx, "rename", func() error { return p.client.PosixRename(p.path(part), p.path(name)) })
	}
	return renames{
		rename: func(from, to string) error {
			return p.do(ctx, "rename", func() error { return p.client.Rename(p.path(from), p.path(to)) })
		},
		remove: func(name string) error { return p.Remove(ctx, name) },
		exists: func(name string) (bool, error) { return p.exists(ctx, name) },
	}.replace(part, name)
}

// upload writes a file under its passing name and sees that all of it arrived.
func (p *sftpPlace) upload(part string, data []byte, sent func(int64)) error {
	f, err := p.client.Create(p.path(part))
	if err != nil {
		return err
	}
	_, err = f.ReadFromWithConcurrency(&counted{bytes.NewReader(data), sent, 0}, inFlight)
	if _, ok := p.client.HasExtension("fsync@openssh.com"); ok && err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return p.full(err, int64(len(data)))
	}
	info, err := p.client.Stat(p.path(part))
	if err == nil && info.Size() != int64(len(data)) {
		err = &export.PortalError{Kind: export.ErrQuota, Did: "sftp: write", Said: "short file"}
	}
	return err
}

// full names a failure for which SFTP has no word: no space is left.
func (p *sftpPlace) full(err error, size int64) error {
	var said *sftp.StatusError
	if _, ok := p.client.HasExtension("statvfs@openssh.com"); !ok || !errors.As(err, &said) {
		return err
	}
	if space, statErr := p.client.StatVFS(p.root); statErr == nil && int64(space.Bavail*space.Bsize) < size {
		return &export.PortalError{Kind: export.ErrQuota, Did: "sftp: write"}
	}
	return err
}

// counted tells how much was read of what is sent.
type counted struct {
	io.Reader
	sent func(int64)
	n    int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if n > 0 {
		c.n += int64(n)
		c.sent(c.n)
	}
	return n, err
}

func (p *sftpPlace) exists(ctx context.Context, name string) (bool, error) {
	err := p.ask(ctx, "look", func() error {
		_, err := p.client.Lstat(p.path(name))
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Read implements place.
func (p *sftpPlace) Read(ctx context.Context, name string, most int64) ([]byte, error) {
	var data []byte
	err := p.ask(ctx, "read", func() error {
		f, err := p.client.Open(p.path(name))
		if err != nil {
			return err
		}
		defer f.Close()
		data, err = io.ReadAll(io.LimitReader(f, most+1))
		if int64(len(data)) > most {
			return endless("sftp")
		}
		return err
	})
	return data, err
}

// List implements place.
func (p *sftpPlace) List(ctx context.Context, folder string) ([]entry, error) {
	var all []entry
	err := p.ask(ctx, "list", func() error {
		infos, err := p.client.ReadDirContext(ctx, p.path(folder))
		if err != nil {
			return err
		}
		all, err = listed("sftp", infos)
		return err
	})
	return all, err
}

// MakeFolder implements place.
func (p *sftpPlace) MakeFolder(ctx context.Context, folder string) error {
	if there, err := p.exists(ctx, folder); err != nil || there {
		return err
	}
	return p.do(ctx, "make folder", func() error { return p.client.Mkdir(p.path(folder)) })
}

// Remove implements place.
func (p *sftpPlace) Remove(ctx context.Context, name string) error {
	return p.do(ctx, "remove", func() error { return p.client.Remove(p.path(name)) })
}

// mostAnswer bounds what comes in answer to one request; photos are the longest.
const mostAnswer = mostPhoto + 4<<20

// ask does something that changes nothing.
func (p *sftpPlace) ask(ctx context.Context, did string, what func() error) error {
	return p.fault(ctx, "sftp: "+did, p.line.During(ctx, mostAnswer, what), true)
}

// do changes something.
func (p *sftpPlace) do(ctx context.Context, did string, what func() error) error {
	return p.fault(ctx, "sftp: "+did, p.line.During(ctx, mostAnswer, what), false)
}

// SFTP's numbers for a full disk, of its later versions.
const (
	noSpace       = 14
	quotaExceeded = 15
)

// fault explains what a server answered, or that it did not.
func (p *sftpPlace) fault(ctx context.Context, did string, err error, reads bool) error {
	var known *export.PortalError
	var said *sftp.StatusError
	switch {
	case err == nil || errors.Is(err, fs.ErrNotExist) || errors.As(err, &known):
		return err
	case errors.Is(err, fs.ErrPermission):
		return &export.PortalError{Kind: export.ErrRole, Did: did}
	case errors.As(err, &said) && (said.Code == noSpace || said.Code == quotaExceeded):
		return &export.PortalError{Kind: export.ErrQuota, Did: did}
	case errors.As(err, &said):
		return &export.PortalError{Kind: export.ErrRejected, Did: did, Said: said.FxCode().Error()}
	}
	return wire.Fault(ctx, did, err, reads)
}

var _ place = (*sftpPlace)(nil)
