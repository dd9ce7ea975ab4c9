package rust

import "strings"

// mentionsPath reports whether Rust code names path, such as "rt::", outside of
// comments and string literals. The text is our own printing: it has no raw
// strings and no block comments.
func mentionsPath(code, path string) bool {
	if !strings.Contains(code, path) { // which is much faster, and mostly so
		return false
	}
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case strings.HasPrefix(code[i:], "//"):
			end := strings.IndexByte(code[i:], '\n')
			if end < 0 {
				return false
			}
			i += end
		case c == '"':
			for i++; i < len(code) && code[i] != '"'; i++ {
				if code[i] == '\\' {
					i++
				}
			}
		case strings.HasPrefix(code[i:], `'"'`):
			i += 2
		case strings.HasPrefix(code[i:], path) && (i == 0 || !wordByte(code[i-1])):
			return true
		}
	}
	return false
}

func wordByte(c byte) bool {
	return c == '_' || c == ':' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
