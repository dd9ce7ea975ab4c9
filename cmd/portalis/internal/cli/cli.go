// Package cli is the command line of portalis: one file for each command. The
// commands do no work of their own; they read files, call the packages that the
// language server calls too, and print what those say.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"
)

// Streams are what the program reads and writes.
type Streams struct {
	In       io.ReadCloser
	Out      io.WriteCloser
	Err      io.Writer
	Terminal bool // whether a person watches Err
}

// Standard returns the streams of the process.
func Standard() Streams {
	return Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Terminal: isTerminal(os.Stderr)}
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

// garbage is how much of it may gather, in percent of what is in use, which is
// little: most of what an analysis takes is garbage soon, and collecting it takes a
// sixth of the time from an edit to its diagnostics with Go's own 100 percent.
const garbage = 200

// firstGarbage is the same up to the first collection, which is at 48 MB for it: nothing
// of use is to be had before in most runs, nor while a server reads its first file.
const firstGarbage = 1200

// collectLate sets how much garbage may gather, and returns what was set before.
func collectLate() int {
	before := debug.SetGCPercent(firstGarbage)
	mark := new([64]byte) // of no use, so the first collection takes it
	runtime.AddCleanup(mark, func(percent int) {
		if now := debug.SetGCPercent(percent); now != firstGarbage {
			debug.SetGCPercent(now) // a command has its own idea
		}
	}, garbage)
	return before
}

// Main runs the command line and returns the exit code of the process.
func Main(args []string, std Streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(collectLate())
	}
	root := newRoot(std)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if ctx.Err() != nil && err != nil {
		err = coded(exitInterrupted, errors.New("interrupted"))
	}
	return exit(std.Err, err)
}

func newRoot(std Streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "portalis",
		Short: "Turn Python into Rust, and prove that it does the same",
		Long: `Portalis tells what of a Python file can become Rust, makes that Rust, and
checks that the WebAssembly built from it behaves as CPython does.

Right or refused, never silently wrong: what is not translated exactly is
refused, with a code that "portalis explain" explains.` + "\n\n" + exitCodes,
		SilenceUsage:  true,
		SilenceErrors: true,
		// An unknown command or no command at all is a mistake to be told of.
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(`there is no command %q; "portalis help" lists them`, args[0])
			}
			return cmd.Help()
		},
		Args: cobra.ArbitraryArgs,
	}
	root.SetOut(std.Out)
	root.SetErr(std.Err)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage(`%v; "%s --help" lists the flags`, err, cmd.CommandPath())
	})
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(
		newCheck(std), newAnnotate(std), newConvert(std), newSpec(std), newParity(std), newExplain(std),
		newDoctor(std), newVersion(std), newCorpus(std), newLSP(std),
	)
	return root
}

// The exit codes. They are part of the interface: scripts depend on them.
const (
	exitFine        = 0
	exitFindings    = 1
	exitUsage       = 2
	exitToolchain   = 3
	exitInternal    = 4
	exitInterrupted = 130
)

const exitCodes = `Exit codes:
  0    all is well
  1    something stays Python, or does not do what Python does
  2    wrong usage, or input that cannot be read
  3    no Rust toolchain that can build for WebAssembly, or no Python
  4    a mistake of portalis itself
  130  interrupted`

// A codedError ends the program with a code of its own. Without text it says
// nothing: everything has been said already.
type codedError struct {
	code int
	err  error
}

func (e *codedError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *codedError) Unwrap() error { return e.err }

func coded(code int, err error) error { return &codedError{code, err} }

func usage(format string, args ...any) error { return coded(exitUsage, fmt.Errorf(format, args...)) }

// found ends the program with the code for findings, which were printed.
func found() error { return coded(exitFindings, nil) }

// exit prints an error, if it has anything to say, and returns its exit code.
func exit(w io.Writer, err error) int {
	if err == nil {
		return exitFine
	}
	if text := err.Error(); text != "" {
		fmt.Fprintln(w, "portalis: "+text)
	}
	return codeOf(err)
}

// atLeast is cobra.MinimumNArgs with words of our own.
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return usage("%s wants %s, as in: %s", cmd.CommandPath(), what, cmd.Example)
		}
		return nil
	}
}

// exactlyOne is cobra.ExactArgs(1) with words of our own.
func exactlyOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usage("%s wants %s, as in: %s", cmd.CommandPath(), what, cmd.Example)
		}
		return nil
	}
}

func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("%s takes no arguments, and was given %q", cmd.CommandPath(), args[0])
	}
	return nil
}

func codeOf(err error) int {
	var c *codedError
	if errors.As(err, &c) {
		return c.code
	}
	return exitInternal
}
