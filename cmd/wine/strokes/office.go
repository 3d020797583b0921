package strokes

import (
	_ "embed"
	"math/rand/v2"
	"strings"
)

// sentences are invented, as reports of communes have them, one a line.
//
//go:embed words.txt
var sentences string

// Office is a text of n words, as staff of communes write them: sentences in an
// order that the seed decides, parted by spaces.
func Office(n int, seed uint64) string {
	lines := strings.Split(strings.TrimSpace(sentences), "\n")
	dice := rand.New(rand.NewPCG(seed, 0))
	var words []string
	for len(words) < n {
		dice.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		for _, line := range lines {
			words = append(words, strings.Fields(line)...)
		}
	}
	return strings.Join(words[:n], " ")
}
