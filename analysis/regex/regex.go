// Package regex reads Python's regular expressions: whether CPython 3.11 takes a
// pattern, and what groups it has. What a pattern matches is for portalis-rt.
package regex

import "fmt"

// Flags are numbered as Python numbers them.
type Flags int

// The flags.
const (
	IgnoreCase Flags = 2
	locale     Flags = 4
	Multiline  Flags = 8
	DotAll     Flags = 16
	Unicode    Flags = 32
	Verbose    Flags = 64
	ASCII      Flags = 256

	// Known are the flags that are translated.
	Known = IgnoreCase | Multiline | DotAll | Unicode | Verbose | ASCII

	kinds = ASCII | locale | Unicode // of these a pattern has one
)

// A Shape is what a pattern says about the matches it gives.
type Shape struct {
	Groups []Group // from group 1 on
}

// A Group is one capturing group.
type Group struct {
	Name   string // "" when it has none
	Always bool   // whether it is part of every match, so that its text is never None
}

// Index is the number of the group called name, or 0.
func (s *Shape) Index(name string) int {
	for i, g := range s.Groups {
		if g.Name == name && name != "" {
			return i + 1
		}
	}
	return 0
}

// AllAlways reports whether every group is part of every match.
func (s *Shape) AllAlways() bool {
	for _, g := range s.Groups {
		if !g.Always {
			return false
		}
	}
	return true
}

// NamedAlways reports whether every group that has a name is part of every match.
func (s *Shape) NamedAlways() bool {
	for _, g := range s.Groups {
		if g.Name != "" && !g.Always {
			return false
		}
	}
	return true
}

// An Error says what is wrong with a pattern. Python raises an exception for it,
// unless Unsupported is set.
type Error struct {
	Message     string
	Position    int // in characters; -1 when there is none
	Unsupported bool
}

func (e *Error) Error() string {
	if e.Position < 0 {
		return e.Message
	}
	return fmt.Sprintf("%s at position %d", e.Message, e.Position)
}

// Parse reads a pattern.
func Parse(pattern string, flags Flags) (shape *Shape, err error) {
	p := &parser{scanner: scanner{chars: []rune(pattern)}, flags: flags, groups: []group{{}}}
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *Error:
			shape, err = nil, e
		default:
			panic(e)
		}
	}()
	p.advance()
	whole := p.alternatives(flags&Verbose != 0, 0)
	if p.flags&locale != 0 || p.flags&ASCII != 0 && p.flags&Unicode != 0 {
		p.failAt(-1, "ASCII and UNICODE flags are incompatible")
	}
	if p.next != nil {
		p.fail(0, "unbalanced parenthesis")
	}
	for _, r := range p.later {
		if r.group >= len(p.groups) {
			p.failAt(r.at, "invalid group reference %d", r.group)
		}
	}
	if p.uneven {
		p.failAt(-1, "look-behind requires fixed-width pattern")
	}
	shape = &Shape{}
	for i, g := range p.groups[1:] {
		shape.Groups = append(shape.Groups, Group{Name: g.name, Always: whole.always[i+1]})
	}
	return shape, nil
}
