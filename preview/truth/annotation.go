package truth

import (
	"slices"
	"strings"
)

// An annotation is a type as both sides write it.
type annotation struct {
	name string // "" of a union and of the parameters of a Callable
	args []annotation
}

// parse reads an annotation. What cannot be read becomes a name.
func parse(text string) annotation {
	p := &parser{rest: text}
	return p.union()
}

// Equal reports whether two annotations name the same type.
func Equal(a, b string) bool { return Normal(a) == Normal(b) }

func (a annotation) String() string {
	parts := make([]string, len(a.args))
	for i, arg := range a.args {
		parts[i] = arg.String()
	}
	switch {
	case a.name == "|":
		slices.Sort(parts)
		return strings.Join(slices.Compact(parts), " | ")
	case len(parts) == 0 && a.name != "()":
		return a.name
	case a.name == "()":
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return a.name + "[" + strings.Join(parts, ", ") + "]"
}

// arguments reads the types of the arguments of a call, as in "(int, str)".
func arguments(call string) []annotation {
	p := &parser{rest: call}
	if !p.take("(") {
		return nil
	}
	return p.list(")")
}

type parser struct{ rest string }

func (p *parser) take(token string) bool {
	p.rest = strings.TrimLeft(p.rest, " ")
	rest, ok := strings.CutPrefix(p.rest, token)
	if ok {
		p.rest = rest
	}
	return ok
}

func (p *parser) union() annotation {
	members := []annotation{p.single()}
	for p.take("|") {
		members = append(members, p.single())
	}
	if len(members) == 1 {
		return members[0]
	}
	return annotation{"|", members}
}

func (p *parser) single() annotation {
	if p.take("[") {
		return annotation{"()", p.list("]")}
	}
	if p.take("(") {
		if p.take(")") {
			return annotation{name: "()"}
		}
		inner := p.union()
		p.take(")")
		return inner
	}
	p.rest = strings.TrimLeft(p.rest, " ")
	end := strings.IndexAny(p.rest, "[]()|, ")
	if end < 0 {
		end = len(p.rest)
	}
	a := annotation{name: short(p.rest[:end])}
	p.rest = p.rest[end:]
	if p.take("[") {
		a.args = p.list("]")
	}
	if a.name == "Optional" && len(a.args) == 1 {
		return annotation{"|", []annotation{a.args[0], {name: "None"}}}
	}
	return a
}

func (p *parser) list(end string) []annotation {
	var all []annotation
	for !p.take(end) && p.rest != "" {
		before := p.rest
		all = append(all, p.union())
		p.take(",")
		if p.rest == before {
			break
		}
	}
	return all
}

// short is a name without its module.
func short(name string) string {
	if name == "..." {
		return name
	}
	return name[strings.LastIndexByte(name, '.')+1:]
}

// Normal spells an annotation in the one way that equal ones share.
func Normal(text string) string { return parse(text).String() }
