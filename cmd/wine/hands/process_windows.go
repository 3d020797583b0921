package main

import (
	"flag"
	"fmt"
	"strings"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	getProcessMemoryInfo = windows.NewLazySystemDLL("psapi.dll").NewProc("GetProcessMemoryInfo")
	getThreadTimes       = kernel32.NewProc("GetThreadTimes")
)

// memoryCounters is PROCESS_MEMORY_COUNTERS_EX.
type memoryCounters struct {
	size, faults          uint32
	peakWorking, working  uintptr
	_, _, _, _            uintptr // quotas
	pagefile, peak, owned uintptr
}

// memory prints what every program of a name uses.
func (u *user) memory(args []string) error {
	words, err := wanting(args, 1, func(*flag.FlagSet) {})
	if err != nil {
		return err
	}
	ids, err := processes(words[0])
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return fmt.Errorf("no program %s runs", words[0])
	}
	for _, id := range ids {
		if err := u.memoryOf(id); err != nil {
			return err
		}
	}
	return nil
}

func (u *user) memoryOf(id uint32) error {
	process, err := windows.OpenProcess(windows.PROCESS_QUERY_INFORMATION|windows.PROCESS_VM_READ, false, id)
	if err != nil {
		return err
	}
	defer func() { _ = windows.CloseHandle(process) }()
	c := memoryCounters{}
	c.size = uint32(unsafe.Sizeof(c))
	if ok, _, err := getProcessMemoryInfo.Call(uintptr(process), uintptr(unsafe.Pointer(&c)), uintptr(c.size)); ok == 0 {
		return err
	}
	if c.owned == 0 { // wine does not count it
		c.owned = owned(process)
	}
	_, err = fmt.Fprintf(u.out, "process %d private %d working %d peak %d\n", id, c.owned, c.working, c.peakWorking)
	return err
}

// owned is the memory that a process has to itself, page by page.
func owned(process windows.Handle) uintptr {
	const private = 0x20000 // MEM_PRIVATE
	var all, at uintptr
	var part windows.MemoryBasicInformation
	for windows.VirtualQueryEx(process, at, &part, unsafe.Sizeof(part)) == nil && part.RegionSize > 0 {
		if part.State == windows.MEM_COMMIT && part.Type == private {
			all += part.RegionSize
		}
		at = part.BaseAddress + part.RegionSize
	}
	return all
}

// processes are the ids of the programs whose file has that name.
func processes(exe string) ([]uint32, error) {
	snapshot, err := windows.CreateToolhelp32Snapshot(windows.TH32CS_SNAPPROCESS, 0)
	if err != nil {
		return nil, err
	}
	defer func() { _ = windows.CloseHandle(snapshot) }()
	var ids []uint32
	entry := windows.ProcessEntry32{}
	entry.Size = uint32(unsafe.Sizeof(entry))
	for err = windows.Process32First(snapshot, &entry); err == nil; err = windows.Process32Next(snapshot, &entry) {
		if strings.EqualFold(windows.UTF16ToString(entry.ExeFile[:]), exe) {
			ids = append(ids, entry.ProcessID)
		}
	}
	return ids, nil
}

// spent is the processor time that the program of the window has used, as far as
// its threads still run: wine knows no more of other programs.
func (u *user) spent() (time.Duration, error) {
	var id uint32
	if _, err := windows.GetWindowThreadProcessId(windows.HWND(u.target()), &id); err != nil {
		return 0, err
	}
	snapshot, err := windows.CreateToolhelp32Snapshot(windows.TH32CS_SNAPTHREAD, 0)
	if err != nil {
		return 0, err
	}
	defer func() { _ = windows.CloseHandle(snapshot) }()
	var all time.Duration
	entry := windows.ThreadEntry32{}
	entry.Size = uint32(unsafe.Sizeof(entry))
	for err = windows.Thread32First(snapshot, &entry); err == nil; err = windows.Thread32Next(snapshot, &entry) {
		if entry.OwnerProcessID == id {
			all += threadTime(entry.ThreadID)
		}
	}
	return all, nil
}

// threadTime is the processor time of a thread, none where it ended meanwhile.
func threadTime(id uint32) time.Duration {
	thread, err := windows.OpenThread(windows.THREAD_QUERY_INFORMATION, false, id)
	if err != nil {
		return 0
	}
	defer func() { _ = windows.CloseHandle(thread) }()
	var begun, ended, kernel, user windows.Filetime
	ok, _, _ := getThreadTimes.Call(uintptr(thread), uintptr(unsafe.Pointer(&begun)), uintptr(unsafe.Pointer(&ended)),
		uintptr(unsafe.Pointer(&kernel)), uintptr(unsafe.Pointer(&user)))
	if ok == 0 {
		return 0
	}
	return span(kernel) + span(user)
}

// span is a time that is a length: in steps of 100 ns.
func span(f windows.Filetime) time.Duration {
	return time.Duration(uint64(f.HighDateTime)<<32|uint64(f.LowDateTime)) * 100
}

// cpu prints the share of one processor that the window's program uses.
func (u *user) cpu(args []string) error {
	n, err := numbers(args)
	if err != nil || len(n) != 1 || n[0] < 1 {
		return fmt.Errorf("%w: cpu SECONDS", errUsage)
	}
	share, err := u.share(time.Duration(n[0]) * time.Second)
	if err == nil {
		fmt.Fprintf(u.out, "cpu %.1f %%\n", 100*share)
	}
	return err
}

func (u *user) share(length time.Duration) (float64, error) {
	before, err := u.spent()
	if err != nil {
		return 0, err
	}
	begin := time.Now()
	time.Sleep(length)
	after, err := u.spent()
	return float64(after-before) / float64(time.Since(begin)), err
}

// A program rests that uses next to nothing of a processor at several looks in a
// row; a caret that blinks is no more, and a busy machine leaves it little.
const (
	resting      = 0.06
	restingTime  = 300 * time.Millisecond
	restingLooks = 3
)

// settle waits until the window's program answers and rests.
func (u *user) settle(args []string) error {
	var limit func() time.Duration
	if _, err := wanting(args, 0, func(f *flag.FlagSet) { limit = seconds(f, "timeout", patience) }); err != nil {
		return err
	}
	calm := 0
	return until(limit(), func() (bool, error) {
		if _, err := send(u.target(), 0, 0, 0); err != nil { // WM_NULL
			return false, err
		}
		share, err := u.share(restingTime)
		if calm++; share >= resting {
			calm = 0
		}
		return calm == restingLooks, err
	})
}
