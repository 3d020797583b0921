package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"tinxa/cmd/vault"
	"tinxa/export/exporttest"
	"tinxa/model"
)

// killProgram lets the program itself publish from a data folder on the disk,
// kills it at a request, before or after the portal acted on it, and starts it
// again until the report stands there.
func (o options) killProgram(ctx context.Context, dir string, p exporttest.Place) ([]exporttest.Case, error) {
	proxy, err := exporttest.StartProxy(p.Upstream)
	if err != nil {
		return nil, err
	}
	defer proxy.Close()
	k := killing{program: o.program, dir: dir, place: p, proxy: proxy}
	clean := k.one(ctx, moment{request: -1})
	if len(clean.Wrong) > 0 {
		return []exporttest.Case{clean}, nil
	}
	var cases []exporttest.Case
	for _, at := range o.moments(len(proxy.Requests())) {
		if ctx.Err() != nil {
			return cases, ctx.Err()
		}
		cases = append(cases, k.one(ctx, at))
	}
	return cases, nil
}

// moment is when the program is killed.
type moment struct {
	request int  // its index; below 0: never
	acted   bool // after the portal acted on it
}

func (m moment) String() string {
	if m.acted {
		return fmt.Sprintf("after request %d", m.request)
	}
	return fmt.Sprintf("before request %d", m.request)
}

// moments are all of sending with so many requests, or some of them.
func (o options) moments(requests int) []moment {
	var all []moment
	for i := range requests {
		all = append(all, moment{i, false}, moment{i, true})
	}
	if o.kills == 0 || o.kills >= len(all) {
		return all
	}
	chance := rand.New(rand.NewPCG(o.seed, 9))
	chance.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:o.kills]
}

// killing is a program that is killed while it publishes.
type killing struct {
	program string
	dir     string
	place   exporttest.Place
	proxy   *exporttest.Proxy
}

// mostStarts is how often the program is started until it must be done.
const mostStarts = 6

func (k killing) one(ctx context.Context, at moment) exporttest.Case {
	c := exporttest.Case{Portal: k.place.Kind.Key(), Fault: "program killed", Request: at.String()}
	wrong := func(err error) exporttest.Case {
		c.Wrong = append(c.Wrong, err.Error())
		return c
	}
	data, err := os.MkdirTemp(k.dir, "data")
	if err != nil {
		return wrong(err)
	}
	defer os.RemoveAll(data)
	parcel := exporttest.NewParcel(k.place, 2)
	if err := k.prepare(ctx, data, parcel); err != nil {
		return wrong(err)
	}
	begun := time.Now()
	if err := k.interrupted(ctx, data, parcel, at); err != nil {
		return wrong(err)
	}
	parcel.Glance(ctx, &c)
	for range mostStarts {
		if at.request < 0 {
			break
		}
		if err = k.publish(ctx, data, parcel, nil); err == nil {
			break
		}
	}
	c.Took = time.Since(begun)
	if err != nil {
		wrong(err)
	}
	parcel.Judge(ctx, &c)
	return c
}

// accountName is what the portal is called on the command line.
const accountName = "cong"

// prepare makes a data folder with the report and the account.
func (k killing) prepare(ctx context.Context, dir string, x exporttest.Parcel) error {
	v, err := vault.Open(ctx, filepath.Join(dir, "data"))
	if err != nil {
		return err
	}
	for _, original := range x.Originals {
		_, added := v.Photos.Add(ctx, bytes.NewReader(original))
		err = errors.Join(err, added)
	}
	_, saved := v.Store.Save(ctx, x.Report)
	a := k.place.At(k.place.Account, k.proxy.Addr())
	a.ID, a.Name = model.NewAccountID(), accountName
	return errors.Join(err, saved, v.Store.KeepAccount(ctx, a), v.Close())
}

// interrupted publishes for the first time and kills the program at a moment.
func (k killing) interrupted(ctx context.Context, dir string, x exporttest.Parcel, at moment) error {
	var killed atomic.Bool
	k.proxy.Arm(-1, "")
	err := k.publish(ctx, dir, x, func(program *os.Process) {
		k.proxy.Meet(func(index int, acted bool) bool {
			if index != at.request || acted != at.acted || killed.Swap(true) {
				return false
			}
			program.Kill()
			return true
		})
	})
	k.proxy.Meet(nil)
	switch {
	case at.request < 0:
		return err
	case !killed.Load():
		return fmt.Errorf("it was never killed: %w", err)
	case err == nil:
		return errors.New("it was killed, and yet says that it is done")
	}
	return nil
}

// publish runs the program once. started may be nil.
func (k killing) publish(ctx context.Context, dir string, x exporttest.Parcel, started func(*os.Process)) error {
	secret, hand, err := os.Pipe()
	if err != nil {
		return err
	}
	defer secret.Close()
	if _, err := io.WriteString(hand, k.place.Secret+"\n"); err != nil {
		return err
	}
	hand.Close()
	program := exec.CommandContext(ctx, k.program, "publish", string(x.Report.ID),
		"--data", filepath.Join(dir, "data"), "--portal", accountName, "--status", string(x.Wish.Status), "--password-fd", "3")
	if len(x.Wish.Topics) > 0 {
		program.Args = append(program.Args, "--topics", strings.Join(x.Wish.Topics, ","))
	}
	program.ExtraFiles = []*os.File{secret}
	program.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(dir, "cache"),
		"XDG_STATE_HOME="+filepath.Join(dir, "state"), "DBUS_SESSION_BUS_ADDRESS=disabled:")
	var said bytes.Buffer
	program.Stdout, program.Stderr = &said, &said
	if err := program.Start(); err != nil {
		return err
	}
	if started != nil {
		started(program.Process)
	}
	if err := program.Wait(); err != nil {
		return fmt.Errorf("tinxa publish: %w: %s", err, said.String())
	}
	return nil
}
