package types

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A formatPart is text of a format string as it stands, or a field.
type formatPart struct {
	text  string
	field *formatField
}

// A formatField is what stands between braces: {name.attribute[item]!conversion:spec}.
type formatField struct {
	name       string
	access     []formatAccess
	conversion byte
	spec       []formatPart
}

// A formatAccess is .name or [name] in a field.
type formatAccess struct {
	name string
	item bool
}

// A formatError is the message of the ValueError that Python raises.
type formatError string

func (e formatError) Error() string { return string(e) }

// parseFormat reads a format string as str.format does. The errors are Python's
// ValueErrors. Specifications may hold fields, whose own may not.
func parseFormat(text string, depth int) ([]formatPart, error) {
	if depth < 0 {
		return nil, formatError("Max string recursion exceeded")
	}
	var parts []formatPart
	for text != "" {
		at := strings.IndexAny(text, "{}")
		if at < 0 {
			return append(parts, formatPart{text: text}), nil
		}
		brace, rest := text[at], text[at+1:]
		switch {
		case rest != "" && rest[0] == brace:
			parts, text = append(parts, formatPart{text: text[:at+1]}), rest[1:]
			continue
		case brace == '}' || rest == "":
			return nil, formatError(fmt.Sprintf("Single '%c' encountered in format string", brace))
		}
		if at > 0 {
			parts = append(parts, formatPart{text: text[:at]})
		}
		field, after, err := parseField(rest, depth)
		if err != nil {
			return nil, err
		}
		parts, text = append(parts, formatPart{field: field}), after
	}
	return parts, nil
}

// parseField reads a field after its opening brace, and gives what follows it.
func parseField(text string, depth int) (*formatField, string, error) {
	end := 0
name:
	for ; ; end++ {
		if end >= len(text) {
			return nil, "", formatError("expected '}' before end of string")
		}
		switch text[end] {
		case '{':
			return nil, "", formatError("unexpected '{' in field name")
		case '[':
			for end+1 < len(text) && text[end+1] != ']' {
				end++
			}
		case '}', ':', '!':
			break name
		}
	}
	field := &formatField{}
	if err := field.parseName(text[:end]); err != nil {
		return nil, "", err
	}
	mark, rest := text[end], text[end+1:]
	if mark == '}' {
		return field, rest, nil
	}
	if mark == '!' {
		if rest == "" {
			return nil, "", formatError("end of string while looking for conversion specifier")
		}
		r, size := utf8.DecodeRuneInString(rest)
		known := strings.ContainsRune("sra", r)
		field.conversion, rest = byte(r), rest[size:]
		switch {
		case rest != "" && rest[0] != '}' && rest[0] != ':':
			return nil, "", formatError("expected ':' after conversion specifier")
		case rest != "" && !known:
			return nil, "", formatError(fmt.Sprintf("Unknown conversion specifier %c", r))
		case strings.HasPrefix(rest, "}"):
			return field, rest[1:], nil
		}
		rest = strings.TrimPrefix(rest, ":")
	}
	spec, after, err := specOf(rest)
	if err != nil {
		return nil, "", err
	}
	if strings.Contains(spec, "{") {
		field.spec, err = parseFormat(spec, depth-1)
	} else if spec != "" {
		field.spec = []formatPart{{text: spec}}
	}
	return field, after, err
}

// specOf cuts a specification, with its fields, from what follows it.
func specOf(text string) (spec, after string, err error) {
	open := 1
	for i := range len(text) {
		switch text[i] {
		case '{':
			open++
		case '}':
			if open--; open == 0 {
				return text[:i], text[i+1:], nil
			}
		}
	}
	return "", "", formatError("unmatched '{' in format spec")
}

// parseName reads the name of a field and what is looked up in its value.
func (f *formatField) parseName(text string) error {
	end := strings.IndexAny(text, ".[")
	if end < 0 {
		f.name = text
		return nil
	}
	f.name = text[:end]
	for rest := text[end:]; rest != ""; {
		var name string
		item := rest[0] == '['
		switch {
		case item:
			closing := strings.IndexByte(rest, ']')
			if closing < 0 {
				return formatError("Missing ']' in format string")
			}
			name, rest = rest[1:closing], rest[closing+1:]
			if rest != "" && rest[0] != '.' && rest[0] != '[' {
				return formatError("Only '.' or '[' may follow ']' in format field specifier")
			}
		default:
			name, rest = rest[1:], ""
			if next := strings.IndexAny(name, ".["); next >= 0 {
				name, rest = name[:next], name[next:]
			}
		}
		if name == "" {
			return formatError("Empty attribute in format string")
		}
		f.access = append(f.access, formatAccess{name, item})
	}
	return nil
}
