package rpc

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// codec encodes parameters and results as the protocol wants them. The library
// has the same thing, but keeps it to itself.
type codec struct{}

func (codec) Marshal(v any) ([]byte, error) {
	if raw, ok := v.(jsonrpc2.RawMessage); ok {
		if raw == nil {
			return []byte("null"), nil
		}
		return raw, nil
	}
	return protocol.Marshal(v)
}

func (codec) Unmarshal(data []byte, v any) error {
	if raw, ok := v.(*jsonrpc2.RawMessage); ok {
		*raw = bytes.Clone(data)
		return nil
	}
	return protocol.Unmarshal(data, v)
}

// decode reads the parameters of a message. Some clients send null for what they
// leave out, as in "trace": null, which the strict decoder refuses; then the
// null members are taken out and it is asked again.
func decode(raw []byte, params any) error {
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	first := protocol.Unmarshal(raw, params)
	if first == nil {
		return nil
	}
	if err := protocol.Unmarshal(withoutNulls(raw), params); err != nil {
		return first
	}
	return nil
}

func withoutNulls(raw []byte) []byte {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var v any
	if decoder.Decode(&v) != nil {
		return raw
	}
	cleaned, err := json.Marshal(dropNulls(v))
	if err != nil {
		return raw
	}
	return cleaned
}

func dropNulls(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			if member == nil {
				delete(v, name)
				continue
			}
			v[name] = dropNulls(member)
		}
	case []any:
		for i := range v {
			v[i] = dropNulls(v[i])
		}
	}
	return v
}

// A tolerantStream skips frames that are not messages, where a plain one would
// end the connection: it answers them as JSON-RPC asks and reads on.
type tolerantStream struct {
	jsonrpc2.Stream
	log *slog.Logger
}

func (s *tolerantStream) Read(ctx context.Context) (jsonrpc2.Message, int64, error) {
	for {
		msg, n, err := s.Stream.Read(ctx)
		var malformed *jsonrpc2.Error
		if !errors.As(err, &malformed) {
			return msg, n, err
		}
		s.log.Warn("unreadable message", "error", err)
		answer := jsonrpc2.NewResponse(jsonrpc2.ID{}, nil, malformed)
		if _, err := s.Stream.Write(ctx, answer); err != nil {
			return nil, 0, err
		}
	}
}
