package config_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/config"
)

func TestParse(t *testing.T) {
	for name, test := range map[string]struct {
		path, src string
		want      config.Config
		problems  []string
	}{
		"own": {"portalis.toml", "exclude = [\n 'a', # why\n \"b/\"]\nsrc = ['lib']\n[severity]\nPT207 = 'off'\n\"PT301\" = \"error\"\n",
			config.Config{Path: "portalis.toml", Exclude: []string{"a", "b/"}, Src: []string{"lib"},
				Severity: compat.Levels{"PT207": compat.Off, "PT301": compat.LevelError}}, nil},
		"pyproject": {"pyproject.toml", "[project]\nname = 'x'\nrequires-python = '>=3.9, <4'\n[tool.other]\nseverity = 1\n[tool.portalis.severity]\nPT207 = 'hint'\n",
			config.Config{Path: "pyproject.toml", Python: 9, Severity: compat.Levels{"PT207": compat.LevelHint}}, nil},
		"not ours": {"pyproject.toml", "[tool.black]\nline-length = 1\n[[tool.x]]\ny=1\n", config.Config{}, nil},
		"inline": {"pyproject.toml", "[tool]\nportalis = {exclude = ['a'], severity = {PT207 = 'warning'}}\n",
			config.Config{Path: "pyproject.toml", Exclude: []string{"a"}, Severity: compat.Levels{"PT207": compat.LevelWarning}}, nil},
		"big":     {"portalis.toml", "int = 'big'\n", config.Config{Path: "portalis.toml", BigInts: true}, nil},
		"checked": {"portalis.toml", "int = 'checked'\n", config.Config{Path: "portalis.toml"}, nil},
		"no int":  {"portalis.toml", "int = 64\n", config.Config{Path: "portalis.toml"}, []string{`1:1 int must be "checked" or "big"`}},
		"family": {"portalis.toml", "[severity]\nPT604 = 'off'\npt6xx = 'error'\nPT603 = 'information'\n",
			config.Config{Path: "portalis.toml", Severity: compat.Levels{"PT601": compat.LevelError, "PT602": compat.LevelError,
				"PT603": compat.LevelInformation, "PT604": compat.Off}}, nil},
		"unknown": {"pyproject.toml", "[tool.portalis]\nexcludes = []\n\n[tool.portalis.severity]\n  PT999 = 'off'\nPT207 = 'refused'\nPT299 = 1\nPT301 = 3\n[tool.portalis.extra.more]\n[tool.portalis.src]\nx = 1\n",
			config.Config{Path: "pyproject.toml"}, []string{
				`2:1 there is no setting "excludes"; there are exclude, int, severity, src`,
				`5:3 there is no code "PT999"; codes look like PT503, families like PT5xx`,
				`6:1 the severity of PT207 must be "off", "hint", "information", "warning" or "error"`,
				`7:1 there is no code "PT299"; codes look like PT503, families like PT5xx`,
				`8:1 the severity of PT301 must be "off", "hint", "information", "warning" or "error"`,
				`9:16 there is no setting "extra"; there are exclude, int, severity, src`,
				`11:1 src is no table`,
			}},
		"wrong types": {"portalis.toml", "exclude = 'a'\nsrc = ['a', 1]\nseverity = 2\n",
			config.Config{Path: "portalis.toml", Src: []string{"a"}}, []string{
				`1:11 this must be a list of strings`, `2:13 this must be a string`, `3:1 severity wants a table`,
			}},
		"no TOML": {"portalis.toml", "exclude = [\n'a'\nsrc", config.Config{Path: "portalis.toml"}, []string{"3:1 this is no valid TOML: "}},
		"twice":   {"portalis.toml", "src = []\nsrc = []", config.Config{Path: "portalis.toml"}, []string{"2:1 this is no valid TOML: "}},
		"empty":   {"portalis.toml", "", config.Config{Path: "portalis.toml"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, problems := config.Parse(test.path, []byte(test.src))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			var texts []string
			for _, p := range problems {
				texts = append(texts, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Message))
			}
			if len(texts) != len(test.problems) {
				t.Fatalf("problems %q, want %q", texts, test.problems)
			}
			for i, want := range test.problems {
				if !strings.HasPrefix(texts[i], want) {
					t.Errorf("problem %q, want %q", texts[i], want)
				}
			}
		})
	}
}

func TestRequiresPython(t *testing.T) {
	for specifier, want := range map[string]int{
		">=3.8": 8, "~=3.10": 10, "==3.11.*": 11, ">=3.9,!=3.9.7,<3.13": 9, "<4": 0, ">=2.7, >3.6": 6, "": 0, ">=3": 0, "~= 3.12.1": 12,
	} {
		got, _ := config.Parse("pyproject.toml", []byte("[project]\nrequires-python = '"+specifier+"'\n"))
		if got.Python != want {
			t.Errorf("%s: 3.%d, want 3.%d", specifier, got.Python, want)
		}
	}
}

// The nearest file that speaks of Portalis counts; our own goes before
// pyproject.toml.
func TestFind(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"pyproject.toml":       "[project]\nrequires-python = '>=3.8'\n[tool.portalis]\nexclude = ['top']\n",
		"a/pyproject.toml":     "[project]\nrequires-python = '>=3.12'\n",
		"a/b/deep/x.py":        "",
		"c/portalis.toml":      "exclude = ['own']\n",
		"c/pyproject.toml":     "[tool.portalis]\nexclude = ['not this']\n",
		"c/d/pyproject.toml":   "[tool.portalis]\n",
		"broken/portalis.toml": "x = ",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for folder, want := range map[string]struct {
		path    string
		exclude string
		python  int
	}{
		".": {"pyproject.toml", "[top]", 8}, "a/b/deep": {"pyproject.toml", "[top]", 12},
		"c": {"c/portalis.toml", "[own]", 8}, "c/d": {"c/d/pyproject.toml", "[]", 8},
		"broken": {"broken/portalis.toml", "[]", 8}, "nowhere/at/all": {"pyproject.toml", "[top]", 8},
	} {
		got, problems := config.Find(filepath.Join(dir, folder))
		if got.Path != filepath.Join(dir, want.path) || fmt.Sprint(got.Exclude) != want.exclude || got.Python != want.python {
			t.Errorf("%s: %+v", folder, got)
		}
		if (len(problems) > 0) != (folder == "broken") {
			t.Errorf("%s: %v", folder, problems)
		}
	}
}
