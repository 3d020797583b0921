package bolt_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// stick is a small disk that a test may fill, protect, pull out and plug in.
type stick interface {
	folder() string
	// leave fills the disk up to that many bytes.
	leave(t *testing.T, bytes int64)
	// free takes away what leave put there.
	free(t *testing.T)
	// protect forbids to write, and allows it again. No store may be writing.
	protect(t *testing.T, on bool)
	// use runs f as somebody whom protect holds off.
	use(t *testing.T, f func())
	pull(t *testing.T)
	// plug puts the disk in again; its files are other ones to the system.
	plug(t *testing.T)
}

// eachStick runs a test on a real small file system where this user may mount
// one, and always on a folder that is moved, locked and limited instead.
func eachStick(t *testing.T, test func(t *testing.T, s stick)) {
	t.Helper()
	t.Run("folder", func(t *testing.T) {
		if !inOwnProcess(t) {
			return
		}
		dir := filepath.Join(t.TempDir(), "stick")
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		test(t, &movedFolder{dir: dir, away: dir + "-away"})
	})
	t.Run("mounted", func(t *testing.T) {
		m := &mounted{dir: t.TempDir(), content: filepath.Join(t.TempDir(), "content")}
		if err := mount(m.dir); errors.Is(err, fs.ErrPermission) {
			return // the folder alone has to do
		} else if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { syscall.Unmount(m.dir, syscall.MNT_DETACH) })
		test(t, m)
	})
}

func mount(dir string) error {
	return syscall.Mount("tinxa-test", dir, "tmpfs", 0, "size=24m,mode=0755")
}

// mounted is a file system of 24 MB in memory.
type mounted struct{ dir, content string }

func (m *mounted) folder() string { return m.dir }

func (m *mounted) leave(t *testing.T, bytes int64) {
	t.Helper()
	var stat syscall.Statfs_t
	if err := syscall.Statfs(m.dir, &stat); err != nil {
		t.Fatal(err)
	}
	filler, err := os.OpenFile(filepath.Join(m.dir, "filler"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_, err = filler.Write(make([]byte, max(0, int64(stat.Bavail)*stat.Bsize-bytes)))
	if err := errors.Join(err, filler.Close()); err != nil {
		t.Fatal(err)
	}
}

func (m *mounted) free(t *testing.T) {
	t.Helper()
	if err := os.Remove(filepath.Join(m.dir, "filler")); err != nil {
		t.Fatal(err)
	}
}

func (m *mounted) protect(t *testing.T, on bool) {
	t.Helper()
	flags := uintptr(syscall.MS_REMOUNT)
	if on {
		flags |= syscall.MS_RDONLY
	}
	if err := syscall.Mount("tinxa-test", m.dir, "tmpfs", flags, ""); err != nil {
		t.Fatal(err)
	}
}

func (m *mounted) use(_ *testing.T, f func()) { f() }

// pull keeps what is on the disk, which lives in memory.
func (m *mounted) pull(t *testing.T) {
	t.Helper()
	if err := errors.Join(os.CopyFS(m.content, os.DirFS(m.dir)), syscall.Unmount(m.dir, syscall.MNT_DETACH)); err != nil {
		t.Fatal(err)
	}
}

func (m *mounted) plug(t *testing.T) {
	t.Helper()
	if err := errors.Join(mount(m.dir), os.CopyFS(m.dir, os.DirFS(m.content)), os.RemoveAll(m.content)); err != nil {
		t.Fatal(err)
	}
}

// movedFolder is a folder that is moved away and copied back.
type movedFolder struct {
	dir, away string
	lift      func()
}

func (m *movedFolder) folder() string { return m.dir }

// leave limits every file to what the largest has already; a page that is
// written over stays allowed, as on a full disk.
func (m *movedFolder) leave(t *testing.T, bytes int64) {
	var largest int64
	entries, err := os.ReadDir(m.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		largest = max(largest, used(t, filepath.Join(m.dir, entry.Name())))
	}
	m.lift = limitFiles(t, uint64(largest+bytes))
}

// used is where the data of a file end, behind which it is empty.
func used(t *testing.T, path string) int64 {
	t.Helper()
	const seekData, seekHole = 3, 4
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	end := int64(0)
	for {
		data, err := file.Seek(end, seekData)
		if errors.Is(err, syscall.ENXIO) {
			return end
		} else if err != nil {
			t.Fatal(err)
		}
		if end, err = file.Seek(data, seekHole); err != nil {
			t.Fatal(err)
		}
	}
}

func (m *movedFolder) free(*testing.T) { m.lift() }

func (m *movedFolder) protect(t *testing.T, on bool) {
	t.Helper()
	mode := os.FileMode(0o666)
	if on {
		mode = 0o444
	}
	openFolders(t, filepath.Join(m.dir, "any"), 0o755)
	entries, err := os.ReadDir(m.dir)
	for _, entry := range entries {
		err = errors.Join(err, os.Chmod(filepath.Join(m.dir, entry.Name()), mode))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (m *movedFolder) use(t *testing.T, f func()) {
	t.Helper()
	asNobody(t, f)
}

func (m *movedFolder) pull(t *testing.T) {
	t.Helper()
	rename(t, m.dir, m.away)
}

func (m *movedFolder) plug(t *testing.T) {
	t.Helper()
	if err := errors.Join(os.CopyFS(m.dir, os.DirFS(m.away)), os.RemoveAll(m.away)); err != nil {
		t.Fatal(err)
	}
}

// inOwnProcess runs the calling test in a process of its own and reports false;
// within that process it reports true. A limit on the size of files holds for
// the whole process, and go test writes a file of its own meanwhile.
func inOwnProcess(t *testing.T) bool {
	t.Helper()
	if os.Getenv(childKey) == t.Name() {
		return true
	}
	name := "^" + strings.ReplaceAll(t.Name(), "/", "$/^") + "$"
	child := exec.Command(os.Args[0], "-test.run="+name, "-test.count=1")
	child.Env = append(os.Environ(), childKey+"="+t.Name())
	if out, err := child.CombinedOutput(); err != nil {
		t.Errorf("in a process of its own: %v\n%s", err, out)
	}
	return false
}

// TestFullAtEveryWrite fills the disk so that a save runs out of space at its
// first page, at its second, and so on. Each time it is a clean error, nothing
// that was saved is lost, and when there is space again saving goes on.
func TestFullAtEveryWrite(t *testing.T) {
	eachStick(t, func(t *testing.T, disk stick) {
		path := filepath.Join(disk.folder(), "tinxa.db")
		s := open(t, path)
		kept := save(t, s, modeltest.Report(0))
		const levels, page = 30, 4096
		reports := 1
		for level := range int64(levels) {
			disk.leave(t, level*page)
			var err error
			for tries := 0; err == nil && tries < 100; tries++ { // pages that were free already come first
				r := modeltest.Report(uint64(reports))
				r.Head.Kicker = strings.Repeat("đầy ", 2000)
				if r, err = s.Save(t.Context(), r); err == nil {
					kept = r
					reports++
				}
			}
			if !errors.Is(err, model.ErrFull) {
				t.Fatalf("with %d pages left Save = %v, want ErrFull", level, err)
			}
			got, err := s.Report(t.Context(), kept.ID)
			if err != nil {
				t.Fatalf("with %d pages left: %v", level, err)
			}
			modeltest.Same(t, "on the full disk", got, kept)
			disk.free(t)
			kept = save(t, s, modeltest.Report(uint64(reports)))
			reports++
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		h, err := bolt.Verify(t.Context(), path)
		if err != nil || !h.Sound() || h.Reports != reports {
			t.Errorf("of %d reports Verify = %+v, %v", reports, h, err)
		}
	})
}

// TestFullForManyAtOnce: of several that save on a full disk each is told so,
// also one that had waited while another failed, and none waits for ever.
func TestFullForManyAtOnce(t *testing.T) {
	eachStick(t, func(t *testing.T, disk stick) {
		s := open(t, filepath.Join(disk.folder(), "tinxa.db"))
		const writers = 6
		save(t, s, modeltest.Report(0))
		disk.leave(t, 0)
		var all sync.WaitGroup
		for i := range writers {
			all.Go(func() {
				r := modeltest.Report(uint64(i + 1))
				var err error
				for range 100 {
					r.Head.Kicker += strings.Repeat("đầy ", 2000)
					var saved model.Report
					if saved, err = s.Save(t.Context(), r); err != nil {
						break
					}
					r = saved
				}
				if !errors.Is(err, model.ErrFull) {
					t.Errorf("writer %d: Save = %v, want ErrFull", i, err)
				}
			})
		}
		all.Wait()
		disk.free(t)
		for i := range writers {
			all.Go(func() {
				if _, err := s.Save(t.Context(), modeltest.Report(uint64(i+100))); err != nil {
					t.Errorf("with space again writer %d: %v", i, err)
				}
			})
		}
		all.Wait()
		if list, err := s.Reports(t.Context()); err != nil || len(list) < writers+1 {
			t.Errorf("%d reports, %v", len(list), err)
		}
	})
}

// TestWriteProtected: a disk that cannot be written is read, and saving begins
// by itself when it can be.
func TestWriteProtected(t *testing.T) {
	eachStick(t, func(t *testing.T, disk stick) {
		path := filepath.Join(disk.folder(), "tinxa.db")
		first, err := bolt.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		r := save(t, first, modeltest.Report(1))
		if err := first.Close(); err != nil {
			t.Fatal(err)
		}
		disk.protect(t, true)
		var s *bolt.Store
		disk.use(t, func() {
			s = open(t, path)
			for range 2 {
				refused(t, "protected", s, r, model.ErrReadOnly)
				if !errors.Is(s.Frozen(), model.ErrReadOnly) {
					t.Errorf("Frozen = %v, want ErrReadOnly", s.Frozen())
				}
				if got, err := s.Report(t.Context(), r.ID); err != nil || got.Rev != r.Rev {
					t.Errorf("Report = %d, %v", got.Rev, err)
				}
			}
		})
		disk.protect(t, false)
		disk.use(t, func() { r = save(t, s, r) })
		if s.Frozen() != nil {
			t.Errorf("saved, and Frozen = %v", s.Frozen())
		}
		goesOn(t, "writable", s, path, r)
	})
}

// TestPulledAndPluggedIn pulls the disk out beneath an open store.
func TestPulledAndPluggedIn(t *testing.T) {
	eachStick(t, func(t *testing.T, disk stick) {
		path := filepath.Join(disk.folder(), "tinxa.db")
		s := open(t, path)
		r := save(t, s, modeltest.Report(1))
		for range 3 {
			disk.pull(t)
			refused(t, "pulled out", s, r, model.ErrGone)
			disk.plug(t)
			r = goesOn(t, "plugged in", s, path, r)
		}
	})
}
