package python

import (
	"context"
	_ "embed"
	"time"

	"github.com/portalis-dev/portalis/preview/value"
)

//go:embed tracer.py
var tracerSource string

// A Trace asks for the types of the values that a program makes.
type Trace struct {
	Program  Program
	Doctests bool     // whether the examples in its docstrings run too
	Calls    []string // expressions, evaluated after the program
	// Budget bounds the program and each call; observing makes them slower.
	Budget time.Duration
}

// An ObservationKind tells where a value was seen.
type ObservationKind string

// The kinds of observation.
const (
	ExpressionValue ObservationKind = "expression" // also the variable that a name binds
	ParameterValue  ObservationKind = "parameter"
	ReturnValue     ObservationKind = "return"    // Start and End are those of the function's name
	AttributeValue  ObservationKind = "attribute" // Call is "Class.attribute"
	ClassBases      ObservationKind = "class"     // Call is the class, Type its bases, itself first
)

// An Observation is one type that values had in one place.
type Observation struct {
	Kind       ObservationKind
	Start, End int    // byte offsets in the source
	Call       string // types of the arguments of the function that ran, as "(int, str)"; "" outside
	Type       string // as an annotation
}

// An Observed is what a trace gave. Raised has how the program and each of its
// calls ended: "" or the exception.
type Observed struct {
	Observations []Observation
	Raised       []string
	Stop         string // why the run was stopped, "" if it came to its end
}

// Trace runs a program and tells the types of its values. Of a place that many
// values pass, those are looked at in full that look new, so that a run takes a
// few times what it takes without.
func (o *Oracle) Trace(ctx context.Context, t Trace) (*Observed, error) {
	calls := value.OfList()
	for _, call := range t.Calls {
		calls.Elems = append(calls.Elems, value.OfStr(call))
	}
	request := o.request("trace", Batch{Program: t.Program}, nil,
		value.OfStr("tracer"), value.OfStr(tracerSource),
		value.OfStr("doctests"), value.OfBool(t.Doctests),
		value.OfStr("budget"), value.OfFloat(t.Budget.Seconds()),
		value.OfStr("calls"), calls,
		value.OfStr("wall"), value.OfFloat((o.limits.Call + t.Budget).Seconds()),
		value.OfStr("cpu"), value.OfInt(120))
	out := &Observed{}
	reason, err := o.ask(ctx, request, func(answer []value.Value) error {
		if len(answer) != 3 {
			return errGarbled
		}
		if answer[0].Text == "traced" {
			out.Raised = append(out.Raised, answer[1].Text)
		}
		for _, v := range answer[2].Elems {
			if len(v.Elems) != 5 {
				return errGarbled
			}
			out.Observations = append(out.Observations, Observation{
				Kind:  ObservationKind(v.Elems[0].Text),
				Start: int(v.Elems[1].Int), End: int(v.Elems[2].Int),
				Call: v.Elems[3].Text, Type: v.Elems[4].Text,
			})
		}
		return nil
	})
	out.Stop = reason
	return out, err
}
