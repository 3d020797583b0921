package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"tinxa/export"
	"tinxa/export/registry"
	"tinxa/model"
	"tinxa/ui/say"
)

// portalCommand sets up the places to publish to.
func portalCommand(c *call) func(context.Context) error {
	p := portalCall{
		call: c, asker: c.asking(), options: pairs{},
		asJSON: c.flags.Bool("json", false, ""), untried: c.flags.Bool("no-test", false, ""),
	}
	for flag, field := range map[string]*string{
		"name": &p.account.Name, "unit": &p.account.Unit, "user": &p.account.User,
		"kind": &p.account.Kind, "trust": &p.account.Trust,
	} {
		c.flags.StringVar(field, flag, "", "")
	}
	c.flags.Var(p.options, "option", "")
	return func(ctx context.Context) error {
		if err := c.want(1, 2); err != nil {
			return err
		}
		do, words := p.list, 1
		switch c.args[0] {
		case "list":
		case "add":
			do, words = p.add, 2
		case "test":
			do, words = p.test, 2
		case "remove":
			do, words = p.remove, 2
		default:
			return c.want(0, 0)
		}
		if err := c.want(words, words); err != nil {
			return err
		}
		return c.with(ctx, func(w *works) error { return do(ctx, w) })
	}
}

// portalCall is one run of the command.
type portalCall struct {
	*call
	asker   asking
	account model.Account // as far as the flags say
	options pairs
	asJSON  *bool
	untried *bool
}

// add recognises an address, tries the account out and keeps it.
func (p portalCall) add(ctx context.Context, w *works) error {
	post := w.newPost()
	a, site, err := p.recognised(ctx, post)
	if err != nil {
		return about{p.args[1], err}
	}
	a.ID = model.NewAccountID()
	if err := unlike(ctx, w, a.Name); err != nil {
		return err
	}
	secret := ""
	if a.User != "" {
		if secret, err = p.asker.Secret(ctx, a); err != nil {
			return about{a.Name, err}
		}
	}
	if !*p.untried && a.Kind != handOver {
		if err := post.try(ctx, export.Door{Account: a, Secret: secret, Asker: p.asker}, p.tell); err != nil {
			return about{a.Name, err}
		}
	}
	err = post.Add(ctx, a, secret)
	if errors.Is(err, export.ErrNoKeyring) {
		c := say.Explain(err)
		fmt.Fprintln(p.err, c.What, c.Do)
		err = nil
	}
	if err != nil {
		return about{a.Name, err}
	}
	return p.print(say.T("cli.portal.added", a.Name, say.PortalKind(a.Kind), cmp.Or(site.Version, "–")))
}

// handOver is the kind of an account that a person serves by hand.
const handOver = "handover"

// recognised completes the account by what lives at its address.
func (p portalCall) recognised(ctx context.Context, post post) (model.Account, export.Site, error) {
	a := p.account
	site := export.Site{Kind: handOver, Address: registry.Bare(p.args[1])}
	if a.Kind != handOver {
		var err error
		if site, err = post.recogniseAs(ctx, a.Kind, p.args[1], a.Trust); err != nil {
			return a, site, err
		}
	}
	a.Kind, a.Address, a.Style = site.Kind, site.Address, site.Style
	a.Name = cmp.Or(a.Name, site.Name, site.Address)
	a.Options = map[string]string{}
	for _, from := range []map[string]string{site.Options, p.options} {
		for key, value := range from {
			a.Options[key] = value
		}
	}
	return a, site, nil
}

// recogniseAs looks at an address: as that kind, or as any when none is named.
func (p post) recogniseAs(ctx context.Context, key, address, trust string) (export.Site, error) {
	if key == "" {
		return p.Recognise(ctx, address, trust)
	}
	kind, err := p.Kind(key)
	if err != nil {
		return export.Site{}, err
	}
	return kind.Probe(ctx, address, trust)
}

// unlike fails when an account of that name is there: it could not be named.
func unlike(ctx context.Context, w *works, name string) error {
	_, err := accountNamed(ctx, w, name)
	switch {
	case errors.Is(err, model.ErrNotFound):
		return nil
	case err != nil:
		return err
	}
	return usage{say.T("cli.portal.taken", name)}
}

// portalNamed is accountNamed for a name that has to be there.
func (c *call) portalNamed(ctx context.Context, w *works, name string) (model.Account, error) {
	a, err := accountNamed(ctx, w, name)
	if errors.Is(err, model.ErrNotFound) {
		c.warn("cli.portal.unknown", name)
		return a, errRefused
	}
	return a, err
}

// accountNamed finds an account by the name or the id that the user gave.
func accountNamed(ctx context.Context, w *works, name string) (model.Account, error) {
	all, err := w.Store.Accounts(ctx)
	if err != nil {
		return model.Account{}, err
	}
	for _, a := range all {
		if a.Name == name || string(a.ID) == name {
			return a, nil
		}
	}
	return model.Account{}, about{name, fmt.Errorf("account: %w", model.ErrNotFound)}
}

// tell prints a step of a trial.
func (p portalCall) tell(c registry.Check) {
	mark := "cli.portal.step.done"
	if c.Err != nil {
		mark = "cli.portal.step.not"
	}
	p.warn(mark, say.T("portals.step."+c.Step))
}

func (p portalCall) test(ctx context.Context, w *works) error {
	a, err := p.portalNamed(ctx, w, p.args[1])
	if err != nil {
		return err
	}
	post := w.newPost()
	secret, err := post.SecretOf(ctx, a, p.asker)
	if err != nil {
		return about{a.Name, err}
	}
	if err := post.try(ctx, export.Door{Account: a, Secret: secret, Asker: p.asker}, p.tell); err != nil {
		return about{a.Name, err}
	}
	return p.print(say.T("cli.portal.works", a.Name))
}

func (p portalCall) remove(ctx context.Context, w *works) error {
	a, err := p.portalNamed(ctx, w, p.args[1])
	if err != nil {
		return err
	}
	if err := w.newPost().Remove(ctx, a.ID); err != nil {
		return about{a.Name, err}
	}
	return p.print(say.T("cli.portal.removed", a.Name))
}

func (p portalCall) list(ctx context.Context, w *works) error {
	all, err := w.Store.Accounts(ctx)
	if err != nil {
		return err
	}
	if *p.asJSON {
		return printJSON(p.out, append([]model.Account{}, all...))
	}
	return printAccounts(p.out, all)
}

func printAccounts(out io.Writer, all []model.Account) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, a := range all {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", a.Name, say.PortalKind(a.Kind), a.Address, a.User, a.Unit)
	}
	return table.Flush()
}
