package disk

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

func thisComputer() surroundings {
	none := func(string) string { return "" }
	return surroundings{
		env: os.Getenv, read: readQuietly, list: namesIn, cloud: none,
		synced: func() map[string]string { return nil },
		network: func(folder string) string {
			return networkKind(folder, magicOf(folder), string(readQuietly("/proc/self/mountinfo")))
		},
	}
}

// magicOf is the number of the file system that a folder lies on or will.
func magicOf(folder string) int64 {
	var stat unix.Statfs_t
	for existing := range above(folder) {
		if unix.Statfs(existing, &stat) == nil {
			return int64(stat.Type) & 0xffffffff
		}
	}
	return 0
}

// networkMagic are the numbers of network file systems, from linux/magic.h. 9p
// is not among them: virtual machines have their own disk through it.
var networkMagic = map[int64]string{
	0x6969: "nfs", 0x517b: "smb", 0xff534d42: "cifs", 0xfe534d42: "smb2", 0x5346414f: "afs",
	0x73757245: "coda", 0x00c36400: "ceph", 0x564c: "ncp",
}

// networkTypes are the network file systems that go through FUSE, and so have
// one number with local ones, and those that have had several numbers.
var networkTypes = []string{
	"nfs", "nfs4", "cifs", "smb3", "smbfs", "davfs", "afs", "ceph", "glusterfs",
	"fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.curlftpfs",
	"fuse.glusterfs", "fuse.smbnetfs", "fuse.google-drive-ocamlfuse", "fuse.onedriver", "fuse.dropboxfs",
}

// networkKind tells which network file system a folder lies on by the number
// of its file system and by /proc/self/mountinfo; "" for a local one.
func networkKind(folder string, magic int64, mountinfo string) string {
	form, source := mounted(folder, mountinfo)
	for _, known := range networkTypes {
		if form == known {
			return form
		}
	}
	if form == "fuse" && strings.HasPrefix(source, "http") { // davfs2 names no type of its own
		return "davfs"
	}
	return networkMagic[magic]
}

// mounted finds the type and the source of what a folder is mounted from. See
// proc_pid_mountinfo(5): the mount point is the fifth field, type and source
// follow the field "-".
func mounted(folder, mountinfo string) (form, source string) {
	longest := -1
	for line := range strings.Lines(mountinfo) {
		before, after, found := strings.Cut(line, " - ")
		left, right := strings.Fields(before), strings.Fields(after)
		if !found || len(left) < 5 || len(right) < 2 {
			continue
		}
		point := unescape.Replace(left[4])
		if holds(point, folder) && len(point) >= longest { // what is mounted last hides the rest
			longest, form, source = len(point), right[0], right[1]
		}
	}
	return form, source
}

// unescape undoes what the kernel does to blanks in mount points.
var unescape = strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)

func holds(outer, inner string) bool {
	rest, err := filepath.Rel(outer, inner)
	return err == nil && filepath.IsLocal(rest)
}
