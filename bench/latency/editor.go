package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// An editor is the part of one that matters here: it opens a file, edits and saves
// it, and asks for the code lenses whenever the server says that they changed.
type editor struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	uri     string
	text    string
	version int
	last    int // id of the last request
}

// message is any message of the protocol.
type message struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
}

// start starts a server with its caches in a folder, and opens a file in it.
func start(program, cache, uri, text string) (*editor, error) {
	e := &editor{cmd: exec.Command(program, "lsp", "--stdio"), uri: uri, text: text, version: 1}
	e.cmd.Env = append(os.Environ(), "PORTALIS_CACHE="+cache)
	var err error
	if e.in, err = e.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := e.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	e.out = bufio.NewReader(out)
	if err := e.cmd.Start(); err != nil {
		return nil, err
	}
	capabilities := map[string]any{
		"workspace": map[string]any{"codeLens": map[string]any{"refreshSupport": true}},
		"window":    map[string]any{"workDoneProgress": true},
	}
	if err := e.request("initialize", map[string]any{"processId": nil, "rootUri": nil, "capabilities": capabilities}, nil); err != nil {
		return nil, err
	}
	e.notify("initialized", map[string]any{})
	e.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": uri, "languageId": "python", "version": 1, "text": text,
	}})
	return e, e.wait("textDocument/publishDiagnostics", "")
}

func (e *editor) close() {
	e.in.Close()
	_ = e.cmd.Wait() // it was told to end, and how it does is not what is measured
}

// edit replaces the first occurrence of a text.
func (e *editor) edit(old, by string) {
	e.text = strings.Replace(e.text, old, by, 1)
	e.version++
	e.notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": e.uri, "version": e.version},
		"contentChanges": []any{map[string]any{"text": e.text}},
	})
}

// verdicts saves the file and returns how long it takes until all of its functions
// have a verdict that is shown.
func (e *editor) verdicts(functions int) (time.Duration, error) {
	begin := time.Now()
	e.notify("textDocument/didSave", map[string]any{"textDocument": map[string]any{"uri": e.uri}})
	for {
		n, err := e.shown()
		if err != nil {
			return 0, err
		}
		if n == functions {
			return time.Since(begin), nil
		}
		if err := e.wait("workspace/codeLens/refresh", ""); err != nil {
			return 0, err
		}
	}
}

// shown counts the functions whose lens has a verdict.
func (e *editor) shown() (int, error) {
	var lenses []struct {
		Command struct {
			Title string `json:"title"`
		} `json:"command"`
	}
	err := e.request("textDocument/codeLens", map[string]any{"textDocument": map[string]any{"uri": e.uri}}, &lenses)
	n := 0
	for _, l := range lenses {
		if strings.Contains(l.Command.Title, "identical") {
			n++
		}
	}
	return n, err
}

// idle waits until the speeds are measured, too.
func (e *editor) idle() error { return e.wait("$/progress", `"kind":"end"`) }

func (e *editor) notify(method string, params any) {
	e.send(map[string]any{"jsonrpc": "2.0", "method": method, "params": params})
}

func (e *editor) send(message any) {
	body, _ := json.Marshal(message)                                          // maps of texts and numbers
	_, _ = fmt.Fprintf(e.in, "Content-Length: %d\r\n\r\n%s", len(body), body) // what fails here fails at the next read
}

// request sends a request and reads its answer.
func (e *editor) request(method string, params, result any) error {
	e.last++
	id := strconv.Itoa(e.last)
	e.send(map[string]any{"jsonrpc": "2.0", "id": e.last, "method": method, "params": params})
	for {
		m, err := e.receive()
		if err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		if m.Method == "" && string(m.ID) == id {
			if result == nil {
				return nil
			}
			return json.Unmarshal(m.Result, result)
		}
	}
}

// wait reads messages until one has a method and a text in its parameters.
func (e *editor) wait(method, text string) error {
	for {
		m, err := e.receive()
		if err != nil {
			return fmt.Errorf("waiting for %s: %w", method, err)
		}
		if m.Method == method && strings.Contains(string(m.Params), text) {
			return nil
		}
	}
}

// receive reads the next message, and answers if it is a request.
func (e *editor) receive() (message, error) {
	var m message
	header, err := textproto.NewReader(e.out).ReadMIMEHeader()
	if err != nil {
		return m, err
	}
	length, err := strconv.Atoi(header.Get("Content-Length"))
	if err != nil {
		return m, err
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(e.out, body); err != nil {
		return m, err
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return m, err
	}
	if m.Method != "" && m.ID != nil {
		e.send(map[string]any{"jsonrpc": "2.0", "id": m.ID, "result": nil})
	}
	return m, nil
}
