package lsp

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/preview/cache"
)

// previewScheme is that of the addresses of previews that we serve as virtual
// documents.
const previewScheme = "portalis-rust"

// previews knows what of a document's Rust is being looked at, so that it can
// follow the Python. Guarded by the server's mutex.
type previews struct {
	updating  sync.Mutex        // held while the client is told, so that the newest comes last
	requested bool              // by portalis/preview
	content   map[string]bool   // functions shown as virtual documents; "" is the module
	files     map[string]string // functions shown as files, and those files
	followed  bool              // whether anybody looked yet, so that what follows is of those times
	last      string            // the module's Rust when the client was last told of it
	verdicts  string            // and what it was told of the comparisons
}

// look notes what the first to look at a document's Rust sees.
func (s *server) look(doc *document, snap *snapshot) error {
	module, err := render(snap, "")
	if err != nil {
		return err
	}
	verdicts := s.allVerdicts(doc, snap)
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := &doc.previews; !p.followed {
		p.followed, p.last, p.verdicts = true, module.text, verdicts
	}
	return nil
}

// shown is the result of the commands that convert.
type shown struct {
	URI  uri.URI `json:"uri"`
	Path string  `json:"path,omitempty"` // when it is a file
}

// show opens the Rust of a function, or of the module when the name is "": as a
// virtual document where the client can, else as a file in the cache.
func (s *server) show(doc *document, function string) (any, error) {
	where, err := s.place(doc, function)
	if err != nil {
		return nil, err
	}
	s.tellWhere(where, "The Rust is in ")
	return where, nil
}

// tellWhere has the client show a document, or says in which file it is.
func (s *server) tellWhere(where shown, otherwise string) {
	if s.can().showDocument {
		// Some editors answer only after they ran what opening a file sets off,
		// which may be a request to us: so nobody waits for it here.
		s.goBackground(func() { s.showDocument(where.URI) })
	} else if where.Path != "" {
		s.message(protocol.MessageTypeInfo, otherwise+where.Path)
	}
}

// place puts the Rust where the client can open it. From then on it follows the
// Python.
func (s *server) place(doc *document, function string) (where shown, err error) {
	p := &doc.previews
	p.updating.Lock() // until the file is there: the next edit writes it after us
	defer p.updating.Unlock()
	s.mu.Lock()
	snap, can := doc.current, s.client
	if can.textDocumentContent {
		p.showContent(function)
	}
	s.mu.Unlock()
	r, err := render(snap, function)
	if err == nil {
		err = s.look(doc, snap)
	}
	switch {
	case err != nil:
		return shown{}, err
	case can.textDocumentContent:
		return shown{URI: previewAddress(snap.uri, function)}, nil
	}
	path, err := writeBeside(snap, previewName(snap, function), r.text)
	if err != nil {
		return shown{}, err
	}
	s.mu.Lock()
	p.showFile(function, path)
	s.mu.Unlock()
	return shown{URI: uri.File(path), Path: path}, nil
}

func (s *server) showDocument(u uri.URI) {
	var result protocol.ShowDocumentResult
	params := &protocol.ShowDocumentParams{URI: u, TakeFocus: ptr(true)}
	err := s.callClient(s.ctx, protocol.MethodWindowShowDocument, params, &result)
	if err != nil && s.ctx.Err() == nil || err == nil && !result.Success {
		s.log.Info("the client did not show the preview", "uri", u, "error", err)
	}
}

// previewAddress is the address of a preview as a virtual document:
// portalis-rust:/dir/name.rs?source=URI&function=NAME.
func previewAddress(source uri.URI, function string) uri.URI {
	query := url.Values{"source": {string(source)}}
	name := strings.TrimSuffix(source.Path(), ".py")
	if function != "" {
		query.Set("function", function)
		name += "." + function
	}
	if !strings.HasPrefix(name, "/") {
		name = "/" + name
	}
	u, err := uri.From(uri.Components{Scheme: previewScheme, Path: name + ".rs", Query: query.Encode()})
	if err != nil {
		return uri.URI(previewScheme + ":" + "?" + query.Encode())
	}
	return u
}

// previewSource reads such an address.
func previewSource(u uri.URI) (source uri.URI, function string, err error) {
	if u.Scheme() != previewScheme {
		return "", "", fmt.Errorf("%s is not the address of a preview", u)
	}
	query, err := url.ParseQuery(u.Query())
	if err != nil {
		return "", "", fmt.Errorf("%s: %w", u, err)
	}
	source, err = uri.Parse(query.Get("source"))
	return source, query.Get("function"), err
}

func (p *previews) showContent(function string) {
	if p.content == nil {
		p.content = map[string]bool{}
	}
	p.content[function] = true
}

func (p *previews) showFile(function, path string) {
	if p.files == nil {
		p.files = map[string]string{}
	}
	p.files[function] = path
}

// previewName is the name of the file of a preview.
func previewName(snap *snapshot, function string) string {
	name := strings.TrimSuffix(filepath.Base(snap.path), ".py")
	if function != "" {
		name += "." + function
	}
	return name + ".rs"
}

// writeBeside writes what is to be shown of a document to a file in the cache, in a
// folder that is the document's own.
func writeBeside(snap *snapshot, name, content string) (string, error) {
	dir, err := cache.Dir()
	if err != nil {
		return "", fmt.Errorf("no place for the preview: %w", err)
	}
	sum := sha256.Sum256([]byte(snap.uri))
	path := filepath.Join(dir, "previews", hex.EncodeToString(sum[:6]), name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", fmt.Errorf("no place for the preview: %w", err)
	}
	if err := replaceFile(path, content); err != nil {
		return "", fmt.Errorf("writing the preview: %w", err)
	}
	return path, nil
}

// replaceFile writes a file such that whoever reads it meanwhile sees the old
// content or the new.
func replaceFile(path, content string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(content)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// updatePreviews has the previews of a document follow its new snapshot, or the
// verdicts on the one it has.
func (s *server) updatePreviews(doc *document, snap *snapshot) {
	p := &doc.previews
	s.mu.Lock()
	nobody := !p.requested && len(p.content) == 0 && len(p.files) == 0
	s.mu.Unlock()
	if nobody {
		return
	}
	module, err := render(snap, "")
	p.updating.Lock()
	defer p.updating.Unlock()
	if err != nil || !s.isCurrent(doc, snap) {
		return
	}
	verdicts := s.allVerdicts(doc, snap)
	s.mu.Lock()
	same := p.last == module.text
	told := p.verdicts == verdicts && same
	requested := p.requested
	p.followed, p.last, p.verdicts = true, module.text, verdicts
	content, files := slices.Collect(maps.Keys(p.content)), slices.Collect(maps.Keys(p.files))
	s.mu.Unlock()
	if requested && !told {
		s.notify(methodPreviewChanged, map[string]string{"uri": string(snap.uri)})
	}
	if same {
		return
	}
	for _, function := range content {
		s.goBackground(func() { s.refreshContent(previewAddress(snap.uri, function)) })
	}
	for _, function := range files {
		s.updateFile(snap, function)
	}
}

// refreshContent has the client read a virtual document again.
func (s *server) refreshContent(address uri.URI) {
	params := &protocol.TextDocumentContentRefreshParams{URI: address}
	err := s.callClient(s.ctx, protocol.MethodWorkspaceTextDocumentContentRefresh, params, nil)
	if err != nil && s.ctx.Err() == nil {
		s.log.Info("the client did not refresh a preview", "error", err)
	}
}

// updateFile writes the file of a preview anew.
func (s *server) updateFile(snap *snapshot, function string) {
	r, err := render(snap, function)
	if err != nil {
		r.text = "// The Python has no function " + function + " any more.\n"
	}
	if _, err := writeBeside(snap, previewName(snap, function), r.text); err != nil {
		s.log.Warn("cannot update a preview", "error", err)
	}
}
