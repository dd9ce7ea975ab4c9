package lsp

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"

	"go.lsp.dev/protocol"
)

// syncBuffer is a log that is read while it is written.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// The debug page tells what the server holds, and has profiles, on this machine only.
func TestDebugPage(t *testing.T) {
	log := new(syncBuffer)
	e := startEditor(t, editorSetup{engine: newFakeEngine().engine(), log: log, debug: "0"})
	e.tolerate(protocol.MethodTextDocumentPublishDiagnostics)
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n")
	e.lenses(u)
	address := regexp.MustCompile(`url=(http://127\.0\.0\.1:\d+/)`).FindStringSubmatch(log.String())
	if address == nil {
		t.Fatalf("the log has no address: %s", log)
	}
	get := func(path string) string {
		answer, err := http.Get(address[1] + path)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %s, %v", path, answer.Status, err)
		}
		return string(body)
	}
	page := get("")
	for _, want := range []string{"a.py: version 1, 22 bytes, analysed", "position encoding: utf-16", "textDocument/codeLens: 1, 0 failed"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q:\n%s", want, page)
		}
	}
	if stacks := get("debug/pprof/goroutine?debug=1"); !strings.Contains(stacks, "goroutine profile") {
		t.Errorf("the profile is %s", stacks)
	}
}

func TestDebugAddresses(t *testing.T) {
	for given, want := range map[string]string{"0": "127.0.0.1:", ":0": "127.0.0.1:", "localhost:0": "127.0.0.1:", "[::": "", "x:y:z": ""} {
		listener, err := listenDebug(given)
		if err != nil {
			if want != "" {
				t.Errorf("%s: %v", given, err)
			}
			continue
		}
		if got := listener.Addr().String(); want == "" || !strings.HasPrefix(got, want) && !strings.HasPrefix(got, "[::1]:") {
			t.Errorf("%s is %s, want %s", given, got, want)
		}
		listener.Close()
	}
}

// A server whose page cannot be opened says so and does not start.
func TestDebugAddressInUse(t *testing.T) {
	listener, err := listenDebug("0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	log := new(syncBuffer)
	code := Serve(t.Context(), nil, Options{Debug: listener.Addr().String(), Log: log})
	if code != 1 || !strings.Contains(log.String(), "debug page") {
		t.Errorf("exit code %d, log %s", code, log)
	}
}
