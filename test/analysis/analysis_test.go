// Package analysis compares what analysis knows about whole programs with what
// was read and found right: every archive in testdata/analysis holds the files of
// a program and, for each NAME.py, the JSON of "portalis check --json" in NAME.json.
//
// "go test ./test/analysis -update" writes the JSON anew; read the difference.
package analysis

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/analysis"
)

var update = flag.Bool("update", false, "write the JSON anew")

func TestPrograms(t *testing.T) {
	archives, err := filepath.Glob("../../testdata/analysis/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(archives) < 30 {
		t.Fatalf("only %d programs", len(archives))
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { program(t, path) })
	}
}

func program(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	files := slices.DeleteFunc(slices.Clone(archive.Files), func(f txtar.File) bool { return !strings.HasSuffix(f.Name, ".py") })
	if len(files) == 0 {
		t.Fatal("no .py file")
	}
	out := &txtar.Archive{Comment: archive.Comment, Files: files}
	for _, f := range files {
		name := strings.TrimSuffix(f.Name, ".py") + ".json"
		got, err := summary(f)
		if err != nil {
			t.Fatal(err)
		}
		out.Files = append(out.Files, txtar.File{Name: name, Data: got})
		if diff := cmp.Diff(want[name], string(got)); diff != "" && !*update {
			t.Errorf("%s differs (-want +got):\n%s", name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func summary(f txtar.File) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(analysis.Analyze(f.Name, f.Data).Summary()); err != nil {
		return nil, err
	}
	return indent(bytes.TrimSpace(text.Bytes()))
}

// width is how long a line may be that holds a whole object or array.
const width = 140

// indent writes JSON for reading: what fits is on one line.
func indent(text []byte) ([]byte, error) {
	var out bytes.Buffer
	if err := write(&out, text, ""); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

func write(out *bytes.Buffer, text json.RawMessage, margin string) error {
	if line := spaced(text); len(margin)+len(line) <= width || text[0] != '{' && text[0] != '[' {
		out.WriteString(line)
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	open, err := decoder.Token()
	if err != nil {
		return err
	}
	object := open == json.Delim('{')
	out.WriteByte(text[0])
	for first := true; decoder.More(); first = false {
		if !first {
			out.WriteByte(',')
		}
		out.WriteString("\n" + margin + "  ")
		if object {
			key, err := decoder.Token()
			if err != nil {
				return err
			}
			out.WriteString(`"` + key.(string) + `": `)
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return err
		}
		if err := write(out, value, margin+"  "); err != nil {
			return err
		}
	}
	out.WriteString("\n" + margin + string(text[len(text)-1]))
	return nil
}

// spaced writes JSON on one line with a space after each comma and colon.
func spaced(text []byte) string {
	var out strings.Builder
	inside := false
	for i, c := range text {
		out.WriteByte(c)
		switch {
		case c == '"' && (i == 0 || !escaped(text[:i])):
			inside = !inside
		case !inside && (c == ',' || c == ':'):
			out.WriteByte(' ')
		}
	}
	return out.String()
}

// escaped reports whether an odd number of backslashes ends the text.
func escaped(before []byte) bool {
	n := 0
	for n < len(before) && before[len(before)-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}
