package compare

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/preview/wasm"
	"github.com/portalis-dev/portalis/translate"
)

// Fault is a way in which a program fails.
type Fault string

// The faults, all of them mistakes of Portalis.
const (
	Wrong        Fault = "wrong"
	NotCompiled  Fault = "not compiled" // or with a warning
	Mistake      Fault = "mistake"      // translation says so itself
	Stopped      Fault = "stopped"      // for another reason than an integer, memory or stack
	NotFormatted Fault = "not formatted"
)

// A Failure is what is wrong with a program.
type Failure struct {
	Fault Fault
	Text  string
}

// A Refusal says why a function of a program is not translated.
type Refusal struct{ Function, Code, Message string }

// An Outcome is what became of a program.
type Outcome struct {
	Refused    []Refusal // in the order of the functions
	Failure    *Failure  // the first one
	Calls      int       // that were compared and agree
	Overflowed []string  // functions that stopped on an integer that does not fit in 64 bits
	Big        bool      // they ran again, with integers of any size
	Unloadable string    // why CPython cannot import it, "" if it can
}

func (o *Outcome) fail(fault Fault, format string, args ...any) {
	if o.Failure == nil || o.Failure.Fault == NotFormatted && fault != NotFormatted {
		o.Failure = &Failure{fault, fmt.Sprintf(format, args...)}
	}
}

// How many calls are made of a function: fewer of those that keep state, since
// each of them starts from a fresh module on both sides.
const (
	callsEach     = 10
	callsIsolated = 4
)

// call makes calls of each function of a subject on both sides.
func (l *Lab) call(ctx context.Context, module *wasm.Module, s *subject) error {
	inputs := cases.Of(s.result)
	for index, f := range s.module.Functions {
		if !f.Runs() {
			continue
		}
		t := &target{Lab: l, subject: s, module: module, function: f, index: build.InBatch(s.number, index), isolate: keepsState(f)}
		count := callsEach
		if t.isolate {
			count = callsIsolated
		}
		var args [][]value.Value
		for _, c := range inputs.For(f, cases.Options{Count: count, Seed: 1}) {
			args = append(args, c.Args)
		}
		err := t.compare(ctx, args)
		if failed, ok := errors.AsType[*python.LoadError](err); ok {
			s.Unloadable = failed.Reason
			break
		} else if err != nil {
			return err
		}
		if s.Failure != nil && s.Failure.Fault != NotFormatted {
			break
		}
	}
	return nil
}

func keepsState(f *translate.Function) bool {
	if f.Effects == nil {
		return true
	}
	switch f.Effects.Purity() {
	case effects.Pure, effects.LocalOnly, effects.PrintsOnly:
		return false
	}
	return true
}

// A target is a function that is being called.
type target struct {
	*Lab
	*subject
	module   *wasm.Module
	function *translate.Function
	index    int
	isolate  bool
}

func (t *target) compare(ctx context.Context, args [][]value.Value) error {
	want, err := t.python(ctx, args)
	if err != nil {
		return err
	}
	for i := range args {
		if want[i].Stop != "" {
			continue
		}
		if t.isolate {
			if err := t.module.Reset(ctx); err != nil {
				return err
			}
		}
		got, err := t.module.Call(ctx, t.index, args[i])
		if err != nil {
			return err
		}
		switch verdict := parity.Judge(t.oracle.Interpreter().Minor(), &want[i], &got); {
		case verdict == parity.Identical, verdict == parity.Equal:
			t.Calls++
		case verdict == parity.Wrong:
			if steady, err := t.steady(ctx, args[i], want[i]); err != nil {
				return err
			} else if steady {
				t.fail(Wrong, "%s", t.describe(args[i], want[i], got))
				return nil
			}
		case got.Stop == wasm.IntegerOverflow:
			if !slices.Contains(t.Overflowed, t.function.Name) {
				t.Overflowed = append(t.Overflowed, t.function.Name)
			}
		case got.Stop == value.OutOfMemory, got.Stop == value.OutOfStack, got.Stop == value.OutOfTime, got.Stop == value.TooMuchText:
			// Loud, and a matter of limits.
		default:
			t.fail(Stopped, "%s", t.describe(args[i], want[i], got))
			return nil
		}
	}
	return nil
}

func (t *target) python(ctx context.Context, args [][]value.Value) ([]value.Outcome, error) {
	return t.oracle.Run(ctx, python.Batch{
		Program:  python.Program{Path: t.result.Path, Module: "program", Source: t.source},
		Function: t.function.Name, Args: args, Isolate: t.isolate,
	})
}

// steady reports whether CPython does the same in other processes, which have
// other hashes.
func (t *target) steady(ctx context.Context, args []value.Value, want value.Outcome) (bool, error) {
	for range 4 {
		t.oracle.Restart()
		again, err := t.python(ctx, [][]value.Value{args})
		if err != nil {
			return false, err
		}
		if again[0].String() != want.String() {
			return false, nil
		}
	}
	return true, nil
}

func (t *target) describe(args []value.Value, want, got value.Outcome) string {
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = value.Repr(a)
	}
	return fmt.Sprintf("%s(%s)\n  CPython: %s\n  WASM:    %s", t.function.Name, strings.Join(parts, ", "), want.String(), got.String())
}
