package lsp

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"sync"

	"go.lsp.dev/protocol"

	"github.com/portalis-dev/portalis/analysis/compat"
)

// reports knows what the client was last told of a document's diagnostics. Its
// mutex is held from asking whether a list is still wanted until it is in the
// outbox, so that an older list cannot overtake a newer one.
type reports struct {
	mu     sync.Mutex
	hash   string
	closed bool
}

// findings returns all that there is to say about a snapshot: what analysis and
// translation found, and where parity found a difference.
func (s *server) findings(doc *document, snap *snapshot) []compat.Finding {
	all := snap.draft().Findings()
	for _, v := range s.verdictsOf(doc, snap) {
		all = append(all, v.findings()...)
	}
	return compat.Sort(all)
}

// shown returns what of the findings the comments of a snapshot and its project let
// be shown, and what is wrong in those comments.
func (s *server) shown(doc *document, snap *snapshot) []compat.Shown {
	settings, excluded := s.configOf(snap)
	if excluded {
		return nil
	}
	analysed := snap.analysis()
	return compat.NewReport(analysed.Module, analysed.Lines, s.findings(doc, snap), settings.Severity).Shown
}

// rustOf is where the Rust is that a comparison found at fault, for clients that can
// open it.
func (s *server) rustOf(snap *snapshot, f compat.Shown) []protocol.DiagnosticRelatedInformation {
	can := s.can()
	d := snap.functionAt(f.Range.Start)
	if d == nil || !can.relatedInformation || !can.textDocumentContent && !can.showRust {
		return nil
	}
	r, err := render(snap, d.Name())
	if err != nil {
		return nil
	}
	head, _, _ := strings.Cut(r.text, "fn ")
	line := uint32(strings.Count(head, "\n"))
	at := protocol.Range{Start: protocol.Position{Line: line}, End: protocol.Position{Line: line + 1}}
	return []protocol.DiagnosticRelatedInformation{{
		Location: protocol.Location{URI: previewAddress(snap.uri, d.Name()), Range: at},
		Message:  "the Rust of " + d.Name(),
	}}
}

// diagnostics returns the findings in the protocol's terms, and a hash of them.
func (s *server) diagnostics(doc *document, snap *snapshot) ([]protocol.Diagnostic, string) {
	c := s.converter(snap)
	list := []protocol.Diagnostic{}
	for _, f := range s.shown(doc, snap) {
		d := c.diagnostic(f)
		if f.Code == "PT701" || f.Code == "PT702" {
			d.RelatedInformation = append(d.RelatedInformation, s.rustOf(snap, f)...)
		}
		list = append(list, d)
	}
	encoded, err := protocol.Marshal(&protocol.PublishDiagnosticsParams{URI: snap.uri, Diagnostics: list})
	if err != nil {
		s.log.Error("cannot encode diagnostics", "error", err)
	}
	sum := sha256.Sum256(encoded)
	return list, hex.EncodeToString(sum[:8])
}

// publish sends the diagnostics of a snapshot, if it is still the current one,
// they are not what the client has already, and the client does not rather ask.
func (s *server) publish(doc *document, snap *snapshot) {
	if s.can().pull {
		return
	}
	// What there is to show is looked at under the lock, lest it be shown after a verdict
	// that came meanwhile.
	doc.reports.mu.Lock()
	defer doc.reports.mu.Unlock()
	list, hash := s.diagnostics(doc, snap)
	if doc.reports.closed || doc.reports.hash == hash || !s.isCurrent(doc, snap) {
		return
	}
	doc.reports.hash = hash
	s.notify(protocol.MethodTextDocumentPublishDiagnostics, &protocol.PublishDiagnosticsParams{
		URI: snap.uri, Version: protocol.NewOptional(snap.version), Diagnostics: list,
	})
}

// retract takes back the diagnostics of a closed document.
func (s *server) retract(doc *document) {
	doc.reports.mu.Lock()
	defer doc.reports.mu.Unlock()
	doc.reports.closed = true
	if s.can().pull {
		return
	}
	s.notify(protocol.MethodTextDocumentPublishDiagnostics, &protocol.PublishDiagnosticsParams{
		URI: doc.uri, Diagnostics: []protocol.Diagnostic{},
	})
}
