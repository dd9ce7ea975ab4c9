package lsp

import (
	"context"
	"fmt"
	"strings"

	"go.lsp.dev/protocol"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate"
)

// hover handles textDocument/hover: of a function its Rust signature, effects,
// verdict and why it looks so; of anything else its type; of a finding its rule.
func (s *server) hover(_ context.Context, params *protocol.HoverParams) (func(context.Context) (any, error), error) {
	doc, snap, err := s.find(params.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	position := params.Position
	return func(ctx context.Context) (any, error) {
		if err := s.ready(ctx, doc, snap); err != nil {
			return nil, err
		}
		c := s.converter(snap)
		offset := c.offset(position)
		var parts []string
		var place syntax.Range
		if f, at := snap.functionNamedAt(offset); f != nil {
			place = at
			parts = append(parts, describe(f))
			if v, ok := s.verdictOf(doc, snap, f); ok {
				parts = append(parts, v.markdown())
			}
		} else if v, at := snap.variableAt(offset); v != nil {
			place = at
			parts = append(parts, describeVariable(v))
		}
		parts = append(parts, notesAt(snap, offset)...)
		for _, f := range s.findings(doc, snap) {
			if f.Range.Contains(offset) {
				parts = append(parts, describeFinding(f))
				if place == (syntax.Range{}) {
					place = f.Range
				}
			}
		}
		if len(parts) == 0 {
			return nil, nil
		}
		hover := &protocol.Hover{Contents: &protocol.MarkupContent{
			Kind: protocol.MarkupKindMarkdown, Value: strings.Join(parts, "\n\n---\n\n"),
		}}
		if place != (syntax.Range{}) {
			hover.Range = ptr(c.span(place))
		}
		return hover, nil
	}, nil
}

// functionNamedAt returns the function whose name stands at offset, where it is
// defined or where it is used.
func (s *snapshot) functionNamedAt(offset int) (*translate.Function, syntax.Range) {
	for _, f := range s.module().Functions {
		if f.NameRange.Contains(offset) {
			return f, f.NameRange
		}
	}
	if name := s.nameAt(offset); name != nil && s.analysis().Info.Vars[name] == nil {
		if f := s.function(name.ID); f != nil {
			return f, name.Range
		}
	}
	return nil, syntax.Range{}
}

// variableAt returns the variable whose name stands at offset.
func (s *snapshot) variableAt(offset int) (*types.Var, syntax.Range) {
	info := s.analysis().Info
	for _, f := range info.Funcs {
		for _, p := range f.Params[:len(f.Params)-len(f.Captures)] {
			if p.Param != nil && p.Param.NameRange.Contains(offset) {
				return p, p.Param.NameRange
			}
		}
	}
	if name := s.nameAt(offset); name != nil {
		return info.Vars[name], name.Range
	}
	return nil, syntax.Range{}
}

// nameAt returns the name that stands at offset, or nil.
func (s *snapshot) nameAt(offset int) *syntax.Name {
	var found *syntax.Name
	syntax.Inspect(s.analysis().Module, func(n syntax.Node) bool {
		if n == nil || !n.Span().Contains(offset) {
			return false
		}
		if name, ok := n.(*syntax.Name); ok {
			found = name
		}
		return true
	})
	return found
}

func describe(f *translate.Function) string {
	var b strings.Builder
	if f.Translated() {
		fmt.Fprintf(&b, "```rust\n%s\n```\n\n", f.Signature)
	} else {
		fmt.Fprintf(&b, "`%s` stays Python:\n\n", f.Name)
		for _, reason := range f.Refused {
			fmt.Fprintf(&b, "- %s %s\n", codeLink(reason.Code), reason.Message)
		}
		b.WriteString("\n")
	}
	if f.Effects != nil {
		b.WriteString(describeEffects(f))
	}
	for _, note := range f.Notes {
		fmt.Fprintf(&b, "- %s\n", note.Text)
	}
	return strings.TrimRight(b.String(), "\n")
}

// describeEffects says what a function does besides returning a value.
func describeEffects(f *translate.Function) string {
	e := f.Effects
	var does []string
	for i, changes := range e.Mutates {
		if changes && i < len(f.Params) {
			does = append(does, "changes `"+f.Params[i].Name+"`")
		}
	}
	if len(e.Raises) > 0 {
		does = append(does, "raises "+strings.Join(e.Raises, ", "))
	}
	if len(e.Faults) > 0 {
		does = append(does, "may stop with "+strings.Join(e.Faults, ", "))
	}
	does = append(does, otherEffects(e)...)
	if len(does) == 0 {
		return "No effects.\n\n"
	}
	return "Effects: " + strings.Join(does, "; ") + ".\n\n"
}

func otherEffects(e *effects.Effects) []string {
	var does []string
	for _, effect := range []struct {
		has  bool
		text string
	}{
		{e.Prints, "prints"},
		{e.IO, "does input or output"},
		{e.Random, "uses randomness"},
		{e.Time, "reads the clock"},
		{e.Environment, "reads the environment"},
		{e.Globals, "uses module state that changes"},
	} {
		if effect.has {
			does = append(does, effect.text)
		}
	}
	return append(does, e.Unresolved...)
}

func describeVariable(v *types.Var) string {
	return fmt.Sprintf("```python\n%s: %s\n```", v.Name, v.Type)
}

// notesAt returns what translation noted about this place: why a parameter is
// &mut, why a value is cloned.
func notesAt(snap *snapshot, offset int) []string {
	var notes []string
	for _, f := range snap.module().Functions {
		if f.NameRange.Contains(offset) {
			continue // they are in its description
		}
		for _, note := range f.Notes {
			if note.Python.Contains(offset) {
				notes = append(notes, note.Text)
			}
		}
	}
	return notes
}

func describeFinding(f compat.Finding) string {
	rule, _ := compat.Find(f.Code)
	text := fmt.Sprintf("**%s** %s\n\n%s", codeLink(f.Code), rule.Title, rule.Explanation)
	if rule.Fix != "" {
		text += "\n\n" + rule.Fix
	}
	return text
}

func codeLink(code string) string {
	return fmt.Sprintf("[%s](%s#%s)", code, compatibilityPage, anchor(code))
}

// markdown says a verdict at length.
func (v verdict) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Compared with Python: **%s**\n", v.title())
	for _, call := range v.Failures {
		fmt.Fprintf(&b, "\n- `%s`", v.Explain(call))
	}
	return b.String()
}
