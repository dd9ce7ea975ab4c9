// Package compare runs random programs in CPython and as WASM, many of them in one
// crate, and makes those that fail small.
package compare

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/cache"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/toolchain"
	"github.com/portalis-dev/portalis/preview/wasm"
	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/rt"
)

// A Lab has what is needed to run both sides. It runs one batch at a time.
type Lab struct {
	builder *build.Builder
	host    *wasm.Host
	oracle  *python.Oracle
}

// NewLab finds the tools. Close it after use.
func NewLab(ctx context.Context) (*Lab, error) {
	found, err := toolchain.Find(ctx, toolchain.Options{})
	if err != nil {
		return nil, err
	}
	interpreter, err := python.Find(ctx, python.Search{})
	if err != nil {
		return nil, err
	}
	files, err := cache.Open("", cache.Limit)
	if err != nil {
		return nil, err
	}
	host, err := wasm.NewHost(ctx, wasm.DefaultLimits)
	if err != nil {
		return nil, err
	}
	return &Lab{
		builder: &build.Builder{Toolchain: found, Cache: files, Runtime: rt.Files, Python: interpreter.Minor(), DenyWarnings: true},
		host:    host,
		oracle:  python.New(interpreter, python.DefaultLimits),
	}, nil
}

// Close ends Python and frees the modules.
func (l *Lab) Close() error {
	l.oracle.Close()
	return l.host.Close(context.Background())
}

// A subject is a program on its way through a batch.
type subject struct {
	source string
	result *analysis.Result
	module *translate.Module
	number int // in its batch
	Outcome
}

// translated returns the subject of a program, with what translation alone says.
func translated(source string) *subject {
	s := &subject{source: source, result: analysis.Analyze("program.py", []byte(source))}
	s.module = translate.Translate(s.result, translate.Options{})
	for _, f := range s.module.Functions {
		for _, finding := range f.Refused {
			if strings.HasPrefix(finding.Code, "PT9") {
				s.fail(Mistake, "%s: %s %s", f.Name, finding.Code, finding.Message)
			}
		}
		if !f.Translated() {
			s.Refused = append(s.Refused, Refusal{f.Name, f.Refused[0].Code, f.Refused[0].Message})
		}
	}
	return s
}

// look takes programs through translation and rustfmt alone.
func (l *Lab) look(ctx context.Context, sources []string) ([]Outcome, error) {
	subjects := make([]*subject, len(sources))
	for i, source := range sources {
		subjects[i] = translated(source)
	}
	if err := l.format(ctx, subjects); err != nil {
		return nil, err
	}
	return outcomes(subjects), nil
}

func outcomes(subjects []*subject) []Outcome {
	out := make([]Outcome, len(subjects))
	for i, s := range subjects {
		out[i] = s.Outcome
	}
	return out
}

// Run takes programs through translation, rustc and rustfmt, and makes calls of
// each function on both sides. The outcomes are in the order of the sources.
func (l *Lab) Run(ctx context.Context, sources []string) ([]Outcome, error) {
	subjects := make([]*subject, len(sources))
	for i, source := range sources {
		subjects[i] = translated(source)
	}
	if err := l.run(ctx, subjects); err != nil {
		return nil, err
	}
	if err := l.large(ctx, subjects); err != nil {
		return nil, err
	}
	return outcomes(subjects), nil
}

// large runs what an integer stopped that does not fit in 64 bits once more, with
// integers of any size.
func (l *Lab) large(ctx context.Context, subjects []*subject) error {
	var again, of []*subject
	for _, s := range subjects {
		if len(s.Overflowed) == 0 || s.Failure != nil {
			continue
		}
		if module, lost := translate.WithBig(s.result, s.module, translate.Options{}, s.Overflowed); lost == "" {
			again = append(again, &subject{source: s.source, result: s.result, module: module})
			of = append(of, s)
		}
	}
	if err := l.run(ctx, again); err != nil {
		return err
	}
	for i, s := range again {
		of[i].Big = true
		if s.Failure != nil {
			of[i].Failure = s.Failure
			of[i].Failure.Text = "with big integers: " + s.Failure.Text
		}
	}
	return nil
}

func (l *Lab) run(ctx context.Context, subjects []*subject) error {
	running := slices.DeleteFunc(slices.Clone(subjects), func(s *subject) bool {
		return s.module.Rust == "" || !slices.ContainsFunc(s.module.Functions, (*translate.Function).Translated)
	})
	if err := l.format(ctx, running); err != nil {
		return err
	}
	module, err := l.compile(ctx, &running)
	if err != nil || module == nil {
		return err
	}
	defer module.Close(context.WithoutCancel(ctx))
	for _, s := range running {
		if err := l.call(ctx, module, s); err != nil {
			return err
		}
	}
	return nil
}

// inModule is how rustc names a place in the Rust of a module of a batch.
var inModule = regexp.MustCompile(`\bm(\d+)(?:_calls)?\.rs:\d+`)

// messages are the single messages of a failed run of rustc.
func messages(err error) []string {
	output := err.Error()
	if broken, ok := errors.AsType[*build.CompileError](err); ok {
		output = broken.Output
	}
	var out []string
	for line := range strings.Lines(output) {
		if len(out) == 0 || strings.HasPrefix(line, "error") || strings.HasPrefix(line, "warning") {
			out = append(out, "")
		}
		out[len(out)-1] += line
	}
	return out
}

// compile builds the subjects together. Those that rustc refuses, or warns of,
// fail and are taken out; the others get their numbers. There is no module when
// nothing is left.
func (l *Lab) compile(ctx context.Context, subjects *[]*subject) (*wasm.Module, error) {
	for len(*subjects) > 0 {
		modules := make([]*translate.Module, len(*subjects))
		for i, s := range *subjects {
			modules[i], s.number = s.module, i
		}
		code, err := l.builder.Batch(ctx, modules, build.Debug)
		if err == nil {
			return l.host.Load(ctx, code)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		blamed := map[int]string{}
		for _, part := range messages(err) {
			if m := inModule.FindStringSubmatch(part); m != nil {
				n, _ := strconv.Atoi(m[1])
				blamed[n] += part + "\n"
			}
		}
		if len(blamed) == 0 {
			return l.halves(ctx, subjects, err)
		}
		var left []*subject
		for i, s := range *subjects {
			if text, ok := blamed[i]; ok {
				s.fail(NotCompiled, "%s", text)
			} else {
				left = append(left, s)
			}
		}
		*subjects = left
	}
	return nil, nil
}

// halves finds by halving whose mistake it is that rustc does not say.
func (l *Lab) halves(ctx context.Context, subjects *[]*subject, why error) (*wasm.Module, error) {
	if len(*subjects) == 1 {
		(*subjects)[0].fail(NotCompiled, "%v", why)
		*subjects = nil
		return nil, nil
	}
	first, second := (*subjects)[:len(*subjects)/2], (*subjects)[len(*subjects)/2:]
	var left []*subject
	for _, half := range [][]*subject{slices.Clone(first), slices.Clone(second)} {
		module, err := l.compile(ctx, &half)
		if err != nil {
			return nil, err
		}
		if module != nil {
			if err := module.Close(ctx); err != nil {
				return nil, err
			}
		}
		left = append(left, half...)
	}
	if len(left) == len(*subjects) {
		return nil, fmt.Errorf("%d programs do not compile together, and do apart: %w", len(left), why)
	}
	*subjects = left
	return l.compile(ctx, subjects)
}

// format asks rustfmt whether the Rust is as it would write it.
func (l *Lab) format(ctx context.Context, subjects []*subject) error {
	subjects = slices.DeleteFunc(slices.Clone(subjects), func(s *subject) bool { return s.module.Rust == "" })
	if len(subjects) == 0 {
		return nil
	}
	dir, err := os.MkdirTemp("", "portalis-format-")
	if err != nil {
		return fmt.Errorf("cannot make a directory for rustfmt: %w", err)
	}
	defer os.RemoveAll(dir)
	args := []string{"--edition=2024", "--check", "--color=never"}
	for i, s := range subjects {
		path := filepath.Join(dir, fmt.Sprintf("m%d.rs", i))
		if err := os.WriteFile(path, []byte(s.module.Rust), 0o644); err != nil {
			return err
		}
		args = append(args, path)
	}
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, "rustfmt", args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err == nil {
		return nil
	} else if stdout.Len() == 0 && stderr.Len() == 0 {
		return fmt.Errorf("cannot run rustfmt: %w", err)
	}
	for part := range strings.SplitSeq(stdout.String()+stderr.String(), "Diff in ") {
		if m := inModule.FindStringSubmatch(part); m != nil {
			n, _ := strconv.Atoi(m[1])
			subjects[n].fail(NotFormatted, "%s", part)
		}
	}
	return nil
}
