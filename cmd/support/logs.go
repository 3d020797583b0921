package support

import (
	"os"
	"path/filepath"

	"tinxa/cmd/logbook"
	"tinxa/ui/say"
)

// logs are the logs as they are now, redacted once more: what the system writes
// when the program crashes never was.
func (s Sources) logs(clean logbook.Redactor) []Piece {
	if s.Logs == "" {
		return nil
	}
	var pieces []Piece
	for _, name := range logbook.Files(s.Logs) {
		text, err := os.ReadFile(filepath.Join(s.Logs, name))
		if err != nil {
			text = []byte(unknown(err))
		}
		title := say.T("support.log")
		if name == logbook.CrashFile {
			title = say.T("support.crash")
		}
		pieces = append(pieces, Piece{name, title, clean.Text(string(text))})
	}
	return pieces
}
