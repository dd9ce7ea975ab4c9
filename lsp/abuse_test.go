package lsp

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"testing"
	"time"
)

// abuses are what clients must not send, a message to a line.
var abuses = map[string]string{
	"no JSON":                   "nonsense\n{\n[\n\"\n\x00\xff\xfe",
	"not a request":             "[]\n1\nnull\ntrue\n{}\n{\"jsonrpc\":\"1.0\",\"method\":\"x\"}\n{\"jsonrpc\":\"2.0\"}",
	"a batch":                   `[{"jsonrpc":"2.0","id":1,"method":"textDocument/hover"},{"jsonrpc":"2.0","method":"x"}]`,
	"ids of every kind":         "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"a\"}\n{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"a\"}\n{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"a\"}\n{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"a\"}",
	"answers nobody asked for":  "{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":null}\n{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"error\":{\"code\":1,\"message\":\"\"}}\n{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":1,\"error\":{}}",
	"one id twice":              "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"textDocument/codeLens\",\"params\":{\"textDocument\":{\"uri\":\"file:///a.py\"}}}\n{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"textDocument/codeLens\",\"params\":{\"textDocument\":{\"uri\":\"file:///a.py\"}}}",
	"null members":              `{"jsonrpc":"2.0","id":1,"method":"textDocument/codeAction","params":{"textDocument":null,"range":null,"context":null}}`,
	"null for all":              `{"jsonrpc":"2.0","id":1,"method":"workspace/executeCommand","params":null}`,
	"wrong types":               `{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{"textDocument":[],"position":"here"}}`,
	"places that are not":       "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"textDocument/hover\",\"params\":{\"textDocument\":{\"uri\":\"file:///a.py\"},\"position\":{\"line\":4294967295,\"character\":4294967295}}}\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"textDocument/hover\",\"params\":{\"textDocument\":{\"uri\":\"file:///a.py\"},\"position\":{\"line\":-1,\"character\":-1}}}",
	"a range the wrong way":     `{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a.py","version":2},"contentChanges":[{"range":{"start":{"line":1,"character":3},"end":{"line":0,"character":1}},"text":"x"}]}}`,
	"a version from the past":   `{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a.py","version":-9},"contentChanges":[{"text":"x = 1"}]}}`,
	"changes of no kind":        `{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a.py","version":2},"contentChanges":[{},null,5]}}`,
	"lone surrogates":           `{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a.py","version":2},"contentChanges":[{"text":"s = '\ud800'"}]}}`,
	"text that is not UTF-8":    "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"file:///a.py\",\"version\":2},\"contentChanges\":[{\"text\":\"s = '\xff\xfe'\"}]}}",
	"addresses of every kind":   "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"\",\"languageId\":\"python\",\"version\":1,\"text\":\"\"}}}\n{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"::%zz\",\"languageId\":\"python\",\"version\":1,\"text\":\"\"}}}\n{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"http://x/y.py\",\"languageId\":\"python\",\"version\":1,\"text\":\"x\"}}}",
	"cancelling what is not":    "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":99}}\n{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{}}\n{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\"}\n{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":[]}}",
	"progress that is not":      "{\"jsonrpc\":\"2.0\",\"method\":\"window/workDoneProgress/cancel\",\"params\":{\"token\":\"x\"}}\n{\"jsonrpc\":\"2.0\",\"method\":\"window/workDoneProgress/cancel\",\"params\":{\"token\":{}}}\n{\"jsonrpc\":\"2.0\",\"method\":\"window/workDoneProgress/cancel\"}",
	"data that was made up":     "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"codeAction/resolve\",\"params\":{\"title\":\"x\",\"data\":{\"uri\":5}}}\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"codeLens/resolve\",\"params\":{\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":0,\"character\":0}},\"data\":{\"uri\":\"file:///a.py\",\"version\":1,\"index\":-5}}}\n{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"inlayHint/resolve\",\"params\":{\"position\":{\"line\":0,\"character\":0},\"label\":[],\"data\":[1]}}",
	"commands that are none":    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"workspace/executeCommand\",\"params\":{\"command\":\"portalis.pin\",\"arguments\":[{},{},{}]}}\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"workspace/executeCommand\",\"params\":{\"command\":\"\",\"arguments\":null}}\n{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"workspace/executeCommand\",\"params\":{\"command\":\"portalis.explain\",\"arguments\":[\"file:///a.py\"]}}",
	"a configuration like none": "{\"jsonrpc\":\"2.0\",\"method\":\"workspace/didChangeConfiguration\",\"params\":{\"settings\":[[[[1]]]]}}\n{\"jsonrpc\":\"2.0\",\"method\":\"workspace/didChangeConfiguration\",\"params\":{\"settings\":{\"portalis\":{\"portalis\":{\"portalis\":{\"trusted\":{}}}}}}}",
	"folders that are none":     `{"jsonrpc":"2.0","method":"workspace/didChangeWorkspaceFolders","params":{"event":{"added":[{"uri":"::","name":""}],"removed":null}}}`,
	"deep":                      `{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}`,
	"after shutdown":            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shutdown\"}\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"textDocument/hover\",\"params\":{}}\n{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{}}\n{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"shutdown\"}",
	"after exit":                "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}",
}

// TestAbuse sends what no client should, and more of it than fits at once.
func TestAbuse(t *testing.T) {
	for name, messages := range abuses {
		t.Run(name, func(t *testing.T) { abuse(t, []byte(messages)) })
	}
	t.Run("huge", func(t *testing.T) {
		abuse(t, []byte(`{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///`+strings.Repeat("a", 20<<20)+`"}}}`))
	})
}

// FuzzServer sends any messages, a line each, to a server that has a document open.
func FuzzServer(f *testing.F) {
	for _, messages := range abuses {
		f.Add([]byte(messages))
	}
	f.Fuzz(func(t *testing.T, messages []byte) { abuse(t, messages) })
}

// abuse sends messages to a server, which must then still answer, unless it was told
// to leave.
func abuse(t *testing.T, messages []byte) {
	client, server := net.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- Serve(t.Context(), server, Options{Log: io.Discard, engine: newFakeEngine().engine()})
	}()
	if err := client.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	answered := make(chan bool, 1)
	go func() { answered <- untilAnswer(client, `"id":"the last"`) }()
	go func() { // a pipe has no room: writing must not wait for reading
		all := []string{
			`{"jsonrpc":"2.0","id":"first","method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}`,
			`{"jsonrpc":"2.0","method":"initialized","params":{}}`,
			`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.py","languageId":"python","version":1,"text":"def f(n: int) -> int:\n    return n\n"}}}`,
		}
		for _, m := range bytes.Split(messages, []byte("\n")) {
			if len(m) > 0 {
				all = append(all, string(m))
			}
		}
		for _, m := range append(all, `{"jsonrpc":"2.0","id":"the last","method":"no/such/method"}`) {
			if _, err := fmt.Fprintf(client, "Content-Length: %d\r\n\r\n%s", len(m), m); err != nil {
				return // it has left
			}
		}
	}()
	alive := <-answered
	client.Close()
	exit := <-code
	told := bytes.Contains(messages, []byte("exit"))
	if !alive && !told {
		t.Errorf("the server does not answer any more, and ends with %d, after\n%.2000s", exit, messages)
	}
}

// untilAnswer reads messages until one has a text, and tells whether it came.
func untilAnswer(conn io.Reader, part string) bool {
	in := bufio.NewReader(conn)
	for {
		header, err := textproto.NewReader(in).ReadMIMEHeader()
		if err != nil {
			return false
		}
		length, err := strconv.Atoi(header.Get("Content-Length"))
		if err != nil {
			return false
		}
		body := make([]byte, length)
		if _, err := io.ReadFull(in, body); err != nil {
			return false
		}
		if bytes.Contains(body, []byte(part)) {
			return true
		}
	}
}

// FuzzFrame sends any bytes in place of frames. What follows a header that makes no
// sense is lost, so the server may leave, but it must not hang.
func FuzzFrame(f *testing.F) {
	for _, frame := range []string{
		"", "\r\n\r\n", "Content-Length: 5\r\n\r\n{}", "Content-Length: -1\r\n\r\n", "Content-Length: 99999999999999999999\r\n\r\n",
		"Content-Length: 9223372036854775807\r\n\r\n{}", "Content-Length: x\r\n\r\n{}", "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
		"Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-16\r\n\r\n{}", "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
		"{\"jsonrpc\":\"2.0\"}\n", "Content-Length: 2\n\n{}", "content-length:2\r\n\r\n{}", strings.Repeat("A", 1<<16), "Content-Length: 0\r\n\r\n",
	} {
		f.Add([]byte(frame))
	}
	f.Fuzz(func(t *testing.T, frame []byte) {
		client, server := net.Pipe()
		code := make(chan int, 1)
		go func() {
			code <- Serve(t.Context(), server, Options{Log: io.Discard, engine: newFakeEngine().engine()})
		}()
		go func() { _, _ = io.Copy(io.Discard, client) }()
		if err := client.SetDeadline(time.Now().Add(patience)); err != nil {
			t.Fatal(err)
		}
		_, _ = client.Write(frame) // it may leave in the middle
		client.Close()
		if got := <-code; got != 1 {
			t.Errorf("exit code %d for\n%q", got, frame)
		}
	})
}
