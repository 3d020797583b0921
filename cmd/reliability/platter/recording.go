package platter

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// open is an open file of the recorded program.
type open struct {
	node   int
	path   string
	at     int64 // where the next write goes
	append bool
}

// recorder turns system calls into operations. It plays them onto a disk of
// its own, because only that tells which file a name stands for.
type recorder struct {
	root   string
	disk   *Disk
	files  map[int64]*open
	nodes  int // made so far
	ops    []Op
	stdout int64
}

// Read reads the log of a program that worked in the folder root, which was
// empty, and told what it had done on its standard output. The program is one
// process. An error says what the log holds that the model does not know.
func Read(log io.Reader, root string) ([]Op, error) {
	r := &recorder{root: root, disk: NewDisk(), files: map[int64]*open{}, nodes: Root, stdout: 1}
	begun := map[string]string{}
	lines := bufio.NewReaderSize(log, 1<<20)
	for {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			return r.ops, nil
		}
		if err != nil {
			return nil, fmt.Errorf("platter: %w", err)
		}
		c, ok, err := parseLine(strings.TrimSuffix(line, "\n"), begun)
		if err == nil && ok {
			err = r.take(c)
		}
		if err != nil {
			return nil, err
		}
	}
}

// do adds an operation.
func (r *recorder) do(op Op) {
	r.disk.Apply(op)
	r.ops = append(r.ops, op)
}

// take turns one call into operations.
func (r *recorder) take(c call) error {
	switch c.name {
	case "openat":
		r.open(r.path(c.args[0], c.args[1]), c.args[2].raw, c.ret)
	case "close":
		delete(r.files, c.args[0].num)
	case "lseek":
		if f := r.files[c.args[0].num]; f != nil {
			f.at = c.ret
		}
	case "write", "pwrite64":
		r.write(c)
	case "copy_file_range":
		r.copy(c)
	case "ftruncate":
		if f := r.files[c.args[0].num]; f != nil {
			r.do(Op{Kind: Resize, Node: f.node, At: c.args[1].num, Path: f.path})
		}
	case "fsync", "fdatasync":
		if f := r.files[c.args[0].num]; f != nil {
			r.do(Op{Kind: Sync, Node: f.node, Path: f.path})
		}
	default:
		return r.takeName(c)
	}
	return nil
}

// takeName turns a call that changes names into operations.
func (r *recorder) takeName(c call) error {
	switch c.name {
	case "mkdir":
		r.name(r.path(argument{}, c.args[0]), r.fresh(), true)
	case "mkdirat":
		r.name(r.path(c.args[0], c.args[1]), r.fresh(), true)
	case "unlink", "rmdir":
		r.unname(r.path(argument{}, c.args[0]))
	case "unlinkat":
		r.unname(r.path(c.args[0], c.args[1]))
	case "rename":
		r.move(r.path(argument{}, c.args[0]), r.path(argument{}, c.args[1]))
	case "renameat", "renameat2":
		r.move(r.path(c.args[0], c.args[1]), r.path(c.args[2], c.args[3]))
	case "linkat":
		from, to := r.path(c.args[0], c.args[1]), r.path(c.args[2], c.args[3])
		if node, known := r.find(from); known {
			r.name(to, node, false)
		}
	default:
		for _, arg := range c.args {
			if strings.HasPrefix(arg.text, r.root) {
				return fmt.Errorf("platter: %s is not modelled", c.name)
			}
		}
	}
	return nil
}

// path is where a path leads to, from the root; empty outside of it.
func (r *recorder) path(folder, name argument) string {
	path := name.text
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder.text, path)
	}
	inside, err := filepath.Rel(r.root, path)
	if err != nil || !filepath.IsLocal(inside) {
		return ""
	}
	return inside
}

// find is the node that a path leads to.
func (r *recorder) find(path string) (node int, known bool) {
	node = Root
	if path == "." {
		return node, true
	}
	for _, name := range strings.Split(path, string(filepath.Separator)) {
		if node, known = r.disk.nodes[node].names[name]; !known {
			return 0, false
		}
	}
	return node, path != ""
}

func (r *recorder) fresh() int {
	r.nodes++
	return r.nodes
}

func (r *recorder) open(path, flags string, fd int64) {
	delete(r.files, fd)
	if path == "" {
		return
	}
	node, known := r.find(path)
	if !known {
		node = r.fresh()
		r.name(path, node, false)
	}
	if known && strings.Contains(flags, "O_TRUNC") {
		r.do(Op{Kind: Resize, Node: node, Path: path})
	}
	r.files[fd] = &open{node: node, path: path, append: strings.Contains(flags, "O_APPEND")}
}

func (r *recorder) write(c call) {
	fd, data := c.args[0].num, []byte(c.args[1].text)[:c.ret]
	f := r.files[fd]
	switch {
	case f == nil && fd == r.stdout:
		r.do(Op{Kind: Say, Node: Root, Data: data})
	case f == nil: // outside of the root
	case c.name == "pwrite64":
		r.do(Op{Kind: Write, Node: f.node, At: c.args[3].num, Data: data, Path: f.path})
	default:
		r.append(f, data)
	}
}

// append writes where the last write ended.
func (r *recorder) append(f *open, data []byte) {
	if f.append {
		f.at = r.disk.nodes[f.node].now.size
	}
	r.do(Op{Kind: Write, Node: f.node, At: f.at, Data: data, Path: f.path})
	f.at += int64(len(data))
}

// copy copies within the kernel: the log has no data, the disk has them.
func (r *recorder) copy(c call) {
	from, to := r.files[c.args[0].num], r.files[c.args[2].num]
	if from == nil || to == nil {
		return
	}
	data := r.disk.nodes[from.node].now.read(from.at, int(c.ret))
	from.at += c.ret
	r.append(to, data)
}

func (r *recorder) name(path string, node int, folder bool) {
	if parent, known := r.find(filepath.Dir(path)); known && path != "" {
		r.do(Op{Kind: Name, Node: parent, Name: filepath.Base(path), Target: node, Folder: folder, Path: path})
	}
}

func (r *recorder) unname(path string) {
	if parent, known := r.find(filepath.Dir(path)); known && path != "" {
		r.do(Op{Kind: Unname, Node: parent, Name: filepath.Base(path), Path: path})
	}
}

func (r *recorder) move(from, to string) {
	node, known := r.find(from)
	if !known {
		return
	}
	oldFolder, _ := r.find(filepath.Dir(from))
	newFolder, inside := r.find(filepath.Dir(to))
	if to == "" || !inside {
		r.unname(from)
		return
	}
	r.do(Op{
		Kind: Move, Node: newFolder, Name: filepath.Base(to), Target: node,
		Old: oldFolder, OldName: filepath.Base(from), Path: to,
	})
}
