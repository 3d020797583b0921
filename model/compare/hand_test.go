package compare

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// hand makes random edits; equal seeds make equal ones.
type hand struct {
	*rand.Rand
	ids int
}

func newHand(seed uint64) *hand { return &hand{Rand: rand.New(rand.NewPCG(seed, 77))} }

func (h *hand) report() model.Report {
	switch h.IntN(4) {
	case 0:
		return modeltest.Crowded()
	case 1:
		return modeltest.RoundUp()
	case 2:
		return modeltest.Long(h.Uint64(), 1+h.IntN(20))
	default:
		return modeltest.Report(h.Uint64())
	}
}

func (h *hand) id() model.BlockID {
	h.ids++
	return model.BlockID(fmt.Sprintf("hand%04d", h.ids))
}

// edit changes a report somewhere; an edit that does not fit changes nothing.
func (h *hand) edit(r model.Report) model.Report {
	all := slices.Collect(r.Blocks.All())
	if len(all) == 0 {
		return h.insert(r)
	}
	b := all[h.IntN(len(all))]
	switch h.IntN(8) {
	case 0:
		return h.insert(r)
	case 1:
		return h.try(r, model.RemoveBlock{ID: b.BlockID()})
	case 2:
		return h.try(r, model.MoveBlock{ID: b.BlockID(), To: model.Place{Index: h.IntN(len(r.Blocks))}})
	case 3:
		return h.try(r, model.SetBlock{Block: model.List{ID: b.BlockID(), Ordered: h.IntN(2) == 0, Entries: []model.Text{h.words(), h.words(), nil}}})
	case 4:
		return h.head(r)
	default:
		return h.retype(r, b)
	}
}

func (h *hand) try(r model.Report, e model.Edit) model.Report {
	if after, _, err := e.Apply(r); err == nil {
		return after
	}
	return r
}

func (h *hand) insert(r model.Report) model.Report {
	blocks := []model.Block{
		model.Paragraph{ID: h.id(), Text: h.words()},
		model.Quote{ID: h.id(), Text: h.words(), From: h.words().Plain()},
		model.Photos{ID: h.id(), Pictures: []model.Picture{{Photo: modeltest.PhotoIDOf([]byte{byte(h.IntN(9))}), Caption: h.words().Plain()}, {Credit: "Hà"}}},
		model.Item{ID: h.id(), Commune: h.words().Plain(), Bylines: []model.Byline{{Name: "Lan"}, {Name: h.words().Plain()}}},
	}
	return h.try(r, model.InsertBlock{At: model.Place{Index: h.IntN(len(r.Blocks) + 1)}, Block: blocks[h.IntN(len(blocks))]})
}

func (h *hand) head(r model.Report) model.Report {
	head, meeting := r.Head, r.Meeting
	head.Title, head.Sapo = h.words().Plain(), h.words()
	meeting.Place = h.words().Plain()
	meeting.Guests = append(slices.Clone(meeting.Guests), model.Person{Name: h.words().Plain()})
	return h.try(r, model.All{model.SetHead{Head: head}, model.SetMeeting{Meeting: meeting}})
}

func (h *hand) retype(r model.Report, b model.Block) model.Report {
	texts := model.Texts(b)
	if p, ok := b.(model.Photos); ok && len(p.Pictures) > 0 {
		p.Pictures = slices.Clone(p.Pictures)
		p.Pictures[h.IntN(len(p.Pictures))].Caption = h.words().Plain()
		return h.try(r, model.SetBlock{Block: p})
	}
	if len(texts) == 0 {
		return r
	}
	entry := h.IntN(len(texts))
	long := texts[entry].Len()
	from := h.IntN(long + 1)
	to := min(long, from+h.IntN(12))
	return h.try(r, model.Type{Block: b.BlockID(), Entry: entry, From: from, To: to, With: h.words()})
}

// words is a random run of words, some of them with odd white space.
func (h *hand) words() model.Text {
	stock := strings.Fields("xã phường họp sáng chiều dân lúa đường cầu trường, kết luận. và của các\u0301")
	var out []string
	for range 1 + h.IntN(6) {
		out = append(out, stock[h.IntN(len(stock))])
	}
	return model.Text{{Text: strings.Join(out, []string{" ", " ", "  ", "\n"}[h.IntN(4)]), Marks: model.Mark(h.IntN(3))}}
}
