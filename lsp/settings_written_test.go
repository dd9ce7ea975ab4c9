package lsp

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What clients and the documentation say of the settings is what settingsTable says.
// -update writes it.
func TestSettingsAreWrittenDown(t *testing.T) {
	written(t, "../vscode-extension/package.json", "      \"title\": \"Portalis\",\n      \"properties\": {\n", "\n      }\n", manifestSettings())
	written(t, "../docs/lsp-extensions.md", "<!-- settings: written from lsp/settings_table.go -->\n", "<!-- end of settings -->", documentedSettings())
	written(t, "../editors/nvim/lua/portalis/options.lua", "", "", luaSettings())
}

// written compares the part of a file between two texts with what it should be.
func written(t *testing.T, path, from, to, want string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil && !*update {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(content), from)
	got, after := rest, ""
	if to != "" {
		got, after, ok = strings.Cut(rest, to)
	}
	if !ok {
		t.Fatalf("%s has no place for the settings", path)
	}
	if *update {
		if err := os.WriteFile(path, []byte(before+from+want+to+after), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s; go test ./lsp -run TestSettingsAreWrittenDown -update writes it\n%s", path, diff)
	}
}

// manifestSettings are the members of contributes.configuration.properties.
func manifestSettings() string {
	var members []string
	for _, s := range settingsTable {
		if s.scope == "" {
			continue
		}
		var b strings.Builder
		fmt.Fprintf(&b, "        %q: {\n          \"type\": %q,\n", "portalis."+s.name, s.kind())
		if s.choices != nil {
			fmt.Fprintf(&b, "          \"enum\": %s,\n", strings.ReplaceAll(asJSON(s.choices), ",", ", "))
		}
		fmt.Fprintf(&b, "          \"default\": %s,\n          \"scope\": %q,\n          \"order\": %d,\n          \"markdownDescription\": %s\n        }",
			asJSON(s.initial), s.scope, len(members)+1, asJSON(s.about))
		members = append(members, b.String())
	}
	return strings.Join(members, ",\n")
}

func asJSON(v any) string {
	encoded, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(encoded)
}

// documentedSettings is the table of those that the server takes.
func documentedSettings() string {
	var b strings.Builder
	b.WriteString("| setting | default | meaning |\n|---|---|---|\n")
	for _, s := range settingsTable {
		if s.take == nil {
			continue
		}
		about := s.about
		if s.choices != nil {
			about += " One of `" + strings.Join(s.choices, "`, `") + "`."
		}
		fmt.Fprintf(&b, "| `%s` | `%s` | %s |\n", s.name, asJSON(s.initial), about)
	}
	return b.String()
}

// luaSettings are the types and the defaults of the Neovim plugin's options.
func luaSettings() string {
	var fields, values []string
	groups := map[string][2][]string{} // fields and values of the options with a dot
	var order []string
	for _, s := range settingsTable {
		if !s.neovim {
			continue
		}
		kind := s.kind()
		if s.choices != nil {
			kind = "'" + strings.Join(s.choices, "'|'") + "'"
		}
		if s.oneOf != "" {
			kind += "|" + s.oneOf
		}
		value := fmt.Sprint(s.initial)
		if s.kind() == "string" {
			value = "'" + value + "'"
		}
		if group, name, ok := strings.Cut(s.name, "."); ok {
			if !slices.Contains(order, group) {
				order = append(order, group)
			}
			g := groups[group]
			g[0], g[1] = append(g[0], name+": "+kind), append(g[1], name+" = "+value)
			groups[group] = g
			continue
		}
		fields = append(fields, fmt.Sprintf("--- @field %s %s %s", s.name, kind, s.about))
		values = append(values, fmt.Sprintf("  %s = %s,", s.name, value))
	}
	for _, group := range order {
		fields = append(fields, fmt.Sprintf("--- @field %s { %s }", group, strings.Join(groups[group][0], ", ")))
		values = append(values, fmt.Sprintf("  %s = { %s },", group, strings.Join(groups[group][1], ", ")))
	}
	return "--- Written from lsp/settings_table.go.\n--- @class portalis.Options\n" + strings.Join(fields, "\n") +
		"\nreturn {\n" + strings.Join(values, "\n") + "\n}\n"
}

// The help of the Neovim plugin names every option, with its default.
func TestOptionsAreInTheHelp(t *testing.T) {
	help, err := os.ReadFile("../editors/nvim/doc/portalis.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range settingsTable {
		if !s.neovim {
			continue
		}
		name := s.name[strings.LastIndex(s.name, ".")+1:]
		value := fmt.Sprint(s.initial)
		if s.kind() == "string" {
			value = "'" + value + "'"
		}
		if !strings.Contains(string(help), name+" = "+value) {
			t.Errorf("the help does not have %s = %s", name, value)
		}
	}
}
