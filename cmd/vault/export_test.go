package vault

import "time"

// SetClock sets what time it is.
func (v *Vault) SetClock(now func() time.Time) { v.now = now }
