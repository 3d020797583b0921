package deposit

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/textproto"
	"path"
	"strings"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/export/wire"

	"github.com/jlaffaye/ftp"
)

type ftpKind struct{ options Options }

// FTP puts reports into a folder of a server by FTP: "ftps://host/path" with
// TLS, on port 990 from the first byte, and "ftp://host/path" in the clear.
func FTP(o Options) export.PortalKind { return ftpKind{o} }

// Key implements export.PortalKind.
func (ftpKind) Key() string { return "ftp" }

// implicitPort is where FTP begins with TLS at once.
const implicitPort = "990"

// Open implements export.PortalKind.
func (k ftpKind) Open(ctx context.Context, door export.Door) (export.Session, error) {
	t, err := parseTarget(door.Account.Address, "ftp", "ftps")
	if err != nil {
		return nil, err
	}
	t.User = cmp.Or(door.Account.User, t.User)
	p := &ftpPlace{line: wire.New(k.options.Stall), at: "/"}
	err = p.ask(ctx, "connect", func() (err error) {
		p.conn, err = dialFTP(ctx, p.line, t, door.Account.Trust)
		return err
	})
	if err == nil {
		err = p.login(ctx, t.User, door.Secret)
	}
	if err == nil {
		err = p.settle(ctx, t.Path)
	}
	if err != nil {
		p.line.Close()
		return nil, err
	}
	return &deposit{place: p, kind: "ftp", root: t.String(), aside: true, close: p.quit}, nil
}

// dialFTP connects. The library leaves TLS to the dialler: for the first
// connection of explicit TLS it comes later, for those that carry data at once.
func dialFTP(ctx context.Context, line *wire.Line, t target, trust string) (*ftp.ServerConn, error) {
	secure := t.Scheme == "ftps"
	implicit := secure && t.Port == implicitPort
	config := web.TLS(t.Host, trust)
	config.ClientSessionCache = tls.NewLRUClientSessionCache(2) // servers want the data's to go on with the first
	first := true
	dial := func(_, address string) (net.Conn, error) {
		conn, err := line.Dial(ctx, address)
		if err != nil {
			return nil, err
		}
		bare := !secure || first && !implicit
		first = false
		if bare {
			return conn, nil
		}
		return tls.Client(conn, config), nil
	}
	options := []ftp.DialOption{ftp.DialWithDialFunc(dial)}
	switch {
	case implicit:
		options = append(options, ftp.DialWithTLS(config))
	case secure:
		options = append(options, ftp.DialWithExplicitTLS(config))
	}
	return ftp.Dial(t.dial(), options...)
}

// ftpPlace implements place.
type ftpPlace struct {
	line *wire.Line
	conn *ftp.ServerConn
	root string
	at   string // the folder in which the session stands
}

func (p *ftpPlace) quit() error {
	_ = p.line.During(context.Background(), mostGreeting, p.conn.Quit) // a word of courtesy
	return p.line.Close()
}

// login says who we are, once.
func (p *ftpPlace) login(ctx context.Context, user, secret string) error {
	return p.ask(ctx, "log in", func() error {
		err := p.conn.Login(user, secret)
		var said *textproto.Error
		if errors.As(err, &said) && (said.Code == 530 || said.Code == 430) {
			return &export.PortalError{Kind: export.ErrPassword, Did: "ftp: log in"} // their words may repeat it
		}
		return err
	})
}

// settle finds the folder: from where the user is after login, or else from the
// server's root.
func (p *ftpPlace) settle(ctx context.Context, folder string) error {
	return p.ask(ctx, "open folder", func() (err error) {
		for _, dir := range []string{"." + folder, folder} {
			if folder == "/" {
				break
			}
			if err = p.conn.ChangeDir(dir); err == nil || !isMissing(err) {
				break
			}
		}
		if isMissing(err) {
			return &export.PortalError{Kind: export.ErrNotPortal, Did: "ftp: open folder"}
		}
		if err != nil {
			return err
		}
		p.root, err = p.conn.CurrentDir()
		p.at = p.root
		return err
	})
}

// enter goes to a folder of ours. Commands then take bare names, which every
// server understands alike.
func (p *ftpPlace) enter(folder string) error {
	dir := path.Join(p.root, folder)
	if p.at == dir {
		return nil
	}
	if err := p.conn.ChangeDir(dir); err != nil {
		return err
	}
	p.at = dir
	return nil
}

// Put implements place.
func (p *ftpPlace) Put(ctx context.Context, name string, data []byte, sent func(int64)) error {
	folder, file := path.Split(name)
	part := partName(file)
	if err := p.in(ctx, folder, "write", func() error { return p.upload(part, data, sent) }); err != nil {
		return err
	}
	return renames{
		rename: func(from, to string) error {
			return p.in(ctx, folder, "rename", func() error { return p.conn.Rename(from, to) })
		},
		remove: func(name string) error { return p.Remove(ctx, folder+name) },
		exists: func(name string) (bool, error) { return p.exists(ctx, folder+name) },
	}.replace(part, file)
}

// upload writes a file under its passing name and sees that all of it arrived:
// to the server a connection that broke off looks like the end of the file.
func (p *ftpPlace) upload(part string, data []byte, sent func(int64)) error {
	if err := p.conn.Stor(part, &counted{bytes.NewReader(data), sent, 0}); err != nil {
		return err
	}
	size, err := p.conn.FileSize(part)
	if isUnknown(err) {
		size, err = p.listedSize(part)
	}
	if err == nil && size != int64(len(data)) {
		err = &export.PortalError{Kind: export.ErrUnknownOutcome, Did: "ftp: write", Said: "short file"}
	}
	return err
}

// listedSize is how large a file is where the server does not know SIZE.
func (p *ftpPlace) listedSize(name string) (int64, error) {
	entries, err := p.conn.List("")
	for _, e := range entries {
		if e.Name == name {
			return int64(e.Size), err
		}
	}
	return 0, err
}

// exists looks for a name in the list of its folder: FTP has one and the same
// number for what is missing and for what may not be touched.
func (p *ftpPlace) exists(ctx context.Context, name string) (bool, error) {
	folder, file := path.Split(strings.TrimSuffix(name, "/"))
	entries, err := p.list(ctx, folder)
	for _, e := range entries {
		if e.Name == file {
			return true, nil
		}
	}
	return false, err
}

// Read implements place.
func (p *ftpPlace) Read(ctx context.Context, name string, most int64) ([]byte, error) {
	var data []byte
	folder, file := path.Split(name)
	err := p.ask(ctx, "read", func() error {
		if err := p.enter(folder); err != nil {
			return err
		}
		r, err := p.conn.Retr(file)
		if err != nil {
			return err
		}
		data, err = io.ReadAll(io.LimitReader(r, most+1))
		if int64(len(data)) > most {
			p.line.Close() // the rest would have to be read
			return endless("ftp")
		}
		return errors.Join(err, r.Close())
	})
	return data, p.missing(ctx, name, err)
}

// List implements place.
func (p *ftpPlace) List(ctx context.Context, folder string) ([]entry, error) {
	all, err := p.list(ctx, folder)
	return all, p.missing(ctx, folder, err)
}

func (p *ftpPlace) list(ctx context.Context, folder string) ([]entry, error) {
	var all []entry
	err := p.ask(ctx, "list", func() error {
		if err := p.enter(folder); err != nil {
			return err
		}
		entries, err := p.conn.List("")
		if len(entries) > mostEntries {
			return endless("ftp")
		}
		for _, e := range entries {
			if e.Name != "." && e.Name != ".." {
				all = append(all, entry{e.Name, int64(e.Size), e.Time, e.Type == ftp.EntryTypeFolder})
			}
		}
		return err
	})
	return all, err
}

// missing tells whether what was refused is surely not there: then it wraps
// fs.ErrNotExist.
func (p *ftpPlace) missing(ctx context.Context, name string, err error) error {
	if err == nil || !isRefusal(err) || strings.Trim(name, "/") == "" {
		return err
	}
	if folder, _ := path.Split(strings.TrimSuffix(name, "/")); folder != "" {
		there, lookErr := p.exists(ctx, strings.TrimSuffix(folder, "/"))
		if lookErr == nil && !there {
			return fs.ErrNotExist
		}
	}
	there, lookErr := p.exists(ctx, name)
	switch {
	case lookErr != nil:
		return lookErr
	case there:
		return err
	}
	return fs.ErrNotExist
}

// MakeFolder implements place.
func (p *ftpPlace) MakeFolder(ctx context.Context, folder string) error {
	if there, err := p.exists(ctx, folder); err != nil || there {
		return err
	}
	return p.in(ctx, "", "make folder", func() error { return p.conn.MakeDir(folder) })
}

// Remove implements place. Names of files have a dot, those of folders none.
func (p *ftpPlace) Remove(ctx context.Context, name string) error {
	folder, file := path.Split(name)
	remove := p.conn.Delete
	if !strings.Contains(file, ".") {
		remove = p.conn.RemoveDir
	}
	err := p.in(ctx, folder, "remove", func() error { return remove(file) })
	return p.missing(ctx, name, err)
}

// ask does something that changes nothing.
func (p *ftpPlace) ask(ctx context.Context, did string, what func() error) error {
	return ftpFault(ctx, "ftp: "+did, p.line.During(ctx, mostAnswer, what), true)
}

// in changes something in a folder.
func (p *ftpPlace) in(ctx context.Context, folder, did string, what func() error) error {
	return ftpFault(ctx, "ftp: "+did, p.line.During(ctx, mostAnswer, func() error {
		if err := p.enter(folder); err != nil {
			return err
		}
		return what()
	}), false)
}

var _ place = (*ftpPlace)(nil)
