package lsp

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/lsp/text"
)

// A marker says something of a place in a document.
type marker struct {
	kind string
	line int // from zero
	args []string
}

// markerKinds are the markers of a place. Those of what is counted by lines, and
// diagnostics, are in check.
var markerKinds = map[string]struct {
	args int
	run  func(*check, marker)
}{
	// diag("text", "PT501", "regexp"): a diagnostic at that text, with that code and message.
	"diag": {3, nil},
	// lens("regexp"): the lenses above the line, titles joined by " | ".
	"lens": {1, nil},
	// hint("regexp"): the hints in the line, labels joined by " | ".
	"hint": {1, nil},
	// hover("text", "regexp"): what hovering over the text shows, "" for nothing.
	"hover": {2, (*check).hover},
	// spans("text"): hovering over the start of the text speaks of all of it, and no more.
	"spans": {1, (*check).spans},
	// severity("text", "PT501", "warning"): how loud the diagnostic there is.
	"severity": {3, (*check).severity},
	// related("text", "PT501", "regexp"): its related information, "line: message".
	"related": {3, (*check).related},
	// page("text", "PT501", "regexp"): where its code is explained.
	"page": {3, (*check).page},
	// action("text", "regexp"): the actions there: a line for each with its title, command, or why it is disabled.
	"action": {2, (*check).action},
	// noaction("text", "regexp"): there is no such action.
	"noaction": {2, (*check).noAction},
	// only("text", "kind", "regexp"): the actions of a kind there, "[kind] title", joined by " | ".
	"only": {3, (*check).only},
	// fix("text", "title", "@section"): what the document is after that action.
	"fix": {3, (*check).fix},
	// accept("label", "@section"): what it is after the hint is accepted.
	"accept": {2, (*check).accept},
	// tooltip("label", "regexp"): what the hint says when it is pointed at.
	"tooltip": {2, (*check).tooltip},
	// linked("text", "rust"): the preview ties that text to that Rust.
	"linked": {2, (*check).linked},
	// runs("title", "regexp"): what the lens runs: its command and arguments.
	"runs": {2, (*check).runs},
}

// check compares one document with its markers.
type check struct {
	*markerRun
	u     uri.URI
	src   string
	lines []string
	list  []protocol.Diagnostic
}

func (r *markerRun) check(u uri.URI) {
	r.t.Helper()
	src := r.e.documents[u].text
	c := &check{r, u, src, strings.Split(src, "\n"), r.diagnostics(u)}
	markers := parseMarkers(r.t, src)
	c.diagnosticMarkers(markers)
	c.perLine("lens", r.e.lenses(u), markers)
	var hints []string
	for _, h := range r.e.hints(u) {
		place, label, _ := strings.Cut(h, " ")
		line, _, _ := strings.Cut(place, ":")
		hints = append(hints, line+" "+label)
	}
	c.perLine("hint", hints, markers)
	for _, k := range markers {
		if run := markerKinds[k.kind].run; run != nil {
			run(c, k)
		}
	}
}

// parseMarkers reads the markers of a source.
func parseMarkers(t *testing.T, src string) []marker {
	t.Helper()
	var all []marker
	last := 0
	for n, line := range strings.Split(src, "\n") {
		code, calls, ok := strings.Cut(line, "#@")
		if strings.TrimSpace(code) != "" {
			last = n
		}
		if !ok {
			continue
		}
		parsed, err := parseCalls(calls)
		if err != nil {
			t.Fatalf("line %d: %v", n+1, err)
		}
		for _, c := range parsed {
			if known, ok := markerKinds[c.name]; !ok || known.args != len(c.args) {
				t.Fatalf("line %d: there is no marker %s with %d arguments", n+1, c.name, len(c.args))
			}
			all = append(all, marker{c.name, last, c.args})
		}
	}
	return all
}

func (c *check) want(k marker, pattern, got string) {
	c.t.Helper()
	c.matches(pattern, got, fmt.Sprintf("line %d: %s", k.line+1, k.kind))
}

// at is the position of the text that a marker names first.
func (c *check) at(k marker) protocol.Position { return c.place(k, k.args[0]) }

func (c *check) place(k marker, what string) protocol.Position {
	c.t.Helper()
	line := c.lines[k.line]
	code, _, _ := strings.Cut(line, "#@")
	at := strings.Index(code, what)
	if at < 0 {
		c.t.Fatalf("line %d: there is no %q", k.line+1, what)
	}
	before := len(strings.Join(c.lines[:k.line], "\n"))
	if k.line > 0 {
		before++
	}
	return toPosition(text.New([]byte(c.src)).Position(before+at, c.e.enc))
}

func (c *check) diagnosticMarkers(markers []marker) {
	matched := make([]bool, len(c.list))
	for _, k := range markers {
		if k.kind != "diag" {
			continue
		}
		at := c.at(k)
		i := slices.IndexFunc(c.list, func(d protocol.Diagnostic) bool {
			return d.Range.Start == at && d.Code == protocol.String(k.args[1])
		})
		if i < 0 || matched[i] {
			c.t.Errorf("line %d: no diagnostic %s at %q", k.line+1, k.args[1], k.args[0])
			continue
		}
		matched[i] = true
		c.want(k, k.args[2], fmt.Sprint(c.list[i].Message))
	}
	for i, d := range c.list {
		if !matched[i] {
			c.t.Errorf("line %d: nobody expected %s at %d: %s", d.Range.Start.Line+1, d.Code, d.Range.Start.Character, d.Message)
		}
	}
}

// perLine compares what stands on each line, given as "line text", with the
// markers of a kind.
func (c *check) perLine(kind string, list []string, markers []marker) {
	byLine := map[int]string{}
	for _, item := range list {
		number, title, _ := strings.Cut(item, " ")
		n, _ := strconv.Atoi(number)
		if byLine[n] != "" {
			byLine[n] += " | "
		}
		byLine[n] += strings.TrimSpace(title)
	}
	for _, k := range markers {
		if k.kind == kind {
			c.want(k, k.args[0], byLine[k.line])
			delete(byLine, k.line)
		}
	}
	for n, text := range byLine {
		if slices.Contains(c.flags, map[string]string{"lens": "lenses", "hint": "hints"}[kind]) {
			c.t.Errorf("line %d: nobody expected the %s %q", n+1, kind, text)
		}
	}
}

func (c *check) hover(k marker) { c.want(k, k.args[1], c.e.hoverAt(c.u, c.at(k))) }

func (c *check) spans(k marker) {
	var hover *protocol.Hover
	c.e.call(protocol.MethodTextDocumentHover, map[string]any{"textDocument": map[string]any{"uri": c.u}, "position": c.at(k)}, &hover)
	want := protocol.Range{Start: c.at(k), End: c.at(k)}
	want.End.Character += uint32(text.New([]byte(k.args[0])).Position(len(k.args[0]), c.e.enc).Character)
	if hover == nil || hover.Range == nil || *hover.Range != want {
		c.t.Errorf("line %d: hovering speaks of %+v, want %v", k.line+1, hover, want)
	}
}

// finding is the diagnostic that a marker names by text and code.
func (c *check) finding(k marker) protocol.Diagnostic {
	c.t.Helper()
	at := c.at(k)
	for _, d := range c.list {
		if d.Range.Start == at && d.Code == protocol.String(k.args[1]) {
			return d
		}
	}
	c.t.Fatalf("line %d: no diagnostic %s at %q", k.line+1, k.args[1], k.args[0])
	panic("not reached")
}

func (c *check) severity(k marker) {
	names := []string{"", "error", "warning", "information", "hint"}
	if got := names[c.finding(k).Severity]; got != k.args[2] {
		c.t.Errorf("line %d: %s is shown as %s, want %s", k.line+1, k.args[1], got, k.args[2])
	}
}

func (c *check) related(k marker) {
	var all []string
	for _, r := range c.finding(k).RelatedInformation {
		all = append(all, fmt.Sprintf("%s:%d: %s", r.Location.URI, r.Location.Range.Start.Line+1, r.Message))
	}
	c.want(k, k.args[2], strings.Join(all, "\n"))
}

func (c *check) page(k marker) {
	c.want(k, k.args[2], c.finding(k).CodeDescription.Href.String())
}

// actionsFor asks for the actions at a place, with the diagnostics there, as
// editors do.
func (c *check) actionsFor(at protocol.Position, only ...string) []*protocol.CodeAction {
	c.t.Helper()
	found := []protocol.Diagnostic{}
	for _, d := range c.list {
		if comparePositions(d.Range.Start, at) <= 0 && comparePositions(at, d.Range.End) <= 0 {
			found = append(found, d)
		}
	}
	context := map[string]any{"diagnostics": found}
	if len(only) > 0 {
		context["only"] = only
	}
	return c.e.actionsWith(c.u, at, context)
}

func comparePositions(a, b protocol.Position) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Character, b.Character))
}

func (c *check) actionLines(k marker) string {
	var all []string
	for _, a := range c.actionsFor(c.at(k)) {
		all = append(all, strings.TrimSpace(a.Title+" "+a.Command.Command+a.Disabled.Reason))
	}
	return strings.Join(all, "\n")
}

func (c *check) action(k marker) { c.want(k, "(?m)"+k.args[1], c.actionLines(k)) }

func (c *check) noAction(k marker) {
	for line := range strings.Lines(c.actionLines(k)) {
		if strings.Contains(line, k.args[1]) {
			c.t.Errorf("line %d: there is the action %q", k.line+1, line)
		}
	}
}

func (c *check) only(k marker) {
	var all []string
	for _, a := range c.actionsFor(c.at(k), k.args[1]) {
		all = append(all, fmt.Sprintf("[%s] %s", *a.Kind, a.Title))
	}
	c.want(k, k.args[2], strings.Join(all, " | "))
}

func (c *check) fix(k marker) {
	for _, a := range c.actionsFor(c.at(k)) {
		if a.Title == k.args[1] {
			c.golden(k.args[2], applyEdits(c.src, c.e.resolvedEdits(a, c.u), c.e.enc))
			return
		}
	}
	c.t.Errorf("line %d: there is no action %q among\n%s", k.line+1, k.args[1], c.actionLines(k))
}

func (c *check) hintLabelled(k marker) (protocol.InlayHint, bool) {
	for _, h := range c.e.rawHints(c.u) {
		if int(h.Position.Line) == k.line && strings.Contains(fmt.Sprint(h.Label), k.args[0]) {
			return c.e.resolvedHint(h), true
		}
	}
	c.t.Errorf("line %d: there is no hint %q", k.line+1, k.args[0])
	return protocol.InlayHint{}, false
}

func (c *check) accept(k marker) {
	if h, ok := c.hintLabelled(k); ok {
		c.golden(k.args[1], applyEdits(c.src, h.TextEdits, c.e.enc))
	}
}

func (c *check) tooltip(k marker) {
	if h, ok := c.hintLabelled(k); ok {
		tooltip, _ := h.Tooltip.(*protocol.MarkupContent)
		if tooltip == nil {
			tooltip = &protocol.MarkupContent{}
		}
		c.want(k, k.args[1], tooltip.Value)
	}
}

func (c *check) linked(k marker) {
	var p previewResult
	c.e.call(methodPreview, map[string]any{"uri": c.u}, &p)
	rust, at := text.New([]byte(p.Text)), c.at(k)
	var all []string
	for _, l := range p.Map {
		if l.Python.Start == at {
			from, to := rust.Offset(fromPosition(l.Rust.Start), c.e.enc), rust.Offset(fromPosition(l.Rust.End), c.e.enc)
			all = append(all, p.Text[from:to])
		}
	}
	if !slices.Contains(all, k.args[1]) {
		c.t.Errorf("line %d: %q is linked to %q, want %q", k.line+1, k.args[0], all, k.args[1])
	}
}

func (c *check) runs(k marker) {
	for _, l := range c.e.rawLenses(c.u) {
		if int(l.Range.Start.Line) == k.line && strings.Contains(l.Command.Title, k.args[0]) {
			var args []string
			for _, a := range l.Command.Arguments {
				args = append(args, string(a))
			}
			c.want(k, k.args[1], l.Command.Command+" "+strings.Join(args, " "))
			return
		}
	}
	c.t.Errorf("line %d: there is no lens %q", k.line+1, k.args[0])
}

// applyEdits applies edits, which must not overlap, to a text.
func applyEdits(src string, edits []protocol.TextEdit, enc text.Encoding) string {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b protocol.TextEdit) int { return comparePositions(b.Range.Start, a.Range.Start) })
	t := text.New([]byte(src))
	for _, e := range edits {
		from, to := t.Offset(fromPosition(e.Range.Start), enc), t.Offset(fromPosition(e.Range.End), enc)
		src = src[:from] + e.NewText + src[to:]
	}
	return src
}
