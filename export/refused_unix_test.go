//go:build !windows

package export

import (
	"syscall"

	"tinxa/model"
)

func refusals() map[error]error {
	return map[error]error{
		syscall.ENOSPC: model.ErrFull, syscall.EDQUOT: model.ErrFull, syscall.EFBIG: model.ErrFull,
		syscall.EROFS: model.ErrReadOnly, syscall.EACCES: model.ErrReadOnly, syscall.EPERM: model.ErrReadOnly,
		syscall.EIO: model.ErrGone,
	}
}
