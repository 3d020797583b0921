package main

import (
	"context"
	"os"
	"time"

	"tinxa/export/deposit"
	"tinxa/export/exporttest"
	"tinxa/export/exporttest/wpsite"
	"tinxa/export/mail"
	"tinxa/export/nukeviet"
	"tinxa/export/placetest"
	"tinxa/export/wordpress"
)

// portal is a place that reports are sent to.
type portal struct {
	name  string
	known bool // to the program, which can then be killed while it sends there
	open  func(ctx context.Context, dir string) (placetest.Place, error)
}

// The stall timers: of servers in this process, and of real ones.
const (
	stall     = 800 * time.Millisecond
	slowStall = 2 * time.Second
)

const agent = "tinxa-publishing"

// portals are all places, the quickest first.
func portals() []portal {
	deposits := deposit.Options{Agent: agent, Stall: stall}
	posts := wordpress.Options{Agent: agent, Stall: slowStall}
	return []portal{
		{"example", false, func(context.Context, string) (placetest.Place, error) {
			s := exporttest.StartSite()
			return placetest.Place{Place: s.Place(), Close: s.Close}, nil
		}},
		{"folder", true, within(func(dir string) (placetest.Place, error) {
			return placetest.Folder(dir, deposit.Folder()), nil
		})},
		{"webdav", true, within(func(dir string) (placetest.Place, error) {
			return placetest.WebDAV(dir, deposit.WebDAV(deposits)), nil
		})},
		{"sftp", true, within(func(dir string) (placetest.Place, error) {
			return placetest.SFTP(dir, deposit.SFTP(deposits))
		})},
		{"ftp", true, within(func(dir string) (placetest.Place, error) {
			return placetest.FTP(dir, deposit.FTP(deposits))
		})},
		{"mail", true, func(context.Context, string) (placetest.Place, error) {
			return placetest.Mail(mail.New(mail.Options{Stall: stall}))
		}},
		{"nukeviet", true, func(context.Context, string) (placetest.Place, error) {
			return placetest.NukeViet(nukeviet.New(nukeviet.Options{Agent: agent, Stall: stall})), nil
		}},
		{"wordpress", true, func(ctx context.Context, dir string) (placetest.Place, error) {
			s, err := startWordPress(ctx, dir)
			if err != nil {
				return placetest.Place{}, err
			}
			return placetest.WordPress(s, wordpress.New(posts)), nil
		}},
		{"xml-rpc", true, func(ctx context.Context, dir string) (placetest.Place, error) {
			s, err := startWordPress(ctx, dir)
			if err != nil {
				return placetest.Place{}, err
			}
			return placetest.WordPress(s, wordpress.NewXMLRPC(posts)), nil
		}},
	}
}

// within gives a place an empty folder of its own.
func within(open func(dir string) (placetest.Place, error)) func(context.Context, string) (placetest.Place, error) {
	return func(_ context.Context, dir string) (placetest.Place, error) {
		own, err := os.MkdirTemp(dir, "deposits")
		if err != nil {
			return placetest.Place{}, err
		}
		return open(own)
	}
}

func startWordPress(ctx context.Context, dir string) (*wpsite.Site, error) {
	own, err := os.MkdirTemp(dir, "wordpress")
	if err != nil {
		return nil, err
	}
	return wpsite.Start(ctx, own)
}
