package wasm

import (
	"errors"
	"fmt"
	"strings"

	"github.com/portalis-dev/portalis/preview/value"
)

var errGarbled = errors.New("the module left an outcome that makes no sense")

// outcome reads what the last call left (see build.Harness). trap is the error
// of the call, nil when it returned.
func (i *instance) outcome(args []value.Value, trap error) (value.Outcome, error) {
	memory := i.module.Memory()
	address, ok1 := memory.ReadUint32Le(i.where)
	size, ok2 := memory.ReadUint32Le(i.where + 4)
	if !ok1 || !ok2 || trap != nil && size == 0 {
		return value.Outcome{Stop: i.reason(trap)}, nil
	}
	data, ok := memory.Read(address, size)
	if !ok {
		return value.Outcome{}, errGarbled
	}
	v, err := value.Decode(data)
	if err != nil {
		return value.Outcome{}, errors.Join(errGarbled, err)
	}
	if v.Kind != value.Tuple || len(v.Elems) == 0 {
		return value.Outcome{}, errGarbled
	}
	return readOutcome(v.Elems, args)
}

func readOutcome(parts, args []value.Value) (value.Outcome, error) {
	switch kind := parts[0].Text; {
	case kind == "value" && len(parts) == 3:
		after, err := argsAfter(args, parts[2])
		return value.Outcome{Value: parts[1], Args: after}, err
	case kind == "raised" && len(parts) == 4:
		after, err := argsAfter(args, parts[3])
		return value.Outcome{Raised: &value.Raised{Class: parts[1].Text, Message: parts[2].Text}, Args: after}, err
	case kind == "stopped" && len(parts) == 3 && parts[1].Text != "":
		return value.Outcome{Raised: &value.Raised{Class: parts[1].Text, Message: parts[2].Text}}, nil
	case kind == "stopped" && len(parts) == 3:
		return value.Outcome{Stop: stopReason(parts[2].Text)}, nil
	case kind == "refused" && len(parts) == 2:
		return value.Outcome{Stop: fmt.Sprintf("the argument for %s does not fit its type in Rust", parts[1].Text)}, nil
	}
	return value.Outcome{}, errGarbled
}

// argsAfter returns the arguments after a call: those in changed, a dict by
// index, and the others as they were passed, since Rust cannot change them.
func argsAfter(args []value.Value, changed value.Value) ([]value.Value, error) {
	after := append([]value.Value{}, args...)
	for n := 0; n+1 < len(changed.Elems); n += 2 {
		index := changed.Elems[n].Int
		if index < 0 || index >= int64(len(after)) {
			return nil, errGarbled
		}
		after[index] = changed.Elems[n+1]
	}
	return after, nil
}

// stopReason shortens the message of a panic that is no exception of Python's.
func stopReason(message string) string {
	switch {
	case strings.HasPrefix(message, "integer overflow"),
		strings.HasPrefix(message, "attempt to ") && strings.HasSuffix(message, " with overflow"):
		return IntegerOverflow
	case message == "capacity overflow":
		return value.OutOfMemory
	}
	return message
}

// IntegerOverflow is why a call stopped whose ints do not fit in 64 bits.
const IntegerOverflow = "integer overflow"

// reason says why the module trapped without a panic.
func (i *instance) reason(trap error) string {
	text := trap.Error()
	switch {
	case strings.Contains(i.stderr.String(), "memory allocation"):
		return value.OutOfMemory
	// The stack of a module lies below all else, so that it leaves the memory
	// when it overflows; nothing else in safe Rust does.
	case strings.Contains(text, "stack overflow"), strings.Contains(text, "out of bounds memory access"):
		return value.OutOfStack
	}
	first, _, _ := strings.Cut(text, "\n")
	return strings.TrimPrefix(first, "wasm error: ")
}
