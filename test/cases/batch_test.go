package cases

import (
	"context"
	"flag"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/translate"
)

// batchSize is how many cases are compiled by one run of rustc: enough to share
// its start and what it makes of the runtime, few enough that a change in one case
// does not have many others compiled again.
const batchSize = 16

// A batched module is one of several in the same WASM, of which every case loads
// an instance of its own: an instance makes one call at a time.
type batched struct {
	code   []byte
	number int
}

// batch compiles the subjects together. Those of a batch that rustc refuses are
// left to be compiled one by one, which tells whose mistake it is.
func (l *lab) batch(t *testing.T, subjects []*subject) {
	t.Helper()
	subjects = slices.DeleteFunc(slices.Clone(subjects), func(s *subject) bool { return s.module.Rust == "" })
	group, ctx := errgroup.WithContext(t.Context())
	group.SetLimit(runtime.GOMAXPROCS(0))
	for chunk := range slices.Chunk(subjects, batchSize) {
		group.Go(func() error {
			modules := make([]*translate.Module, len(chunk))
			for i, s := range chunk {
				modules[i] = s.module
			}
			code, err := l.builder.Batch(ctx, modules, build.Quick)
			if err != nil {
				return ctx.Err()
			}
			// Compiled once here, for as long as the cases run.
			module, err := l.host.Load(ctx, code)
			if err != nil {
				return err
			}
			t.Cleanup(func() { module.Close(context.Background()) })
			for i, s := range chunk {
				s.batched = &batched{code, i}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
}

// asked are the cases that -run names, so that a family of them is not kept waiting
// for the others. Where it cannot be told, as with alternatives, all are.
func asked(t *testing.T, all []*Case) []*Case {
	t.Helper()
	_, pattern, found := strings.Cut(flag.Lookup("test.run").Value.String(), "/")
	if !found || strings.ContainsAny(pattern, "|()") {
		return all
	}
	elements := strings.Split(pattern, "/")
	matches := make([]*regexp.Regexp, len(elements))
	for i, element := range elements {
		var err error
		if matches[i], err = regexp.Compile(element); err != nil {
			t.Fatal(err)
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(c *Case) bool {
		name := strings.Split(c.Name, "/")
		for i, match := range matches[:min(len(matches), len(name))] {
			if !match.MatchString(name[i]) {
				return true
			}
		}
		return false
	})
}
