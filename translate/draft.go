package translate

import (
	"fmt"
	"slices"
	"sync"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/translate/lower"
	"github.com/portalis-dev/portalis/translate/ownership"
	"github.com/portalis-dev/portalis/translate/rust"
)

// A Draft is a version of a file of which it is decided what becomes Rust. The Rust is
// written when somebody first asks for it: an editor shows the findings of every version,
// and the Rust of few.
type Draft struct {
	session *Session
	opts    Options
	t       *translation
	lowered *lower.Result
	decided ownership.Result
	module  func() *Module
}

// Decide is the function Translate for the next version of the file, but for the Rust.
func (s *Session) Decide(res *analysis.Result, opts Options) *Draft {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := newTranslation(res, opts)
	t.before, t.edited, t.unprinted = s.memory, true, true
	d := &Draft{session: s, opts: opts, t: t}
	d.module = sync.OnceValue(d.write)
	s.memory, s.newest = memory{}, d // for as long as it is not certain what is left of it
	d.lowered, d.decided, _ = t.run()
	s.memory, t.before = t.before, memory{}
	return d
}

// Module is the version with its Rust.
func (d *Draft) Module() *Module { return d.module() }

// Findings are all that there is to say of the version, as by the function of this name.
func (d *Draft) Findings() []compat.Finding {
	found := slices.Clone(d.t.res.Findings)
	if len(d.t.big) > 0 {
		found = slices.DeleteFunc(found, d.t.module(d.lowered, d.decided, rust.Output{}).allows)
	}
	return compat.Sort(slices.Concat(found, d.t.findings, d.lowered.Findings))
}

// write writes the Rust, but for what is as it was when Rust was last written. If that
// fails, or a later version, which changes what it goes on from, has begun, the version
// is translated anew, which then refuses what it fails on.
func (d *Draft) write() *Module {
	s := d.session
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.newest != d {
		return Translate(d.t.res, d.opts)
	}
	printed, next, err := printAfter(d.lowered, s.memory.printed)
	if err != nil {
		s.memory = memory{}
		return Translate(d.t.res, d.opts)
	}
	if s.memory.used() {
		s.memory.printed = next
	}
	return d.t.module(d.lowered, d.decided, printed)
}

func printAfter(lowered *lower.Result, before rust.Memory) (printed rust.Output, next rust.Memory, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("%v", problem)
		}
	}()
	printed, next = rust.PrintAfter(lowered.Module, before)
	return printed, next, nil
}
