package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/schollz/progressbar/v3"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/project"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate"
)

// A checked file is what remains of one when its tree is dropped.
type checked struct {
	totals  totalsReport
	text    []byte // as it is printed, for people or in JSON
	loud    bool   // whether a finding counts against it
	outline project.Outline
	err     error // why it could not be read
}

// ahead is how many files may be done before one that takes long: they wait for
// their turn, so that the memory does not grow with the project.
const ahead = 512

// mostHeap is how large the heap gets before garbage is collected more often.
const mostHeap = 320 << 20

// collectSeldom has garbage collected more seldom as long as memory lasts, until what
// it returns is called. Little of what one file takes is needed for the next, or for
// the next step: in check that saves a fifth of the time.
func collectSeldom() (restore func()) {
	percent := debug.SetGCPercent(800)
	limit := debug.SetMemoryLimit(min(debug.SetMemoryLimit(-1), mostHeap))
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

// checkAll looks at all files, so many at a time that the processors have enough to
// do, and hands them to use in their order.
func checkAll(ctx context.Context, files []selected, asJSON bool, use func(selected, checked) error) error {
	defer collectSeldom()()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	checker := newChecker(files, asJSON)
	done := make([]chan checked, len(files))
	for i := range done {
		done[i] = make(chan checked, 1)
	}
	used := make(chan struct{}, len(files))
	go largestFirst(ctx, files, used, func(i int) { done[i] <- checker.check(files[i]) })
	for i, f := range files {
		select {
		case c := <-done[i]:
			if err := use(f, c); err != nil {
				return err
			}
			used <- struct{}{}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// largestFirst calls check for all files, of those within reach first for the largest:
// a long one that is begun last would leave all processors but one without work. With
// each file that is used it reaches one further.
func largestFirst(ctx context.Context, files []selected, used <-chan struct{}, check func(int)) {
	jobs := runtime.GOMAXPROCS(0) + 1 // of which one may wait for a module that another looks at
	running := make(chan struct{}, jobs)
	var within []candidate // that are not begun
	next, reach := 0, ahead
	for range files {
		select {
		case running <- struct{}{}:
		case <-ctx.Done():
			return
		}
		for len(used) > 0 || len(within) == 0 && next == reach {
			select {
			case <-used:
				reach++
			case <-ctx.Done():
				return
			}
		}
		for ; next < min(reach, len(files)); next++ {
			within = append(within, candidate{next, files[next].size()})
		}
		i := largest(within)
		file := within[i].file
		within = slices.Delete(within, i, i+1)
		go func() {
			defer func() { <-running }()
			check(file)
		}()
	}
}

// A candidate is a file that could be looked at next.
type candidate struct {
	file int
	size int64
}

// largest is the first of the largest files.
func largest(files []candidate) int {
	best := 0
	for i, f := range files {
		if f.size > files[best].size {
			best = i
		}
	}
	return best
}

// size is how long a file is, 0 for one that is gone.
func (f selected) size() int64 {
	info, err := os.Stat(f.path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// A checker looks at files, and first at those that they import.
type checker struct {
	asJSON  bool
	callers project.Callers
	linkers map[*checkedProject]*project.Linker

	mu   sync.Mutex
	done map[string]checked // by their absolute paths
}

func newChecker(files []selected, asJSON bool) *checker {
	c := &checker{asJSON: asJSON, linkers: map[*checkedProject]*project.Linker{}, done: map[string]checked{}}
	wanted := map[string]selected{}
	for _, f := range files {
		wanted[f.full()] = f
		if c.linkers[f.project] == nil {
			c.linkers[f.project] = newLinker(f.project.Project, f.project.root, func(path string, src []byte, around types.Surroundings) *types.Info {
				return c.infer(wanted, path, src, around)
			})
		}
	}
	return c
}

// full is the absolute path of a file.
func (f selected) full() string {
	return filepath.Join(f.project.root, filepath.FromSlash(f.module.Path))
}

// check looks at a file, unless one that imports it had that done.
func (c *checker) check(f selected) checked {
	c.linkers[f.project].Exports(f.module.Path)
	c.mu.Lock()
	done, ok := c.done[f.full()]
	delete(c.done, f.full())
	c.mu.Unlock()
	if !ok {
		_, err := read(f.path)
		return checked{err: err}
	}
	return done
}

// infer looks at a file, and says what is known of it then.
func (c *checker) infer(wanted map[string]selected, path string, src []byte, around types.Surroundings) *types.Info {
	f, ok := wanted[path]
	if ok {
		path = f.path
	}
	result, err := analyseAmong(path, src, &c.callers, around)
	if err == nil && !ok {
		return result.Info
	}
	var l *loaded
	if err == nil {
		l, err = translated(path, result, translate.Options{Unprinted: true})
	}
	done := checked{err: err}
	if err == nil {
		done = checkFile(f, l, c.asJSON)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done[f.full()] = done
	if err != nil {
		return nothingKnown()
	}
	return result.Info
}

// checkFile looks at one file.
func checkFile(f selected, l *loaded, asJSON bool) checked {
	all := translate.Findings(l.result, l.module)
	report := compat.NewReport(l.result.Module, l.result.Lines, all, f.levels)
	// What translation refused counts like what analysis did.
	complete := *l.result
	complete.Findings = all
	summary := complete.Summary()
	markRefused(&summary, &complete, l.module)
	c := checked{totals: newTotals(), outline: project.NewOutline(f.module, l.result.Module)}
	full := newFileReport(f, summary, report, l.result.Lines)
	c.totals.add(full)
	for _, s := range report.Shown {
		c.loud = c.loud || s.Loud()
	}
	if asJSON {
		c.text, c.err = indented(full, "    ")
	} else {
		var b bytes.Buffer
		for _, s := range report.Shown {
			printFinding(&b, f.path, l.result.Lines, s)
		}
		printSummary(&b, summary, len(report.Suppressed))
		c.text = b.Bytes()
	}
	return c
}

// markRefused corrects a summary where translation knows better which functions
// become Rust: it also refuses those that call a refused one.
func markRefused(s *analysis.Summary, r *analysis.Result, m *translate.Module) {
	type start struct{ line, column int }
	refused := map[start][]compat.Finding{}
	for _, f := range m.Functions {
		if !f.Translated() {
			line, column := r.Lines.Human(f.Python.Start)
			at := start{line, column}
			refused[at] = append(refused[at], f.Refused...)
		}
	}
	for i := range s.Functions {
		f := &s.Functions[i]
		why, ok := refused[start{f.Place.Line, f.Place.Column}]
		if ok && f.Convertible {
			f.Convertible = false
			f.Unsupported = analysis.FindingSummaries(r.Lines, compat.Sort(why))
			if !strings.Contains(f.Name, "<locals>") { // those are not counted
				s.Counts.Convertible--
			}
		}
	}
}

// printSummary prints the functions of a file, and how many can become Rust.
func printSummary(w io.Writer, s analysis.Summary, suppressed int) {
	for _, f := range s.Functions {
		state := "ok"
		if !f.Convertible {
			state = "refused"
		}
		line := fmt.Sprintf("%s:%d: %s %s (complexity %d", s.Path, f.Place.Line, state, f.Signature, f.Complexity)
		if !f.Convertible && len(f.Unsupported) > 0 {
			line += "; " + codesOf(f.Unsupported)
		}
		fmt.Fprintln(w, line+")")
		for _, v := range f.Variants[min(1, len(f.Variants)):] {
			fmt.Fprintf(w, "%s:%d:    also %s\n", s.Path, f.Place.Line, v.Signature)
		}
	}
	fmt.Fprintf(w, "%s: %s, %d can become Rust", s.Path, counted(s.Counts.Functions, "function"), s.Counts.Convertible)
	if suppressed > 0 {
		fmt.Fprintf(w, ", %s suppressed", counted(suppressed, "finding"))
	}
	fmt.Fprintln(w)
}

func codesOf(list []analysis.FindingSummary) string {
	var codes []string
	seen := map[string]bool{}
	for _, f := range list {
		if !seen[f.Code] {
			seen[f.Code] = true
			codes = append(codes, f.Code)
		}
	}
	return strings.Join(codes, ", ")
}

// newBar is a bar for a person who waits for many files, or nil.
func newBar(std Streams, files int) *progressbar.ProgressBar {
	if !std.Terminal || files < 2 {
		return nil
	}
	return progressbar.NewOptions(files,
		progressbar.OptionSetWriter(std.Err), progressbar.OptionSetDescription("checking"),
		progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
}
