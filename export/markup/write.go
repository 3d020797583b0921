package markup

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"tinxa/export"
	"tinxa/model"
)

// writer puts elements one after the other, each on a line of its own: portals
// that make paragraphs of lines find nothing to do.
type writer struct {
	out     strings.Builder
	post    export.Post
	dialect Dialect
	title   string
}

// comments reports whether the next element stands in WordPress' comments. The
// first does not: its editor takes a block with a foreign attribute for broken,
// but not what stands outside of blocks.
func (w *writer) comments() bool { return w.dialect.Gutenberg && w.out.Len() > 0 }

// put writes an element; block is what WordPress calls it, with its attributes.
func (w *writer) put(block, element string) {
	comments := w.comments() && block != ""
	if w.out.Len() == 0 {
		at := strings.IndexAny(element, " >")
		element = fmt.Sprintf("%s %s=%q%s", element[:at], MarkAttr, quoted(w.post.Mark), element[at:])
	}
	if comments {
		element = wrapped(block, element)
	}
	w.out.WriteString(element + "\n")
}

// wrapped is an element between WordPress' comments.
func wrapped(block, element string) string {
	name, _, _ := strings.Cut(block, " ")
	return "<!-- wp:" + block + " -->\n" + element + "\n<!-- /wp:" + name + " -->"
}

// paragraph writes one; class may be empty.
func (w *writer) paragraph(class, inner string) {
	if class == "" {
		w.put("paragraph", "<p>"+inner+"</p>")
		return
	}
	w.put(fmt.Sprintf(`paragraph {"className":%q}`, class), fmt.Sprintf(`<p class="%s">%s</p>`, class, inner))
}

func (w *writer) part(p export.Part) {
	switch p.Kind {
	case export.Paragraphs:
		w.paragraphs(p)
	case export.Heading:
		for _, line := range p.Lines {
			w.put("heading", "<h2>"+runs(line)+"</h2>")
		}
	case export.Bullets:
		w.put("list", w.list("list", "ul", p.Entries()))
	case export.Numbers:
		const block = `list {"ordered":true}`
		w.put(block, w.list(block, "ol", p.Entries()))
	case export.Quote:
		w.quote(p)
	case export.Photos:
		w.photos(p)
	case export.Signature:
		for _, line := range p.Signed {
			w.paragraph("byline", "<strong>"+text(oneLine(line))+"</strong>")
		}
	}
}

func (w *writer) paragraphs(p export.Part) {
	commune := oneLine(p.Commune)
	if p.Item && len(p.Lines) == 0 {
		w.paragraph("item", text("* "+words.Item+" "+commune))
		return
	}
	for i, line := range p.Lines {
		switch {
		case i > 0 || !p.Item:
			w.paragraph("", runs(line))
		case commune == "":
			w.paragraph("item", "* "+runs(line))
		default:
			w.paragraph("item", text("* "+words.Item+" "+commune+": ")+runs(line))
		}
	}
}

// list is the element of a list, with the lists below its entries.
func (w *writer) list(block, tag string, entries []export.Entry) string {
	var b strings.Builder
	b.WriteString("<" + tag + ">")
	for _, e := range entries {
		item := "<li>" + runs(e.Text) + w.below(block, tag, e.Below) + "</li>"
		if w.comments() {
			item = "\n" + wrapped("list-item", item)
		}
		b.WriteString(item)
	}
	if w.comments() {
		b.WriteString("\n")
	}
	b.WriteString("</" + tag + ">")
	return b.String()
}

func (w *writer) below(block, tag string, entries []export.Entry) string {
	switch {
	case len(entries) == 0:
		return ""
	case w.comments():
		return wrapped(block, w.list(block, tag, entries))
	}
	return w.list(block, tag, entries)
}

func (w *writer) quote(p export.Part) {
	var b strings.Builder
	from := text(oneLine(p.From))
	for _, line := range p.Lines {
		paragraph := "<p>" + runs(line) + "</p>"
		if w.comments() {
			paragraph = "\n" + wrapped("paragraph", paragraph) + "\n"
		}
		b.WriteString(paragraph)
	}
	switch {
	case !w.comments() && from != "":
		b.WriteString(`<p class="from">— ` + from + "</p>")
	case from != "":
		b.WriteString("<cite>" + from + "</cite>")
	}
	class := ""
	if w.comments() {
		class = ` class="wp-block-quote"`
	}
	w.put("quote", "<blockquote"+class+">"+b.String()+"</blockquote>")
}

// photos writes pictures side by side where there are several. Captions whose
// photo is still to come follow them.
func (w *writer) photos(from export.Part) {
	var shown, bare []model.Picture
	for _, p := range from.Pictures {
		if w.post.Photos[p.Photo].URL != "" {
			shown = append(shown, p)
		} else if oneLine(p.Caption+p.Credit) != "" {
			bare = append(bare, p)
		}
	}
	switch {
	case len(shown) > 1:
		w.gallery(shown)
	case len(shown) == 1 && from.Half:
		w.half(shown[0])
	case len(shown) == 1:
		w.put(imageBlock(w.post.Photos[shown[0].Photo]), w.figure(shown[0]))
	}
	for _, p := range bare {
		w.put("", `<figure class="image">`+caption(p)+"</figure>")
	}
}

// half writes a photo half as wide as the page, in the middle. WordPress' block
// of a photo takes a width in pixels alone, so a group around it is narrow; its
// editor knows that in every version, and the portal's pages since 6.1.
func (w *writer) half(p model.Picture) {
	figure := w.figure(p)
	if !w.comments() {
		figure = strings.Replace(figure, ">", ` style="width:50%;margin-left:auto;margin-right:auto">`, 1)
		w.put("", strings.Replace(figure, "/>", ` style="width:100%;height:auto"/>`, 1))
		return
	}
	w.put(
		`group {"layout":{"type":"constrained","contentSize":"50%"}}`,
		`<div class="wp-block-group">`+wrapped(imageBlock(w.post.Photos[p.Photo]), figure)+"</div>",
	)
}

func (w *writer) gallery(shown []model.Picture) {
	var b strings.Builder
	for _, p := range shown {
		switch {
		case w.comments():
			b.WriteString("\n" + wrapped(imageBlock(w.post.Photos[p.Photo]), w.figure(p)) + "\n")
		case w.dialect.Gutenberg:
			b.WriteString(w.figure(p))
		default:
			b.WriteString(strings.Replace(w.figure(p), ">", ` style="flex:1 1 240px;margin:0">`, 1))
		}
	}
	if w.dialect.Gutenberg { // its own style sheet puts them side by side
		columns := min(len(shown), 3)
		w.put(
			fmt.Sprintf(`gallery {"columns":%d,"linkTo":"none"}`, columns),
			fmt.Sprintf(`<figure class="wp-block-gallery has-nested-images columns-%d is-cropped">%s</figure>`, columns, b.String()),
		)
		return
	}
	w.put("", `<div class="photos" style="display:flex;flex-wrap:wrap;gap:8px">`+b.String()+"</div>")
}

// imageBlock is what WordPress calls a photo of its media library.
func imageBlock(at model.RemotePhoto) string {
	if id, err := strconv.ParseUint(at.ID, 10, 63); err == nil {
		return fmt.Sprintf(`image {"id":%d,"sizeSlug":"full","linkDestination":"none"}`, id)
	}
	return `image {"sizeSlug":"full","linkDestination":"none"}`
}

// figure is one photo with its caption, in one line.
func (w *writer) figure(p model.Picture) string {
	at := w.post.Photos[p.Photo]
	alt := quoted(plainAlt(cmp.Or(oneLine(p.Alt), oneLine(p.Caption), w.title, words.Alt)))
	img := fmt.Sprintf(`<img src="%s" alt="%s"`, address(at.URL), alt)
	class := "image"
	if w.dialect.Gutenberg {
		class = "wp-block-image size-full"
		if id, err := strconv.ParseUint(at.ID, 10, 63); err == nil {
			img += fmt.Sprintf(` class="wp-image-%d"`, id)
		}
	}
	if w.dialect.Widths && at.Width > 0 && at.Height > 0 {
		img += fmt.Sprintf(` width="%d" height="%d"`, at.Width, at.Height)
	}
	return `<figure class="` + class + `">` + img + "/>" + caption(p) + "</figure>"
}

func caption(p model.Picture) string {
	said, credit := oneLine(p.Caption), oneLine(p.Credit)
	if credit != "" {
		said = export.Sentence(said)
		credit = "<em>" + text(words.Credit+" "+credit) + "</em>"
	}
	whole := strings.TrimSpace(text(said) + " " + credit)
	if whole == "" {
		return ""
	}
	return "<figcaption>" + whole + "</figcaption>"
}
