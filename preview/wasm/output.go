package wasm

import (
	"bytes"
	"errors"
)

// discard is the limit of a writer that takes everything and keeps nothing.
const discard = -1

// limited keeps what is written to it, up to a limit.
type limited struct {
	bytes.Buffer
	limit int64
	over  bool // whether more was written
}

func newLimited(limit int64) *limited { return &limited{limit: limit} }

var errOver = errors.New("too much output")

func (l *limited) Write(p []byte) (int, error) {
	if l.limit == discard {
		return len(p), nil
	}
	if int64(l.Len()+len(p)) > l.limit {
		l.over = true
		return 0, errOver
	}
	return l.Buffer.Write(p)
}

func (l *limited) reset() {
	l.Reset()
	l.over = false
}
