package vault_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"tinxa/cmd/vault"
)

// asChild in the environment has this program be a check that ends in a certain
// way.
const asChild = "TINXA_VAULT_TEST_CHILD"

func TestMain(m *testing.M) {
	switch os.Getenv(asChild) {
	case "":
		os.Exit(m.Run())
	case "killed":
		self, _ := os.FindProcess(os.Getpid())
		_ = self.Kill()
	case "overflowing":
		fmt.Fprintln(os.Stderr, "stack overflow")
		os.Exit(2)
	case "damaged":
		fmt.Println(`{"state":"damaged"}`)
		os.Exit(1)
	case "refused":
		fmt.Fprintln(os.Stderr, "permission denied")
		os.Exit(1)
	}
	time.Sleep(time.Minute)
}

// apart has a child check that ends so.
func apart(t *testing.T, ctx context.Context, o *office, ends string) (vault.Verdict, error) {
	t.Helper()
	t.Setenv(asChild, ends)
	return vault.Apart(ctx, o.dir, os.Args[0])
}

func TestACheckThatDiesIsADamage(t *testing.T) {
	o := entered(t)
	o.leave()
	ends := map[string]vault.State{"overflowing": vault.Crashed, "damaged": vault.Damaged}
	if runtime.GOOS != "windows" { // there it looks as if the child had refused
		ends["killed"] = vault.Crashed
	}
	for end, want := range ends {
		if v, err := apart(t, t.Context(), o, end); err != nil || v.State != want {
			t.Errorf("%s: %+v, %v; want %s", end, v, err, want)
		}
	}
	v, err := vault.Apart(t.Context(), o.dir, "no-such-program")
	if err != nil || v.State != vault.Sound {
		t.Errorf("where no child can be started: %+v, %v", v, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := apart(t, ctx, o, "never"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a child that never ends: %v", err)
	}
}

func TestACheckThatIsRefusedIsNoDamage(t *testing.T) {
	o := entered(t)
	o.leave()
	if v, err := apart(t, t.Context(), o, "refused"); err != nil || v.State != vault.Sound {
		t.Errorf("%+v, %v; want what this process finds", v, err)
	}
}
