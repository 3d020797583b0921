package main

import (
	"context"
	"time"

	"tinxa/export"
	"tinxa/export/deposit"
	"tinxa/export/keyring"
	"tinxa/export/mail"
	"tinxa/export/nukeviet"
	"tinxa/export/outbox"
	"tinxa/export/registry"
	"tinxa/export/wordpress"
	"tinxa/model"
	"tinxa/ui/say"
)

// post is what publishes: the accounts, and the queue of what goes to them.
type post struct {
	*registry.Registry
	*outbox.Outbox
}

// newPost ties the portals together. The window and the command line publish
// through the same ones.
func (w *works) newPost() post {
	accounts := registry.New(registry.Env{
		Kinds: kinds(), Accounts: w.Store, Keys: keyring.New(name), Now: time.Now,
	})
	return post{Registry: accounts, Outbox: outbox.New(outbox.Env{
		Box: w.Store, Photos: w.Photos, Now: time.Now,
		Open: func(ctx context.Context, id model.AccountID, asker export.Asker) (export.Session, model.Account, error) {
			return accounts.Open(ctx, id, asker)
		},
	})}
}

// kinds lists the families of portals. An address is offered to them in this
// order, so what is told apart by a look at the address alone stands first.
func kinds() []export.PortalKind {
	agent := name + "/" + version
	return []export.PortalKind{
		mail.New(mail.Options{}),
		deposit.SFTP(deposit.Options{Agent: agent}), deposit.FTP(deposit.Options{Agent: agent}), deposit.Folder(),
		wordpress.New(wordpress.Options{Agent: agent}), nukeviet.New(nukeviet.Options{Agent: agent}),
		wordpress.NewXMLRPC(wordpress.Options{Agent: agent}), deposit.WebDAV(deposit.Options{Agent: agent}),
	}
}

// Topics lists the categories of an account's portal, with a password that was
// not refused: the registry forgets with the end of the program that it was.
func (p post) Topics(ctx context.Context, id model.AccountID, asker export.Asker) ([]export.Topic, error) {
	if err := p.Refused(ctx, id); err != nil {
		return nil, err
	}
	return p.Registry.Topics(ctx, id, asker)
}

// Remove forgets an account, after what is being sent there was stopped.
func (p post) Remove(ctx context.Context, id model.AccountID) error {
	if err := p.Stop(ctx, id); err != nil {
		return err
	}
	return p.Registry.Remove(ctx, id)
}

// try tries an account out with an article that says what it is to whoever
// meets it.
func (p post) try(ctx context.Context, d export.Door, done func(registry.Check)) error {
	return p.Test(ctx, d, registry.Trial{Title: say.T("portals.trial.title"), Words: say.T("portals.trial.words")}, done)
}

// sent notes in a report's history what was published where. The article stands
// even where that cannot be noted.
func (w *works) sent(ctx context.Context, d model.Dispatch, portal string) {
	if d.State != model.SendDone || w.Store.Frozen() != nil {
		return
	}
	id, _ := d.ID.Parts()
	pin := model.Pin{Kind: model.PinUploaded, Name: portal, At: d.Sent.At}
	_ = w.Store.Pin(context.WithoutCancel(ctx), id, d.Sent.Rev, pin)
}

// settle gives a report the station that its articles have, and returns it as it
// is stored then; the zero Report when there was nothing to change. What its
// office thinks of a draft is not the portal's to say.
func (w *works) settle(ctx context.Context, id model.ReportID) (model.Report, error) {
	if w.Store.Frozen() != nil {
		return model.Report{}, nil
	}
	all, err := w.Store.Dispatches(ctx)
	if err != nil {
		return model.Report{}, err
	}
	r, err := w.Store.Report(ctx, id)
	if err != nil {
		return model.Report{}, err
	}
	station := stationOf(r, all)
	if station == r.Status {
		return model.Report{}, nil
	}
	r.Status = station
	return w.Store.Save(context.WithoutCancel(ctx), r)
}

// stationOf is where a report stands by its articles on all portals.
func stationOf(r model.Report, all []model.Dispatch) model.Status {
	shown := map[model.PostStatus]bool{}
	for _, d := range all {
		if report, _ := d.ID.Parts(); report == r.ID {
			shown[d.Sent.Article.Status] = true
		}
	}
	switch {
	case shown[model.PostPublic]:
		return model.Published
	case shown[model.PostPending] && (r.Status == model.Draft || r.Status == model.Published):
		return model.Submitted
	case r.Status == model.Published: // it was taken back
		return model.Draft
	}
	return r.Status
}
