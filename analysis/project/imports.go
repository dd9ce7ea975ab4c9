package project

import (
	"bytes"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// To know which files a project hangs together by, and who sets whose names, their
// texts are searched without parsing them: of a project with thousands of files that
// is done before the first is analysed. What is found may be too much, as in a
// string, but never too little.

// An importLine is an import statement.
type importLine struct {
	stmt syntax.Stmt
	top  bool // outside of all blocks
}

// importLines are the import statements of a file.
func importLines(src []byte) []importLine {
	if !bytes.Contains(src, []byte("import")) {
		return nil
	}
	var all []byte
	top := map[int]bool{} // by where they start in all
	for len(src) > 0 {
		line, rest, _ := bytes.Cut(src, []byte("\n"))
		text := bytes.TrimLeft(line, " \t\f")
		if !startsImport(text) {
			first := bytes.Index(text, []byte("import "))
			at := bytes.LastIndexAny(text[:max(0, first)], ";:")
			if at < 0 { // else after a semicolon, or behind "if x:"
				src = rest
				continue
			}
			if text = bytes.TrimLeft(text[at+1:], " \t"); !startsImport(text) {
				src = rest
				continue
			}
		}
		start := len(all)
		all = append(all, text...)
		for open(all[start:]) && len(rest) > 0 {
			line, rest, _ = bytes.Cut(rest, []byte("\n"))
			all = append(append(all, '\n'), line...)
		}
		all = append(all, '\n')
		top[start] = src[0] == 'i' || src[0] == 'f'
		src = rest
	}
	var out []importLine
	within := false
	for _, stmt := range syntax.Parse(all).Body {
		if at, starts := top[stmt.Span().Start]; starts {
			within = at
		}
		switch stmt.(type) {
		case *syntax.Import, *syntax.ImportFrom:
			out = append(out, importLine{stmt, within})
		}
	}
	return out
}

func startsImport(text []byte) bool {
	return hasFirstWord(text, "import") || hasFirstWord(text, "from")
}

// open reports whether a statement goes on in the next line.
func open(statement []byte) bool {
	code, _, _ := bytes.Cut(statement[bytes.LastIndexByte(statement, '\n')+1:], []byte("#"))
	return bytes.HasSuffix(bytes.TrimRight(code, " \t\r"), []byte("\\")) ||
		bytes.Count(statement, []byte("(")) > bytes.Count(statement, []byte(")"))
}

// A setting is a name of another module that a file binds.
type setting struct{ file, name string }

// moduleNames are the modules of the project that names of a file mean anywhere in
// it: "m", or "pkg.mod" after "import pkg.mod".
func (l *Linker) moduleNames(from Module, imports []importLine) map[string]string {
	names := map[string]string{}
	for _, line := range imports {
		for _, link := range l.resolve(from, line.stmt, true) {
			switch stmt := line.stmt.(type) {
			case *syntax.Import:
				for _, a := range stmt.Names {
					if a.Name == link.name && a.AsName != "" {
						names[a.AsName] = link.file
					} else if a.Name == link.name {
						names[a.Name] = link.file
					}
				}
			case *syntax.ImportFrom:
				for _, a := range stmt.Names {
					if bound := a.Name; strings.HasSuffix(link.name, "."+a.Name) {
						if a.AsName != "" {
							bound = a.AsName
						}
						names[bound] = link.file
					}
				}
			}
		}
	}
	return names
}

// settings are the names of modules that a file sets: m.x = 1, del m.x,
// setattr(m, "x", 1). Of what is set by a name that only the run knows, the setting
// has "*".
func settings(src []byte, modules map[string]string) []setting {
	var out []setting
	for name, file := range modules {
		for at := 0; ; {
			i := bytes.Index(src[at:], []byte(name))
			if i < 0 {
				break
			}
			i += at
			at = i + len(name)
			if i > 0 && (inWord(src[i-1]) || src[i-1] == '.') || at < len(src) && inWord(src[at]) {
				continue
			}
			if set := settingAt(src, i, at); set != "" {
				out = append(out, setting{file, set})
			}
		}
	}
	return out
}

// settingAt is what is set where a module is named in a text, "" for nothing.
func settingAt(src []byte, start, end int) string {
	before := bytes.TrimRight(src[max(0, start-16):start], " \t")
	if bytes.HasSuffix(before, []byte("vars(")) {
		return "*"
	}
	if bytes.HasSuffix(before, []byte("setattr(")) || bytes.HasSuffix(before, []byte("delattr(")) {
		return literalAfterComma(src[end:])
	}
	if end == len(src) || src[end] != '.' {
		return ""
	}
	last := end + 1
	for last < len(src) && inWord(src[last]) {
		last++
	}
	name, rest := string(src[end+1:last]), bytes.TrimLeft(src[last:], " \t")
	if name == "__dict__" {
		return "*"
	}
	line := src[bytes.LastIndexByte(src[:start], '\n')+1 : start]
	switch {
	case assigns(rest), hasLastWord(before, "del"), hasLastWord(before, "as"):
		return name
	case len(rest) > 0 && rest[0] == ':' && len(bytes.TrimSpace(line)) == 0: // m.x: int = 1
		return name
	case hasFirstWord(line, "for") && !hasWordIn(line, "in"), hasFirstWord(line, "del"):
		return name
	case len(rest) > 0 && (rest[0] == ',' || rest[0] == ')' || rest[0] == ']') && assignedLater(line, rest):
		return name
	}
	return ""
}

// assigns reports whether a text starts with the operator of an assignment.
func assigns(rest []byte) bool {
	for _, op := range []string{"**", "//", "<<", ">>", "+", "-", "*", "/", "%", "@", "&", "|", "^"} {
		if after, ok := bytes.CutPrefix(rest, []byte(op+"=")); ok {
			return !bytes.HasPrefix(after, []byte("="))
		}
	}
	return len(rest) > 1 && rest[0] == '=' && rest[1] != '=' && rest[1] != '}'
}

// assignedLater reports whether what stands in a list of targets is assigned to: the
// line goes on to an equals sign, and starts with no call.
func assignedLater(line, rest []byte) bool {
	rest, _, _ = bytes.Cut(rest, []byte("\n"))
	if i := bytes.IndexByte(rest, '='); i < 0 || i+1 < len(rest) && rest[i+1] == '=' {
		return false
	}
	for i, c := range line {
		if c == '(' && i > 0 && inWord(line[i-1]) {
			return false
		}
	}
	return true
}

// literalAfterComma is the text of a string literal after a comma, "*" for anything
// else.
func literalAfterComma(rest []byte) string {
	rest = bytes.TrimLeft(rest, " \t\r\n")
	after, ok := bytes.CutPrefix(rest, []byte(","))
	if !ok {
		return "" // setattr(m.x, …) sets nothing of m
	}
	after = bytes.TrimLeft(after, " \t\r\n")
	if len(after) > 0 && (after[0] == '"' || after[0] == '\'') {
		if text, _, closed := bytes.Cut(after[1:], after[:1]); closed {
			return string(text)
		}
	}
	return "*"
}

func inWord(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80
}

func hasFirstWord(line []byte, word string) bool {
	after, ok := bytes.CutPrefix(bytes.TrimLeft(line, " \t"), []byte(word))
	return ok && (len(after) == 0 || !inWord(after[0]))
}

func hasLastWord(text []byte, word string) bool {
	before, ok := bytes.CutSuffix(text, []byte(word))
	return ok && (len(before) == 0 || !inWord(before[len(before)-1]))
}

func hasWordIn(line []byte, word string) bool {
	return slices.Contains(strings.FieldsFunc(string(line), func(r rune) bool { return r == ' ' || r == '(' || r == ')' || r == '\t' }), word)
}
