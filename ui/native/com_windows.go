package native

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	ole32            = windows.NewLazySystemDLL("ole32.dll")
	coCreateInstance = ole32.NewProc("CoCreateInstance")
	itemFromPath     = shell32.NewProc("SHCreateItemFromParsingName")
)

// Where the methods stand in their tables (shobjidl_core.h). Each interface
// begins with those of the one it extends.
const (
	release = 2 // IUnknown

	dialogShow          = 3 // IModalWindow
	dialogSetFileTypes  = 4 // IFileDialog
	dialogSetOptions    = 9
	dialogGetOptions    = 10
	dialogSetFolder     = 12
	dialogSetFileName   = 15
	dialogSetTitle      = 17
	dialogGetResult     = 20
	dialogSetDefaultExt = 22
	dialogGetResults    = 27 // IFileOpenDialog
	itemGetDisplayName  = 5  // IShellItem
	itemsGetCount       = 7  // IShellItemArray
	itemsGetItemAt      = 8
	methods             = 28 // as many as any of them has that is called here
	displayNamePath     = 0x80058000
	clsctxInProcess     = 1
	errCancelledByUser  = windows.Errno(0x800704c7) // HRESULT_FROM_WIN32(ERROR_CANCELLED)
	fosOverwritePrompt  = 0x2
	fosNoChangeDir      = 0x8
	fosPickFolders      = 0x20
	fosForceFileSystem  = 0x40
	fosAllowMultiSelect = 0x200
	fosPathMustExist    = 0x800
	fosFileMustExist    = 0x1000
	fosNoReadOnlyReturn = 0x8000
)

var (
	clsidOpenDialog = windows.GUID{Data1: 0xdc1c5a9c, Data2: 0xe88a, Data3: 0x4dde, Data4: [8]byte{0xa5, 0xa1, 0x60, 0xf8, 0x2a, 0x20, 0xae, 0xf7}}
	clsidSaveDialog = windows.GUID{Data1: 0xc0b4e2f3, Data2: 0xba21, Data3: 0x4773, Data4: [8]byte{0x8d, 0xba, 0x33, 0x5e, 0xc9, 0x46, 0xeb, 0x8b}}
	iidOpenDialog   = windows.GUID{Data1: 0xd57c7288, Data2: 0xd4ad, Data3: 0x4768, Data4: [8]byte{0xbe, 0x02, 0x9d, 0x96, 0x95, 0x32, 0xd9, 0x60}}
	iidSaveDialog   = windows.GUID{Data1: 0x84bccd23, Data2: 0x5fde, Data3: 0x4cdb, Data4: [8]byte{0xae, 0xa4, 0xaf, 0x64, 0xb8, 0x3d, 0x78, 0xab}}
	iidShellItem    = windows.GUID{Data1: 0x43826d1e, Data2: 0xe718, Data3: 0x42ee, Data4: [8]byte{0xbc, 0x55, 0xa1, 0xe2, 0x61, 0xc3, 0x7b, 0xfe}}
)

// object is any COM object: a pointer to the table of its methods.
type object struct{ table *[methods]uintptr }

// call calls a method. Go must not move what the arguments point to meanwhile,
// which the directive sees to.
//
//go:uintptrescapes
func (o *object) call(method int, args ...uintptr) error {
	result, _, _ := syscall.SyscallN(o.table[method], append([]uintptr{uintptr(unsafe.Pointer(o))}, args...)...)
	return hresult(result)
}

// free gives the object back.
func (o *object) free() {
	_ = o.call(release) // returns a count, no error
}

// create makes an object of a class of the system.
func create(class, face *windows.GUID) (*object, error) {
	var o *object
	result, _, _ := coCreateInstance.Call(uintptr(unsafe.Pointer(class)), 0, clsctxInProcess,
		uintptr(unsafe.Pointer(face)), uintptr(unsafe.Pointer(&o)))
	return o, hresult(result)
}

// shellItem is the shell's object for a path.
func shellItem(path string) (*object, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	var o *object
	result, _, _ := itemFromPath.Call(uintptr(unsafe.Pointer(name)), 0,
		uintptr(unsafe.Pointer(&iidShellItem)), uintptr(unsafe.Pointer(&o)))
	return o, hresult(result)
}

// pathOf is the path of an IShellItem.
func pathOf(item *object) (string, error) {
	var name *uint16
	if err := item.call(itemGetDisplayName, displayNamePath, uintptr(unsafe.Pointer(&name))); err != nil {
		return "", err
	}
	defer windows.CoTaskMemFree(unsafe.Pointer(name))
	return windows.UTF16PtrToString(name), nil
}
