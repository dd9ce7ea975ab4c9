package lower

import (
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/portalis-dev/portalis/translate/ir"
)

// keywords are the words that no Rust identifier may be (edition 2024). Those
// that even r# cannot free are mapped to themselves with a "_" at the end.
var keywords = map[string]string{
	"as": "r#as", "break": "r#break", "const": "r#const", "continue": "r#continue", "else": "r#else",
	"enum": "r#enum", "extern": "r#extern", "false": "r#false", "fn": "r#fn", "for": "r#for", "if": "r#if",
	"impl": "r#impl", "in": "r#in", "let": "r#let", "loop": "r#loop", "match": "r#match", "mod": "r#mod",
	"move": "r#move", "mut": "r#mut", "pub": "r#pub", "ref": "r#ref", "return": "r#return",
	"static": "r#static", "struct": "r#struct", "trait": "r#trait", "true": "r#true", "type": "r#type",
	"unsafe": "r#unsafe", "use": "r#use", "where": "r#where", "while": "r#while", "async": "r#async",
	"await": "r#await", "dyn": "r#dyn", "abstract": "r#abstract", "become": "r#become", "box": "r#box",
	"do": "r#do", "final": "r#final", "gen": "r#gen", "macro": "r#macro", "override": "r#override",
	"priv": "r#priv", "try": "r#try", "typeof": "r#typeof", "unsized": "r#unsized",
	"virtual": "r#virtual", "yield": "r#yield",
	"self": "self_", "Self": "self_", "super": "super_", "crate": "crate_",
}

// snake turns a Python name into a Rust identifier in snake case.
func snake(name string) string {
	text := strings.ToLower(separated(name))
	if strings.Trim(text, "_") == "" {
		text = "underscore" + strings.Repeat("_", max(len(name)-1, 0))
	}
	if free, ok := keywords[text]; ok {
		return free
	}
	return text
}

// screaming turns a Python name into the name of a Rust constant.
func screaming(name string) string {
	text := strings.ToUpper(separated(name))
	if strings.Trim(text, "_") == "" {
		text = "UNDERSCORE"
	}
	return text
}

// separated puts underscores between the words of a camel case name, and spells
// letters outside ASCII, about which rustc warns, as their code points.
func separated(name string) string {
	var out strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if r > unicode.MaxASCII {
			fmt.Fprintf(&out, "u%x", r)
			continue
		}
		upper := unicode.IsUpper(r)
		afterLower := i > 0 && (unicode.IsLower(runes[i-1]) || unicode.IsDigit(runes[i-1]))
		beforeLower := i > 0 && i+1 < len(runes) && unicode.IsUpper(runes[i-1]) && unicode.IsLower(runes[i+1])
		if upper && (afterLower || beforeLower) {
			out.WriteByte('_')
		}
		out.WriteRune(r)
	}
	text := out.String()
	for strings.Contains(strings.Trim(text, "_"), "__") { // rustc wants single ones inside
		trimmed := strings.Trim(text, "_")
		text = strings.Replace(text, trimmed, strings.ReplaceAll(trimmed, "__", "_"), 1)
	}
	return text
}

// moduleName is the name of the Rust module made of a file.
func moduleName(path string) string {
	base := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	name := strings.Map(func(r rune) rune {
		if r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, base)
	name = strings.TrimPrefix(snake(name), "r#")
	if name == "" || unicode.IsDigit(rune(name[0])) {
		name = "module_" + name
	}
	return name
}

// names are identifiers in use.
type names map[string]bool

// pick returns name, or name with a number when it is taken, and takes it.
func (n names) pick(name string) string {
	out := name
	for i := 2; n[out]; i++ {
		out = fmt.Sprintf("%s_%d", strings.TrimPrefix(name, "r#"), i)
	}
	n[out] = true
	return out
}

// nameVars gives every variable its Rust name. Parts of one Python variable
// share its name, since binding made sure that they do not meet.
func (f *function) nameVars(body []ir.Stmt) {
	namer := &namer{module: f.m.names, taken: names{}, given: map[string]string{}, temps: f.temps, read: readVars(body)}
	for _, p := range f.out.Params {
		namer.name(p)
	}
	inspectVars(body, func(v *ir.Var) {
		if !f.temps[v] { // Python's names come first
			namer.name(v)
		}
	})
	inspectVars(body, namer.name)
	namer.unhide(f.out.Params, body)
}

type namer struct {
	module map[string]string // Rust name to Python name of the module's functions
	taken  names
	given  map[string]string // Python name to Rust name
	temps  map[*ir.Var]bool
	read   map[*ir.Var]bool
}

func (n *namer) name(v *ir.Var) {
	if v.RustName != "" {
		return
	}
	name, ok := n.given[v.Name]
	if !ok || n.temps[v] {
		name = n.choose(v)
	}
	v.RustName = name
	switch {
	case n.read[v]:
	case strings.Trim(v.Name, "_") == "":
		v.RustName = "_"
	case !strings.HasPrefix(name, "_"):
		v.RustName = "_" + strings.TrimPrefix(name, "r#")
	}
}

// choose picks a name that is free and hides no function but the one that the
// variable hides in Python too.
func (n *namer) choose(v *ir.Var) string {
	for {
		name := n.taken.pick(snake(v.Name))
		if owner, clash := n.module[name]; clash && (owner != v.Name || n.temps[v]) {
			continue
		}
		if !n.temps[v] {
			n.given[v.Name] = name
		}
		return name
	}
}
