package lsp

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.lsp.dev/protocol"

	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/translate"
)

// tools are what parity needs besides us.
type tools struct {
	known   bool
	rustc   string // version of the compiler
	python  string // version of the interpreter
	problem string // what is missing and the command that mends it; "" when all is there
}

// A parityJob says what to compare and why.
type parityJob struct {
	explicit bool                   // the user asked, so what has a verdict already runs again
	function string                 // just this one, with its effects, since the user named it; "" means all
	token    protocol.ProgressToken // of the request that asked
	result   func(*parity.Report, error)
}

// startParity compares a snapshot with Python, in place of what is being compared
// for the document.
func (s *server) startParity(doc *document, snap *snapshot, job parityJob) <-chan struct{} {
	if job.result == nil {
		job.result = func(*parity.Report, error) {}
	}
	return doc.slot.start(s.ctx, s.goBackground, func(ctx context.Context) {
		report, err := s.runParity(ctx, doc, snap, job)
		if err != nil && ctx.Err() == nil {
			s.log.Warn("parity failed", "path", snap.path, "error", err)
		}
		job.result(report, err)
	})
}

// consent is what the user agreed to by asking for the job, if anybody did.
func (j parityJob) consent() parity.Consent {
	switch {
	case j.function != "":
		return parity.AskedForEffects
	case j.explicit:
		return parity.Asked
	}
	return parity.Unasked
}

// errNoTools says that parity cannot run; its text says what mends it.
type errNoTools string

func (e errNoTools) Error() string { return string(e) }

func (s *server) runParity(ctx context.Context, doc *document, snap *snapshot, job parityJob) (*parity.Report, error) {
	defs := s.unverified(doc, snap, job)
	if len(defs) == 0 {
		return nil, nil
	}
	var names []string
	steps := 0
	for _, d := range defs {
		names = append(names, d.Name())
		steps += len(d)
	}
	select {
	case s.building <- struct{}{}:
		defer func() { <-s.building }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	s.mu.Lock()
	ready := s.tools.known && s.tools.problem == ""
	s.mu.Unlock()
	if !ready { // it may have been mended meanwhile
		s.lookForTools()
	}
	set := s.settingsOf(doc.uri)
	s.mu.Lock()
	tools := s.tools
	s.mu.Unlock()
	if tools.problem != "" {
		return nil, errNoTools(tools.problem)
	}

	s.countActive(+1)
	defer s.countActive(-1)
	ctx, progress := s.begin(ctx, job.token, "Comparing with Python")
	seen := map[string]bool{} // each comes a second time when its speed is known
	report, err := s.engine.parity(ctx, parityRequest{
		analysis: snap.analysis(), module: snap.module(), functions: names,
		consent: job.consent(), settings: set, folder: folderOf(snap.path), pins: s.pinsOf(snap),
		each: func(f parity.Function) {
			seen[f.Title()] = true
			progress.report(fmt.Sprintf("%s %s", f.Title(), f.Verdict), len(seen), max(steps, len(seen)))
			s.addVerdict(doc, snap, f)
		},
		stage: s.enter,
	})
	switch {
	case ctx.Err() != nil:
		progress.end("cancelled")
		return nil, ctx.Err()
	case err != nil:
		progress.end("failed")
		s.lookForTools() // perhaps one of them is gone
		return nil, err
	}
	for _, f := range report.Functions {
		s.addVerdict(doc, snap, f)
	}
	s.forgetOld(doc, snap)
	progress.end(summary(report))
	return report, nil
}

// unverified lists the defs that a job is to run. On a save they are those
// without a verdict that still holds.
func (s *server) unverified(doc *document, snap *snapshot, job parityJob) []translate.Definition {
	var defs []translate.Definition
	for _, d := range snap.module().Definitions() {
		_, known := s.verdictOf(doc, snap, d)
		switch {
		case len(d.Translated()) == 0:
		case job.function != "" && job.function != d.Name():
		case !job.explicit && known:
		default:
			defs = append(defs, d)
		}
	}
	return defs
}

func summary(r *parity.Report) string {
	return fmt.Sprintf("%d/%d calls agree", r.Totals.Agreeing, r.Totals.Calls)
}

// addVerdict takes in the verdict on a function of snap and shows it, wherever
// that function is now still the same.
func (s *server) addVerdict(doc *document, snap *snapshot, f parity.Function) {
	d := snap.function(f.Name)
	i := slices.IndexFunc(d, func(of *translate.Function) bool { return of.Translated() && of.Title() == f.Title() })
	if i < 0 {
		return
	}
	print := snap.fingerprints()[d[i]]
	if f.Verdict == parity.Refused {
		s.withdraw(doc, print, f.Reason)
		return
	}
	s.mu.Lock()
	old, known := doc.verdicts[print]
	doc.verdicts[print] = f
	open := s.documents[doc.uri] == doc
	current := doc.current
	s.mu.Unlock()
	if !open || known && sameVerdict(old, f) {
		return
	}
	s.publish(doc, current)
	if current.done.Load() { // else it is counted when it is
		s.countMismatches(doc, current)
	}
	s.refreshViews()
}

// withdraw takes back the Rust of a function that was translated and that rustc
// would not have: it is not offered any more, and a finding says why.
func (s *server) withdraw(doc *document, print fingerprint, why string) {
	s.mu.Lock()
	_, known := doc.broken[print]
	doc.broken[print] = strings.TrimPrefix(why, "PT901: ")
	old := doc.current
	s.mu.Unlock()
	if known {
		return
	}
	s.use(doc, old, &snapshot{uri: old.uri, path: old.path, version: old.version, text: old.text})
	s.refreshViews()
}

func sameVerdict(a, b parity.Function) bool {
	return a.Verdict == b.Verdict && a.Calls == b.Calls && a.Agreeing == b.Agreeing && a.Speed == b.Speed && a.Reason == b.Reason
}

func (s *server) countActive(n int) {
	s.mu.Lock()
	s.active += n
	s.stage = parity.Building
	s.mu.Unlock()
	s.tellStatus()
}

// enter notes what the comparison that runs has come to.
func (s *server) enter(stage parity.Stage) {
	s.mu.Lock()
	s.stage = stage
	s.mu.Unlock()
	s.tellStatus()
}

// lookForTools finds the compiler and the interpreter, again when they or the
// settings may have changed, and shows what changed.
func (s *server) lookForTools() {
	s.mu.Lock()
	set, before := s.settings, s.tools
	s.mu.Unlock()
	found := s.engine.tools(s.ctx, set)
	if s.ctx.Err() != nil {
		return
	}
	found.known = true
	s.mu.Lock()
	s.tools = found
	s.mu.Unlock()
	s.tellStatus()
	if before.problem != found.problem {
		s.refreshViews()
	}
}

// warmUp makes the first comparison start from what is built already, where there
// will be one.
func (s *server) warmUp() {
	s.mu.Lock()
	set, tools := s.settings, s.tools
	s.mu.Unlock()
	if !set.Trusted || !set.ParityOnSave || !tools.known || tools.problem != "" {
		return
	}
	if err := s.engine.warm(s.ctx, set); err != nil && s.ctx.Err() == nil {
		s.log.Info("cannot get ready for comparisons", "error", err)
	}
}

// waitForParity runs parity because the user asked, and waits for it.
func (s *server) waitForParity(ctx context.Context, doc *document, snap *snapshot, job parityJob) (*parity.Report, error) {
	if err := s.mayRun(doc); err != nil {
		return nil, err
	}
	var report *parity.Report
	err := error(context.Canceled) // when another run takes this one's place
	job.explicit = true
	job.result = func(r *parity.Report, e error) { report, err = r, e }
	done := s.startParity(doc, snap, job)
	select {
	case <-done:
		return report, err
	case <-ctx.Done():
		doc.slot.cancelRunning()
		<-done
		return nil, ctx.Err()
	}
}

// mayRun reports why the user's code must not run, if it must not.
func (s *server) mayRun(doc *document) error {
	if !s.settingsOf(doc.uri).Trusted {
		return errors.New(untrusted)
	}
	return nil
}

// parityHint says why a function has no verdict, where the user can mend that.
func (s *server) parityHint(doc *document) string {
	set := s.settingsOf(doc.uri)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case !set.Trusted:
		return untrusted
	case s.tools.problem != "":
		return s.tools.problem
	}
	return ""
}
