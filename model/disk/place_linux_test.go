package disk

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tinxa/model"
)

const mountinfo = `23 28 0:21 / /proc rw,nosuid - proc proc rw
28 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
60 28 0:50 / /mnt/chung rw,relatime - nfs4 may-chu:/chung rw
61 28 0:51 / /media/kho\040chung rw - cifs //may-chu/kho rw
62 28 0:52 / /srv/an/xa rw - fuse.sshfs an@may-chu: rw
63 28 0:53 / /srv/an/web rw - fuse https://may-chu/dav rw
64 28 0:54 / /srv/an/usb rw - fuseblk /dev/sdb1 rw
65 28 0:55 / /srv/an/ghi rw - fuse.recorder recorder rw
66 60 0:56 / /mnt/chung/dia rw - ext4 /dev/sdc1 rw
67 28 0:57 / /mnt/hai rw - ext4 /dev/sdd1 rw
68 28 0:58 / /mnt/hai rw - nfs may-chu:/hai rw
damaged
a b - c
`

func TestNetworkKind(t *testing.T) {
	const ext4, fuse = 0xef53, 0x65735546
	for _, tt := range []struct {
		folder string
		magic  int64
		want   string
	}{
		{"/srv/an", ext4, ""},
		{"/mnt/chung/a", 0x6969, "nfs4"},
		{"/mnt/chungta", ext4, ""},
		{"/media/kho chung/a", 0xff534d42, "cifs"},
		{"/srv/an/xa/chưa/có", fuse, "fuse.sshfs"},
		{"/srv/an/web", fuse, "davfs"},
		{"/srv/an/usb/a", fuse, ""},
		{"/srv/an/ghi", fuse, ""}, // a FUSE of this computer
		{"/mnt/chung/dia", ext4, ""},
		{"/mnt/hai/a", 0x6969, "nfs"}, // mounted over another
		{"/khong/ro", 0xfe534d42, "smb2"},
	} {
		if got := networkKind(tt.folder, tt.magic, mountinfo); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.folder, got, tt.want)
		}
	}
	if got := networkKind("/a", 0x517b, ""); got != "smb" {
		t.Errorf("without mountinfo: %q", got)
	}
	if got := networkKind("/a", 0x01021997, ""); got != "" {
		t.Errorf("9p, which virtual machines have for a disk of their own: %q", got)
	}
}

func TestMagicOfAFolderThatIsNotThere(t *testing.T) {
	if magic := magicOf(t.TempDir() + "/chưa/có"); magic == 0 || magic != magicOf(t.TempDir()) {
		t.Errorf("magic %x, want that of the disk", magic)
	}
}

func FuzzMounted(f *testing.F) {
	f.Add("/srv/an", mountinfo)
	f.Add("", " - ")
	f.Fuzz(func(t *testing.T, folder, info string) {
		if form, source := mounted(folder, info); form == "" && source != "" {
			t.Errorf("%q is mounted from %q as nothing", folder, source)
		}
	})
}

// A link from the documents into a synchronised folder is what it leads to.
func TestUnsafeFollowsLinks(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "việc", ".stfolder", "x"), "")
	link := filepath.Join(dir, "bài")
	if err := os.Symlink(filepath.Join(dir, "việc"), link); err != nil {
		t.Fatal(err)
	}
	if err := Unsafe(filepath.Join(link, "chưa", "có")); !errors.Is(err, model.ErrPlace) {
		t.Errorf("%v, want ErrPlace", err)
	}
}
