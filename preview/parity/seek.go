package parity

import (
	"context"
	"slices"

	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/translate"
)

// A sought is what becomes of the search for the cases of a function.
type sought struct {
	done  chan struct{}
	cases []cases.Case
	err   error
}

// seek starts to look for the cases of all functions that will be compared, since
// Python has nothing to do while rustc runs. The function it returns ends that.
func (s *session) seek(ctx context.Context) (end func()) {
	ctx, cancel := context.WithCancel(ctx)
	s.sought = map[*translate.Function]*sought{}
	var order []*translate.Function
	for _, f := range s.module.Functions {
		if s.chosen(f) && s.runs(f) && guidable(f) {
			s.sought[f] = &sought{done: make(chan struct{})}
			order = append(order, f)
		}
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for _, f := range order {
			found := s.sought[f]
			found.cases, found.err = s.cases.Guided(f, s.req.Cases, s.explorerOf(ctx, f))
			close(found.done)
		}
	}()
	return func() {
		cancel()
		<-ended
	}
}

// chosen reports whether a function is one of those that the request is about.
func (s *session) chosen(f *translate.Function) bool {
	return s.req.Functions == nil || slices.Contains(s.req.Functions, f.Name)
}

// runs reports whether a function may be called, and can be.
func (s *session) runs(f *translate.Function) bool {
	return f.Runs() && s.req.Consent.allowsImport(s.req.Analysis.Behaviour.Import) && s.req.Consent.allows(f.Effects)
}

// guidable reports whether the ways of a function through its code depend on its
// inputs, and calling it a thousand times does no more than to call it once.
func guidable(f *translate.Function) bool {
	if f.Effects == nil {
		return false
	}
	switch f.Effects.Purity() {
	case effects.Pure, effects.LocalOnly, effects.PrintsOnly, effects.Global:
		return true
	}
	return false
}

// casesFor returns the cases of a function, waiting until they are found.
func (s *session) casesFor(f *translate.Function) ([]cases.Case, error) {
	found := s.sought[f]
	if found == nil {
		return s.cases.For(f, s.req.Cases), nil
	}
	<-found.done
	return found.cases, found.err
}

// explorerOf makes calls of a function for its search.
func (s *session) explorerOf(ctx context.Context, f *translate.Function) cases.Explorer {
	return func(calls [][]value.Value) ([]cases.Trail, error) {
		seen, err := s.explorer.Cover(ctx, python.Batch{Program: s.program, Function: f.Name, Args: calls})
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			return nil, nil // the comparison itself says why Python does not run
		}
		trails := make([]cases.Trail, len(seen))
		for i, t := range seen {
			trails[i] = cases.Trail{Usable: t.Stop == "" && (f.Big || !t.Large), Ways: t.Ways, Compared: t.Compared}
		}
		return trails, nil
	}
}
