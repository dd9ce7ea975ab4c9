package lsp

import (
	"context"
	"fmt"
	"slices"
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
		if d, at := snap.functionNamedAt(offset); d != nil {
			place = at
			parts = append(parts, describe(d))
			if v, ok := s.verdictOf(doc, snap, d); ok {
				parts = append(parts, v.markdown())
			}
		} else if same, at := snap.variableAt(offset); len(same) > 0 {
			place = at
			parts = append(parts, describeVariable(same))
		}
		parts = append(parts, notesAt(snap, offset)...)
		for _, f := range s.shown(doc, snap) {
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

// functionNamedAt returns the def whose name stands at offset, where it is
// defined or where it is used.
func (s *snapshot) functionNamedAt(offset int) (translate.Definition, syntax.Range) {
	for _, d := range s.module().Definitions() {
		if d.NameRange().Contains(offset) {
			return d, d.NameRange()
		}
	}
	if name := nameAt(s.analysis().Module, offset); name != nil && s.analysis().Info.VarOf(name) == nil {
		if d := s.function(name.ID); d != nil {
			return d, name.Range
		}
	}
	return nil, syntax.Range{}
}

// variableAt returns the variable whose name stands at offset: several when it is
// in a function that became several.
func (s *snapshot) variableAt(offset int) ([]*types.Var, syntax.Range) {
	info := s.analysis().Info
	var same []*types.Var
	var place syntax.Range
	for _, f := range info.Funcs {
		for _, p := range f.Params[:len(f.Params)-len(f.Captures)] {
			if p.Param != nil && p.Param.NameRange.Contains(offset) {
				same, place = append(same, p), p.Param.NameRange
			}
		}
	}
	if len(same) > 0 {
		return same, place
	}
	// Each of several functions has nodes of its own.
	trees := []syntax.Node{s.analysis().Module}
	for _, f := range info.Funcs {
		if f.Instance > 0 && f.Def.Contains(offset) {
			trees = append(trees, f.Def)
		}
	}
	for _, tree := range trees {
		if name := nameAt(tree, offset); name != nil && info.VarOf(name) != nil {
			same, place = append(same, info.VarOf(name)), name.Range
		}
	}
	return same, place
}

// nameAt returns the name that stands at offset in a tree, or nil.
func nameAt(tree syntax.Node, offset int) *syntax.Name {
	var found *syntax.Name
	syntax.Inspect(tree, func(n syntax.Node) bool {
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

// describe says what became of a def: the Rust signatures, what is refused, what
// a call does, and why the Rust is as it is.
func describe(d translate.Definition) string {
	var b strings.Builder
	if rust := d.Translated(); len(rust) > 0 {
		b.WriteString("```rust\n")
		for _, f := range rust {
			b.WriteString(f.Signature + "\n")
		}
		b.WriteString("```\n\n")
	}
	if !d.Complete() {
		var refused []string
		for _, f := range d {
			if !f.Translated() {
				refused = append(refused, "`"+f.Title()+"`")
			}
		}
		fmt.Fprintf(&b, "%s stays Python:\n\n", strings.Join(refused, ", "))
		for _, reason := range d.Refused() {
			fmt.Fprintf(&b, "- %s %s\n", codeLink(reason.Code), reason.Message)
		}
		b.WriteString("\n")
	}
	b.WriteString(describeCalls(d))
	for _, note := range notesOf(d, func(translate.Note) bool { return true }) {
		fmt.Fprintf(&b, "- %s\n", note)
	}
	return strings.TrimRight(b.String(), "\n")
}

// describeCalls says what a call does besides returning a value: once if it does
// not depend on the types of the arguments.
func describeCalls(d translate.Definition) string {
	var texts []string
	for _, f := range d {
		if f.Effects != nil {
			texts = append(texts, describeEffects(f))
		}
	}
	if len(slices.Compact(slices.Clone(texts))) < 2 {
		return strings.Join(texts[:min(1, len(texts))], "")
	}
	var b strings.Builder
	for i, f := range slices.DeleteFunc(slices.Clone(d), func(f *translate.Function) bool { return f.Effects == nil }) {
		fmt.Fprintf(&b, "`%s`: %s", f.Title(), texts[i])
	}
	return b.String()
}

// notesOf has the texts of some of the notes on a def, once each.
func notesOf(d translate.Definition, wanted func(translate.Note) bool) []string {
	var texts []string
	for _, f := range d {
		for _, note := range f.Notes {
			if wanted(note) && !slices.Contains(texts, note.Text) {
				texts = append(texts, note.Text)
			}
		}
	}
	return texts
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

func describeVariable(same []*types.Var) string {
	var lines []string
	for _, v := range same {
		if line := v.Name + ": " + v.Type.String(); !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return "```python\n" + strings.Join(lines, "\n") + "\n```"
}

// notesAt returns what translation noted about this place: why a parameter is
// &mut, why a value is cloned.
func notesAt(snap *snapshot, offset int) []string {
	var notes []string
	for _, d := range snap.module().Definitions() {
		if !d.NameRange().Contains(offset) { // there they are in its description
			notes = append(notes, notesOf(d, func(n translate.Note) bool { return n.Python.Contains(offset) })...)
		}
	}
	return notes
}

func describeFinding(f compat.Shown) string {
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
