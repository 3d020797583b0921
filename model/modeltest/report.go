package modeltest

import (
	_ "embed"
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"strings"

	"tinxa/model"
)

//go:embed words.json
var wordsJSON []byte

// words are invented communes, people and sentences to build reports from.
var words = func() (w struct {
	Communes, People, Posts, Types, Tags  []string
	Sentences, Headings, Captions         []string
	Decomposed                            []string // in NFD: a commune, a person, a file, a headline
	Unit, Kicker, Category, Review, Place string
},
) {
	if err := json.Unmarshal(wordsJSON, &w); err != nil {
		panic(err)
	}
	return w
}()

// builder draws from the words; equal seeds give equal reports.
type builder struct {
	*rand.Rand
	ids int
}

func build(seed uint64) *builder { return &builder{Rand: rand.New(rand.NewPCG(seed, 2026))} }

func (b *builder) pick(from []string) string { return from[b.IntN(len(from))] }

func (b *builder) id() model.BlockID {
	b.ids++
	return model.BlockID("block" + strconv.FormatInt(int64(46656+b.ids), 36)[1:])
}

func (b *builder) text(sentences int) model.Text {
	all := make([]string, sentences)
	for i := range all {
		all[i] = b.pick(words.Sentences)
	}
	return model.Plainly(strings.Join(all, " "))
}

func (b *builder) paragraph() model.Block {
	return model.Paragraph{ID: b.id(), Text: b.text(2 + b.IntN(4))}
}

func (b *builder) picture() model.Picture {
	return model.Picture{
		Photo:   PhotoIDOf([]byte{byte(b.Uint32()), byte(b.Uint32()), byte(b.Uint32())}),
		Caption: b.pick(words.Captions) + " " + strconv.Itoa(b.IntN(1000)),
		Credit:  b.pick(words.People),
		Name:    "IMG_" + strconv.Itoa(1000+b.IntN(9000)) + ".jpg",
	}
}

func (b *builder) meeting() model.Meeting {
	return model.Meeting{
		Type: b.pick(words.Types), Ordinal: strconv.Itoa(1 + b.IntN(20)), Term: "2025 - 2030",
		Date:    model.Date{Year: 2026, Month: 1 + b.IntN(12), Day: 1 + b.IntN(28)},
		Session: model.Morning, Place: words.Place + " " + strconv.Itoa(1+b.IntN(3)), Commune: b.pick(words.Communes),
		Chair:  []model.Person{{Name: b.pick(words.People), Post: b.pick(words.Posts)}},
		Guests: []model.Person{{Name: b.pick(words.People), Post: b.pick(words.Posts)}, {Name: b.pick(words.People)}},
	}
}

// Report is an ordinary report, complete and never saved: headline, lead, a
// few paragraphs, one photo, a byline.
func Report(seed uint64) model.Report {
	b := build(seed)
	meeting := b.meeting()
	return model.Report{
		ID:      model.ReportID("report" + strconv.FormatUint(seed, 36)),
		Status:  model.Draft,
		Meeting: meeting,
		Head: model.Head{
			Kicker: words.Kicker, Sapo: b.text(1),
			Title: meeting.Type + " " + meeting.Commune + " " + strconv.FormatUint(seed, 10),
		},
		Blocks: model.Blocks{
			b.paragraph(), b.paragraph(),
			model.Photos{ID: b.id(), Pictures: []model.Picture{b.picture()}},
			b.paragraph(),
		},
		Credits: model.Credits{
			Bylines: []model.Byline{{Name: b.pick(words.People)}}, Category: words.Category,
			Tags: []string{words.Tags[0], words.Tags[1]},
		},
	}
}

// Long is a Report whose body has that many paragraphs.
func Long(seed uint64, paragraphs int) model.Report {
	r, b := Report(seed), build(seed)
	r.Blocks = nil
	for range paragraphs {
		r.Blocks = append(r.Blocks, b.paragraph())
	}
	return r
}

// RoundUp is a round-up of three communes, each with a photo and its byline.
func RoundUp() model.Report {
	b := build(3)
	r := Report(3)
	r.ID, r.Head.Title = "roundup", words.Review
	r.Credits.Bylines = nil
	r.Blocks = model.Blocks{b.paragraph()}
	for i, commune := range words.Communes[:3] {
		r.Blocks = append(r.Blocks, model.Item{
			ID: b.id(), Commune: commune,
			Blocks:  model.Blocks{b.paragraph(), model.Photos{ID: b.id(), Pictures: []model.Picture{b.picture()}}},
			Bylines: []model.Byline{{Name: words.People[i]}},
		})
	}
	return r
}

// Crowded has every kind of block and every mark, several photos side by side,
// names in NFD, empty texts, and fields of a newer program at every level.
func Crowded() model.Report {
	b := build(7)
	r := Report(7)
	r.ID, r.Status = "crowded", model.Returned
	r.Head.Title, r.Head.Stamp = words.Decomposed[3], "15/10/2026 | 08:30"
	r.Head.Sapo = Styled()
	r.Head.Extra = newer("head")
	r.Meeting = b.crowdedMeeting()
	r.Blocks = model.Blocks{
		model.Heading{ID: b.id(), Text: model.Plainly(words.Headings[0]), Extra: newer("heading")},
		model.Paragraph{ID: b.id(), Text: Styled(), Heard: "10:32", Extra: newer("paragraph")},
		model.Paragraph{ID: b.id()},
		model.List{ID: b.id(), Ordered: true, Entries: []model.Text{Styled(), nil, b.text(1)}, Depths: []int{0, 1, 1}, Extra: newer("list")},
		model.Quote{ID: b.id(), Text: b.broken(), From: words.People[2], Extra: newer("quote")},
		b.crowdedPhotos(),
		b.crowdedItem(),
		model.Item{ID: b.id(), Blocks: model.Blocks{}},
		model.Paragraph{ID: b.id(), Text: b.broken()},
	}
	r.Credits = model.Credits{
		Bylines:  []model.Byline{{Name: words.Unit, Unit: true, Extra: newer("byline")}, {Name: words.Decomposed[1]}, {Name: " "}},
		Source:   words.Unit,
		Tags:     words.Tags,
		Category: words.Category,
		Extra:    newer("credits"),
	}
	r.Cover = r.Pictures()[1].Photo
	r.Waived = []model.Waiver{{Rule: "capital", Words: words.Tags[0], Extra: newer("waiver")}, {Rule: "spelling", Words: words.Decomposed[1]}}
	r.Extra = newer("report")
	return r
}

func (b *builder) crowdedMeeting() model.Meeting {
	m := b.meeting()
	m.Extended, m.Session = true, model.AllDay
	m.Commune = words.Decomposed[0]
	m.Organisers = words.Communes
	m.Chair = []model.Person{{Name: words.Decomposed[1], Post: words.Posts[1], Extra: newer("person")}}
	m.Date.Year = 0
	m.Extra = newer("meeting")
	return m
}

func (b *builder) crowdedPhotos() model.Block {
	named := b.picture()
	named.Name, named.Alt, named.Extra = words.Decomposed[2], words.Captions[0], newer("picture")
	return model.Photos{ID: b.id(), Pictures: []model.Picture{named, b.picture(), {}}, Extra: newer("photos")}
}

func (b *builder) crowdedItem() model.Block {
	return model.Item{
		ID: b.id(), Commune: words.Communes[1],
		Blocks: model.Blocks{
			b.paragraph(),
			b.nested(),
			model.Photos{ID: b.id(), Pictures: []model.Picture{b.picture()}, Half: true},
			model.Quote{ID: b.id(), Text: Styled()},
		},
		Bylines: []model.Byline{{}, {Name: words.People[0]}},
		Extra:   newer("item"),
	}
}

// nested is a list of every depth, in and out again. Its last entry has none
// stated.
func (b *builder) nested() model.Block {
	list := model.List{ID: b.id(), Depths: []int{0, 1, 2, 1, 0, 2}}
	for range len(list.Depths) + 1 {
		list.Entries = append(list.Entries, b.text(1))
	}
	list.Entries[1] = b.broken()
	return list
}

// broken is a text with a soft line break.
func (b *builder) broken() model.Text {
	return model.Text{{Text: b.pick(words.Sentences) + "\n"}, {Text: b.pick(words.Sentences), Marks: model.Italic}}
}

// Styled is a text with every mark and every kind of link, an own span each.
func Styled() model.Text {
	return model.Text{
		{Text: words.Sentences[0] + " "},
		{Text: words.Communes[0], Marks: model.Bold},
		{Text: " - ", Extra: newer("span")},
		{Text: words.Types[2], Marks: model.Italic},
		{Text: " & ", Marks: model.Underline},
		{Text: "<" + words.Tags[3] + ">", Marks: model.Bold | model.Italic | model.Underline},
		{Text: " " + words.Tags[1], Link: "https://suoimay.example.vn/tin?a=1&b=2"},
		{Text: " " + words.Category, Link: "mailto:vanphong@suoimay.example.vn"},
		{Text: " " + words.Place, Marks: model.Bold, Link: "tel:+84900000000"},
	}
}

// newer is a field that this program does not know.
func newer(where string) model.Extra {
	return model.Extra{"x-" + where: json.RawMessage(`{"since":9,"list":[1,"<hai>",null]}`)}
}

// Decomposed are texts in NFD: a commune, a person, a file name, a headline.
func Decomposed() []string { return append([]string(nil), words.Decomposed...) }
