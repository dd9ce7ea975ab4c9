package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/portalis-dev/portalis/preview/toolchain"
)

func newDoctor(std Streams) *cobra.Command {
	var asJSON bool
	var opts toolchain.Options
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Say what building and comparing needs, what is there, and what mends the rest",
		Long: `Say what building and comparing needs, what is there, and what mends the rest.

"portalis check" and "portalis convert" work without any of it.` + "\n\n" + exitCodes,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			checks := toolchain.Doctor(cmd.Context(), opts)
			if asJSON {
				if err := writeJSON(std.Out, checks); err != nil {
					return err
				}
			} else {
				printChecks(std, checks)
			}
			for _, c := range checks {
				if c.Status == toolchain.Missing {
					return coded(exitToolchain, nil)
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().StringVar(&opts.Rustc, "rustc", "", "the rustc to use")
	cmd.Flags().StringVar(&opts.Python, "python", "", "the Python interpreter to use")
	return cmd
}

func printChecks(std Streams, checks []toolchain.Check) {
	for _, c := range checks {
		fmt.Fprintf(std.Out, "%-8s  %-14s  %s\n", c.Status, c.Name, c.Detail)
		if c.Status != toolchain.OK && c.Fix != "" {
			fmt.Fprintf(std.Out, "%-8s  %-14s  run: %s\n", "", "", c.Fix)
		}
	}
}
