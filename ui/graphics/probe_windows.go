package graphics

import (
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	user32   = windows.NewLazySystemDLL("user32.dll")
	gdi32    = windows.NewLazySystemDLL("gdi32.dll")
	opengl32 = windows.NewLazyDLL("opengl32.dll") // the one that this process has loaded already

	createWindow     = user32.NewProc("CreateWindowExW")
	destroyWindow    = user32.NewProc("DestroyWindow")
	getDC            = user32.NewProc("GetDC")
	releaseDC        = user32.NewProc("ReleaseDC")
	getSystemMetrics = user32.NewProc("GetSystemMetrics")

	choosePixelFormat = gdi32.NewProc("ChoosePixelFormat")
	setPixelFormat    = gdi32.NewProc("SetPixelFormat")

	createContext  = opengl32.NewProc("wglCreateContext")
	deleteContext  = opengl32.NewProc("wglDeleteContext")
	makeCurrent    = opengl32.NewProc("wglMakeCurrent")
	getProcAddress = opengl32.NewProc("wglGetProcAddress")
	getString      = opengl32.NewProc("glGetString")
)

// The numbers of GL.h and WinUser.h.
const (
	glVendor   = 0x1F00
	glRenderer = 0x1F01
	glVersion  = 0x1F02

	popup         = 0x80000000 // WS_POPUP
	remoteSession = 0x1000     // SM_REMOTESESSION
)

// pixelFormat is a PIXELFORMATDESCRIPTOR (wingdi.h).
type pixelFormat struct {
	size, version  uint16
	flags          uint32
	kind, colour   uint8
	channels       [8]uint8 // red, green, blue and alpha: bits and shift
	accumulation   [5]uint8
	depth, stencil uint8
	others         [3]uint8 // auxiliary buffers, layers
	masks          [3]uint32
}

// wanted is what GLFW asks for: RGBA of 24 bits, drawn to a window with a second
// buffer by OpenGL.
func wanted() *pixelFormat {
	const doubleBuffer, drawToWindow, supportOpenGL = 0x1, 0x4, 0x20
	return &pixelFormat{
		size: uint16(unsafe.Sizeof(pixelFormat{})), version: 1,
		flags: doubleBuffer | drawToWindow | supportOpenGL, colour: 24, depth: 24, stencil: 8,
	}
}

// needed are functions of OpenGL 2.0 that Fyne calls. A driver that says 2.1 and
// lacks one would end the program.
var needed = []string{
	"glCreateShader", "glShaderSource", "glLinkProgram", "glGenBuffers", "glBufferSubData",
	"glVertexAttribPointer", "glUniform4f", "glActiveTexture", "glBlendColor",
}

// Probe tries the OpenGL of this process in a window that nobody sees. Drivers
// exist that end the process or never return: where it matters the caller looks
// in a process of its own.
func Probe() Finding {
	runtime.LockOSThread() // a context belongs to a thread
	defer runtime.UnlockOSThread()
	f := Finding{Remote: Remote()}
	if err := opengl32.Load(); err != nil {
		return f.failed("opengl32.dll is not loaded")
	}
	class, _ := windows.UTF16PtrFromString("STATIC") // holds no NUL
	window, _, _ := createWindow.Call(0, uintptr(unsafe.Pointer(class)), 0, popup, 0, 0, 8, 8, 0, 0, 0, 0)
	if window == 0 {
		return f.failed("no window")
	}
	defer destroyWindow.Call(window)
	dc, _, _ := getDC.Call(window)
	if dc == 0 {
		return f.failed("no device context")
	}
	defer releaseDC.Call(window, dc)
	return f.draw(dc)
}

// draw tries a device context.
func (f Finding) draw(dc uintptr) Finding {
	format := wanted()
	number, _, _ := choosePixelFormat.Call(dc, uintptr(unsafe.Pointer(format)))
	if number == 0 {
		return f.failed("no pixel format")
	}
	if ok, _, _ := setPixelFormat.Call(dc, number, uintptr(unsafe.Pointer(format))); ok == 0 {
		return f.failed("the pixel format is refused")
	}
	context, _, _ := createContext.Call(dc)
	if context == 0 {
		return f.failed("no context")
	}
	defer deleteContext.Call(context)
	if ok, _, _ := makeCurrent.Call(dc, context); ok == 0 {
		return f.failed("the context is refused")
	}
	defer makeCurrent.Call(0, 0)
	f.Vendor, f.Renderer, f.Version = glText(glVendor), glText(glRenderer), glText(glVersion)
	if f = f.judge(); !f.Usable {
		return f
	}
	return f.complete()
}

// complete looks for the functions that are needed in the context that is
// current.
func (f Finding) complete() Finding {
	for _, name := range needed {
		text, _ := windows.BytePtrFromString(name) // holds no NUL
		if address, _, _ := getProcAddress.Call(uintptr(unsafe.Pointer(text))); address == 0 {
			return f.failed("it has no " + name)
		}
	}
	return f
}

// glText is one of OpenGL's own texts; "" where it has none.
func glText(name uintptr) string {
	text, _, _ := getString.Call(name)
	if text == 0 {
		return ""
	}
	return windows.BytePtrToString(*(**byte)(unsafe.Pointer(&text)))
}

// Remote reports whether this is a session of a remote desktop.
func Remote() bool {
	is, _, _ := getSystemMetrics.Call(remoteSession)
	return is != 0
}
