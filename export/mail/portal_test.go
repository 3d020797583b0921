package mail

import (
	"context"
	"errors"
	"strings"
	"testing"

	"tinxa/export/exporttest"
	"tinxa/model"
)

// truth reads what a post office got.
type truth struct{ office *postOffice }

// Articles implements exporttest.Truth.
func (tr truth) Articles(_ context.Context, word string) ([]exporttest.Standing, error) {
	var all []exporttest.Standing
	for _, data := range tr.office.received() {
		l, err := readLetter(data)
		if err != nil {
			return nil, err
		}
		title := l.decoded("Subject")
		if !strings.Contains(title, word) {
			continue
		}
		_, body, _ := strings.Cut(l.html, "<main>")
		s := exporttest.StandingOf(body)
		s.Title, s.Status = title, model.PostStatus(l.head.Get("X-Tinxa-Status"))
		all = append(all, s)
	}
	return all, nil
}

// Photos implements exporttest.Truth: each message has its own.
func (tr truth) Photos(_ context.Context, name string) (int, error) {
	for _, data := range tr.office.received() {
		l, err := readLetter(data)
		if err != nil {
			return 0, err
		}
		if _, ok := l.packed[name]; ok {
			return 1, nil
		}
	}
	return 0, nil
}

var errOnce = errors.New("a letter that was sent is out of reach")

// Alter implements exporttest.Truth.
func (truth) Alter(context.Context, string, string) error { return errOnce }

// Delete implements exporttest.Truth.
func (truth) Delete(context.Context, string) error { return errOnce }

func TestPortal(t *testing.T) {
	office := openPostOffice(t, nil, nil)
	exporttest.TestPortal(t, exporttest.Place{
		Kind: New(Options{Stall: testStall}), Account: office.account(plain), Secret: testSecret, Truth: truth{office},
		Upstream: office.host, Once: true, Slow: true,
		At: func(a model.Account, host string) model.Account {
			options := map[string]string{}
			for name, value := range a.Options {
				options[name] = value
			}
			options["server"] = host
			a.Options = options
			return a
		},
	})
}
