package export

import (
	"syscall"

	"tinxa/model"
)

func refusals() map[error]error {
	return map[error]error{
		syscall.Errno(39): model.ErrFull, syscall.Errno(112): model.ErrFull, syscall.Errno(223): model.ErrFull,
		syscall.Errno(5): model.ErrReadOnly, syscall.Errno(19): model.ErrReadOnly,
		syscall.Errno(21): model.ErrGone,
	}
}
