package platter

// Kind is what an operation does.
type Kind int

// The kinds of operation.
const (
	Write  Kind = iota // Data at At of Node
	Resize             // Node gets the size At
	Sync               // Node, a file or a folder, reaches the disk
	Name               // Target gets the name Name in the folder Node
	Unname             // the name Name in the folder Node goes
	Move               // Target gets the name Name in Node, and loses OldName in Old
	Say                // Data went to the program's standard output
)

// Op is one operation in the order in which they ended.
type Op struct {
	Kind    Kind
	Node    int // a file or a folder, by number; Root is the folder that all is in
	Name    string
	Target  int
	Folder  bool // the target of a Name is a new folder
	Old     int
	OldName string
	At      int64 // bytes
	Data    []byte
	Path    string // where Node lay at that time, from the root; for people and filters
}

// Root is the number of the folder that all is in. It lies on the disk from the
// beginning.
const Root = 1

// node is a file or a folder: as programs see it, and as it is safe on the disk.
type node struct {
	folder  bool
	now     content
	safe    content
	pending []Op // writes and sizes that are not safe

	names  map[string]int // as programs see them
	kept   map[string]int // as they are safe
	naming []naming       // changes of names that are not safe, in order
}

// naming is one change of a name in a folder.
type naming struct {
	name   string
	target int // 0: the name goes
	move   int // the number of the move that it is half of, 0 for none
}

// Disk is the model.
type Disk struct {
	nodes map[int]*node
	moves int
}

// NewDisk is an empty disk.
func NewDisk() *Disk {
	d := &Disk{nodes: map[int]*node{}}
	d.node(Root, true)
	return d
}

// node is the node of that number, made where it is new.
func (d *Disk) node(number int, folder bool) *node {
	n := d.nodes[number]
	if n == nil {
		n = &node{folder: folder, now: newContent(), safe: newContent(), names: map[string]int{}, kept: map[string]int{}}
		d.nodes[number] = n
	}
	return n
}

// Apply does the operation.
func (d *Disk) Apply(op Op) {
	n := d.node(op.Node, false)
	switch op.Kind {
	case Write:
		n.now.write(op.At, op.Data)
		n.pending = append(n.pending, op)
	case Resize:
		n.now.resize(op.At)
		n.pending = append(n.pending, op)
	case Sync:
		d.sync(n)
	case Name:
		d.node(op.Target, op.Folder)
		n.rename(naming{name: op.Name, target: op.Target})
	case Unname:
		n.rename(naming{name: op.Name})
	case Move:
		d.moves++
		n.rename(naming{op.Name, op.Target, d.moves})
		d.nodes[op.Old].rename(naming{name: op.OldName, move: d.moves})
	}
}

func (n *node) rename(change naming) {
	apply(n.names, change)
	n.naming = append(n.naming, change)
}

func apply(names map[string]int, change naming) {
	if change.target == 0 {
		delete(names, change.name)
	} else {
		names[change.name] = change.target
	}
}

// sync makes what the node holds safe.
func (d *Disk) sync(n *node) {
	for _, op := range n.pending {
		settle(&n.safe, op)
	}
	n.pending = nil
	for _, change := range n.naming {
		apply(n.kept, change)
		if change.move > 0 && change.target == 0 {
			d.secure(change.move)
		}
	}
	n.naming = nil
}

func settle(c *content, op Op) {
	if op.Kind == Resize {
		c.resize(op.At)
	} else {
		c.write(op.At, op.Data)
	}
}

// secure makes the new name of a move safe with the old one's end.
func (d *Disk) secure(move int) {
	for _, n := range d.nodes {
		for i, change := range n.naming {
			if change.move == move && change.target > 0 {
				for _, earlier := range n.naming[:i+1] {
					if earlier.name == change.name {
						apply(n.kept, earlier)
					}
				}
				return
			}
		}
	}
}

// Unsafe counts what a power cut now might take: writes, sizes and names.
func (d *Disk) Unsafe() int {
	count := 0
	for _, n := range d.nodes {
		count += len(n.pending) + len(n.naming)
	}
	return count
}
