package say

import (
	"context"
	"errors"
	"io/fs"
	"sync/atomic"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/disk"
	"tinxa/model/release"
	"tinxa/ui/graphics"
	"tinxa/ui/native"
)

// Explanation is a fault in the user's words.
type Explanation struct {
	What   string // what happened
	Kept   string // what is safe
	Do     string // what to do now
	Note   string // to read out or pass on: a fingerprint, the portal's own words; may be empty
	Detail string // the technical words, for whoever helps; not shown at first
}

// faults says which texts explain which sentinel. The first that err wraps
// wins, so the more telling ones stand first.
var faults = []struct {
	is  error
	key string // texts are err.<key>.what, .kept and .do
}{
	{context.Canceled, "stopped"},
	{context.DeadlineExceeded, "timeout"},
	{graphics.ErrNone, "graphics"},
	{graphics.ErrNoDisplay, "display"},
	{native.ErrPicture, "picture"},
	{native.ErrProgram, "program"},
	{model.ErrConflict, "conflict"},
	{model.ErrNewer, "newer"},
	{model.ErrDamaged, "damaged"},
	{model.ErrLocked, "locked"},
	{model.ErrReadOnly, "readonly"},
	{model.ErrFull, "full"},
	{model.ErrGone, "gone"},
	{model.ErrPlace, "place"},
	{model.ErrPassphrase, "passphrase"},
	{model.ErrEncoding, "encoding"},
	{model.ErrEmpty, "empty"},
	{model.ErrPhotoKind, "photokind"},
	{model.ErrPhotoSize, "photosize"},
	{model.ErrPhotoDamaged, "photodamaged"},
	{export.ErrPhotoMissing, "photomissing"},
	{export.ErrDestination, "destination"},
	{export.ErrForm, "form"},
	{model.ErrEdit, "edit"},
	{model.ErrFormat, "format"},
	{model.ErrNotFound, "notfound"},
	{fs.ErrNotExist, "nofile"},
	{fs.ErrPermission, "permission"},
}

// listener hears of every error that is put into words.
var listener atomic.Pointer[func(error)]

// Listen has hear called with each error that Explain is asked for, on whatever
// goroutine asks: what users are told of faults goes into the log that way.
func Listen(hear func(error)) { listener.Store(&hear) }

// Explain puts err into words. An error that nobody foresaw gets general words;
// its own text is always in Detail. A nil err explains nothing.
func Explain(err error) Explanation {
	if err == nil {
		return Explanation{}
	}
	if hear := listener.Load(); hear != nil {
		(*hear)(err)
	}
	var portal *export.PortalError
	if !errors.Is(err, context.Canceled) && errors.As(err, &portal) {
		return explainPortal(refusalOf(portal), err.Error())
	}
	if place := (*disk.PlaceError)(nil); errors.As(err, &place) {
		return unsafePlace(place, err)
	}
	key := "err." + keyOf(err)
	return Explanation{What: T(key + ".what"), Kept: T(key + ".kept"), Do: T(key + ".do"), Detail: err.Error()}
}

// unsafePlace names the network drive or the program that synchronises a folder.
func unsafePlace(place *disk.PlaceError, err error) Explanation {
	e := Explanation{Kept: T("err.place.kept"), Do: T("err.place.do"), Detail: err.Error()}
	if place.Kind == disk.Cloud {
		e.What = T("err.place.cloud", place.Name)
	} else {
		e.What = T("err.place.network")
	}
	return e
}

// keyOf finds the texts of err. What an export meets at its destination is
// told apart from what the program's own data meets.
func keyOf(err error) string {
	for _, f := range faults {
		if !errors.Is(err, f.is) {
			continue
		}
		if errors.Is(err, export.ErrDestination) && Has("err.destination."+f.key+".what") {
			return "destination." + f.key
		}
		return f.key
	}
	if code := release.Code(err); code != release.CodeOther {
		return "update." + code
	}
	if code := export.Code(err); code != "" {
		return "portal." + code
	}
	return "general"
}
