package model

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// ClipName is the name of the meta element that carries a clip beside the HTML
// of what was copied. Other programs pass over what they do not know there.
const ClipName = "tinxa-clip"

// ClipSumAttr is the attribute of that element with the ClipSum of the text of
// the HTML: an editor may keep the element and change the text.
const ClipSumAttr = "data-sum"

// ClipSum is a sum over the characters of a text that are not white space.
func ClipSum(text string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(text), "")))
	return hex.EncodeToString(sum[:8])
}

// Clip is a piece of a report on its way over the clipboard.
type Clip struct {
	Blocks Blocks
	Inline bool // a piece of a sentence: one paragraph, which continues the text that it is pasted into
}

// wireClip is a report with nothing but a body, so that a clip is held to what
// a report is held to.
type wireClip struct {
	Inline bool            `json:"inline,omitzero"`
	Report json.RawMessage `json:"report"`
}

// EncodeClip writes a clip as JSON, with new ids: those of pieces may be missing
// or the same. ErrFormat when a report could not hold the blocks.
func EncodeClip(c Clip) ([]byte, error) {
	body, err := Encode(Report{Status: Draft, Blocks: c.Blocks.renamed()})
	if err != nil {
		return nil, fmt.Errorf("model: clip: %w", err)
	}
	data, err := json.Marshal(wireClip{c.Inline, body})
	if err != nil {
		return nil, fmt.Errorf("model: clip: %w", err)
	}
	return data, nil
}

// DecodeClip reads what EncodeClip wrote. The blocks get new ids: the same clip
// may be pasted twice. ErrFormat when it is not sound, ErrNewer when a newer
// program wrote it.
func DecodeClip(data []byte) (Clip, error) {
	var w wireClip
	if err := json.Unmarshal(data, &w); err != nil {
		return Clip{}, fmt.Errorf("model: clip: %w: %w", ErrFormat, err)
	}
	r, err := Decode(w.Report)
	if err != nil {
		return Clip{}, fmt.Errorf("model: clip: %w", err)
	}
	c := Clip{Blocks: r.Blocks.renamed(), Inline: w.Inline}
	if _, one := c.onlyParagraph(); c.Inline && !one {
		return Clip{}, fmt.Errorf("model: clip of %d blocks within a sentence: %w", len(c.Blocks), ErrFormat)
	}
	return c, nil
}

func (c Clip) onlyParagraph() (Paragraph, bool) {
	if len(c.Blocks) != 1 {
		return Paragraph{}, false
	}
	p, ok := c.Blocks[0].(Paragraph)
	return p, ok
}
