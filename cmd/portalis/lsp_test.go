package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// server is the program itself as a language server, talked to in bytes as an
// editor does.
type server struct {
	t   *testing.T
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// startServer starts the program. TestMain makes this test binary the program
// when it is called by that name.
func startServer(t *testing.T) *server {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "portalis")
	if err := os.Symlink(self, program); err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, cmd: exec.Command(program, "lsp", "--stdio")}
	if s.in, err = s.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.out = bufio.NewReader(out)
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	watchdog := time.AfterFunc(5*time.Minute, func() { s.cmd.Process.Kill() })
	t.Cleanup(func() { watchdog.Stop(); s.cmd.Process.Kill() })
	return s
}

func (s *server) send(message string) {
	s.t.Helper()
	if _, err := fmt.Fprintf(s.in, "Content-Length: %d\r\n\r\n%s", len(message), message); err != nil {
		s.t.Fatal(err)
	}
}

// receive returns the next message that has all of the given parts.
func (s *server) receive(parts ...string) string {
	s.t.Helper()
next:
	for {
		header, err := textproto.NewReader(s.out).ReadMIMEHeader()
		if err != nil {
			s.t.Fatalf("waiting for %q: %v", parts, err)
		}
		length, err := strconv.Atoi(header.Get("Content-Length"))
		if err != nil {
			s.t.Fatal(err)
		}
		body := make([]byte, length)
		if _, err := io.ReadFull(s.out, body); err != nil {
			s.t.Fatal(err)
		}
		if !json.Valid(body) {
			s.t.Fatalf("not JSON: %s", body)
		}
		for _, part := range parts {
			if !strings.Contains(string(body), part) {
				continue next
			}
		}
		return string(body)
	}
}

func (s *server) wantExit(want int) {
	s.t.Helper()
	_, _ = io.Copy(io.Discard, s.out) // read to its end, before Wait closes it
	_ = s.cmd.Wait()
	if got := s.cmd.ProcessState.ExitCode(); got != want {
		s.t.Errorf("exit code is %d, want %d", got, want)
	}
}

func (s *server) initialize(pid int) {
	s.t.Helper()
	s.send(fmt.Sprintf(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":%d,"rootUri":null,"trace":null,"capabilities":{}}}`, pid))
	s.receive(`"id":1`, `"name":"portalis"`)
	s.send(`{"jsonrpc":"2.0","method":"initialized","params":{}}`)
}

func TestServerOverPipes(t *testing.T) {
	s := startServer(t)
	s.initialize(os.Getpid())
	s.send(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///gone/a.py","languageId":"python","version":1,"text":"def f(n: int):\n    _ = yield n\n"}}}`)
	s.receive(`publishDiagnostics`, `file:///gone/a.py`, `PT503`)
	s.send(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///gone/a.py","version":2},"contentChanges":[{"range":{"start":{"line":1,"character":4},"end":{"line":1,"character":13}},"text":"return"}]}}`)
	s.receive(`publishDiagnostics`, `"diagnostics":[]`)
	s.send(`{"jsonrpc":"2.0","id":"h","method":"textDocument/hover","params":{"textDocument":{"uri":"file:///gone/a.py"},"position":{"line":0,"character":4}}}`)
	s.receive(`"id":"h"`, `pub fn f(n: i64)`)
	s.send(`{"jsonrpc":"2.0","id":2,"method":"shutdown"}`)
	s.receive(`"id":2`, `"result":null`)
	s.send(`{"jsonrpc":"2.0","method":"exit"}`)
	s.wantExit(0)
}

func TestServerEndsWithItsInput(t *testing.T) {
	s := startServer(t)
	s.initialize(os.Getpid())
	s.in.Close()
	s.wantExit(1)
}

func TestServerEndsWithItsEditor(t *testing.T) {
	editor := exec.Command("cat") // lives until its input ends
	input, err := editor.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := editor.Start(); err != nil {
		t.Fatal(err)
	}
	s := startServer(t)
	s.initialize(editor.Process.Pid)
	input.Close()
	if err := editor.Wait(); err != nil {
		t.Fatal(err)
	}
	s.wantExit(1)
}
