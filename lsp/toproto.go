package lsp

import (
	"fmt"
	"strings"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/lsp/text"
)

// compatibilityPage explains every code, under an anchor of its own.
const compatibilityPage = "https://github.com/portalis-dev/portalis/blob/main/docs/compatibility.md"

// converter turns what is known about a snapshot into the protocol's terms.
type converter struct {
	snap    *snapshot
	enc     text.Encoding
	related bool
}

func (s *server) converter(snap *snapshot) converter {
	can := s.can()
	return converter{snap, can.encoding, can.relatedInformation}
}

func (c converter) position(offset int) protocol.Position {
	return toPosition(c.snap.text.Position(offset, c.enc))
}

func (c converter) span(r syntax.Range) protocol.Range {
	return protocol.Range{Start: c.position(r.Start), End: c.position(r.End)}
}

func (c converter) offset(p protocol.Position) int {
	return c.snap.text.Offset(fromPosition(p), c.enc)
}

func toPosition(p text.Position) protocol.Position {
	return protocol.Position{Line: uint32(p.Line), Character: uint32(p.Character)}
}

func fromPosition(p protocol.Position) text.Position {
	return text.Position{Line: int(p.Line), Character: int(p.Character)}
}

func fromRange(r protocol.Range) text.Range {
	return text.Range{Start: fromPosition(r.Start), End: fromPosition(r.End)}
}

// diagnostic turns a finding into a diagnostic.
func (c converter) diagnostic(f compat.Shown) protocol.Diagnostic {
	d := protocol.Diagnostic{
		Range:    c.span(f.Range),
		Severity: severity(f.Level),
		Code:     protocol.String(f.Code),
		Source:   protocol.NewOptional("portalis"),
		Message:  protocol.String(f.Message),
	}
	if page, err := uri.Parse(compatibilityPage + "#" + anchor(f.Code)); err == nil {
		d.CodeDescription = protocol.CodeDescription{Href: page}
	}
	if c.related {
		for _, r := range f.Related {
			d.RelatedInformation = append(d.RelatedInformation, protocol.DiagnosticRelatedInformation{
				Location: protocol.Location{URI: c.snap.uri, Range: c.span(r.Range)},
				Message:  r.Message,
			})
		}
	}
	return d
}

// anchor is the name that the heading of a rule gets in the rendered catalogue:
// "PT101 Syntax error" becomes "pt101-syntax-error".
func anchor(code string) string {
	rule, ok := compat.Find(code)
	if !ok {
		return ""
	}
	var b strings.Builder
	for _, r := range strings.ToLower(code + " " + rule.Title) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || r == '_' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		}
	}
	return b.String()
}

func severity(l compat.Level) protocol.DiagnosticSeverity {
	switch l {
	case compat.LevelError:
		return protocol.DiagnosticSeverityError
	case compat.LevelWarning:
		return protocol.DiagnosticSeverityWarning
	case compat.LevelInformation:
		return protocol.DiagnosticSeverityInformation
	}
	return protocol.DiagnosticSeverityHint
}

// counted says "1 call" or "3 calls".
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
