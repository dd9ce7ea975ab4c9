package lsp

import (
	"os"
	"testing"
)

func readFile(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestSettings(t *testing.T) {
	base := defaultSettings()
	with := func(change func(*settings)) settings {
		s := base
		change(&s)
		return s
	}
	for given, want := range map[string]settings{
		``:                         base,
		`null`:                     base,
		`[]`:                       base,
		`{"trusted": null}`:        base,
		`{"trusted": "yes"}`:       base,
		`{"trusted": false}`:       with(func(s *settings) { s.Trusted = false }),
		`{"parity.onSave": false}`: with(func(s *settings) { s.ParityOnSave = false }),
		`{"portalis": {"parity": {"onSave": false}, "python": "py"}}`: with(func(s *settings) { s.ParityOnSave, s.Python = false, "py" }),
		`{"rustc": "/r", "inlayHints": false, "logLevel": "debug", "clientCommands": []}`: with(func(s *settings) {
			s.Rustc, s.InlayHints, s.LogLevel = "/r", false, "debug"
		}),
		`{"diagnostics": {"workspace": true}}`: with(func(s *settings) { s.WorkspaceDiagnostics = true }),
		`{"diagnostics.workspace": true}`:      with(func(s *settings) { s.WorkspaceDiagnostics = true }),
		`{"status": false}`:                    with(func(s *settings) { s.Status = false }),
	} {
		if got := base.merge([]byte(given)); got != want {
			t.Errorf("%s gives %+v, want %+v", given, got, want)
		}
	}
}
