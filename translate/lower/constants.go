package lower

import (
	"math"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// texts of module string.
const (
	lowercase   = "abcdefghijklmnopqrstuvwxyz"
	uppercase   = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digitChars  = "0123456789"
	punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
)

// libraryTexts has the constants of the library that are strs.
var libraryTexts = map[string]string{
	"string.ascii_letters":   lowercase + uppercase,
	"string.ascii_lowercase": lowercase,
	"string.ascii_uppercase": uppercase,
	"string.digits":          digitChars,
	"string.hexdigits":       digitChars + "abcdefABCDEF",
	"string.octdigits":       "01234567",
	"string.printable":       digitChars + lowercase + uppercase + punctuation + " \t\n\r\x0b\x0c",
	"string.punctuation":     punctuation,
	"string.whitespace":      " \t\n\r\x0b\x0c",
}

// libraryConstant lowers a constant of the library.
func (f *function) libraryConstant(at syntax.Node, name string) ir.Expr {
	if text, ok := libraryTexts[name]; ok {
		return strLit(text, at)
	}
	if name == "sys.maxsize" {
		return intLit(math.MaxInt64, at)
	}
	return f.must("PT401", at, name)
}
