// Package lsp is the language server: it keeps the documents of an editor in
// sync, shows what of them can become Rust, opens that Rust beside the Python,
// and on every save lets parity say whether both do the same.
//
// It and its subpackages alone know the protocol. What they show comes from
// packages analysis, translate and parity, which work on byte offsets and plain
// data; toproto.go turns those into the protocol's terms. Each method of the
// protocol has a file of its own.
//
// The rules that hold everywhere:
//
//   - A snapshot of a document never changes. Edits are applied in the order in
//     which they come and each makes a new snapshot; requests take theirs in the
//     same order and then run beside each other.
//   - Work in the background carries the snapshot it is for. The next edit
//     cancels it, and a result that came too late is dropped.
//   - No code of the user runs but on a save or a command, and never in a
//     workspace that is not trusted.
package lsp

import (
	"context"
	"io"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/portalis-dev/portalis/lsp/rpc"
)

// Options configure a server.
type Options struct {
	Version string // of Portalis, told to the client
	Log     io.Writer
	Debug   string  // the address of a page for debugging; "" for none
	engine  *engine // nil means the real one; tests of the server put their own here
}

// Serve answers one client over conn until it leaves, and returns the exit code
// of the process: 0 after an orderly shutdown, else 1.
func Serve(ctx context.Context, conn io.ReadWriteCloser, opts Options) int {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	level := new(slog.LevelVar)
	if opts.Log == nil {
		opts.Log = os.Stderr
	}
	log := slog.New(slog.NewTextHandler(opts.Log, &slog.HandlerOptions{Level: level}))
	var debug net.Listener
	if opts.Debug != "" {
		var err error
		if debug, err = listenDebug(opts.Debug); err != nil {
			log.Error("cannot start", "error", err)
			return 1
		}
	}
	s := newServer(ctx, opts, log, level)
	if debug != nil {
		s.serveDebug(debug)
	}
	wire := rpc.NewConn(conn, s.routes(), rpc.Options{Log: s.log, Admit: s.admit, Done: s.traced})
	s.conn = wire
	wire.Start(ctx)

	select {
	case <-s.exited:
	case <-s.conn.Done():
	case <-ctx.Done():
	}
	cancel() // all work in progress, child processes included
	s.closeAll()
	s.waitForBackground()
	s.engine.close()
	_ = conn.Close() // which ends the reading
	select {
	case <-s.exited: // it said that it wants no more answers
	case <-s.conn.Done():
	case <-time.After(time.Second): // it does not read its answers
	}
	if s.orderly() {
		return 0
	}
	return 1
}
