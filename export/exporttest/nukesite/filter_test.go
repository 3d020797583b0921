package nukesite

import "testing"

// What the real one was seen to do.
func TestFilter(t *testing.T) {
	for in, want := range map[string]string{
		`<p data-st-id="tx1" class="a">A &amp; b</p>`:           `<p data-st-id="tx1" class="a">A &amp; b</p>`,
		`<!-- x --><section><p>A</p></section><small>b</small>`: `<p>A</p>b`,
		`<script>alert(1)</script><p onclick="x()">A</p>`:       `<p>A</p>`,
		`<style>p { color: red }</style><p>A</p>`:               `p { color: red }<p>A</p>`,
		`<img src="/a.jpg" alt="Từ file (gốc)">`:                `<img src="/a.jpg" />`,
		`<img src="/a.jpg" alt="Số #123">`:                      `<img src="/a.jpg" alt="Số rgb(0,0,0)" />`,
	} {
		if got := Filter(in); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}
