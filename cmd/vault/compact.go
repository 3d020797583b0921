package vault

import (
	"context"

	"tinxa/model/bolt"
)

// Compact gives the disk back what a database that was once much larger still
// takes, while nobody has it open. That it cannot, on a full disk for one, is no
// reason not to go on with the database as it is.
func Compact(ctx context.Context, dir string) {
	_, _ = bolt.Compact(ctx, Database(dir))
}
