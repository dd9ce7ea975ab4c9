package value

import (
	"fmt"
	"time"
)

// A Raised is an exception that left a call.
type Raised struct {
	Class   string // "ValueError"
	Message string // what str gives for the exception
}

// String says it as the last line of a traceback does.
func (r Raised) String() string {
	if r.Message == "" {
		return r.Class
	}
	return r.Class + ": " + r.Message
}

// An Outcome is all that can be seen of one call, whichever side ran it. A call
// returned Value, raised Raised, or stopped for the reason that Stop gives.
type Outcome struct {
	Value   Value
	Raised  *Raised
	Worded  bool   // the words of Raised are those of Python itself, not of a raise statement of the program
	Stop    string // "integer overflow", "out of time", …; "" when it did not stop
	Stdout  string
	Args    []Value // the arguments after the call, in order; nil when they cannot be known
	Elapsed time.Duration
}

// String says on one line what the call gave, printed and left of its arguments.
func (o *Outcome) String() string {
	text := ""
	switch {
	case o.Stop != "":
		text = "stops: " + o.Stop
	case o.Raised != nil:
		text = "raises " + o.Raised.String()
	default:
		text = Repr(o.Value)
	}
	if o.Stdout != "" {
		text += fmt.Sprintf(" printing %q", o.Stdout)
	}
	for i, arg := range o.Args {
		text += fmt.Sprintf(" arg%d=%s", i, Repr(arg))
	}
	return text
}

// Returned reports whether the call gave a value.
func (o *Outcome) Returned() bool { return o.Raised == nil && o.Stop == "" }

// The reasons to stop that both sides have.
const (
	OutOfTime   = "out of time"
	OutOfMemory = "out of memory"
	OutOfStack  = "stack overflow"
	TooMuchText = "too much output"
)
