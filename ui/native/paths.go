package native

import (
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// maxLines is how many lines of a text on the clipboard are tried as paths.
const maxLines = 500

// photoExts are the endings that make a path in a text a photo; what is in the
// file is judged where it is read.
var photoExts = []string{".jpg", ".jpeg", ".jfif", ".png", ".webp", ".gif", ".heic", ".heif"}

// uriPaths gives the local paths among file:// addresses. Others are left out:
// nothing is fetched from anywhere.
func uriPaths(uris []string) []string {
	var paths []string
	for _, uri := range uris {
		if path, ok := uriPath(uri); ok {
			paths = append(paths, path)
		}
	}
	return paths
}

// uriPath is the path of a file:// address on this machine (RFC 8089).
func uriPath(uri string) (string, bool) {
	u, err := url.Parse(uri)
	if err != nil || !strings.EqualFold(u.Scheme, "file") || (u.Host != "" && !strings.EqualFold(u.Host, "localhost")) {
		return "", false
	}
	path := u.Path
	if runtime.GOOS == "windows" {
		path = strings.TrimPrefix(path, "/") // /C:/photos
	}
	return local(filepath.FromSlash(path))
}

// local refuses what is no full path on this machine.
func local(path string) (string, bool) {
	if remote(path) || !filepath.IsAbs(path) || strings.ContainsRune(path, 0) {
		return "", false
	}
	return filepath.Clean(path), true
}

// remote reports whether a path may name another machine: Windows would send it
// the user's name and password hash only to look whether the file is there. Two
// slashes do, and so does `\??\`, behind which anything of the system can stand.
func remote(path string) bool {
	path = strings.ReplaceAll(path, `\`, "/")
	return strings.HasPrefix(path, "//") || strings.HasPrefix(path, "/??")
}

// uriList splits the body of a text/uri-list (RFC 2483).
func uriList(body string) []string {
	var uris []string
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(strings.TrimRight(line, "\x00"))
		if line != "" && !strings.HasPrefix(line, "#") {
			uris = append(uris, line)
		}
	}
	return uris
}

// textPaths takes a text for photos only if every line of it is the path or
// file:// address of one, as "Copy as path" leaves it, quotes included. A text
// that merely mentions a file stays a text.
func textPaths(text string) []string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) > maxLines {
		return nil
	}
	var paths []string
	for _, line := range lines {
		path, ok := textPath(strings.Trim(strings.TrimSpace(line), `"`))
		if !ok {
			return nil
		}
		paths = append(paths, path)
	}
	return paths
}

func textPath(line string) (string, bool) {
	path, ok := uriPath(line)
	if !ok {
		path, ok = local(line)
	}
	if !ok || !slices.Contains(photoExts, strings.ToLower(filepath.Ext(path))) || !isFile(path) {
		return "", false
	}
	return path, true
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
