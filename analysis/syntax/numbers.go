package syntax

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

var (
	decimalForm = regexp.MustCompile(`^(?:[1-9](?:_?[0-9])*|0(?:_?0)*)$`)
	basedForm   = regexp.MustCompile(`^0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)$`)
	digitPart   = `[0-9](?:_?[0-9])*`
	floatForm   = regexp.MustCompile(`^(?:(?:` + digitPart + `)?\.` + digitPart + `|` + digitPart + `\.?)(?:[eE][-+]?` + digitPart + `)?$`)
	leadingZero = regexp.MustCompile(`^0[0-9_]*[1-9][0-9_]*$`)
)

// maxDigits is CPython's limit on the digits of a decimal integer literal.
const maxDigits = 4300

// number lowers a number literal and checks its form, about which the grammar
// is generous.
func (l *lowerer) number(n *cst) Expr {
	text := l.source(n)
	plain := strings.ReplaceAll(text, "_", "")
	switch {
	case n.missing:
		return &BadExpr{n.rng()}
	case decimalForm.MatchString(text), basedForm.MatchString(text):
		return l.integer(n, plain)
	case strings.ContainsAny(text[len(text)-1:], "jJ") && floatForm.MatchString(text[:len(text)-1]):
		return &Imag{n.rng(), text}
	case floatForm.MatchString(text) && strings.ContainsAny(text, ".eE"):
		value, _ := strconv.ParseFloat(plain, 64) // out of range is ±Inf, as in Python
		return &Float{n.rng(), value, text}
	case leadingZero.MatchString(text):
		l.errorf(n.rng(), "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers")
	default:
		l.errorf(n.rng(), "invalid number literal")
	}
	return &BadExpr{n.rng()}
}

func (l *lowerer) integer(n *cst, digits string) Expr {
	if !basedForm.MatchString(digits) {
		if len(digits) > maxDigits {
			l.errorf(n.rng(), "integer literal has more than %d digits; Python refuses it, use hexadecimal", maxDigits)
			return &BadExpr{n.rng()}
		}
		digits = strings.TrimLeft(digits, "0") // "00" is not octal
		if digits == "" {
			digits = "0"
		}
	}
	if value, err := strconv.ParseInt(digits, 0, 64); err == nil {
		return &Int{Range: n.rng(), Value: value}
	}
	value, ok := new(big.Int).SetString(digits, 0)
	if !ok {
		l.errorf(n.rng(), "invalid number literal")
		return &BadExpr{n.rng()}
	}
	return &Int{Range: n.rng(), Big: value.String()}
}
