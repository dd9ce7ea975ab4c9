package rpc

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/textproto"
	"slices"
	"strconv"
	"testing"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// peer is the other end of a served connection. It writes frames as they are.
type peer struct {
	t    *testing.T
	conn net.Conn
	in   *bufio.Reader
	done <-chan struct{}
}

func serve(t *testing.T, m *Mux) *peer {
	t.Helper()
	client, server := net.Pipe()
	conn := NewConn(server, m, Options{
		Log:   slog.New(slog.DiscardHandler),
		Admit: func(string, bool) error { return nil },
	})
	conn.Start(context.Background())
	p := &peer{t, client, bufio.NewReader(client), conn.Done()}
	if err := client.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		client.Close()
		<-conn.Done()
	})
	return p
}

func (p *peer) send(frame string) {
	p.t.Helper()
	if _, err := fmt.Fprintf(p.conn, "Content-Length: %d\r\n\r\n%s", len(frame), frame); err != nil {
		p.t.Fatal(err)
	}
}

type answer struct {
	ID     json.RawMessage
	Result json.RawMessage
	Error  *struct {
		Code    jsonrpc2.Code
		Message string
	}
}

func (p *peer) receive() answer {
	p.t.Helper()
	header, err := textproto.NewReader(p.in).ReadMIMEHeader()
	if err != nil {
		p.t.Fatal(err)
	}
	length, err := strconv.Atoi(header.Get("Content-Length"))
	if err != nil {
		p.t.Fatal(err)
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(p.in, body); err != nil {
		p.t.Fatal(err)
	}
	var a answer
	if err := json.Unmarshal(body, &a); err != nil {
		p.t.Fatal(err)
	}
	return a
}

func (p *peer) wantCode(code jsonrpc2.Code) {
	p.t.Helper()
	if a := p.receive(); a.Error == nil || a.Error.Code != code {
		p.t.Errorf("answer is %s %+v, want error %d", a.Result, a.Error, code)
	}
}

type number struct {
	N int `json:"n"`
}

// echo answers with what it was given.
func echo(m *Mux) *Mux {
	Call(m, "echo", func(_ context.Context, p *number) (func(context.Context) (number, error), error) {
		n := *p
		return func(context.Context) (number, error) { return n, nil }, nil
	})
	return m
}

func (p *peer) wantAlive() {
	p.t.Helper()
	p.send(`{"jsonrpc":"2.0","id":99,"method":"echo","params":{"n":7}}`)
	if a := p.receive(); string(a.ID) != "99" || string(a.Result) != `{"n":7}` {
		p.t.Errorf("answer is %s %s %+v", a.ID, a.Result, a.Error)
	}
}

func TestNotificationsKeepTheirOrder(t *testing.T) {
	m := echo(NewMux())
	var got []int
	Notification(m, "add", func(_ context.Context, p *number) error {
		got = append(got, p.N)
		return nil
	})
	Call(m, "list", func(context.Context, *struct{}) (func(context.Context) ([]int, error), error) {
		taken := slices.Clone(got)
		return func(context.Context) ([]int, error) { return taken, nil }, nil
	})
	p := serve(t, m)
	var want []int
	for n := range 2000 {
		p.send(fmt.Sprintf(`{"jsonrpc":"2.0","method":"add","params":{"n":%d}}`, n))
		want = append(want, n)
	}
	p.send(`{"jsonrpc":"2.0","id":1,"method":"list"}`)
	p.send(`{"jsonrpc":"2.0","method":"add","params":{"n":-1}}`)
	var list []int
	if err := json.Unmarshal(p.receive().Result, &list); err != nil || !slices.Equal(list, want) {
		t.Errorf("the request saw %d notifications, want those before it, in order (%v)", len(list), err)
	}
}

func TestRequestsRunBesideEachOther(t *testing.T) {
	m := NewMux()
	second := make(chan struct{})
	Call(m, "first", func(context.Context, *struct{}) (func(context.Context) (string, error), error) {
		return func(context.Context) (string, error) { <-second; return "first", nil }, nil
	})
	Call(m, "second", func(context.Context, *struct{}) (func(context.Context) (string, error), error) {
		return func(context.Context) (string, error) { close(second); return "second", nil }, nil
	})
	p := serve(t, m)
	p.send(`{"jsonrpc":"2.0","id":1,"method":"first"}`)
	p.send(`{"jsonrpc":"2.0","id":2,"method":"second"}`)
	for range 2 {
		if a := p.receive(); a.Error != nil {
			t.Errorf("%+v", a.Error)
		}
	}
}

func TestCancel(t *testing.T) {
	for _, id := range []string{`1`, `"one"`} {
		m := echo(NewMux())
		Call(m, "wait", func(context.Context, *struct{}) (func(context.Context) (any, error), error) {
			return func(ctx context.Context) (any, error) { <-ctx.Done(); return "late", nil }, nil
		})
		p := serve(t, m)
		p.send(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":77}}`)
		p.send(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":null}}`)
		p.send(`{"jsonrpc":"2.0","id":` + id + `,"method":"wait"}`)
		p.send(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":` + id + `}}`)
		p.wantCode(protocol.CodeRequestCancelled)
		p.wantAlive()
	}
}

func TestNothingEndsTheConnection(t *testing.T) {
	m := echo(NewMux())
	Notification(m, "fail", func(context.Context, *number) error { return errors.New("no") })
	Notification(m, "panic", func(context.Context, *number) error { panic("oh") })
	Call(m, "panicEarly", func(context.Context, *number) (func(context.Context) (any, error), error) { panic("oh") })
	Call(m, "panicLate", func(context.Context, *number) (func(context.Context) (any, error), error) {
		return func(context.Context) (any, error) { panic("oh") }, nil
	})
	Call(m, "fail", func(context.Context, *number) (func(context.Context) (any, error), error) {
		return nil, errors.New("no")
	})
	p := serve(t, m)
	for _, test := range []struct {
		frame string
		code  jsonrpc2.Code // of the answer; 0 for none
	}{
		{`{"jsonrpc":"2.0","method":"fail"}`, 0},
		{`{"jsonrpc":"2.0","method":"panic","params":{"n":1}}`, 0},
		{`{"jsonrpc":"2.0","method":"fail","params":[1]}`, 0},
		{`{"jsonrpc":"2.0","method":"$/nobody/knows"}`, 0},
		{`{"jsonrpc":"2.0","method":"nobody/knows"}`, 0},
		{`{"jsonrpc":"2.0","id":5,"result":null}`, 0},
		{`{"jsonrpc":"2.0","id":1,"method":"fail"}`, jsonrpc2.InternalError},
		{`{"jsonrpc":"2.0","id":1,"method":"panicEarly"}`, jsonrpc2.InternalError},
		{`{"jsonrpc":"2.0","id":1,"method":"panicLate"}`, jsonrpc2.InternalError},
		{`{"jsonrpc":"2.0","id":1,"method":"nobody/knows"}`, jsonrpc2.MethodNotFound},
		{`{"jsonrpc":"2.0","id":1,"method":"echo","params":"text"}`, jsonrpc2.InvalidParams},
		{`{"jsonrpc":"2.0","id":1,"method":`, jsonrpc2.ParseError},
		{`nonsense`, jsonrpc2.ParseError},
		{`[]`, jsonrpc2.InvalidRequest},
		{`{"id":1,"method":"echo"}`, jsonrpc2.InvalidRequest},
	} {
		p.send(test.frame)
		if test.code != 0 {
			p.wantCode(test.code)
		}
		p.wantAlive()
	}
}

func TestDecode(t *testing.T) {
	var params protocol.InitializeParams
	const nulls = `{"processId":null,"rootUri":null,"trace":null,"capabilities":{"textDocument":null},"initializationOptions":{"n":12345678901234567890}}`
	if err := decode([]byte(nulls), &params); err != nil {
		t.Errorf("null members are refused: %v", err)
	}
	if got := string(params.InitializationOptions); got != `{"n":12345678901234567890}` {
		t.Errorf("the options became %s", got)
	}
	if err := decode([]byte(`{"processId":[]}`), &params); err == nil {
		t.Error("a list was taken for a process id")
	}
	if err := decode(nil, &params); err != nil {
		t.Errorf("no parameters are refused: %v", err)
	}
}

// FuzzFrames sends any bytes as a frame: the server must still answer after it.
func FuzzFrames(f *testing.F) {
	f.Add([]byte(`{"jsonrpc":"2.0","method":"echo"}`))
	f.Add([]byte(`{"jsonrpc":"2.0","id":{},"method":"echo","params":null}`))
	f.Add([]byte("\xff\x00"))
	f.Fuzz(func(t *testing.T, frame []byte) {
		if len(frame) == 0 {
			return // the header says so already, and what follows a wrong header is lost
		}
		client, server := net.Pipe()
		conn := NewConn(server, echo(NewMux()), Options{
			Log:   slog.New(slog.DiscardHandler),
			Admit: func(string, bool) error { return nil },
		})
		conn.Start(context.Background())
		defer func() { client.Close(); <-conn.Done() }()
		if err := client.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
			t.Fatal(err)
		}
		const last = `{"jsonrpc":"2.0","id":"the last","method":"echo","params":{"n":7}}`
		go func() {
			fmt.Fprintf(client, "Content-Length: %d\r\n\r\n%s", len(frame), frame)
			fmt.Fprintf(client, "Content-Length: %d\r\n\r\n%s", len(last), last)
		}()
		p := &peer{t, client, bufio.NewReader(client), conn.Done()}
		for string(p.receive().ID) != `"the last"` {
		}
	})
}
