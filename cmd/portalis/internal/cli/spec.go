package cli

import (
	"bytes"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/translate"
)

func newSpec(std Streams) *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "spec FILE",
		Short: "Write the Rust interface of a Python file",
		Long: `Write the Rust interface that a Python file gets: what "portalis convert" would
offer to Rust, without how it does it. Structs and enums stand there as they are in
the crate; functions, methods and constants are items of traits without bodies, and
so are the exports of the WebAssembly. The text compiles beside the crate
portalis-rt, and nothing in it can be called: an interface is no translation.` + "\n\n" + exitCodes,
		Example: "portalis spec shapes.py --output shapes.rs",
		Args:    exactlyOne("a Python file"),
		RunE: func(_ *cobra.Command, args []string) error {
			l, err := load(args[0], new(neighbours))
			if err != nil {
				return err
			}
			return runSpec(std, l, output)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "the file to write (default: standard output)")
	return cmd
}

func runSpec(std Streams, l *loaded, output string) error {
	if err := printRefusals(std, l); err != nil {
		return err
	}
	if !slices.ContainsFunc(l.module.Functions, (*translate.Function).Translated) {
		fmt.Fprintf(std.Err, "portalis: %s: no function can become Rust, so it has no interface\n", l.path)
		return found()
	}
	l.opts.Interface = true
	text := build.Interface(translate.Translate(l.result, l.opts))
	if output == "" {
		if _, err := std.Out.Write([]byte(text)); err != nil {
			return fmt.Errorf("writing the interface: %w", err)
		}
	} else if err := writeSpec(output, []byte(text)); err != nil {
		return err
	}
	if stops(l.findings()) {
		return found()
	}
	return nil
}

// writeSpec writes an interface where none or another one is.
func writeSpec(path string, text []byte) error {
	old, err := os.ReadFile(path)
	if err == nil && !bytes.Contains(old, []byte("pub trait WasmExports")) {
		return usage("%s would be overwritten, and is no interface; use another --output", path)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		return usage("%v", err)
	}
	return nil
}
