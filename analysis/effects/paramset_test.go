package effects

import (
	"slices"
	"testing"
)

func TestParamSet(t *testing.T) {
	var s, other paramSet
	for _, i := range []int{200, 3, 64, 0, 63} {
		s.add(i)
	}
	if got, want := slices.Collect(s.all), []int{0, 3, 63, 64, 200}; !slices.Equal(got, want) {
		t.Errorf("all = %v, want %v", got, want)
	}
	other.add(3)
	other.add(64)
	if s.addAll(other) {
		t.Error("addAll of a part reports that something is new")
	}
	if !other.addAll(s) || !slices.Equal(slices.Collect(other.all), slices.Collect(s.all)) {
		t.Errorf("addAll gave %v, want %v", slices.Collect(other.all), slices.Collect(s.all))
	}
}
