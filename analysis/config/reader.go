package config

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/portalis-dev/portalis/analysis/compat"
)

// A reader walks over a file's keys and values with their places.
type reader struct {
	path     string
	src      []byte
	own      bool // whether the file is ours, and the settings stand at its top
	spoken   bool // whether [tool.portalis] is there
	toml     unstable.Parser
	config   Config
	families []setting // of the table severity, which single codes go before
	problems []Problem
}

// A setting is a code or family with its level.
type setting struct {
	key   string
	level compat.Level
}

// The settings, by the key they have below [tool.portalis].
var settings = map[string]func(*reader, *unstable.Node, *unstable.Node){
	"exclude":  func(r *reader, _, value *unstable.Node) { r.config.Exclude = r.texts(value) },
	"src":      func(r *reader, _, value *unstable.Node) { r.config.Src = r.texts(value) },
	"int":      (*reader).ints,
	"severity": (*reader).severities,
}

func (r *reader) read() {
	var whole map[string]any
	if err := toml.Unmarshal(r.src, &whole); err != nil {
		r.unreadable(err)
		return
	}
	r.toml.Reset(r.src)
	var table []*unstable.Node
	for r.toml.NextExpression() {
		e := r.toml.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = r.copyKeys(e)
			r.header(table)
		case unstable.KeyValue:
			r.entry(append(slices.Clip(table), r.copyKeys(e)...), e.Value())
		}
	}
	slices.SortStableFunc(r.families, func(a, b setting) int { return strings.Count(b.key, "x") - strings.Count(a.key, "x") })
	for _, s := range r.families {
		if r.config.Severity == nil {
			r.config.Severity = compat.Levels{}
		}
		for _, code := range codesOf(s.key) {
			r.config.Severity[code] = s.level
		}
	}
}

// copyKeys takes the keys out of an expression, whose memory the parser uses again.
func (r *reader) copyKeys(e *unstable.Node) []*unstable.Node {
	var keys []*unstable.Node
	for it := e.Key(); it.Next(); {
		k := *it.Node()
		k.Data = slices.Clone(k.Data)
		keys = append(keys, &k)
	}
	return keys
}

// ours is the part of a path of keys that lies below our table.
func (r *reader) ours(keys []*unstable.Node) ([]*unstable.Node, bool) {
	if r.own {
		return keys, true
	}
	if len(keys) < 2 || string(keys[0].Data) != "tool" || string(keys[1].Data) != "portalis" {
		return nil, false
	}
	r.spoken = true
	return keys[2:], true
}

// header looks at the head of a table, which may be all there is of it.
func (r *reader) header(keys []*unstable.Node) {
	if rest, ok := r.ours(keys); ok && len(rest) > 0 && settings[string(rest[0].Data)] == nil {
		r.unknown(rest[0])
	}
}

func (r *reader) entry(keys []*unstable.Node, value *unstable.Node) {
	if !r.own && len(keys) == 2 && string(keys[0].Data) == "project" && string(keys[1].Data) == "requires-python" {
		r.config.Python = oldestPython(string(value.Data))
		return
	}
	rest, ok := r.ours(keys)
	switch {
	case !ok:
	case len(rest) == 0: // portalis = {…}
		r.inline(nil, value, keys[len(keys)-1])
	default:
		r.set(rest, value)
	}
}

// set takes one value into use, or each of an inline table.
func (r *reader) set(keys []*unstable.Node, value *unstable.Node) {
	name := string(keys[0].Data)
	take := settings[name]
	switch {
	case take == nil:
		r.unknown(keys[0])
	case name == "severity" && len(keys) == 1:
		r.inline(keys, value, keys[0])
	case name == "severity" && len(keys) == 2:
		take(r, keys[1], value)
	case len(keys) == 1:
		take(r, keys[0], value)
	default:
		r.problem(keys[1], "%s is no table", name)
	}
}

// inline reads the members of a table in braces.
func (r *reader) inline(keys []*unstable.Node, value, at *unstable.Node) {
	if value.Kind != unstable.InlineTable {
		r.problem(at, "%s wants a table", at.Data)
		return
	}
	for it := value.Children(); it.Next(); {
		member := it.Node()
		r.set(append(slices.Clip(keys), r.copyKeys(member)...), member.Value())
	}
}

// ints reads which integers Rust computes with.
func (r *reader) ints(at, value *unstable.Node) {
	switch text := string(value.Data); {
	case value.Kind == unstable.String && text == "big":
		r.config.BigInts = true
	case value.Kind == unstable.String && text == "checked":
		r.config.BigInts = false
	default:
		r.problem(at, `int must be "checked" or "big"`)
	}
}

func (r *reader) unknown(key *unstable.Node) {
	r.problem(key, "there is no setting %q; there are %s", key.Data, strings.Join(slices.Sorted(maps.Keys(settings)), ", "))
}

const levels = `"off", "hint", "information", "warning" or "error"`

// severities reads one line of the table severity.
func (r *reader) severities(key, value *unstable.Node) {
	name := strings.ToUpper(string(key.Data))
	name = strings.Replace(name, "XX", "xx", 1)
	if len(codesOf(name)) == 0 {
		r.problem(key, "there is no code %q; codes look like PT503, families like PT5xx", key.Data)
		return
	}
	level, ok := compat.ParseLevel(string(value.Data))
	if value.Kind != unstable.String || !ok {
		r.problem(key, "the severity of %s must be %s", key.Data, levels)
		return
	}
	r.families = append(r.families, setting{name, level})
}

// texts reads a list of strings.
func (r *reader) texts(value *unstable.Node) []string {
	list := []string{}
	if value.Kind != unstable.Array {
		r.problem(value, "this must be a list of strings")
		return nil
	}
	for it := value.Children(); it.Next(); {
		switch node := it.Node(); node.Kind {
		case unstable.String:
			list = append(list, string(node.Data))
		case unstable.Comment:
		default:
			r.problem(node, "this must be a string")
		}
	}
	return list
}

func (r *reader) problem(at *unstable.Node, format string, args ...any) {
	where := r.toml.Shape(at.Raw).Start
	r.problems = append(r.problems, Problem{r.path, where.Line, where.Column, fmt.Sprintf(format, args...)})
}

// unreadable notes that the file is no TOML.
func (r *reader) unreadable(err error) {
	p := Problem{Path: r.path, Line: 1, Column: 1, Message: "this is no valid TOML: " + strings.TrimPrefix(err.Error(), "toml: ")}
	var at *toml.DecodeError
	if errors.As(err, &at) {
		p.Line, p.Column = at.Position()
	}
	r.problems = append(r.problems, p)
}
