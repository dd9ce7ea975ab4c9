package python

import (
	"context"
	_ "embed"

	"github.com/portalis-dev/portalis/preview/value"
)

//go:embed cover.py
var coverSource string

// mostEvents is how many conditions and rounds of loops of a call are looked at.
const mostEvents = 20_000

// A Trail says which way a call took through a program.
type Trail struct {
	// Stop is why the call came to no end, or not soon enough to be of use.
	Stop string
	// Large says that an integer needed more than 64 bits on the way.
	Large bool
	// Ways are numbers of places with how it went there. The same program gives the
	// same numbers.
	Ways []int64
	// Compared has values that were compared and were not equal.
	Compared [][2]value.Value
}

// NewExplorer returns an oracle for Cover, in which hashes of strings are the same
// in each run, so that the order of a set does not decide what is found.
func NewExplorer(interpreter Interpreter, limits Limits) *Oracle {
	o := New(interpreter, limits)
	o.fixed = true
	return o
}

// Cover makes the calls of a batch and says which ways they took. When one had to
// be stopped from outside those after it have no trail.
func (o *Oracle) Cover(ctx context.Context, batch Batch) ([]Trail, error) {
	request := o.request("cover", batch, batch.Args,
		value.OfStr("cover"), value.OfStr(coverSource), value.OfStr("events"), value.OfInt(mostEvents))
	var trails []Trail
	reason, err := o.ask(ctx, request, func(answer []value.Value) error {
		if len(answer) != 5 || answer[0].Text != "covered" {
			return errGarbled
		}
		t := Trail{Stop: answer[1].Text, Large: answer[2].Bool}
		for _, way := range answer[3].Elems {
			t.Ways = append(t.Ways, way.Int)
		}
		for _, pair := range answer[4].Elems {
			if len(pair.Elems) != 2 {
				return errGarbled
			}
			t.Compared = append(t.Compared, [2]value.Value{pair.Elems[0], pair.Elems[1]})
		}
		trails = append(trails, t)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if reason != "" && len(trails) < len(batch.Args) {
		trails = append(trails, Trail{Stop: reason})
	}
	return trails, nil
}
