package parity

import (
	"context"
	"errors"
	"fmt"

	"github.com/portalis-dev/portalis/preview/toolchain"
	"github.com/portalis-dev/portalis/translate"
)

// Widened is a comparison and the translation that it is of.
type Widened struct {
	*Report
	Module *translate.Module
	// NoBig says why there are functions without big integers though integers beyond
	// 64 bits occur in them.
	NoBig error
}

// Widen compares a module as Run does. Where integers beyond 64 bits occur, it
// translates again, with big integers in those of these functions that can have them,
// and compares that; if all
// that agreed still does and more, it is the result, and Report.Big says so. opts
// are those that req.Module was translated with.
func (r *Runner) Widen(ctx context.Context, req Request, opts translate.Options) (Widened, error) {
	report, err := r.Run(ctx, req)
	if err != nil {
		return Widened{}, err
	}
	out := Widened{Report: report, Module: req.Module}
	var names []string
	for _, name := range report.Overflowing() {
		// Each by itself: those that share no ints do not hinder each other.
		if _, lost := translate.WithBig(req.Analysis, req.Module, opts, []string{name}); lost != "" {
			out.NoBig = fmt.Errorf("%s would not be translated with big integers", lost)
			continue
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return out, nil
	}
	large := req
	var lost string
	if large.Module, lost = translate.WithBig(req.Analysis, req.Module, opts, names); lost != "" {
		out.NoBig = fmt.Errorf("%s would not be translated with big integers", lost)
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
	return Widened{Report: again, Module: large.Module, NoBig: out.NoBig}, nil
}
