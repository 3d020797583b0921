package main

import (
	"context"

	"tinxa/cmd/update"
	"tinxa/model/release"
	"tinxa/ui/say"
)

// updateCommand looks for newer versions, fetches them, and sets where they come
// from. A version that was fetched is used from the next start of the window on.
func updateCommand(c *call) func(context.Context) error {
	return func(ctx context.Context) error {
		if err := c.want(0, 2); err != nil {
			return err
		}
		u := newUpdates()
		what := ""
		if len(c.args) > 0 {
			what = c.args[0]
		}
		switch {
		case what == "address" && len(c.args) == 2:
			if err := u.SetAddress(c.args[1]); err != nil {
				return err
			}
			return c.tellAddress(u)
		case len(c.args) == 2:
		case what == "" || what == "check":
			return c.checkUpdate(ctx, u)
		case what == "fetch":
			return c.fetchUpdate(ctx, u)
		case what == "address":
			return c.tellAddress(u)
		case what == "off":
			if err := u.SetOff(true); err != nil {
				return err
			}
			return c.tellAddress(u)
		}
		return usage{say.T("cli.usage.update")}
	}
}

func (c *call) tellAddress(u update.Updates) error {
	switch st := u.Standing(); {
	case st.Off:
		return c.print(say.T("cli.update.off"))
	case st.Address == "":
		return c.print(say.T("cli.update.none"))
	default:
		return c.print(say.T("cli.update.address", st.Address))
	}
}

func (c *call) checkUpdate(ctx context.Context, u update.Updates) error {
	m, err := u.Check(ctx)
	switch {
	case err != nil:
		return err
	case m == nil:
		return c.print(say.T("cli.update.current", version))
	case u.Standing().Ready != nil:
		return c.tellReady(m)
	}
	return c.print(say.T("cli.update.newer", m.Version))
}

func (c *call) fetchUpdate(ctx context.Context, u update.Updates) error {
	m, err := u.Fetch(ctx, func(int64, int64) {})
	switch {
	case err != nil:
		return err
	case m == nil:
		return c.print(say.T("cli.update.current", version))
	}
	return c.tellReady(m)
}

func (c *call) tellReady(m *release.Manifest) error {
	return c.print(say.T("cli.update.ready", m.Version))
}
