package native

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
)

// fileType is COMDLG_FILTERSPEC.
type fileType struct{ name, patterns *uint16 }

// choose shows the dialog of the Explorer, modal to the owner, and waits for the
// user. Ending ctx does not close it.
func choose(_ context.Context, owner uintptr, m mode, ask Ask) ([]string, error) {
	var paths []string
	err := withCOM(func() error {
		d, err := newDialog(m)
		if err != nil {
			return fmt.Errorf("%w: %w", errNone, err)
		}
		defer d.free()
		if err := prepare(d, m, ask); err != nil {
			return fmt.Errorf("%w: %w", errNone, err)
		}
		if err := d.call(dialogShow, owner); err != nil {
			return err
		}
		paths, err = results(d, m)
		return err
	})
	if errors.Is(err, errCancelledByUser) {
		return nil, ErrCancelled
	}
	if err != nil {
		return nil, fmt.Errorf("native: choose: %w", err)
	}
	return paths, nil
}

func newDialog(m mode) (*object, error) {
	if m == saveFile {
		return create(&clsidSaveDialog, &iidSaveDialog)
	}
	return create(&clsidOpenDialog, &iidOpenDialog)
}

// prepare fills the dialog in.
func prepare(d *object, m mode, ask Ask) error {
	if err := setOptions(d, m); err != nil {
		return err
	}
	if ask.Dir != "" {
		if folder, err := shellItem(ask.Dir); err == nil {
			defer folder.free()
			if err := d.call(dialogSetFolder, uintptr(unsafe.Pointer(folder))); err != nil {
				return err
			}
		}
	}
	if m != openFolder {
		if err := setKinds(d, ask.Kinds); err != nil {
			return err
		}
	}
	return errors.Join(
		setText(d, dialogSetTitle, ask.Title),
		setText(d, dialogSetFileName, ask.Name),
		setText(d, dialogSetDefaultExt, strings.TrimPrefix(ask.Ext, ".")))
}

// setOptions adds what the mode needs to what the dialog brings.
func setOptions(d *object, m mode) error {
	var options uint32
	if err := d.call(dialogGetOptions, uintptr(unsafe.Pointer(&options))); err != nil {
		return err
	}
	options |= fosForceFileSystem | fosNoChangeDir | fosPathMustExist
	switch m {
	case openFiles:
		options |= fosAllowMultiSelect | fosFileMustExist
	case openFolder:
		options |= fosPickFolders
	case saveFile:
		options |= fosOverwritePrompt | fosNoReadOnlyReturn
	}
	return d.call(dialogSetOptions, uintptr(options))
}

func setText(d *object, method int, text string) error {
	if text == "" {
		return nil
	}
	p, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return err
	}
	return d.call(method, uintptr(unsafe.Pointer(p)))
}

func setKinds(d *object, kinds []Kind) error {
	types := make([]fileType, 0, len(kinds))
	for _, k := range kinds {
		name, err := windows.UTF16PtrFromString(k.Name)
		if err != nil {
			return err
		}
		patterns, err := windows.UTF16PtrFromString("*" + strings.Join(k.Exts, ";*"))
		if err != nil {
			return err
		}
		types = append(types, fileType{name, patterns})
	}
	if len(types) == 0 {
		return nil
	}
	var pinned runtime.Pinner // the strings are reached through the list only
	defer pinned.Unpin()
	for _, t := range types {
		pinned.Pin(t.name)
		pinned.Pin(t.patterns)
	}
	return d.call(dialogSetFileTypes, uintptr(len(types)), uintptr(unsafe.Pointer(&types[0])))
}

// results are the paths that the user chose.
func results(d *object, m mode) ([]string, error) {
	var found *object
	if m != openFiles {
		if err := d.call(dialogGetResult, uintptr(unsafe.Pointer(&found))); err != nil {
			return nil, err
		}
		defer found.free()
		path, err := pathOf(found)
		return []string{path}, err
	}
	if err := d.call(dialogGetResults, uintptr(unsafe.Pointer(&found))); err != nil {
		return nil, err
	}
	defer found.free()
	var count uint32
	if err := found.call(itemsGetCount, uintptr(unsafe.Pointer(&count))); err != nil {
		return nil, err
	}
	paths := make([]string, count)
	for i := range paths {
		path, err := pathAt(found, i)
		if err != nil {
			return nil, err
		}
		paths[i] = path
	}
	return paths, nil
}

func pathAt(items *object, i int) (string, error) {
	var item *object
	if err := items.call(itemsGetItemAt, uintptr(i), uintptr(unsafe.Pointer(&item))); err != nil {
		return "", err
	}
	defer item.free()
	return pathOf(item)
}
