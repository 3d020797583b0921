package disk

import (
	"errors"
	"maps"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"tinxa/model"
)

func TestSyncRoots(t *testing.T) {
	const at = `SOFTWARE\Tin Xa test\SyncRootManager`
	provider := at + `\OneDrive!S-1-5-21-1!Personal`
	for _, path := range []string{provider + `\UserSyncRoots`, at + `\Kho!S-1-5-21-1!x`} {
		key, _, err := registry.CreateKey(registry.CURRENT_USER, path, registry.ALL_ACCESS)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(path, "UserSyncRoots") {
			err = key.SetStringValue("S-1-5-21-1", `D:\An\Mây`)
		}
		if err := errors.Join(err, key.Close()); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		for _, path := range []string{provider + `\UserSyncRoots`, provider, at + `\Kho!S-1-5-21-1!x`, at, `SOFTWARE\Tin Xa test`} {
			if err := registry.DeleteKey(registry.CURRENT_USER, path); err != nil {
				t.Error(err)
			}
		}
	})
	want := map[string]string{`D:\An\Mây`: "OneDrive"}
	if got := syncRoots(registry.CURRENT_USER, at); !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := syncRoots(registry.CURRENT_USER, at+" none"); len(got) != 0 {
		t.Errorf("%v out of nothing", got)
	}
}

func TestCloudMarks(t *testing.T) {
	const link, other = windows.FILE_ATTRIBUTE_REPARSE_POINT, 0xa000000c // IO_REPARSE_TAG_SYMLINK
	for _, tt := range []struct {
		attributes, tag uint32
		want            bool
	}{
		{windows.FILE_ATTRIBUTE_DIRECTORY, 0, false},
		{link, other, false},
		{link, 0x9000001a, true},
		{link, 0x9000601a, true},
		{windows.FILE_ATTRIBUTE_DIRECTORY, 0x9000601a, false}, // no reparse point: the number is something else
		{windows.FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS, 0, true},
	} {
		if got := isCloudMark(tt.attributes, tt.tag); got != tt.want {
			t.Errorf("%x with tag %x: %v", tt.attributes, tt.tag, got)
		}
	}
	for label, want := range map[string]string{"": "", "Windows": "", "Google Drive": "Google Drive", "pCloud Drive - An": "pCloud Drive"} {
		if got := cloudLabel(label); got != want {
			t.Errorf("%q is %q, want %q", label, got, want)
		}
	}
}

func TestDiskOfThisComputer(t *testing.T) {
	dir := os.TempDir()
	if root := volumeOf(dir); !strings.HasPrefix(strings.ToUpper(dir), strings.ToUpper(root[:2])) {
		t.Errorf("%s lies on %s", dir, root)
	}
	if got := networkDrive(dir) + cloudFolder(`C:/`) + cloudFolder(dir); got != "" {
		t.Errorf("this computer's disk is %q", got)
	}
	if err := Unsafe(`\\may-chu\chung\Tin Xã`); !errors.Is(err, model.ErrPlace) {
		t.Errorf("a share: %v", err)
	}
}
