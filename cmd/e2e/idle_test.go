package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// clockTick is the unit of processor times in /proc, see proc(5).
const clockTick = 10 * time.Millisecond

// BenchmarkIdle is the share of one processor that an open report costs while
// nobody does anything, a while after the last key, beside the least that a Fyne
// program costs.
func BenchmarkIdle(b *testing.B) {
	b.Run("tinxa", func(b *testing.B) {
		w := newDesk(b).open()
		w.after(func() { w.press(ctrl, 'n') })
		w.write(headline + "\n" + sapo + "\n" + body)
		time.Sleep(8 * time.Second) // the caret rests, everything is saved
		restingCost(b, w.process.Process.Pid)
		w.leave()
	})
	b.Run("fyne-hello", func(b *testing.B) {
		d := newDesk(b)
		hello := filepath.Join(b.TempDir(), "hello")
		d.must(run(exec.Command("go", "build", "-o", hello, "./testdata/hello")))
		c := d.command()
		c.Path, c.Args[0] = hello, hello
		d.screen.start(c)
		d.painted(true)
		time.Sleep(8 * time.Second)
		restingCost(b, c.Process.Pid)
	})
}

// restingCost reports what a process costs, in percent of one processor.
func restingCost(b *testing.B, pid int) {
	b.Helper()
	before, began := processorTime(b, pid), time.Now()
	for b.Loop() {
		time.Sleep(10 * time.Second)
	}
	share := float64(processorTime(b, pid)-before) / float64(time.Since(began))
	b.ReportMetric(100*share, "cpu-%")
}

// processorTime is what a process has used, in itself and in the system.
func processorTime(b *testing.B, pid int) time.Duration {
	b.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Fatal(err)
	}
	_, fields, _ := strings.Cut(string(stat), ") ") // the name before may hold spaces
	ticks := 0
	for _, field := range strings.Fields(fields)[11:13] { // utime and stime
		n, err := strconv.Atoi(field)
		if err != nil {
			b.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * clockTick
}
