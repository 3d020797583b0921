package placetest

import (
	"testing"
	"time"

	"tinxa/export/deposit"
	"tinxa/export/exporttest"
	"tinxa/export/mail"
	"tinxa/export/nukeviet"
)

const stall = time.Second

// Each place takes reports and shows truthfully what stands there.
func TestPlaces(t *testing.T) {
	files := deposit.Options{Agent: "tinxa-test", Stall: stall}
	sftp, err := SFTP(t.TempDir(), deposit.SFTP(files))
	if err != nil {
		t.Fatal(err)
	}
	ftp, err := FTP(t.TempDir(), deposit.FTP(files))
	if err != nil {
		t.Fatal(err)
	}
	post, err := Mail(mail.New(mail.Options{Stall: stall}))
	if err != nil {
		t.Fatal(err)
	}
	for name, p := range map[string]Place{
		"folder": Folder(t.TempDir(), deposit.Folder()), "webdav": WebDAV(t.TempDir(), deposit.WebDAV(files)),
		"sftp": sftp, "ftp": ftp, "mail": post,
		"nukeviet": NukeViet(nukeviet.New(nukeviet.Options{Agent: "tinxa-test", Stall: stall})),
	} {
		t.Run(name, func(t *testing.T) {
			defer p.Close()
			cases, err := exporttest.RunKills(t.Context(), p.Place, exporttest.Options{Draw: 1})
			if err != nil || len(cases) == 0 {
				t.Errorf("%d cases, %v", len(cases), err)
			}
			for _, c := range cases {
				if len(c.Wrong) > 0 || c.Articles != 1 {
					t.Errorf("%d articles: %s", c.Articles, c)
				}
			}
		})
	}
}
