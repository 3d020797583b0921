package draft

import "tinxa/model"

// Amend applies an edit that is no step of undo: the report becomes as if it had
// always been so. What undo and redo remember of blocks is changed by fix, so
// that going back does not take the edit back; fix gets each block remembered,
// an Item with those in it as one, and returns it as it is to be.
func (d *Draft) Amend(e model.Edit, fix func(model.Block) model.Block) error {
	after, _, err := e.Apply(d.report)
	if err != nil {
		return err
	}
	for _, pile := range [][]step{d.done, d.undone} {
		for i := range pile {
			pile[i].edits = amended(pile[i].edits, fix)
		}
	}
	d.changed(after, d.now())
	return nil
}

func amended(edits model.All, fix func(model.Block) model.Block) model.All {
	out := make(model.All, len(edits))
	for i, e := range edits {
		switch e := e.(type) {
		case model.SetBlock:
			out[i] = model.SetBlock{Block: fix(e.Block)}
		case model.InsertBlock:
			out[i] = model.InsertBlock{At: e.At, Block: fix(e.Block)}
		case model.Become:
			blocks := make(model.Blocks, len(e.Content.Blocks))
			for j, b := range e.Content.Blocks {
				blocks[j] = fix(b)
			}
			e.Content.Blocks = blocks
			out[i] = e
		case model.All:
			out[i] = amended(e, fix)
		default:
			out[i] = e
		}
	}
	return out
}
