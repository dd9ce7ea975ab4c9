package rust

import (
	"fmt"
	"strings"
)

// parseTemplate reads the Rust of an operation, an expression with {0}, {1}… for
// its operands, so that it can be laid out like any other. The templates are
// ours; one that cannot be read is a mistake in the table, and panics.
func parseTemplate(text string, operands []node) node {
	p := &templateParser{text: text, operands: operands}
	n := p.binary(precOr)
	if p.skip(); p.at != len(p.text) {
		panic(fmt.Sprintf("rust: cannot read template %q at %d", text, p.at))
	}
	return n
}

type templateParser struct {
	text     string
	at       int
	operands []node
}

func (p *templateParser) skip() {
	for p.at < len(p.text) && p.text[p.at] == ' ' {
		p.at++
	}
}

func (p *templateParser) peek(s string) bool {
	p.skip()
	return strings.HasPrefix(p.text[p.at:], s)
}

func (p *templateParser) take(s string) bool {
	if p.peek(s) {
		p.at += len(s)
		return true
	}
	return false
}

func (p *templateParser) need(s string) {
	if !p.take(s) {
		panic(fmt.Sprintf("rust: template %q lacks %q at %d", p.text, s, p.at))
	}
}

// operators by precedence; longer ones first where one begins another.
var operators = []string{"||", "&&", "==", "!=", "<=", ">=", "<<", ">>", "<", ">", "|", "^", "&", "+", "-", "*", "/", "%"}

func (p *templateParser) operator(prec int) string {
	p.skip()
	if p.at == len(p.text) || strings.IndexByte("|&=!<>^+-*/%", p.text[p.at]) < 0 {
		return ""
	}
	for _, op := range operators {
		if strings.HasPrefix(p.text[p.at:], op+" ") && binaryPrec[op] == prec {
			return op
		}
	}
	return ""
}

func (p *templateParser) binary(prec int) node {
	if prec == precCast {
		return p.castExpr()
	}
	l := p.binary(prec + 1)
	for {
		op := p.operator(prec)
		if op == "" {
			return l
		}
		p.take(op)
		l = binary(op, l, p.binary(prec+1))
	}
}

func (p *templateParser) castExpr() node {
	x := p.unary()
	for p.take("as ") {
		x = cast(x, p.path())
	}
	return x
}

func (p *templateParser) unary() node {
	for _, op := range []string{"&mut ", "-", "!", "*", "&"} {
		if p.take(op) {
			return unary(op, p.unary())
		}
	}
	return p.postfix()
}

func (p *templateParser) postfix() node {
	x := p.primary()
	for {
		switch {
		case p.peek(".."):
			return x
		case p.take("."):
			name := p.path()
			if p.take("(") {
				x = addLink(x, link{name: name, call: true, args: p.list(")")})
			} else {
				x = field(x, name)
			}
		case p.take("?"):
			x = try(x)
		case p.take("("):
			x = callNode{x, p.list(")")}
		case p.at < len(p.text) && p.text[p.at] == '[':
			p.at++
			x = indexed(x, p.binary(precOr))
			p.need("]")
		default:
			return x
		}
	}
}

func (p *templateParser) list(end string) []node {
	var all []node
	for !p.take(end) {
		all = append(all, p.binary(precOr))
		for _, op := range []string{"..=", ".."} {
			if p.take(op) {
				all[len(all)-1] = rangeNode{op, atLeast(all[len(all)-1], precOr), atLeast(p.binary(precOr), precOr)}
				break
			}
		}
		if !p.take(",") {
			p.need(end)
			break
		}
	}
	return all
}

func (p *templateParser) primary() node {
	p.skip()
	switch {
	case p.take("{"):
		n := int(p.text[p.at] - '0')
		p.at++
		p.need("}")
		return p.operands[n]
	case p.take("("):
		all := p.list(")")
		if len(all) == 1 {
			return parenNode{all[0]}
		}
		return tupleNode{all}
	case p.take("["):
		return arrayNode{p.list("]")}
	case p.take("|"):
		end := strings.IndexByte(p.text[p.at:], '|')
		params := p.text[p.at : p.at+end]
		p.at += end + 1
		return closureNode{params: params, body: p.binary(precOr)}
	case p.peek("\""):
		end := strings.IndexByte(p.text[p.at+1:], '"') + p.at + 2
		s := p.text[p.at:end]
		p.at = end
		return atom(s)
	case p.take("'"):
		end := strings.IndexByte(p.text[p.at:], '\'') + p.at + 1
		s := "'" + p.text[p.at:end]
		p.at = end
		return atom(s)
	}
	path := p.path()
	if path == "" {
		panic(fmt.Sprintf("rust: cannot read template %q at %d", p.text, p.at))
	}
	if p.at < len(p.text) && p.text[p.at] == '!' && p.at+1 < len(p.text) && (p.text[p.at+1] == '[' || p.text[p.at+1] == '(') {
		bracket := p.text[p.at+1] == '['
		p.at += 2
		end := ")"
		if bracket {
			end = "]"
		}
		first := p.binary(precOr)
		if p.take(";") {
			n := p.binary(precOr)
			p.need(end)
			return macroNode{name: path, args: []node{first, n}, bracket: bracket, repeat: true}
		}
		args := []node{first}
		if p.take(",") {
			args = append(args, p.list(end)...)
		} else {
			p.need(end)
		}
		return macroNode{name: path, args: args, bracket: bracket}
	}
	return atom(path)
}

// path reads a path with its generic arguments, or a number.
func (p *templateParser) path() string {
	p.skip()
	start, depth := p.at, 0
	for p.at < len(p.text) {
		c := p.text[p.at]
		switch {
		case c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		case c == ':' && p.at+1 < len(p.text) && (p.text[p.at+1] == ':' || p.text[p.at-1] == ':'):
		case c == '<' && (depth > 0 || p.at > start && p.text[p.at-1] == ':'):
			depth++
		case depth > 0 && c == '>':
			depth--
		case depth > 0 && (c == ',' || c == ' '):
		case c == '.' && p.at+1 < len(p.text) && isDigits(p.text[start:p.at]) && p.text[p.at+1] >= '0' && p.text[p.at+1] <= '9':
		default:
			return p.text[start:p.at]
		}
		p.at++
	}
	return p.text[start:p.at]
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
