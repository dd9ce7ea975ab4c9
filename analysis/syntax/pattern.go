package syntax

// A Pattern is what a case clause compares its subject with.
type Pattern interface {
	Node
	pattern()
}

// Patterns, named as in Python's ast module.
type (
	// MatchValue compares with Value, a literal or a dotted name.
	MatchValue struct {
		Range
		Value Expr
	}
	// MatchSingleton asks whether the subject is Value: None, True or False.
	MatchSingleton struct {
		Range
		Value Expr
	}
	// MatchSequence is [Patterns…], with brackets, parentheses or neither; one of
	// Patterns may be a *MatchStar.
	MatchSequence struct {
		Range
		Patterns []Pattern
	}
	// MatchMapping is {Keys[i]: Patterns[i]…, **Rest}; Rest is "" when there is none.
	MatchMapping struct {
		Range
		Keys      []Expr
		Patterns  []Pattern
		Rest      string
		RestRange Range
	}
	// MatchClass is Class(Patterns…, Keywords…).
	MatchClass struct {
		Range
		Class    Expr
		Patterns []Pattern
		Keywords []*KeywordPattern
	}
	// KeywordPattern is Attr=Pattern in a class pattern.
	KeywordPattern struct {
		Range
		Attr      string
		AttrRange Range
		Pattern   Pattern
	}
	// MatchStar is *Name in a sequence; Name is "" for *_.
	MatchStar struct {
		Range
		Name      string
		NameRange Range
	}
	// MatchAs is Pattern as Name. Without a Pattern it is a name, which takes any
	// subject, and without a Name too it is the wildcard _.
	MatchAs struct {
		Range
		Pattern   Pattern
		Name      string
		NameRange Range
	}
	// MatchOr is Patterns[0] | Patterns[1]….
	MatchOr struct {
		Range
		Patterns []Pattern
	}
	// BadPattern stands where no pattern could be read.
	BadPattern struct{ Range }
)

func (*MatchValue) pattern()     {}
func (*MatchSingleton) pattern() {}
func (*MatchSequence) pattern()  {}
func (*MatchMapping) pattern()   {}
func (*MatchClass) pattern()     {}
func (*MatchStar) pattern()      {}
func (*MatchAs) pattern()        {}
func (*MatchOr) pattern()        {}
func (*BadPattern) pattern()     {}

// Irrefutable returns the part of p that takes every subject, or nil.
func Irrefutable(p Pattern) *MatchAs {
	switch p := p.(type) {
	case *MatchAs:
		if p.Pattern == nil {
			return p
		}
		return Irrefutable(p.Pattern)
	case *MatchOr:
		for _, alternative := range p.Patterns {
			if found := Irrefutable(alternative); found != nil {
				return found
			}
		}
	}
	return nil
}
