package exporttest

import (
	"context"
	"fmt"
)

// runBreaks disturbs the stream of bytes at places spread over it.
func runBreaks(ctx context.Context, p Place, o Options) ([]Case, error) {
	open := func() (*Wire, error) { return StartWire(p.Upstream) }
	wire, err := open()
	if err != nil {
		return nil, err
	}
	defer wire.Close()
	r := newFaultRun(p, o)
	var tasks []func(*Wire) Case
	for _, form := range r.forms() {
		if _, err := r.clean(ctx, form, wire.Addr(), func() { wire.Arm(Break{}) }); err != nil {
			return nil, err
		}
		for _, b := range r.breaks(wire.Moved()) {
			tasks = append(tasks, func(own *Wire) Case { return r.breakCase(ctx, own, form, b) })
		}
	}
	return inLanes(ctx, r, open, (*Wire).Close, tasks)
}

// pieces is how many places of a stream are tried.
const pieces = 16

// breaks are the faults at places within so many bytes.
func (r *faultRun) breaks(up, down int64) []Break {
	var all []Break
	for i := range int64(pieces) {
		for _, f := range r.draw(WireFaults()) {
			inUp, inDown := int64(float64(up)*r.chance.Float64()), int64(float64(down)*r.chance.Float64())
			all = append(all,
				Break{Fault: f, After: (inUp + up*i) / pieces},
				Break{Fault: f, After: (inDown + down*i) / pieces, Down: true})
		}
	}
	return all
}

func (r *faultRun) breakCase(ctx context.Context, wire *Wire, form string, b Break) Case {
	way := "up"
	if b.Down {
		way = "down"
	}
	c := Case{Portal: r.place.Kind.Key(), Fault: string(b.Fault), Request: fmt.Sprintf("%s %s after %d bytes", form, way, b.After)}
	wire.Arm(Break{})
	e, before, err := r.errand(ctx, form, wire.Addr())
	if err != nil {
		c.wrong("%v", err)
		return c
	}
	wire.Arm(b)
	r.run(ctx, &c, e, before, func() {})
	return c
}
