package publish

import (
	"path/filepath"
	"slices"
	"strings"

	"tinxa/model"
)

// edition is one export that this program made: of which report, where, and how
// the file looked right after (see stampOf).
type edition struct {
	id          model.ReportID
	stamp, path string
}

// made lists exports, the newest first. It tells an earlier export of the same
// report, which a new one may replace, from everything else.
type made []edition

// mostMade is how many exports are remembered.
const mostMade = 60

// readMade reads what String wrote; lines that it did not write are left out.
func readMade(text string) made {
	var m made
	for line := range strings.Lines(text) {
		id, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		stamp, path, ok := strings.Cut(rest, "\t")
		if ok && model.ReportID(id).Valid() && filepath.IsAbs(path) && len(m) < mostMade {
			m = append(m, edition{model.ReportID(id), stamp, path})
		}
	}
	return m
}

// String is a line for each export.
func (m made) String() string {
	var b strings.Builder
	for _, r := range m {
		b.WriteString(string(r.id) + "\t" + r.stamp + "\t" + r.path + "\n")
	}
	return b.String()
}

// with puts an export in front and forgets the oldest. A path that no line can
// hold is not remembered: replacing it will be asked about.
func (m made) with(e edition) made {
	rest := slices.DeleteFunc(slices.Clone(m), func(old edition) bool { return old.path == e.path })
	if strings.ContainsAny(e.path, "\t\r\n") {
		return rest
	}
	all := append(made{e}, rest...)
	return all[:min(len(all), mostMade)]
}

// stamp is how the report's export at path looked when it was made, "" where
// none was.
func (m made) stamp(id model.ReportID, path string) string {
	for _, r := range m {
		if r.id == id && r.path == path {
			return r.stamp
		}
	}
	return ""
}

// name is the name without ending under which the report was exported into dir
// last, if it is stem or stem with a number.
func (m made) name(id model.ReportID, dir, stem, ext string) (string, bool) {
	for _, r := range m {
		name, ends := strings.CutSuffix(filepath.Base(r.path), ext)
		if r.id == id && filepath.Dir(r.path) == filepath.Clean(dir) && ends && numbered(name, stem) {
			return name, true
		}
	}
	return "", false
}

// numbered reports whether name is stem, or stem, a hyphen and digits.
func numbered(name, stem string) bool {
	rest, ok := strings.CutPrefix(name, stem)
	number, hyphen := strings.CutPrefix(rest, "-")
	return ok && (rest == "" || hyphen && number != "" && strings.Trim(number, "0123456789") == "")
}
