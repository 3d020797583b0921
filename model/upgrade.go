package model

import (
	"encoding/json"
	"fmt"
)

// upgrade turns the JSON of a report of one schema into that of the next. It is
// pure: equal bytes in, equal bytes out, and it knows nothing but the report. It
// leaves fields that it does not know as they are.
type upgrade func(report json.RawMessage) (json.RawMessage, error)

// upgrades are the steps to Schema: upgrades[n-1] leads from schema n to n+1.
// Whoever raises Schema adds a step at the end and never changes the earlier
// ones: backups of every age are read through them.
var upgrades = []upgrade{}

// upgraded takes the steps that lead from a schema to the one behind the last.
func upgraded(report json.RawMessage, schema int, steps []upgrade) (json.RawMessage, error) {
	for from := schema; from <= len(steps); from++ {
		next, err := steps[from-1](report)
		if err != nil {
			return nil, fmt.Errorf("from schema %d to %d: %w", from, from+1, err)
		}
		report = next
	}
	return report, nil
}
