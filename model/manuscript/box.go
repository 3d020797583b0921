package manuscript

import "tinxa/model"

// Form is how a text of the page looks and behaves.
type Form string

// The forms. The first five are what a running text can be turned into.
const (
	Paragraph Form = "paragraph"
	Heading   Form = "heading"
	Quote     Form = "quote"
	Dash      Form = "list"     // an entry of a list
	Numbered  Form = "numbered" // an entry of a numbered list

	FormKicker  Form = "kicker"
	FormTitle   Form = "title"
	FormSapo    Form = "sapo"
	FormFrom    Form = "from"
	FormPicture Form = "picture"
	FormCaption Form = "caption"
	FormCommune Form = "commune"
	FormByline  Form = "byline"
)

// Box is one text of the page, or one picture, in reading order. An empty
// report has boxes for kicker, title, sapo, the paragraph and a byline: what is
// not there yet is an empty box to write in.
type Box struct {
	Spot   Spot // with Pos 0
	Form   Form
	Text   model.Text    // shared with the report; never to be changed
	Item   model.BlockID // the item that it stands in; empty for none
	Number int           // of a numbered entry, from 1
	Depth  int           // of an entry, 0 to model.MaxDepth
	Heard  string        // when it was said, "10:32"; empty unless stamped
	Shown  Shown         // of a picture and of its caption
}

// Shown is how a picture stands on the page: read its fields as if they were
// here. It is a pointer because a page has many boxes, few of them pictures, and
// the list of boxes is made anew for each key. Boxes without a picture share one
// that says nothing.
type Shown struct{ *Standing }

// Standing is what Shown knows of a picture. It is never to be changed.
type Standing struct {
	Picture model.Picture
	Beside  int  // how many pictures stand in its row, itself included
	Half    bool // half as wide as the page
	Cover   bool // it is the cover photo
}

var unshown = Shown{&Standing{}}
