package cli

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/portalis-dev/portalis/lsp"
)

func newLSP(std Streams) *cobra.Command {
	var debug string
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: "Run the language server, for an editor to talk to over standard input and output",
		Long: `Run the language server. An editor starts it and talks to it over standard
input and output; its log goes to standard error.

It ends with 0 after an orderly shutdown, and with 1 when the editor just left.`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			code := lsp.Serve(cmd.Context(), stdio{std.In, std.Out}, lsp.Options{Version: Version(), Log: std.Err, Debug: debug})
			if code != 0 {
				return coded(code, nil)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&debug, "debug", "", "serve a page with the state of the server and profiles at `ADDRESS`, on this machine unless it names a host")
	// Editors pass it by habit, and there is no other way to talk.
	cmd.Flags().Bool("stdio", true, "talk over standard input and output; the default")
	return cmd
}

// stdio is the connection with whoever started the program.
type stdio struct {
	io.ReadCloser
	out io.WriteCloser
}

func (s stdio) Write(p []byte) (int, error) { return s.out.Write(p) }
func (s stdio) Close() error                { return errors.Join(s.ReadCloser.Close(), s.out.Close()) }
