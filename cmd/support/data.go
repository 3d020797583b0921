package support

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"tinxa/cmd/vault"
	"tinxa/model/disk"
	"tinxa/ui/say"
)

// place is where the data lie, and how much room is left there.
func place(dir string) Section {
	facts := []Fact{{say.T("support.place"), dir}, {say.T("support.kind"), kindOf(dir)}}
	free, err := freeSpace(dir)
	if err != nil {
		return Section{say.T("support.place.title"), append(facts, Fact{say.T("support.free"), unknown(err)})}
	}
	return Section{say.T("support.place.title"), append(facts, Fact{say.T("support.free"), say.Size(free)})}
}

// kindOf says what kind of folder the data lie in.
func kindOf(dir string) string {
	unsafe := (*disk.PlaceError)(nil)
	err := disk.Unsafe(dir)
	switch {
	case errors.As(err, &unsafe):
		return say.T("support.kind."+string(unsafe.Kind)) + " (" + unsafe.Name + ")"
	case err != nil:
		return unknown(err)
	}
	return say.T("support.kind.local")
}

// unknown is why something could not be found out.
func unknown(err error) string { return say.T("support.unknown", err) }

// holds are the parts of a data folder whose files are counted.
var holds = []struct{ key, path string }{
	{"support.count.database", "tinxa.db"},
	{"support.count.originals", "photos/originals"},
	{"support.count.photos", "photos"},
	{"support.count.journal", "journal"},
	{"support.count.backups", "backups"},
	{"support.count.quarantine", "quarantine"},
}

// data is what the check says, and what is there, in numbers.
func (s Sources) data(ctx context.Context) string {
	var b strings.Builder
	Section{say.T("support.verify.title"), s.verdict(ctx)}.write(&b)
	counts := Section{Title: say.T("support.count.title")}
	for _, h := range holds {
		files, bytes, err := measure(ctx, filepath.Join(s.Dir, filepath.FromSlash(h.path)))
		value := say.T("support.count", say.Count(files), say.Size(bytes))
		if err != nil {
			value = unknown(err)
		}
		counts.Facts = append(counts.Facts, Fact{say.T(h.key), value})
	}
	counts.write(&b)
	return strings.TrimPrefix(b.String(), "\n")
}

// measure counts the files below a path and their bytes; nothing there is none.
func measure(ctx context.Context, path string) (files int, bytes int64, err error) {
	err = filepath.WalkDir(path, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		if e.Type().IsRegular() {
			info, err := e.Info()
			if err != nil {
				return nil // gone meanwhile: the program is at work
			}
			files, bytes = files+1, bytes+info.Size()
		}
		return nil
	})
	if errors.Is(err, os.ErrNotExist) {
		return files, bytes, nil
	}
	return files, bytes, err
}

// verdict is what the check of the data says, without a word of theirs.
func (s Sources) verdict(ctx context.Context) []Fact {
	v, err := s.Verdict(ctx)
	if err != nil {
		return []Fact{{say.T("support.verify.state"), unknown(err)}}
	}
	facts := []Fact{
		{say.T("support.verify.state"), stateOf(v)},
		{say.T("support.verify.reports"), say.Count(v.Health.Reports)},
		{say.T("support.verify.revisions"), say.Count(v.Health.Revisions)},
		{say.T("support.verify.photos"), say.Count(len(v.Health.Photos))},
		{say.T("support.verify.missing"), say.Count(len(v.Photos))},
		{say.T("support.verify.damaged"), say.Count(len(v.Health.Damaged))},
		{say.T("support.verify.seconds"), fmt.Sprintf("%.1f", v.Seconds)},
	}
	for _, t := range v.Health.Damaged {
		facts = append(facts, Fact{say.T("support.verify.record"), fmt.Sprintf("%s, %d", wordless(string(t.ID)), t.Rev)})
	}
	for _, fault := range append(v.Health.Faults, v.Detail) {
		if fault != "" {
			facts = append(facts, Fact{say.T("support.verify.fault"), wordless(fault)})
		}
	}
	return facts
}

func stateOf(v vault.Verdict) string {
	return say.T("support.state."+string(v.State)) + " (" + string(v.State) + ")"
}

var (
	quoted = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"?|`[^`]*`?")
	id     = regexp.MustCompile(`^"?[0-9A-Za-z_-]*"?$`)
)

// wordless is a fault of the file without what it quotes of it, but for ids:
// where a page is damaged, a key may be a piece of a report. So may everything
// beyond ASCII; and a line is enough.
func wordless(fault string) string {
	fault = quoted.ReplaceAllStringFunc(fault, func(q string) string {
		if id.MatchString(q) {
			return q
		}
		return hidden
	})
	fault = strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' && r != '…' {
			return '·'
		}
		return r
	}, fault)
	const most = 400
	return strings.ToValidUTF8(fault[:min(len(fault), most)], "")
}

const hidden = "…"
