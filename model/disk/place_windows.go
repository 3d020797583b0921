package disk

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

func thisComputer() surroundings {
	return surroundings{
		env: os.Getenv, read: readQuietly, list: namesIn, network: networkDrive, cloud: cloudFolder,
		synced: func() map[string]string { return syncRoots(registry.LOCAL_MACHINE, syncRootManager) },
	}
}

// networkDrive is the letter of a network drive, "" for a disk of this computer.
func networkDrive(folder string) string {
	root := volumeOf(folder)
	name, err := windows.UTF16PtrFromString(root)
	if err != nil || windows.GetDriveType(name) != windows.DRIVE_REMOTE {
		return ""
	}
	return strings.TrimRight(root, `\`)
}

// volumeOf is the root of the volume that a folder lies on, which need not be
// that of its letter.
func volumeOf(folder string) string {
	var root [windows.MAX_PATH]uint16
	name, err := windows.UTF16PtrFromString(filepath.FromSlash(folder))
	if err == nil {
		err = windows.GetVolumePathName(name, &root[0], uint32(len(root)))
	}
	if err != nil {
		return filepath.VolumeName(filepath.FromSlash(folder)) + `\`
	}
	return windows.UTF16ToString(root[:])
}

// cloudFolder looks at what Windows knows of a folder: the label that a cloud's
// own drive has, and the mark of folders that a cloud program fills when they
// are opened.
func cloudFolder(folder string) string {
	if strings.HasSuffix(folder, "/") { // C:/
		return driveLabel(folder)
	}
	name, err := windows.UTF16PtrFromString(filepath.FromSlash(folder))
	if err != nil {
		return ""
	}
	var found windows.Win32finddata
	search, err := windows.FindFirstFile(name, &found)
	if err != nil {
		return ""
	}
	_ = windows.FindClose(search)
	if isCloudMark(found.FileAttributes, found.Reserved0) {
		return "Cloud Files"
	}
	return ""
}

// driveLabels are the labels of drives that are a cloud.
var driveLabels = []string{"Google Drive", "pCloud Drive", "OneDrive", "Dropbox"}

func driveLabel(drive string) string {
	var label [windows.MAX_PATH + 1]uint16
	root, err := windows.UTF16PtrFromString(strings.TrimRight(drive, "/") + `\`)
	if err == nil {
		err = windows.GetVolumeInformation(root, &label[0], uint32(len(label)), nil, nil, nil, nil, 0)
	}
	if err != nil {
		return ""
	}
	return cloudLabel(windows.UTF16ToString(label[:]))
}

// cloudLabel is the program whose drives have a label; an account may follow.
func cloudLabel(label string) string {
	for _, known := range driveLabels {
		if strings.HasPrefix(label, known) {
			return known
		}
	}
	return ""
}

// isCloudMark knows the reparse tags IO_REPARSE_TAG_CLOUD to CLOUD_F and the
// attributes of folders whose content is fetched when it is asked for,
// https://learn.microsoft.com/windows/win32/fileio/reparse-point-tags
func isCloudMark(attributes, tag uint32) bool {
	const (
		tagCloud     = 0x9000001a
		tagCloudMask = 0xffff0fff
		fetched      = windows.FILE_ATTRIBUTE_RECALL_ON_OPEN | windows.FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS
	)
	isTag := attributes&windows.FILE_ATTRIBUTE_REPARSE_POINT != 0 && tag&tagCloudMask == tagCloud
	return isTag || attributes&fetched != 0
}

// syncRootManager is where cloud programs tell the Explorer which folders are
// theirs: a key a provider, "OneDrive!S-1-5-…!Personal", with the folders of
// each user below.
const syncRootManager = `SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager`

func syncRoots(in registry.Key, at string) map[string]string {
	all := map[string]string{}
	for _, provider := range subkeys(in, at) {
		name, _, _ := strings.Cut(provider, "!")
		for _, folder := range textsOf(in, at+`\`+provider+`\UserSyncRoots`) {
			all[folder] = name
		}
	}
	return all
}

func subkeys(in registry.Key, at string) []string {
	key, err := registry.OpenKey(in, at, registry.ENUMERATE_SUB_KEYS)
	if err != nil {
		return nil // no cloud program on this computer
	}
	defer key.Close()
	names, _ := key.ReadSubKeyNames(-1)
	return names
}

func textsOf(in registry.Key, at string) []string {
	key, err := registry.OpenKey(in, at, registry.QUERY_VALUE)
	if err != nil {
		return nil
	}
	defer key.Close()
	names, _ := key.ReadValueNames(-1)
	var all []string
	for _, name := range names {
		if text, _, err := key.GetStringValue(name); err == nil {
			all = append(all, text)
		}
	}
	return all
}
