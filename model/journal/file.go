package journal

import (
	"errors"
	"io"
	"os"

	"tinxa/model/disk"
)

// file is the journal of one report in one folder. It knows what this process
// is certain to have on the disk.
type file struct {
	path string
	slot int64  // bytes of a slot; 0 while nothing is certain
	next int64  // where the next frame goes: the slot of the older one
	seq  uint64 // of the newest frame, which is in the other slot
}

// slotStep is what slots grow by, in bytes. An ordinary report takes a third of
// one.
const slotStep = 8 * block

// errUnsure means that the file must be made anew.
var errUnsure = errors.New("the file is not as it was left")

// overwrite puts a frame in the place of the older of the two, durably. After
// any fault nothing is certain: the slot may be on the disk, or only in the
// system's memory, and the one before it must not be touched.
func (f *file) overwrite(data []byte) error {
	if int64(len(data)) > f.slot {
		return errUnsure
	}
	slot := f.slot
	f.slot = 0
	handle, err := open(f.path)
	if err != nil {
		return err
	}
	err = f.unchanged(handle, slot)
	if err == nil {
		_, err = handle.WriteAt(data, f.next)
	}
	if err == nil {
		err = handle.Sync()
	}
	if err = errors.Join(err, handle.Close()); err != nil {
		return err
	}
	f.slot, f.next, f.seq = slot, slot-f.next, sequence(data)
	return nil
}

func open(path string) (handle *os.File, err error) {
	err = disk.Retry(func() error {
		handle, err = os.OpenFile(path, os.O_RDWR, 0)
		return err
	})
	return handle, err
}

// unchanged looks whether the newest frame is where this process put it: a
// folder that was away for a while may have come back as another one.
func (f *file) unchanged(handle *os.File, slot int64) error {
	info, err := handle.Stat()
	if err != nil {
		return err
	}
	if info.Size() != 2*slot {
		return errUnsure
	}
	header := make([]byte, headerSize)
	if _, err := handle.ReadAt(header, slot-f.next); err != nil {
		return err
	}
	if string(header[:len(magic)]) != magic || sequence(header) != f.seq {
		return errUnsure
	}
	return nil
}

// begin makes the file with one frame and room for frames twice as long.
func (f *file) begin(data []byte) error {
	f.slot = 0
	slot := (2*int64(len(data)) + slotStep - 1) / slotStep * slotStep
	err := disk.WriteFile(f.path, func(w io.Writer) error {
		if _, err := w.Write(data); err != nil {
			return err
		}
		_, err := w.Write(make([]byte, 2*slot-int64(len(data)))) // written, so that the room is taken
		return err
	})
	if err != nil {
		return err
	}
	f.slot, f.next, f.seq = slot, slot, sequence(data)
	return nil
}
