package vault

import "time"

// SetClock sets what time it is.
func (v *Vault) SetClock(now func() time.Time) { v.now = now }

// Scratch is the folder of the passing database.
func Scratch(v *Vault) string { return v.scratch }
