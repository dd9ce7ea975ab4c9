// Package mutation tests the tests: it plants mistakes of the kind that a
// translator makes into Rust that is right, and looks whether a comparison with
// CPython finds them.
package mutation

import (
	"regexp"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// An Operator is a kind of mistake: text that a pattern matches becomes another.
// Both are as in package regexp.
type Operator struct {
	Name    string
	Pattern *regexp.Regexp
	Becomes string
}

func operator(name, pattern, becomes string) Operator {
	return Operator{name, regexp.MustCompile(pattern), becomes}
}

// Operators are the mistakes that are planted. Patterns rely on the layout of
// rustfmt: operators have spaces around them, types and generics do not.
var Operators = []Operator{
	operator("flipped comparison", ` < `, ` <= `),
	operator("flipped comparison", ` <= `, ` < `),
	operator("flipped comparison", ` > `, ` >= `),
	operator("flipped comparison", ` >= `, ` > `),
	operator("negated equality", ` == `, ` != `),
	operator("negated equality", ` != `, ` == `),
	operator("wrong arithmetic", ` \+ `, ` - `),
	operator("wrong arithmetic", ` - `, ` + `),
	operator("wrong arithmetic", ` \* `, ` + `),
	operator("wrong arithmetic", ` \+= `, ` -= `),
	operator("wrong arithmetic", ` -= `, ` += `),
	operator("truncating division", `\b(\w+)\.div_euclid\((\w+)\)`, `($1 / $2)`),
	operator("truncating division", `\brt::int::floordiv\(([^(),]+), ([^(),]+)\)`, `(($1) / ($2))`),
	operator("truncating remainder", `\b(\w+)\.rem_euclid\((\w+)\)`, `($1 % $2)`),
	operator("truncating remainder", `\brt::int::rem\(([^(),]+), ([^(),]+)\)`, `(($1) % ($2))`),
	operator("off by one", `\b0\.\.`, `1..`),
	operator("off by one", `([\w)])\.\.([\w(])`, `$1..=$2`),
	operator("off by one", `\.\.=`, `..`),
	operator("off by one", ` \+ 1\b`, ``),
	operator("off by one", ` - 1\b`, ``),
	operator("wrong constant", `= 0;`, `= 1;`),
	operator("wrong constant", `= 1;`, `= 2;`),
	operator("wrong constant", `\b10\b`, `11`),
	operator("swapped arguments", `\((\w+), (\w+)\)`, `($2, $1)`),
	operator("swapped arguments", `\(&(\w+), &(\w+)\)`, `(&$2, &$1)`),
	operator("dropped else", `\} else \{`, `} else if false {`),
	operator("dropped condition", `\bif !`, `if `),
	operator("and for or", ` && `, ` || `),
	operator("or for and", ` \|\| `, ` && `),
	operator("byte length", `\.chars\(\)\.count\(\)`, `.len()`),
	operator("wrong truth", `\btrue\b`, `false`),
	operator("wrong truth", `\bfalse\b`, `true`),
	operator("break for continue", `\bbreak;`, `continue;`),
	operator("continue for break", `\bcontinue;`, `break;`),
	operator("not reversed", `\.rev\(\)`, ``),
	operator("not sorted", `(\n *)\w+\.sort(_unstable)?\(\);`, `$1`),
	operator("minimum for maximum", `\brt::iter::max\(`, `rt::iter::min(`),
	operator("maximum for minimum", `\brt::iter::min\(`, `rt::iter::max(`),
	operator("wrong case", `\brt::text::upper\(`, `rt::text::lower(`),
	operator("lost element", `(\n *)\w+\.push\([^()]*\);`, `$1`),
	operator("lost text", `(\n *)\w+\.push_str\([^()]*\);`, `$1`),
	operator("wrong exception", `Error::value_error\(`, `Error::type_error(`),
	operator("int for float", `(\w+) as f64 / `, `($1 / 2 * 2) as f64 / `),
}

// A Mutant is a mistake at one place of a text.
type Mutant struct {
	Operator string
	Place    syntax.Range // what is replaced
	Text     string       // by this
}

// Mutants lists all mistakes that can be planted into the Rust of a function, in
// the order of their places. Signatures, strings and comments are left alone.
func Mutants(rust string) []Mutant {
	code := maskedCode(rust)
	body := strings.Index(code, "{")
	var out []Mutant
	seen := map[Mutant]bool{}
	for _, op := range Operators {
		for _, at := range op.Pattern.FindAllStringSubmatchIndex(code, -1) {
			if at[0] <= body {
				continue
			}
			if commutes(op, code[:at[0]]) {
				continue
			}
			text := string(op.Pattern.ExpandString(nil, op.Becomes, rust, at))
			m := Mutant{op.Name, syntax.Range{Start: at[0], End: at[1]}, text}
			if text != rust[at[0]:at[1]] && !seen[m] {
				seen[m] = true
				out = append(out, m)
			}
		}
	}
	return out
}

// commuting is the end of what comes before the arguments of a function that does not
// care for their order.
var commuting = regexp.MustCompile(`\b(min|max|gcd|lcm|hypot)(::<[^<>]*>)?$`)

// commutes reports whether an operator would change nothing in a place that comes
// after some code.
func commutes(op Operator, before string) bool {
	return op.Name == "swapped arguments" && commuting.MatchString(before)
}

// Apply plants a mistake.
func (m Mutant) Apply(rust string) string {
	return rust[:m.Place.Start] + m.Text + rust[m.Place.End:]
}

// literal matches what is no code: comments, strings and characters.
var literal = regexp.MustCompile(`//[^\n]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\[^\n]{1,9})'`)

// maskedCode is a Rust text with its literals and comments made unmatchable, at
// the same offsets.
func maskedCode(rust string) string {
	return literal.ReplaceAllStringFunc(rust, func(text string) string { return strings.Repeat("\x00", len(text)) })
}
