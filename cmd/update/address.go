package update

import (
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"tinxa/model/release"
)

// AddressName is the file beside the program in which an administrator may name
// the address for everybody who has none of their own: its first line.
const AddressName = "update-address.txt"

// Address reads an address as it was typed or pasted: one of the web or a
// folder, such as a share. What it returns is how the address is kept and shown.
//
// Of the web only https is taken, though a forged version would be refused
// anyway: without it everybody on the line sees which office keeps its program
// how old, and can hold a version back unseen. This computer itself is excepted,
// for whoever tries something out. Names and passwords have no place in it.
func Address(typed string) (string, error) {
	text := strings.Trim(strings.TrimSpace(typed), "\"")
	text = strings.TrimSuffix(text, release.ManifestName)
	refused := fmt.Errorf("update: %w: %q", release.ErrAddress, typed)
	if scheme, _, web := strings.Cut(text, "://"); web {
		u, err := url.Parse(text)
		if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
			return "", refused
		}
		if !strings.EqualFold(scheme, "https") && (!strings.EqualFold(scheme, "http") || !isHere(u.Hostname())) {
			return "", refused
		}
		return strings.TrimRight(u.String(), "/"), nil
	}
	if !filepath.IsAbs(text) || strings.ContainsAny(text, "\x00\r\n") {
		return "", refused
	}
	return filepath.Clean(text), nil
}

// isHere reports whether a host is this computer.
func isHere(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func isWeb(address string) bool { return strings.Contains(address, "://") }

// mostAddress is how much of the administrator's file is read, in bytes.
const mostAddress = 4 << 10

// given is the administrator's address, or none.
func (in Install) given() string {
	file, err := os.Open(filepath.Join(in.Dir, AddressName))
	if err != nil {
		return ""
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, mostAddress))
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(strings.TrimPrefix(string(text), "\ufeff"), "\n") // Notepad writes the mark
	address, err := Address(line)
	if err != nil {
		return ""
	}
	return address
}
