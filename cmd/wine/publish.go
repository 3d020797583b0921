package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"tinxa/cmd/vault"
	"tinxa/export/deposit"
	"tinxa/export/exporttest"
	"tinxa/export/placetest"
	"tinxa/model"
)

// The connectors' own settings.
var deposits = deposit.Options{Agent: "tinxa-wine", Stall: 10 * time.Second}

// portalName is what the portal is called on the command line.
const portalName = "cong"

// publishFolder publishes into a folder of the PC's own disk, by its path there.
func (w *twins) publishFolder(ctx context.Context) (string, error) {
	dir, err := w.empty("folder")
	if err != nil {
		return "", err
	}
	p := placetest.Folder(dir, deposit.Folder())
	return w.publish(ctx, p, dir, w.pc.Windows(dir))
}

func (w *twins) publishWebDAV(ctx context.Context) (string, error) {
	dir, err := w.empty("webdav")
	if err != nil {
		return "", err
	}
	p := placetest.WebDAV(dir, deposit.WebDAV(deposits))
	return w.publish(ctx, p, dir, p.Account.Address)
}

func (w *twins) publishSFTP(ctx context.Context) (string, error) {
	dir, err := w.empty("sftp")
	if err != nil {
		return "", err
	}
	p, err := placetest.SFTP(dir, deposit.SFTP(deposits))
	if err != nil {
		return "", err
	}
	return w.publish(ctx, p, dir, p.Account.Address)
}

// empty is a new folder for what a portal is given.
func (w *twins) empty(name string) (string, error) {
	dir := filepath.Join(w.dir, "portals", name)
	return dir, os.MkdirAll(dir, 0o755)
}

// publish lets both send the same report to the same place, one after the other,
// and compares what then lies there. On Windows the place has the address there.
func (w *twins) publish(ctx context.Context, p placetest.Place, dir, there string) (string, error) {
	defer p.Close()
	linux, windows := w.folders("publishing-" + filepath.Base(dir))
	parcel := exporttest.NewParcel(p.Place, 2)
	if err := prepareData(ctx, linux, p, parcel, p.Account.Address); err != nil {
		return "", err
	}
	if err := prepareData(ctx, windows, p, parcel, there); err != nil {
		return "", err
	}
	args := []string{"publish", string(parcel.Report.ID), "--portal", portalName, "--status", "publish", "--password-fd", "0"}
	if _, err := w.onLinux(ctx, p.Secret+"\n", append(args, "--data", linux)...); err != nil {
		return "", err
	}
	aside := dir + "-linux"
	if err := moveInside(dir, aside); err != nil {
		return "", err
	}
	if _, err := w.onWindows(ctx, p.Secret+"\n", append(args, "--data", w.pc.Windows(windows))...); err != nil {
		return "", err
	}
	return sameTrees(aside, dir)
}

// account and report are the same for both, so that nothing that is made of them
// differs.
var accountID = model.NewAccountID()

// prepareData makes a data folder with a report and an account.
func prepareData(ctx context.Context, dir string, p placetest.Place, x exporttest.Parcel, address string) error {
	v, err := vault.Open(ctx, dir)
	if err != nil {
		return err
	}
	for _, original := range x.Originals {
		_, added := v.Photos.Add(ctx, bytes.NewReader(original))
		err = errors.Join(err, added)
	}
	_, saved := v.Store.Save(ctx, x.Report)
	a := p.Account
	a.ID, a.Name, a.Address = accountID, portalName, address
	return errors.Join(err, saved, v.Store.KeepAccount(ctx, a), v.Close())
}

// moveInside moves what a folder holds into a new one; the folder stays.
func moveInside(from, to string) error {
	if err := os.Mkdir(to, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(from)
	for _, e := range entries {
		err = errors.Join(err, os.Rename(filepath.Join(from, e.Name()), filepath.Join(to, e.Name())))
	}
	return err
}
