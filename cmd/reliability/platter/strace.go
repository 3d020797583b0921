package platter

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// Calls are the system calls that a recording has to hold, as strace -e trace=
// takes them. Written with the flags -f -y -xx and an -s beyond any write, the
// log of them is what Read understands.
const Calls = "openat,close,dup,dup2,dup3,lseek,write,pwrite64,writev,pwritev,copy_file_range,sendfile," +
	"ftruncate,truncate,fallocate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,symlink,symlinkat," +
	"unlink,unlinkat,rmdir,mkdir,mkdirat"

// call is one system call that succeeded.
type call struct {
	name string
	args []argument
	ret  int64
}

// argument is a number, a text, or a descriptor with the path that it stands for.
type argument struct {
	raw  string // as strace prints it
	text string // of a string or of a descriptor's path
	num  int64
}

// fewest is how many arguments of a call are read.
var fewest = map[string]int{
	"openat": 3, "close": 1, "lseek": 1, "write": 2, "pwrite64": 4, "copy_file_range": 3, "ftruncate": 2,
	"fsync": 1, "fdatasync": 1, "mkdir": 1, "mkdirat": 2, "unlink": 1, "rmdir": 1, "unlinkat": 2,
	"rename": 2, "renameat": 4, "renameat2": 4, "linkat": 4,
}

// parseLine reads one line of the log. What strace says of a call that another
// thread's call came between is in two lines; begun keeps the first by process.
func parseLine(line string, begun map[string]string) (c call, ok bool, err error) {
	pid, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimLeft(rest, " ")
	if first, found := strings.CutSuffix(rest, " <unfinished ...>"); found {
		begun[pid] = first
		return call{}, false, nil
	}
	if strings.HasSuffix(rest, "<detached ...>") {
		return call{}, false, nil // strace lets go of a thread, and saw no end of its call
	}
	if strings.HasPrefix(rest, "<... ") {
		_, second, _ := strings.Cut(rest, " resumed>")
		rest = begun[pid] + second
	}
	name, rest, found := strings.Cut(rest, "(")
	if !found || strings.HasPrefix(name, "+++") || strings.HasPrefix(name, "---") {
		return call{}, false, nil // a signal, or the end of a thread
	}
	args, result, err := arguments(rest)
	if err != nil {
		return call{}, false, fmt.Errorf("platter: %w in %.200q", err, line)
	}
	if len(args) < fewest[name] {
		return call{}, false, fmt.Errorf("platter: too few arguments in %.200q", line)
	}
	ret, err := number(result)
	if err != nil || ret < 0 { // "?": it did not return any more
		return call{}, false, nil
	}
	return call{name, args, ret}, true, nil
}

// arguments parts what stands between the brackets, and returns what follows.
func arguments(s string) (args []argument, result string, err error) {
	for {
		end := argumentEnd(s)
		if end < 0 {
			return nil, "", fmt.Errorf("no end of the arguments")
		}
		if raw := strings.TrimSpace(s[:end]); raw != "" {
			arg, err := parseArgument(raw)
			if err != nil {
				return nil, "", err
			}
			args = append(args, arg)
		}
		if s[end] == ')' {
			_, result, _ := strings.Cut(s[end:], "= ")
			return args, result, nil
		}
		s = s[end+1:]
	}
}

// argumentEnd is where the comma or bracket stands that ends the argument.
// Strings hold nothing but \x and digits, so quotes need no look.
func argumentEnd(s string) int {
	depth := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '(' || c == '[' || c == '{':
			depth++
		case depth > 0 && (c == ')' || c == ']' || c == '}'):
			depth--
		case depth == 0 && (c == ',' || c == ')'):
			return i
		}
	}
	return -1
}

func parseArgument(raw string) (argument, error) {
	arg := argument{raw: raw}
	switch before, behind, found := strings.Cut(raw, "<"); {
	case strings.HasPrefix(raw, `"`):
		quoted, cut := strings.CutSuffix(raw, `"`)
		if !cut {
			return arg, fmt.Errorf("a text that was cut short")
		}
		text, err := unhex(quoted[1:])
		arg.text = text
		return arg, err
	case found: // a descriptor: 3<\x2f…>
		path, _, _ := strings.Cut(behind, ">")
		text, err := unhex(path)
		arg.text = text
		arg.num, _ = strconv.ParseInt(before, 10, 64) // AT_FDCWD has none
		return arg, err
	}
	arg.num, _ = strconv.ParseInt(raw, 10, 64) // flags and NULL are no numbers
	return arg, nil
}

func unhex(s string) (string, error) {
	if !strings.HasPrefix(s, `\x`) {
		return s, nil // pipe:[1], or empty
	}
	data, err := hex.DecodeString(strings.ReplaceAll(s, `\x`, ""))
	return string(data), err
}

// number reads the result: 3, 3<path>, -1 EIO …, ?
func number(s string) (int64, error) {
	end := strings.IndexFunc(s, func(r rune) bool { return r != '-' && (r < '0' || r > '9') })
	if end < 0 {
		end = len(s)
	}
	return strconv.ParseInt(s[:end], 10, 64)
}
