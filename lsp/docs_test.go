package lsp

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// The document on our extensions must name all of them.
func TestExtensionsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/lsp-extensions.md")
	if err != nil {
		t.Fatal(err)
	}
	names := append(commandNames(), commandShowRust, commandConvert, methodPreview, methodPreviewChanged, methodStatus,
		previewScheme, string(kindConvertFunction), string(kindConvertModule), string(kindConvertCrate))
	for _, shape := range []any{
		statusParams{Activity: "x", Mismatches: 1, Message: "x", Toolchain: "x", Python: "x"}, previewParams{}, previewResult{}, link{}, shown{Path: "x"},
		crateWritten{URI: "x", InTheWay: []string{"x"}},
	} {
		encoded, err := json.Marshal(shape)
		if err != nil {
			t.Fatal(err)
		}
		var members map[string]any
		if err := json.Unmarshal(encoded, &members); err != nil {
			t.Fatal(err)
		}
		for name := range members {
			names = append(names, name+": ", name+"?: ")
		}
	}
	for _, name := range names {
		field := strings.HasSuffix(name, ": ")
		base := strings.TrimSuffix(strings.TrimSuffix(name, ": "), "?")
		switch {
		case field && (strings.Contains(string(page), base+": ") || strings.Contains(string(page), base+"?: ")):
		case !field && strings.Contains(string(page), name):
		default:
			t.Errorf("docs/lsp-extensions.md does not have %q", name)
		}
	}
}
