// Command portalis tells what of a Python program can become Rust, makes that
// Rust, and checks that the WebAssembly built from it behaves as CPython does.
// Run "portalis help" for its commands.
package main

import (
	"os"

	"github.com/portalis-dev/portalis/cmd/portalis/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], cli.Standard())) }
