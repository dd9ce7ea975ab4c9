package corpus

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/preview/wasm"
	"github.com/portalis-dev/portalis/translate"
)

// callAll makes the calls of a problem in the module and scores them.
func (w *worker) callAll(ctx context.Context, a *attempt, binary []byte) ([]Answer, error) {
	module, err := w.host.Load(ctx, binary)
	if err != nil {
		return nil, err
	}
	defer module.Close(context.WithoutCancel(ctx))
	answers := make([]Answer, len(a.Calls))
	inputs := cases.Of(a.analysis)
	for i := range a.Calls {
		c := &a.Calls[i]
		function, args := a.pick(inputs, c.expression(a.Entry))
		if function == nil {
			answers[i] = Answer{Trap: "the arguments do not fit the types of the parameters", Verdict: parity.Trapped}
			continue
		}
		if err := reset(ctx, a, module); err != nil {
			return nil, err
		}
		got, err := module.Call(ctx, slices.Index(a.module.Functions, function), args)
		if err != nil {
			return nil, err
		}
		answers[i] = describe(args, got)
		if answers[i].Verdict, err = w.score(ctx, a, c, args, got); err != nil {
			return nil, err
		}
	}
	return answers, nil
}

// pick finds which of the functions that the entry became takes the arguments of
// a call, and the arguments as it takes them.
func (a *attempt) pick(inputs *cases.Source, call string) (*translate.Function, []value.Value) {
	variants := a.function.Variants
	if variants == nil {
		variants = []*translate.Function{a.function}
	}
	for _, f := range variants {
		args, ok := inputs.Arguments(f, call)
		if ok && cases.Pick(variants, args) == f {
			return f, args
		}
	}
	return nil, nil
}

// reset drops the state that calls leave, if the function has any.
func reset(ctx context.Context, a *attempt, m *wasm.Module) error {
	if a.function.Effects != nil && a.function.Effects.Pure() {
		return nil
	}
	return m.Reset(ctx)
}

func describe(args []value.Value, got value.Outcome) Answer {
	out := Answer{Trap: got.Stop}
	if got.Raised != nil {
		out.Raises = got.Raised.String()
	}
	if got.Returned() {
		out.Got = value.Repr(got.Value)
	}
	for i, after := range got.Args {
		if !value.Equal(args[i], after) {
			if out.ArgsAfter == nil {
				out.ArgsAfter = map[string]string{}
			}
			out.ArgsAfter[strconv.Itoa(i)] = value.Repr(after)
		}
	}
	return out
}

// score compares what a call did with what the corpus says, or else with what
// CPython does. It gives no verdict when CPython has none.
func (w *worker) score(ctx context.Context, a *attempt, c *Call, args []value.Value, got value.Outcome) (parity.Verdict, error) {
	if c.Expected == nil && c.Raises == nil {
		return w.askPython(ctx, a, args, got)
	}
	if got.Stop != "" {
		return parity.Trapped, nil
	}
	want := value.Outcome{Stdout: got.Stdout, Args: slices.Clone(args)}
	for index, text := range c.ArgsAfter {
		i, err := strconv.Atoi(index)
		after, ok := parseValue(text)
		if err != nil || i < 0 || i >= len(args) || !ok {
			return parity.Wrong, nil // it became something that no translation returns
		}
		want.Args[i] = after
	}
	if c.Raises != nil {
		if got.Raised == nil || !strings.HasPrefix(got.Raised.String(), *c.Raises) {
			return parity.Wrong, nil
		}
		want.Raised = got.Raised
	} else {
		var ok bool
		if want.Value, ok = parseValue(*c.Expected); !ok {
			return parity.Wrong, nil
		}
	}
	return parity.Judge(recordedBy, &want, &got), nil
}

// recordedBy is the version of Python 3 whose answers the problems have.
const recordedBy = 11

func (w *worker) askPython(ctx context.Context, a *attempt, args []value.Value, got value.Outcome) (parity.Verdict, error) {
	if w.oracle == nil {
		interpreter, err := python.Find(ctx, w.opts.Python)
		if err != nil {
			return "", err
		}
		w.oracle = python.New(interpreter, python.DefaultLimits)
	}
	want, err := w.oracle.Run(ctx, python.Batch{
		Program:  python.Program{Path: a.analysis.Path, Module: "problem", Source: string(a.analysis.Module.Source)},
		Function: a.Entry,
		Args:     [][]value.Value{args},
	})
	if err != nil || want[0].Stop != "" {
		return "", err
	}
	return parity.Judge(w.oracle.Interpreter().Minor(), &want[0], &got), nil
}
