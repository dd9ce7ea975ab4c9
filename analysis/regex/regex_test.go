package regex

import (
	"bytes"
	"encoding/hex"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for pattern, want := range map[string]string{
		`(a)(?P<n>b)?`:     "always, n",
		`(?:(a)|(b))(c)`:   ", , always",
		`(a)|b`:            "",
		`(a)+(b){0}(c){2}`: "always, , always",
		`(?=(a))(?!(b))`:   "always, ",
		`(a)?(?(1)(b)|c)`:  ", ",
		`\(a\)[()]`:        "none",
	} {
		shape, err := Parse(pattern, 0)
		if err != nil {
			t.Errorf("%s: %v", pattern, err)
			continue
		}
		var groups []string
		for _, g := range shape.Groups {
			text := g.Name
			if g.Always {
				text += "always"
			}
			groups = append(groups, text)
		}
		got := strings.Join(groups, ", ")
		if len(groups) == 0 {
			got = "none"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", pattern, got, want)
		}
	}
}

// TestLikeCPython compares with CPython over random patterns: what is wrong with
// them, how many groups they have, and which of those every match has.
func TestLikeCPython(t *testing.T) {
	out, err := exec.Command("python3.11", "../../translate/rt/portalis-rt/tests/re_cases.py", "7", "5000").Output()
	if err != nil {
		t.Fatal("python3.11 is needed: ", err)
	}
	valid, wrong := 0, 0
	for line := range bytes.Lines(out) {
		fields := strings.Split(strings.TrimRight(string(line), "\n"), " ")
		pattern, result := decode(t, fields[0]), decode(t, fields[4])
		flags, err := strconv.Atoi(fields[1])
		if err != nil {
			t.Fatal(err)
		}
		shape, err := Parse(pattern, Flags(flags))
		switch parts := strings.Split(result, "\n\n"); {
		case err != nil && err.(*Error).Unsupported:
			continue
		case err != nil && len(parts) == 1:
			_, want, _ := strings.Cut(result, ": ")
			if want, _, _ = strings.Cut(want, " (line "); err.Error() == want || strings.Contains(want, `"`) {
				continue
			}
		case err == nil && len(parts) > 2:
			valid++
			if parts[1] == strconv.Itoa(len(shape.Groups)) && alwaysThere(shape, parts[2:6]) {
				continue
			}
		}
		if wrong++; wrong < 20 {
			t.Errorf("%q with flags %d: %v, %v\n%q", pattern, flags, shape, err, result)
		}
	}
	if valid < 2000 {
		t.Errorf("only %d patterns are valid", valid)
	}
}

func decode(t *testing.T, text string) string {
	if text == "-" {
		return ""
	}
	b, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// alwaysThere reports whether the matches have the groups that every match has.
func alwaysThere(shape *Shape, matches []string) bool {
	return !slices.ContainsFunc(matches, func(m string) bool {
		spans := strings.Split(strings.Split(m, "/")[0], ",")
		if m == "N" || m == "broken" || len(spans) != len(shape.Groups)+1 {
			return false
		}
		for i, g := range shape.Groups {
			if g.Always && spans[i+1] == "-1:-1" {
				return true
			}
		}
		return false
	})
}
