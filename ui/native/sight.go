package native

// Sight is how the user has told the system that programs should look.
type Sight struct {
	Contrast bool    // high contrast is on
	Text     float32 // how much larger letters are than usual: 1 to 2.25
	Width    int     // of the screen without its bars, in pixels; 0 where unknown
	Scale    float32 // by which the system enlarges everything on it; 0 where unknown
}
