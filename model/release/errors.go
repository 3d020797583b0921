package release

import "errors"

// What can go wrong with an update. Rooms wrap these with what they were doing;
// only ui/say turns them into words.
var (
	// ErrAddress: what was typed is neither an address of the web with https nor a
	// folder.
	ErrAddress = errors.New("not an address for updates")
	// ErrOff: no address is set, or updating is switched off.
	ErrOff = errors.New("updates are off")
	// ErrUnreachable: the place does not answer.
	ErrUnreachable = errors.New("place of updates cannot be reached")
	// ErrUntrusted: a web server does not prove who it is.
	ErrUntrusted = errors.New("place of updates is not trusted")
	// ErrNothing: the place answers, and no version is offered there.
	ErrNothing = errors.New("nothing is offered there")
	// ErrSignature: the manifest is not signed with a key of this program.
	ErrSignature = errors.New("signature refused")
	// ErrManifest: it is signed, and not for this program or not understood.
	ErrManifest = errors.New("manifest refused")
	// ErrSystem: the version does not run on this system.
	ErrSystem = errors.New("not for this system")
	// ErrOlder: a newer manifest was seen before this one.
	ErrOlder = errors.New("older than what was offered before")
	// ErrPayload: the file is not the one that was signed.
	ErrPayload = errors.New("not the file that was signed")
	// ErrFailedHere: the version was tried on this computer and did not start.
	ErrFailedHere = errors.New("did not start on this computer")
	// ErrBusy: another window is at it, or the version before is not in its place
	// yet.
	ErrBusy = errors.New("another update is under way")
	// ErrNoRoom: the disk of the program is full.
	ErrNoRoom = errors.New("no room for the new version")
	// ErrInstall: the folder of the program cannot be written.
	ErrInstall = errors.New("folder of the program cannot be written")
	// ErrUnversioned: this program was not built as a release.
	ErrUnversioned = errors.New("this program has no version")
)

// named lists the sentinels with the names they have in files, the more telling
// ones of those that come together first.
var named = []struct {
	code string
	is   error
}{
	{"address", ErrAddress},
	{"off", ErrOff},
	{"untrusted", ErrUntrusted},
	{"nothing", ErrNothing},
	{"unreachable", ErrUnreachable},
	{"signature", ErrSignature},
	{"manifest", ErrManifest},
	{"system", ErrSystem},
	{"older", ErrOlder},
	{"payload", ErrPayload},
	{"failedhere", ErrFailedHere},
	{"busy", ErrBusy},
	{"noroom", ErrNoRoom},
	{"install", ErrInstall},
	{"unversioned", ErrUnversioned},
}

// Errors lists the sentinels above, for the test that every one is explained.
func Errors() []error {
	var all []error
	for _, n := range named {
		all = append(all, n.is)
	}
	return all
}

// Code is the name under which an error is kept in a file: that of the sentinel
// it wraps, CodeOther for one that nobody foresaw, "" for none.
func Code(err error) string {
	if err == nil {
		return ""
	}
	for _, n := range named {
		if errors.Is(err, n.is) {
			return n.code
		}
	}
	return CodeOther
}

// CodeOther is the code of errors that have no name here.
const CodeOther = "other"

// errOther stands for an error that was kept and had no name.
var errOther = errors.New("an update failed")

// Fault is the error that Code named; nil for "".
func Fault(code string) error {
	if code == "" {
		return nil
	}
	for _, n := range named {
		if n.code == code {
			return n.is
		}
	}
	return errOther
}
