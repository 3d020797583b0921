package nukesite

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// choice is an option, a box or an entry of a list in a form.
type choice struct {
	Name, Value, Label string
	Indent             int
	On, Main, Barred   bool
}

// fresh is what the form of a new article holds.
func (s *Site) fresh() *article {
	return &article{first: s.wall(), status: draft, fields: map[string][]string{
		"imgposition": {"2"}, "inhome": {"1"}, "allowed_rating": {"1"}, "archive": {"1"},
		"internal_authors[]": {"1"}, "bids[]": {"2"}, "module_hotline": {"0203 123 456"},
	}}
}

func (s *Site) showForm(w http.ResponseWriter, r *http.Request, v *visit, a *article) {
	id, referer := 0, ""
	if a == nil {
		a = s.fresh()
	} else {
		id, referer = a.id, r.Referer()
	}
	fields := map[string]string{"publ_date": a.first.Format("02/01/2006")}
	for _, name := range kept {
		fields[name] = a.get(name)
	}
	// A fault of NukeViet's: the breaks between lines are lost in the form.
	fields["hometext"] = strings.ReplaceAll(strings.ReplaceAll(fields["hometext"], "\r", ""), "\n", "")
	s.show(w, "content", map[string]any{
		"F": fields, "ID": id, "Referer": referer, "Dir": s.dir(), "Admin": s.options.Admin, "New": s.isNew(),
		"Action":    "/" + s.options.Admin + "/index.php?language=vi&amp;nv=news&amp;op=content",
		"Positions": numbers(3, a.get("imgposition")), "Topics": topicBoxes(a), "Lists": lists(a),
		"Hours": numbers(24, strconv.Itoa(a.first.Hour())), "Minutes": numbers(60, strconv.Itoa(a.first.Minute())),
		"Buttons": s.buttons(v.user, a, id),
	})
}

// buttons are those that the account may press.
func (s *Site) buttons(user string, a *article, id int) []string {
	if id != 0 && a.now(s.wall()) == public {
		return []string{"statussave"}
	}
	all := []string{"status4"}
	if a.status != pending {
		all = append(all, "status5")
	}
	if s.accounts[user].full {
		all = append(all, "status8", "status1")
	}
	return all
}

func numbers(n int, chosen string) []choice {
	var all []choice
	for i := range n {
		value := strconv.Itoa(i)
		all = append(all, choice{Value: value, On: value == chosen})
	}
	return all
}

func topicBoxes(a *article) []choice {
	var all []choice
	for _, t := range topics {
		all = append(all, choice{
			Value: t.id, Label: t.name, Indent: t.indent, Barred: t.barred,
			On: slices.Contains(a.fields["catids[]"], t.id), Main: a.get("catid") == t.id,
		})
	}
	return all
}

// lists are the fields that have a hidden input for each entry.
func lists(a *article) []choice {
	var all []choice
	for _, name := range []string{"tags[]", "keywords[]", "internal_authors[]", "bids[]"} {
		for _, value := range a.fields[name] {
			all = append(all, choice{Name: name, Value: value})
		}
	}
	return all
}
