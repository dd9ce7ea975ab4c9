package syntax

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func pr(n *cst, d int, src []byte) {
	t := ""
	if n.first == nil {
		t = fmt.Sprintf("%q", src[n.start:n.end])
	}
	m := ""
	if n.missing {
		m = " MISSING"
	}
	if n.named || n.first == nil {
		fmt.Printf("%s%s%s [%d-%d]%s %s\n", strings.Repeat("  ", d), map[bool]string{true: n.field + ":", false: ""}[n.field != ""], n.kind, n.start, n.end, m, t)
	}
	for c := n.first; c != nil; c = c.next {
		pr(c, d+1, src)
	}
}
func TestDumpX(t *testing.T) {
	f := os.Getenv("DUMPX")
	if f == "" {
		return
	}
	b, _ := os.ReadFile(f)
	tr := parseTree(nil, b)
	defer tr.Close()
	ct := copyTree(tr, 0)
	pr(ct.root, 0, b)
}
