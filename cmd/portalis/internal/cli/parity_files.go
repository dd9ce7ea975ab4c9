package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/portalis-dev/portalis/analysis/project"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/report"
	"github.com/portalis-dev/portalis/preview/toolchain"
)

// paritying is the state of one comparison of files.
type paritying struct {
	comparison
	std      Streams
	targets  map[string]*string // of forms, where they go
	baseline string
	bounds   report.Bounds
	jobs     int
	pin      bool
}

// toStdout is the target of a form that is printed.
const toStdout = "-"

// forms are those that a report has besides that for people.
var forms = []struct {
	name, what string
	write      func(*report.Report, io.Writer) error
}{
	{"json", "JSON", (*report.Report).WriteJSON},
	{"junit", "JUnit's XML, for CI servers", (*report.Report).WriteJUnit},
	{"markdown", "Markdown, for a pull request", (*report.Report).WriteMarkdown},
	{"html", "a page for a browser, with the sources side by side", (*report.Report).WriteHTML},
}

// target is where a form goes: "" nowhere, toStdout, or a file.
func (c *paritying) target(form string) *string {
	if c.targets == nil {
		c.targets = map[string]*string{}
	}
	if c.targets[form] == nil {
		c.targets[form] = new(string)
	}
	return c.targets[form]
}

func (c *paritying) run(ctx context.Context, paths []string) error {
	if err := c.checkFlags(); err != nil {
		return err
	}
	var before *report.Report
	if c.baseline != "" {
		text, err := os.ReadFile(c.baseline)
		if err == nil {
			before, err = report.Read(text)
		}
		if err != nil {
			return usage("--baseline %s: %v", c.baseline, err)
		}
	}
	all, err := selectFiles(paths)
	if err != nil {
		return err
	}
	all.files = slices.DeleteFunc(all.files, func(f selected) bool { return !f.named && project.IsTest(f.path) })
	r, broken, err := c.compareAll(ctx, all)
	if err != nil {
		return err
	}
	if before != nil {
		r.Compare(before, c.bounds)
	}
	if err := c.write(r); err != nil {
		return err
	}
	if len(r.Problems) > 0 {
		for _, p := range r.Problems {
			fmt.Fprintf(c.std.Err, "portalis: %s: %s\n", p.Path, p.Message)
		}
		return coded(exitUsage, nil)
	}
	if broken || r.Wrong() || len(r.Regressions) > 0 {
		return found()
	}
	return nil
}

func (c *paritying) checkFlags() error {
	printed := 0
	for _, f := range forms {
		if *c.target(f.name) == toStdout {
			printed++
		}
	}
	switch {
	case c.cases.Count < 0:
		return usage("--cases must not be negative")
	case c.tolerance < 0 || c.tolerance >= 1:
		return usage("--tolerance must be at least 0 and less than 1")
	case c.jobs < 0:
		return usage("--jobs must not be negative")
	case c.bounds.Slower < 1 || c.bounds.Larger < 1:
		return usage("--slower and --larger must be at least 1")
	case printed > 1:
		return usage("only one form can be printed; give the others a file, as in --junit=parity.xml")
	}
	return nil
}

// compareAll compares the files, and reports whether Rust of any did not compile.
func (c *paritying) compareAll(ctx context.Context, all *selection) (*report.Report, bool, error) {
	jobs := c.jobs
	switch {
	case jobs > 0:
	case c.noSpeed:
		jobs = runtime.GOMAXPROCS(0)
	default:
		jobs = 1 // others would disturb what is measured
	}
	runners := map[*checkedProject]*parity.Runner{} // the interpreter is the project's own
	defer func() {
		for _, r := range runners {
			r.Close()
		}
	}()
	for _, f := range all.files {
		if runners[f.project] != nil {
			continue
		}
		r, err := parity.NewRunner(ctx, parity.Options{
			Toolchain: toolchain.Options{Rustc: c.rustc}, Python: python.Search{Setting: c.python, Dir: f.project.root},
		})
		if err != nil {
			return nil, false, missingTool(err)
		}
		runners[f.project] = r
	}
	show := newFileProgress(c.std, len(all.files))
	defer show.done()
	files := make([]report.File, len(all.files))
	problems := make([]string, len(all.files))
	var mu sync.Mutex
	var around neighbours
	broken, skipped := false, false
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(jobs)
	for i, f := range all.files {
		g.Go(func() error {
			l, err := load(f.path, &around)
			if err != nil && codeOf(err) == exitUsage {
				problems[i] = strings.TrimPrefix(err.Error(), f.path+": ")
				return nil
			} else if err != nil {
				return err
			}
			pinned, err := readPins(f.project.root, f.path)
			if err != nil {
				return err
			}
			req := c.request(l, pinned)
			req.Each = show.function
			compared, err := runners[f.project].Widen(ctx, req, l.opts)
			if err != nil {
				return fmt.Errorf("%s: %w", f.path, err)
			}
			out := compared.Report
			l.widen(compared)
			if c.pin {
				if err := c.pinFailures(f, out); err != nil {
					return err
				}
			}
			if len(out.Functions) == 0 && !f.named {
				show.file(nil)
				return nil // there is nothing to say
			}
			files[i] = report.File{Report: out, Sources: sourcesOf(l, out)}
			show.file(out)
			mu.Lock()
			defer mu.Unlock()
			if compared.NoBig != nil {
				sayBig(c.std, f.path, compared)
			}
			broken = broken || len(uncompiled(l, out)) > 0
			skipped = skipped || slices.ContainsFunc(out.Functions, func(f parity.Function) bool { return f.HasEffects })
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, false, missingTool(err)
	}
	if skipped {
		fmt.Fprintln(c.std.Err, "portalis: some functions were skipped because of their effects; --effects runs them, too")
	}
	return newTeamReport(all, files, problems), broken, nil
}

func newTeamReport(all *selection, files []report.File, problems []string) *report.Report {
	var out []report.Problem
	for _, p := range all.problems {
		out = append(out, report.Problem{Path: p.Path, Message: p.Message})
	}
	for i, message := range problems {
		if message != "" {
			out = append(out, report.Problem{Path: all.files[i].path, Message: message})
		}
	}
	slices.SortStableFunc(out, func(a, b report.Problem) int { return cmp.Compare(a.Path, b.Path) })
	files = slices.DeleteFunc(files, func(f report.File) bool { return f.Report == nil })
	slices.SortStableFunc(files, func(a, b report.File) int { return cmp.Compare(a.File, b.File) })
	return report.New(files, out)
}

// sourcesOf has both sources of the defs of a report.
func sourcesOf(l *loaded, r *parity.Report) []report.Source {
	var out []report.Source
	for _, d := range r.Definitions() {
		var s report.Source
		for _, f := range l.module.Functions {
			if f.NameRange != d.Range {
				continue
			}
			s.Python = string(l.src[f.Python.Start:f.Python.End])
			if f.Translated() {
				s.Rust = strings.TrimPrefix(s.Rust+"\n\n"+f.Rust, "\n\n")
			}
		}
		out = append(out, s)
	}
	return out
}

// write writes the report in the forms that were asked for, and for people if
// none of them is printed.
func (c *paritying) write(r *report.Report) error {
	print := (*report.Report).WriteText
	for _, f := range forms {
		switch to := *c.target(f.name); to {
		case "":
		case toStdout:
			print = f.write
		default:
			if err := writeTo(to, func(w io.Writer) error { return f.write(r, w) }); err != nil {
				return usage("--%s %s: %v", f.name, to, err)
			}
		}
	}
	if err := print(r, c.std.Out); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

func writeTo(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// fileProgress shows how far a comparison of files is: of one file its functions,
// of several the files.
type fileProgress struct {
	mu    sync.Mutex
	p     *progress
	files int
}

func newFileProgress(std Streams, files int) *fileProgress {
	title := "Comparing with Python"
	return &fileProgress{p: newProgress(std, title, files), files: files}
}

func (s *fileProgress) function(f parity.Function) {
	if s.files == 1 {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.p.note(f.Title(), string(f.Verdict))
	}
}

// file says that a file is done; r is nil if there is nothing to say of it.
func (s *fileProgress) file(r *parity.Report) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.files > 1 && r != nil {
		s.p.note(r.File, r.Summary())
	}
	s.p.advance()
}

func (s *fileProgress) done() { s.p.done() }
