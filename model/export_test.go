package model

import "encoding/json"

// DecodeThrough is Decode with other steps of upgrade.
func DecodeThrough(data []byte, steps ...func(json.RawMessage) (json.RawMessage, error)) (Report, error) {
	all := make([]upgrade, len(steps))
	for i, step := range steps {
		all[i] = step
	}
	return decodeThrough(data, all)
}

// Upgrades is how many steps of upgrade there are.
func Upgrades() int { return len(upgrades) }
