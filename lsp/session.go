package lsp

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"sync"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/lsp/text"
)

// A document is a file that the client has open. Its fields are guarded by the
// server's mutex; the snapshot in it may be used by anyone.
type document struct {
	uri     uri.URI
	parser  *parser
	current *snapshot
	changed chan struct{}      // closed when current is no longer the current one
	cancel  context.CancelFunc // ends the background work for current
	turn    chan struct{}      // holds a token while a snapshot is analysed

	reports  reports // what of the diagnostics the client knows
	verdicts verdicts
	broken   map[fingerprint]string // functions whose Rust does not compile, and why
	slot     slot                   // the parity run
	previews previews

	counting   sync.Mutex // held while the mismatches are counted
	mismatches int        // functions that do not agree with Python, as they now are
}

// open starts to keep a document.
func (s *server) open(u uri.URI, version int32, content []byte) {
	s.mu.Lock()
	old := s.documents[u]
	doc := &document{uri: u, parser: newParser(), turn: make(chan struct{}, 1), verdicts: verdicts{}, broken: map[fingerprint]string{}, previews: previews{}}
	s.documents[u] = doc
	s.mu.Unlock()
	if old != nil {
		s.drop(old) // the client forgot to close it
	}
	s.use(doc, nil, &snapshot{uri: u, path: pathOf(u), version: version, text: text.New(content)})
}

// use makes a snapshot the current one of its document in place of the one that
// it was made of, and starts the work that every new snapshot needs. If another
// has taken that place meanwhile, it stays.
func (s *server) use(doc *document, old, next *snapshot) {
	ctx, cancel := context.WithCancel(s.ctx)
	next.prepare(ctx, doc.parser, s.engine, func() map[fingerprint]string {
		s.mu.Lock()
		defer s.mu.Unlock()
		return maps.Clone(doc.broken)
	})
	s.mu.Lock()
	if doc.current != old || s.documents[doc.uri] != doc {
		s.mu.Unlock()
		cancel()
		return
	}
	if doc.current != nil {
		doc.cancel()
		close(doc.changed)
	}
	doc.current, doc.changed, doc.cancel = next, make(chan struct{}), cancel
	s.mu.Unlock()
	s.goBackground(func() { s.afterChange(ctx, doc, next) })
}

// afterChange analyses a snapshot and shows what came of it, unless the next one
// is there already.
func (s *server) afterChange(ctx context.Context, doc *document, snap *snapshot) {
	if err := s.ready(ctx, doc, snap); err != nil {
		return
	}
	s.publish(doc, snap)
	s.countMismatches(doc, snap)
	s.updatePreviews(doc, snap)
}

// ready sees to it that a snapshot is analysed and translated. One snapshot of a
// document is worked on at a time, and none that is out of date by then: that is
// an error, upon which the client asks again about what it has now.
func (s *server) ready(ctx context.Context, doc *document, snap *snapshot) error {
	if snap.done.Load() {
		return nil
	}
	select {
	case doc.turn <- struct{}{}:
		defer func() { <-doc.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if !snap.done.Load() && !s.isCurrent(doc, snap) {
		return protocol.ErrContentModified
	}
	snap.draft()
	if snap.gaveUp.Load() {
		return cmp.Or(s.ctx.Err(), error(protocol.ErrContentModified))
	}
	snap.done.Store(true)
	return nil
}

// newest returns the current snapshot of a document, analysed and translated.
func (s *server) newest(ctx context.Context, doc *document) (*snapshot, error) {
	for {
		s.mu.Lock()
		snap, open := doc.current, s.documents[doc.uri] == doc
		s.mu.Unlock()
		if !open {
			return nil, protocol.ErrContentModified
		}
		err := s.ready(ctx, doc, snap)
		if !errors.Is(err, protocol.ErrContentModified) {
			return snap, err
		}
	}
}

// find returns an open document and its current snapshot.
func (s *server) find(u uri.URI) (*document, *snapshot, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	doc, ok := s.documents[u]
	if !ok {
		return nil, nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s is not open", u)
	}
	return doc, doc.current, nil
}

// isCurrent reports whether snap is what the client now has open.
func (s *server) isCurrent(doc *document, snap *snapshot) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.documents[doc.uri] == doc && doc.current == snap
}

// drop ends all work for a document that is closed.
func (s *server) drop(doc *document) {
	s.mu.Lock()
	doc.cancel()
	close(doc.changed)
	s.mu.Unlock()
	doc.slot.stop()
}

// closeAll ends all work for all documents.
func (s *server) closeAll() {
	s.mu.Lock()
	docs := s.documents
	s.documents = map[uri.URI]*document{}
	s.mu.Unlock()
	for _, doc := range docs {
		s.drop(doc)
	}
}

// pathOf names a document in messages, and gives its module a name.
func pathOf(u uri.URI) string {
	if u.IsFile() {
		return u.FsPath()
	}
	return u.Path() // untitled:Untitled-1
}

// folderOf is where the interpreter of a document is looked for.
func folderOf(path string) string {
	dir := filepath.Dir(path)
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return dir
	}
	return ""
}
