package syntax

import (
	"fmt"
	"strings"
)

// check reports what a grammar cannot say: where a statement may stand, what
// may be assigned to, and how names are declared. The words are CPython's. Sections
// are checked by themselves, and once; only "global" outside of functions looks at
// names of the module in others. Body is that of all sections.
func check(text []byte, body []Stmt, sections []section) []Error {
	opening := newChecker(text)
	opening.futures(body)
	errors := opening.errors
	for i := range sections {
		s := &sections[i]
		if !s.checked {
			s.check(text, opening.scope.futures)
		}
		if s.global {
			return checkTogether(text, body)
		}
		errors = append(errors, s.misplaced...)
	}
	return errors
}

// checkTogether is check for sections that look at names of others.
func checkTogether(text []byte, body []Stmt) []Error {
	c := newChecker(text)
	c.futures(body)
	c.stmts(body)
	c.finish()
	return c.errors
}

// check checks one section. Futures are the imports from __future__ that stand where
// they must.
func (s *section) check(text []byte, futures map[*ImportFrom]bool) {
	c := newChecker(text)
	c.scope.futures = futures
	c.stmts(s.body)
	c.finish()
	s.misplaced, s.global = c.errors, len(c.scope.outside) > 0
	s.checked = !c.future
}

type checker struct {
	text      []byte
	errors    []Error
	scope     *scope
	loop      bool // inside a loop of this function
	star      bool // inside an except* block, and in no loop inside that
	future    bool // whether anything was imported from __future__
	nonlocals []nonlocal
}

func newChecker(text []byte) *checker { return &checker{text: text, scope: newScope(moduleScope, nil)} }

func (c *checker) errorf(rng Range, format string, args ...any) {
	c.errors = append(c.errors, Error{clip(rng, c.text), codeSyntax, fmt.Sprintf(format, args...)})
}

func (c *checker) stmts(list []Stmt) {
	for _, s := range list {
		c.stmt(s)
	}
}

func (c *checker) stmt(s Stmt) {
	switch s := s.(type) {
	case *ExprStmt:
		c.expr(s.Value)
	case *Assign:
		for _, t := range s.Targets {
			c.assignTo(t)
		}
		c.expr(s.Value)
	case *AugAssign:
		c.augmentTo(s.Target)
		c.expr(s.Value)
	case *AnnAssign:
		c.annotate(s)
	case *Return:
		c.returns(s)
	case *Delete:
		for _, t := range s.Targets {
			c.deleteFrom(t)
		}
	case *Raise:
		c.expr(s.Exc)
		c.expr(s.Cause)
	case *Assert:
		c.expr(s.Test)
		c.expr(s.Msg)
	case *Import:
		c.imports(s.Names)
	case *ImportFrom:
		c.importFrom(s)
	case *Global:
		c.global(s)
	case *Nonlocal:
		c.nonlocal(s)
	case *Break:
		c.jump(s.Range, "'break' outside loop")
	case *Continue:
		c.jump(s.Range, "'continue' not properly in loop")
	case *TypeAlias:
		c.bind(s.Name.ID, s.Name.Range)
		c.typeParams(s.TypeParams)
		c.typeExpr(s.Value, "a type alias")
	default:
		c.compound(s)
	}
}

func (c *checker) compound(s Stmt) {
	switch s := s.(type) {
	case *If:
		c.expr(s.Test)
		c.stmts(s.Body)
		c.stmts(s.Orelse)
	case *While:
		c.expr(s.Test)
		c.loopBody(s.Body)
		c.stmts(s.Orelse)
	case *For:
		if s.Async {
			c.needAsync(s.Range, "'async for'")
		}
		c.assignTo(s.Target)
		c.expr(s.Iter)
		c.loopBody(s.Body)
		c.stmts(s.Orelse)
	case *With:
		if s.Async {
			c.needAsync(s.Range, "'async with'")
		}
		for _, item := range s.Items {
			c.expr(item.Context)
			if item.Vars != nil {
				c.assignTo(item.Vars)
			}
		}
		c.stmts(s.Body)
	case *Try:
		c.try(s)
	case *Match:
		c.expr(s.Subject)
		c.cases(s)
	case *FunctionDef:
		c.function(s)
	case *ClassDef:
		c.class(s)
	}
}

func (c *checker) loopBody(body []Stmt) {
	loop, star := c.loop, c.star
	c.loop, c.star = true, false
	c.stmts(body)
	c.loop, c.star = loop, star
}

func (c *checker) jump(rng Range, message string) {
	switch {
	case !c.loop:
		c.errorf(rng, "%s", message)
	case c.star:
		c.errorf(rng, "'break', 'continue' and 'return' cannot appear in an except* block")
	}
}

func (c *checker) returns(s *Return) {
	switch {
	case c.scope.kind != functionScope:
		c.errorf(s.Range, "'return' outside function")
	case c.star:
		c.errorf(s.Range, "'break', 'continue' and 'return' cannot appear in an except* block")
	case s.Value != nil:
		c.scope.returned = append(c.scope.returned, s.Range)
	}
	c.expr(s.Value)
}

func (c *checker) try(s *Try) {
	c.stmts(s.Body)
	for i, h := range s.Handlers {
		if h.Type == nil {
			switch {
			case s.Star:
				c.errorf(h.Range, "expected one or more exception types")
			case i < len(s.Handlers)-1:
				c.errorf(h.Range, "default 'except:' must be last")
			}
		}
		c.expr(h.Type)
		if h.Name != "" {
			c.bind(h.Name, h.NameRange)
		}
		star := c.star
		c.star = c.star || s.Star
		c.stmts(h.Body)
		c.star = star
	}
	c.stmts(s.Orelse)
	c.stmts(s.Finalbody)
}

func (c *checker) function(s *FunctionDef) {
	c.exprs(s.Decorators)
	c.typeParams(s.TypeParams)
	c.defaults(s.Params)
	c.expr(s.Returns)
	c.bind(s.Name, s.NameRange)
	c.inside(functionScope, func() {
		c.scope.async = s.Async
		c.params(s.Params)
		c.stmts(s.Body)
		c.generator(s.Async)
	})
}

// generator checks what depends on whether the function yields.
func (c *checker) generator(async bool) {
	if !async || !c.scope.yields {
		return
	}
	for _, r := range c.scope.returned {
		c.errorf(r, "'return' with value in async generator")
	}
}

func (c *checker) defaults(p *Params) {
	for _, param := range p.List {
		if s, ok := param.Annotation.(*Starred); ok && param.Kind == VarPositional {
			c.expr(s.Value)
		} else {
			c.expr(param.Annotation)
		}
		c.expr(param.Default)
	}
}

func (c *checker) params(p *Params) {
	for _, param := range p.List {
		c.bind(param.Name, param.NameRange)
		c.scope.params[param.Name] = true
	}
}

func (c *checker) class(s *ClassDef) {
	c.exprs(s.Decorators)
	c.typeParams(s.TypeParams)
	c.elements(s.Bases)
	for _, k := range s.Keywords {
		c.expr(k.Value)
	}
	c.bind(s.Name, s.NameRange)
	c.inside(classScope, func() { c.stmts(s.Body) })
}

// inside runs check in a new scope.
func (c *checker) inside(kind scopeKind, check func()) {
	loop, star := c.loop, c.star
	c.loop, c.star = false, false
	c.scope = newScope(kind, c.scope)
	check()
	c.scope = c.scope.parent
	c.loop, c.star = loop, star
}

func (c *checker) imports(names []*Alias) {
	for _, a := range names {
		name := a.AsName
		if name == "" {
			name, _, _ = strings.Cut(a.Name, ".")
		}
		_, before := c.scope.bound[name]
		alone := !before || c.scope.imported[name]
		c.bind(name, a.Range)
		c.scope.imported[name] = alone
	}
}

func (c *checker) importFrom(s *ImportFrom) {
	if len(s.Names) == 1 && s.Names[0].Name == "*" {
		if c.scope.kind != moduleScope {
			c.errorf(s.Range, "import * only allowed at module level")
		}
		return
	}
	if s.Module == "__future__" {
		c.future = true
		if !c.scope.futures[s] {
			c.errorf(s.Range, "from __future__ imports must occur at the beginning of the file")
		}
	}
	c.imports(s.Names)
}

// features are what can be imported from __future__.
var features = map[string]bool{
	"nested_scopes": true, "generators": true, "division": true, "absolute_import": true,
	"with_statement": true, "print_function": true, "unicode_literals": true,
	"barry_as_FLUFL": true, "generator_stop": true, "annotations": true,
}

// futures notes the imports from __future__ that stand where they must.
func (c *checker) futures(body []Stmt) {
	c.scope.futures = map[*ImportFrom]bool{}
	for i, s := range body {
		if e, ok := s.(*ExprStmt); ok && i == 0 {
			if _, doc := e.Value.(*Str); doc {
				continue
			}
		}
		f, ok := s.(*ImportFrom)
		if !ok || f.Module != "__future__" {
			return
		}
		c.scope.futures[f] = true
		for _, a := range f.Names {
			switch {
			case a.Name == "braces":
				c.errorf(a.Range, "not a chance")
			case !features[a.Name]:
				c.errorf(a.Range, "future feature %s is not defined", a.Name)
			}
		}
	}
}
