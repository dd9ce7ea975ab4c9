package parity

import (
	"context"
	"errors"

	"github.com/portalis-dev/portalis/preview/toolchain"
	"github.com/portalis-dev/portalis/translate"
)

// Widened is a comparison and the translation that it is of.
type Widened struct {
	*Report
	Module *translate.Module
	// NoBig says why no big integers are used though integers beyond 64 bits occur.
	NoBig error
}

// Widen compares a module as Run does. Where integers beyond 64 bits occur, it
// translates again, with big integers in these functions, and compares that; if all
// that agreed still does and more, it is the result, and Report.Big says so. opts
// are those that req.Module was translated with.
func (r *Runner) Widen(ctx context.Context, req Request, opts translate.Options) (Widened, error) {
	report, err := r.Run(ctx, req)
	if err != nil {
		return Widened{}, err
	}
	out := Widened{Report: report, Module: req.Module}
	names := report.Overflowing()
	if len(names) == 0 {
		return out, nil
	}
	large := req
	if large.Module = translate.WithBig(req.Analysis, req.Module, opts, names); large.Module == nil {
		out.NoBig = errors.New("something would not be translated with big integers")
		return out, nil
	}
	again, err := r.Run(ctx, large)
	if missing, ok := errors.AsType[*toolchain.MissingCrateError](err); ok {
		out.NoBig = missing
		return out, nil
	}
	if err != nil {
		return Widened{}, err
	}
	better := again.Totals.Agreeing > report.Totals.Agreeing
	if !better || again.Totals.Verdicts[Refused] > report.Totals.Verdicts[Refused] || again.Totals.Verdicts[Wrong] > report.Totals.Verdicts[Wrong] {
		out.NoBig = errors.New("no more calls would agree with big integers")
		return out, nil
	}
	again.Big = names
	return Widened{Report: again, Module: large.Module}, nil
}
