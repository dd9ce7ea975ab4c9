package main

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// table is the rows as Markdown, and the geometric means below them.
func table(rows []row) string {
	var b strings.Builder
	b.WriteString("| kernel | CPython ms | WASM ms | WASM against CPython | native ms | by hand ms | native to by hand | WASM KB |\n")
	b.WriteString("|---|---|---|---|---|---|---|---|\n")
	var faster, slower []float64
	for _, r := range rows {
		speed, ratio := float64(r.python)/float64(r.wasm), float64(r.native)/float64(r.hand)
		faster, slower = append(faster, speed), append(slower, ratio)
		fmt.Fprintf(&b, "| %s | %s | %s | %.1f | %s | %s | %.2f | %.0f |\n",
			r.name, ms(r.python), ms(r.wasm), speed, ms(r.native), ms(r.hand), ratio, float64(r.size)/1000)
	}
	fmt.Fprintf(&b, "| *geometric mean* | | | %.1f | | | %.2f | |\n", geometricMean(faster), geometricMean(slower))
	return b.String()
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d)/1e6) }

func geometricMean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += math.Log(x)
	}
	return math.Exp(sum / float64(len(xs)))
}
