package syntax

import (
	"bytes"
	"flag"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// runPython runs CPython with the given arguments and input.
func runPython(t *testing.T, input string, args ...string) string {
	t.Helper()
	cmd := exec.Command("python3", args...)
	cmd.Stdin = strings.NewReader(input)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("python3 %v: %v\n%s", args, err, stderr.Bytes())
	}
	return string(out)
}

// compareWithCPython compares our tree of each file with CPython's, node by
// node and range by range.
func compareWithCPython(t *testing.T, files []string) (same int) {
	t.Helper()
	lines := strings.Split(runPython(t, strings.Join(files, "\n")+"\n", "testdata/dump.py"), "\n")
	for i, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m := Parse(src)
		want := lines[i]
		switch {
		case want == "None" && len(m.Errors) == 0:
			t.Errorf("%s: CPython refuses it, we do not", file)
		case want == "None":
		case len(m.Errors) > 0 && !refused[m.Errors[0].Code]:
			e := m.Errors[0]
			t.Errorf("%s: CPython takes it, we say %s %q at %q", file, e.Code, e.Message, around(src, e.Start))
		case len(m.Errors) == 0:
			if got := normalDump(m); got != want {
				t.Errorf("%s: %s", file, firstDifference(got, want))
			} else {
				same++
			}
		}
	}
	return same
}

// refused are the codes for what is good Python and still not read.
var refused = map[string]bool{codeEncoding: true, codeSurrogate: true, codeUnicode: true}

var (
	withoutPlace = regexp.MustCompile(`\b(Module|Comprehension|WithItem|MatchCase|KeywordPattern|Params|Param)@\d+-\d+`)
	bareNames    = regexp.MustCompile(`(Global|Nonlocal)(@\d+-\d+)\(Names=\[[^]]*\]`)
	names        = regexp.MustCompile(`Name@\d+-\d+`)
	floatText    = regexp.MustCompile(`, Text="[^"]*"`)
	imagText     = regexp.MustCompile(`(Imag@\d+-\d+|Imag)\(Text="[^"]*"\)`)
)

// normalDump is the dump of m without what CPython's tree does not have.
func normalDump(m *Module) string {
	Inspect(m, func(n Node) bool {
		if j, ok := n.(*JoinedStr); ok {
			spread(j)
		}
		return true
	})
	m.Comments = nil
	s := withoutPlace.ReplaceAllString(DumpRanges(m), "$1")
	s = bareNames.ReplaceAllStringFunc(s, func(s string) string { return names.ReplaceAllString(s, "Name") })
	s = floatText.ReplaceAllString(s, "")
	s = imagText.ReplaceAllString(s, "$1()")
	return forgetInsideStrings(s)
}

// spread writes the text of each {x=} field before it, as CPython does.
func spread(j *JoinedStr) {
	var parts []Expr
	add := func(text string, lone bool) {
		if last := len(parts) - 1; last >= 0 {
			if s, ok := parts[last].(*Str); ok {
				parts[last] = &Str{s.Range, s.Value + text, s.Surrogate || lone}
				return
			}
		}
		parts = append(parts, &Str{j.Range, text, lone})
	}
	for _, p := range j.Parts {
		switch p := p.(type) {
		case *Str:
			add(p.Value, p.Surrogate)
		case *FormattedValue:
			if p.Debug != "" {
				add(p.Debug, false)
				p.Debug = ""
			}
			parts = append(parts, p)
		}
	}
	j.Parts = parts
}

var place = regexp.MustCompile(`\b([A-Z][A-Za-z]+)@\d+-\d+`)

// forgetInsideStrings drops the ranges inside f-strings, which CPython 3.11
// gets wrong.
func forgetInsideStrings(s string) string {
	var b strings.Builder
	const open = "(Parts=["
	for {
		i := strings.Index(s, open)
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		i += len(open)
		b.WriteString(s[:i])
		depth, end, quoted := 1, i, false
		for ; depth > 0; end++ {
			switch c := s[end]; {
			case c == '"':
				quoted = !quoted
			case quoted:
			case c == '[':
				depth++
			case c == ']':
				depth--
			}
		}
		b.WriteString(place.ReplaceAllString(s[i:end], "$1"))
		s = s[end:]
	}
}

func around(src []byte, offset int) string {
	return string(src[max(0, offset-60):min(len(src), offset+60)])
}

func firstDifference(got, want string) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, i-120):min(len(s), i+160)] }
	return fmt.Sprintf("trees differ at %d\n got %s\nwant %s", i, cut(got), cut(want))
}

// sample is how many files of the library are compared; with -all every one is,
// which takes a minute.
const sample = 150

var all = flag.Bool("all", false, "compare every file of the standard library")

// TestStandardLibrary compares a fixed choice of CPython's own library.
func TestStandardLibrary(t *testing.T) {
	root := strings.TrimSpace(runPython(t, "", "-c", "import os; print(os.path.dirname(os.__file__))"))
	type file struct {
		path string
		hash uint64
	}
	var files []file
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "site-packages" || d.Name() == "dist-packages") {
			return filepath.SkipDir
		}
		if info, err := d.Info(); err == nil && strings.HasSuffix(path, ".py") && info.Mode().IsRegular() && (*all || info.Size() < 100_000) {
			name, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			h := fnv.New64a()
			h.Write([]byte(name))
			files = append(files, file{path, h.Sum64()})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(files, func(a, b file) int {
		return strings.Compare(fmt.Sprintf("%016x", a.hash), fmt.Sprintf("%016x", b.hash))
	})
	var paths []string
	for i, f := range files {
		if *all || i < sample {
			paths = append(paths, f.path)
		}
	}
	if same := compareWithCPython(t, paths); same < len(paths)*9/10 {
		t.Errorf("only %d of %d trees are the same", same, len(paths))
	}
}
