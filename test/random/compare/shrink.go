package compare

import (
	"context"
	"strings"
)

// rounds bounds how often a program is made smaller; each round is one batch.
const rounds = 25

// Shrink drops statements from a program, with what is indented below them, as
// long as it fails in the same way.
func (l *Lab) Shrink(ctx context.Context, source string, failure Failure) (string, error) {
	seen := map[string]bool{source: true}
	for range rounds {
		var tries []string
		for _, candidate := range smaller(source) {
			if !seen[candidate] && len(tries) < 48 {
				seen[candidate] = true
				tries = append(tries, candidate)
			}
		}
		if len(tries) == 0 {
			return source, nil
		}
		run := l.Run
		if failure.Fault == NotFormatted || failure.Fault == Mistake {
			run = l.look // which is enough to see it
		}
		outcomes, err := run(ctx, tries)
		if err != nil {
			return "", err
		}
		for i, o := range outcomes {
			if o.Failure != nil && alike(*o.Failure, failure) && len(tries[i]) < len(source) {
				source = tries[i]
				break
			}
		}
	}
	return source, nil
}

// alike reports whether two failures may have one cause.
func alike(a, b Failure) bool {
	if a.Fault != b.Fault {
		return false
	}
	if a.Fault != NotCompiled {
		return true
	}
	first := func(f Failure) string { line, _, _ := strings.Cut(f.Text, "\n"); return kind(line) }
	return first(a) == first(b)
}

// kind is the part of a message of rustc's that does not name anything.
func kind(line string) string {
	line, _, _ = strings.Cut(line, "`")
	return strings.TrimSpace(line)
}

// smaller are the programs with a part of the lines dropped, the largest parts
// first, or with the block of a compound statement in its place.
func smaller(source string) []string {
	lines := strings.Split(strings.TrimRight(source, "\n"), "\n")
	var whole, parts, bodies []string
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		end := blockEnd(lines, i)
		without := join(lines[:i], lines[end:])
		if end-i > 3 {
			whole = append(whole, without)
		} else {
			parts = append(parts, without)
		}
		if end-i > 1 && indent(line) > 0 {
			bodies = append(bodies, join(lines[:i], dedented(lines[i+1:end]), lines[end:]))
		}
		if indent(line) > 0 {
			parts = append(parts, join(lines[:i], []string{strings.Repeat(" ", indent(line)) + "pass"}, lines[end:]))
		}
	}
	return append(append(whole, bodies...), parts...)
}

func join(parts ...[]string) string {
	var out []string
	for _, p := range parts {
		out = append(out, p...)
	}
	return strings.Join(out, "\n") + "\n"
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// blockEnd is the line after the statement at i and what is indented below it.
func blockEnd(lines []string, i int) int {
	end := i + 1
	for end < len(lines) && (strings.TrimSpace(lines[end]) == "" || indent(lines[end]) > indent(lines[i])) {
		end++
	}
	return end
}

func dedented(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.TrimPrefix(line, "    ")
	}
	return out
}
