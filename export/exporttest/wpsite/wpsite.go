// Package wpsite starts a real WordPress for tests, of Debian's packages
// (wordpress, mariadb-server and PHP's, see .ci/deps.sh), in seconds and from
// nothing, without touching the machine's own. It breaks the site as portals
// are broken, and tells what stands there without asking any connector. It
// knows nothing of the rooms that it is there to try.
package wpsite

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"time"
)

// User is an account of the site.
type User struct {
	Name        string
	Password    string // for its pages and XML-RPC
	AppPassword string // for REST and XML-RPC
}

// Site is a WordPress that runs until Close, or until the process that started
// it ends, however that ends.
type Site struct {
	URL                                string // "http://127.0.0.1:41234"
	Editor, Author, Contributor, Admin User

	dir      string // holds db, db.sock, site (the document root), trouble.json
	database *guarded
	server   *guarded
}

// Upload is the largest file that the site takes in a form until LimitUploads
// says otherwise, in bytes.
const Upload = 8 << 20

// Start builds the site in the folder dir, which must be empty or not there,
// and waits until it answers. What it built stays there after Close. The error
// says what is missing on this machine.
func Start(ctx context.Context, dir string) (*Site, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("wpsite: %w", err)
	}
	s := &Site{
		dir:    dir,
		Editor: newUser("bientap"), Author: newUser("phongvien"),
		Contributor: newUser("congtac"), Admin: newUser("quantri"),
	}
	steps := []func(context.Context) error{s.layOut, s.startDatabase, s.install, s.startServer}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			s.Close()
			return nil, fmt.Errorf("wpsite: %w", err)
		}
	}
	return s, nil
}

// Close ends the server and the database and returns when no process is left.
func (s *Site) Close() { s.server.end(); s.database.end() }

// Dir is the document root.
func (s *Site) Dir() string { return filepath.Join(s.dir, "site") }

// newUser has an application password as WordPress writes them.
func newUser(name string) User {
	p := rand.Text()
	app := strings.Join([]string{p[:4], p[4:8], p[8:12], p[12:16], p[16:20], p[20:24]}, " ")
	return User{Name: name, Password: rand.Text(), AppPassword: app}
}

func (s *Site) socket() string { return filepath.Join(s.dir, "db.sock") }

// longestSocket is what systems take as the name of a socket, in bytes.
const longestSocket = 100

func (s *Site) startDatabase(ctx context.Context) error {
	if len(s.socket()) > longestSocket {
		return fmt.Errorf("the folder's name is too long for a socket: %s", s.dir)
	}
	me, err := user.Current()
	if err != nil {
		return err
	}
	data := filepath.Join(s.dir, "db")
	// A database that starts clears away all temporary tables in its folder for
	// them, those of others too.
	temp := []string{"TMPDIR=" + s.dir}
	tables := exec.CommandContext(
		ctx, "mariadb-install-db", "--no-defaults", "--user="+me.Username, "--datadir="+data,
		"--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve",
	)
	tables.Env = append(os.Environ(), temp...)
	if err := run(tables); err != nil {
		return err
	}
	first := filepath.Join(s.dir, "first.sql")
	if err := os.WriteFile(first, []byte("CREATE DATABASE wp CHARACTER SET utf8mb4;\n"), 0o666); err != nil {
		return err
	}
	s.database, err = guard(
		filepath.Join(s.dir, "db.log"), temp, systemProgram("mariadbd"), "--no-defaults", "--user="+me.Username,
		"--datadir="+data, "--socket="+s.socket(), "--skip-networking", "--init-file="+first,
		"--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=48M", "--skip-log-bin",
	)
	if err != nil {
		return err
	}
	return s.database.await(ctx, func() bool { return answers(ctx, "unix", s.socket()) })
}

func (s *Site) install(ctx context.Context) error {
	users, err := json.Marshal(map[string]User{
		"administrator": s.Admin, "editor": s.Editor, "author": s.Author, "contributor": s.Contributor,
	})
	if err != nil {
		return err
	}
	script := filepath.Join(s.dir, "install.php")
	install := exec.CommandContext(ctx, "php", "-d", "memory_limit=256M", "-d", "display_errors=stderr", script)
	install.Env = append(os.Environ(), "WPSITE_USERS="+string(users))
	if err := run(install); err != nil {
		return err
	}
	return os.Remove(script)
}

// LimitUploads starts the server again, at the same address, with another limit
// on files that come in forms; bytes.
func (s *Site) LimitUploads(ctx context.Context, bytes int64) error {
	s.server.end()
	if err := s.serve(ctx, strings.TrimPrefix(s.URL, "http://"), bytes); err != nil {
		return fmt.Errorf("wpsite: %w", err)
	}
	return nil
}

// startServer lets the system choose a port. Another program may take it before
// the server does, so this is tried more than once.
func (s *Site) startServer(ctx context.Context) error {
	var err error
	for range 3 {
		var l net.Listener
		if l, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			return err
		}
		address := l.Addr().String()
		l.Close()
		s.URL = "http://" + address
		if err = s.serve(ctx, address, Upload); err == nil {
			return nil
		}
		s.server.end()
	}
	return err
}

func (s *Site) serve(ctx context.Context, address string, upload int64) error {
	var err error
	s.server, err = guard(
		filepath.Join(s.dir, "php.log"), []string{"PHP_CLI_SERVER_WORKERS=4"}, "php",
		"-d", fmt.Sprint("upload_max_filesize=", upload), "-d", fmt.Sprint("post_max_size=", upload),
		"-d", "memory_limit=256M", "-d", "display_errors=0", "-d", "max_execution_time=60",
		"-d", "opcache.enable_cli=1", "-d", "opcache.revalidate_freq=0",
		"-d", "sys_temp_dir="+s.dir, "-d", "session.save_path="+s.dir,
		"-S", address, "-t", s.Dir(), filepath.Join(s.dir, "router.php"),
	)
	if err != nil {
		return err
	}
	return s.server.await(ctx, func() bool { return s.serves(ctx) })
}

// serves reports whether it is this site, and not what took its port, that
// answers.
func (s *Site) serves(ctx context.Context) bool {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+"/wp-content/themes/suoimay/style.css", nil)
	if err != nil {
		return false
	}
	r.Close = true
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

func answers(ctx context.Context, network, address string) bool {
	dialer := net.Dialer{Timeout: time.Second}
	c, err := dialer.DialContext(ctx, network, address)
	if err != nil {
		return false
	}
	c.Close()
	return true
}

// systemProgram finds a program where users other than root do not look.
func systemProgram(name string) string {
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	return "/usr/sbin/" + name
}

// run tells what a program said when it fails.
func run(c *exec.Cmd) error {
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", filepath.Base(c.Path), err, out)
	}
	return nil
}
