package lsp

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/pprof"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// listenDebug opens the address of the debug page. Without a host it is on this
// machine only: the page shows names of files, and profiles.
func listenDebug(address string) (net.Listener, error) {
	if !strings.Contains(address, ":") {
		address = ":" + address
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("the address of the debug page: %w", err)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, fmt.Errorf("the debug page: %w", err)
	}
	return listener, nil
}

// serveDebug answers on listener until the server ends.
func (s *server) serveDebug(listener net.Listener) {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, s.state()) })
	page := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	s.log.Info("debug page", "url", "http://"+listener.Addr().String()+"/")
	s.goBackground(func() {
		<-s.ctx.Done()
		_ = page.Close()
	})
	s.goBackground(func() { _ = page.Serve(listener) })
}

// state is what the server holds, as plain text.
func (s *server) state() string {
	w := new(strings.Builder)
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	s.mu.Lock()
	defer s.mu.Unlock()
	fmt.Fprintf(w, "portalis %s; profiles are at /debug/pprof/\n\n", s.opts.Version)
	fmt.Fprintf(w, "memory: %d MB in use, %d MB from the system; %d goroutines\n",
		memory.HeapAlloc>>20, memory.Sys>>20, runtime.NumGoroutine())
	fmt.Fprintf(w, "position encoding: %s; pulls diagnostics: %v; trace: %s\n", encodingKind(s.client.encoding), s.client.pull, s.trace)
	fmt.Fprintf(w, "tools: %s, Python %s %s\n", s.tools.rustc, s.tools.python, s.tools.problem)
	fmt.Fprintf(w, "comparisons that run: %d\n", s.active)
	fmt.Fprintf(w, "settings: %+v\n", s.settings)
	for _, folder := range s.folders {
		fmt.Fprintf(w, "folder: %s\n", folder)
	}
	fmt.Fprintf(w, "\ndocuments: %d\n", len(s.documents))
	var lines []string
	for u, doc := range s.documents {
		state := "being analysed"
		if doc.current != nil && doc.current.done.Load() {
			state = "analysed"
		}
		if doc.current != nil {
			lines = append(lines, fmt.Sprintf("%s: version %d, %d bytes, %s, %d verdicts\n",
				u, doc.current.version, len(doc.current.text.Bytes()), state, len(doc.verdicts)))
		}
	}
	slices.Sort(lines)
	fmt.Fprint(w, strings.Join(lines, ""))
	fmt.Fprintf(w, "\nhandled:\n%s", s.handled.table())
	return w.String()
}

// counts has how often each method was handled and how long that took.
type counts struct {
	mu       sync.Mutex
	byMethod map[string]*count
}

type count struct {
	n, failed  int
	all, worst time.Duration
}

func (c *counts) add(method string, elapsed time.Duration, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byMethod == nil {
		c.byMethod = map[string]*count{}
	}
	one := c.byMethod[method]
	if one == nil {
		if len(c.byMethod) > 200 {
			return // somebody makes up methods
		}
		one = new(count)
		c.byMethod[method] = one
	}
	one.n++
	if err != nil {
		one.failed++
	}
	one.all += elapsed
	one.worst = max(one.worst, elapsed)
}

func (c *counts) table() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var lines []string
	for method, one := range c.byMethod {
		lines = append(lines, fmt.Sprintf("%s: %d, %d failed, on average %v, at most %v\n",
			method, one.n, one.failed, (one.all/time.Duration(one.n)).Round(time.Microsecond), one.worst.Round(time.Microsecond)))
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}
