package lsp

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/lsp/text"
	"github.com/portalis-dev/portalis/translate"
)

const (
	// methodPreview is our request for the Rust of a document or a function.
	methodPreview = "portalis/preview"
	// methodPreviewChanged is our notification that it is another now.
	methodPreviewChanged = "portalis/previewChanged"
)

// previewParams are the parameters of portalis/preview (docs/lsp-extensions.md).
type previewParams struct {
	URI      string `json:"uri"`
	Function string `json:"function"`
	Version  *int32 `json:"version"`
}

// previewResult is the answer to it.
type previewResult struct {
	URI     string `json:"uri"`
	Version int32  `json:"version"`
	Text    string `json:"text"`
	Map     []link `json:"map"`
	Refused []link `json:"refused"` // the lines that say what stays Python
	Verdict string `json:"verdict,omitempty"`
}

// link ties a piece of Rust to the Python that it came from.
type link struct {
	Python protocol.Range `json:"python"`
	Rust   protocol.Range `json:"rust"`
}

// preview handles portalis/preview.
func (s *server) preview(_ context.Context, params *previewParams) (func(context.Context) (*previewResult, error), error) {
	u, err := uri.Parse(params.URI)
	if err != nil {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%v", err)
	}
	doc, _, err := s.find(u)
	if err != nil {
		return nil, err
	}
	given, function, version := params.URI, params.Function, params.Version
	s.mu.Lock()
	doc.previews.requested = true // now, so that no edit that follows goes untold
	s.mu.Unlock()
	return func(ctx context.Context) (*previewResult, error) {
		if version != nil {
			if err := s.waitForVersion(ctx, doc, *version); err != nil {
				return nil, err
			}
		}
		snap, err := s.newest(ctx, doc)
		if err != nil {
			return nil, err
		}
		p, err := render(snap, function)
		if err == nil {
			err = s.look(doc, snap)
		}
		if err != nil {
			return nil, err
		}
		return &previewResult{
			URI: given, Version: snap.version, Text: p.text, Map: s.links(snap, p.text, p.links),
			Refused: s.links(snap, p.text, p.refused), Verdict: s.previewVerdict(doc, snap, function),
		}, nil
	}, nil
}

// waitForVersion waits until the client has sent the given version of a document
// or a later one.
func (s *server) waitForVersion(ctx context.Context, doc *document, version int32) error {
	for {
		s.mu.Lock()
		snap, changed, open := doc.current, doc.changed, s.documents[doc.uri] == doc
		s.mu.Unlock()
		switch {
		case !open:
			return protocol.ErrContentModified
		case snap.version >= version:
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// rendered is the text of a preview.
type rendered struct {
	text    string
	links   []translate.Link // into text
	refused []translate.Link // from the lines of text that say what stays Python
}

// remark adds a line that says something about a piece of Python.
func (r *rendered) remark(about syntax.Range, line string) {
	start := len(r.text)
	r.text += line + "\n"
	r.refused = append(r.refused, translate.Link{Python: about, Rust: syntax.Range{Start: start, End: len(r.text) - 1}})
}

// render makes the preview of a function, or of the module when the name is "".
// Where there is no Rust it says why in comments.
func render(snap *snapshot, function string) (rendered, error) {
	m := snap.module()
	if function == "" {
		out := rendered{text: m.Rust, links: m.Map}
		out.leftOut(snap)
		return out, nil
	}
	d := snap.function(function)
	if d == nil {
		return rendered{}, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s has no function %s", snap.path, function)
	}
	var out rendered
	for _, f := range d.Translated() {
		if out.text != "" {
			out.text += "\n"
		}
		for _, l := range within(m.Map, f.Place) {
			l.Rust.Start += len(out.text)
			l.Rust.End += len(out.text)
			out.links = append(out.links, l)
		}
		out.text += f.Rust
	}
	if !d.Complete() {
		if out.text != "" {
			out.text += "\n"
		}
		out.because(snap, d)
	}
	return out, nil
}

// within returns the links that lie inside a piece of the Rust, counted from its
// start.
func within(links []translate.Link, place syntax.Range) []translate.Link {
	var inside []translate.Link
	for _, l := range links {
		if l.Rust.Start >= place.Start && l.Rust.End <= place.End {
			l.Rust.Start -= place.Start
			l.Rust.End -= place.Start
			inside = append(inside, l)
		}
	}
	return inside
}

// leftOut lists what is not in the Rust of a module.
func (r *rendered) leftOut(snap *snapshot) {
	for _, d := range snap.module().Definitions() {
		if !d.Complete() {
			r.text += "\n"
			r.because(snap, d)
		}
	}
	for _, finding := range snap.analysis().Findings {
		if finding.Severity == compat.Error && snap.functionAt(finding.Range.Start) == nil {
			r.text += "\n"
			r.reason(snap, finding)
		}
	}
}

// because says what of a def stays Python, and why.
func (r *rendered) because(snap *snapshot, d translate.Definition) {
	stays := d.Name()
	if len(d.Translated()) > 0 {
		stays = titles(slices.DeleteFunc(slices.Clone(d), (*translate.Function).Translated))
	}
	r.remark(d.NameRange(), fmt.Sprintf("// %s stays Python:", stays))
	for _, finding := range d.Refused() {
		r.reason(snap, finding)
	}
}

// titles lists functions: "largest(list[int]), largest(list[str])".
func titles(functions []*translate.Function) string {
	var all []string
	for _, f := range functions {
		all = append(all, f.Title())
	}
	return strings.Join(all, ", ")
}

func (r *rendered) reason(snap *snapshot, f compat.Finding) {
	line, _ := snap.analysis().Lines.Human(f.Range.Start)
	message := strings.ReplaceAll(f.Message, "\n", "\n//   ")
	r.remark(f.Range, fmt.Sprintf("//   line %d: %s %s", line, f.Code, message))
}

// links turns what ties a preview to the Python into the protocol's terms.
func (s *server) links(snap *snapshot, preview string, given []translate.Link) []link {
	c := s.converter(snap)
	rust := text.New([]byte(preview))
	at := func(offset int) protocol.Position { return toPosition(rust.Position(offset, c.enc)) }
	links := []link{}
	for _, l := range given {
		links = append(links, link{
			Python: c.span(l.Python),
			Rust:   protocol.Range{Start: at(l.Rust.Start), End: at(l.Rust.End)},
		})
	}
	return links
}
