package rescue

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/modeltest"
)

var noon = time.Date(2026, 10, 15, 12, 0, 0, 0, time.UTC)

// at is a report as it was saved as that revision, n minutes past noon for
// revision n; words tell one content from another.
func at(id string, rev int64, words string) model.Report {
	r := modeltest.Report(7)
	r.ID, r.Rev, r.Head.Title = model.ReportID(id), rev, words
	r.Created, r.Updated = noon, minute(int(rev))
	return r
}

func minute(n int) time.Time { return noon.Add(time.Duration(n) * time.Minute) }

func file(r model.Report) model.Found { return model.Found{Report: r, Source: model.FromFile} }

func backup(r model.Report, made time.Time) model.Found {
	return model.Found{Report: r, Source: model.FromBackup, Made: made}
}

func unsaved(r model.Report, beyond int64, written time.Time) model.Found {
	return FromUnsaved(model.Unsaved{Report: r, Beyond: beyond, At: written})
}

// shape is a plan as "id rev title[*twin][-]: rev title, …", - for unticked.
func shape(p Plan) []string {
	var all []string
	for _, c := range p.Reports {
		line := string(c.Best.Report.ID)
		if c.Twin != "" {
			line = "twin of " + string(c.Twin)
		}
		if !c.Ticked {
			line += " -"
		}
		for _, f := range c.Revisions {
			line += fmt.Sprintf(" %d:%s/%s", f.Report.Rev, f.Report.Head.Title, f.Source)
		}
		all = append(all, line)
	}
	return all
}

func TestTheNewestOfEachWins(t *testing.T) {
	a3, a4, a5 := at("a", 3, "ba"), at("a", 4, "bốn"), at("a", 5, "năm")
	binned := backup(a4, minute(9))
	binned.Deleted = minute(8)
	binnedFile := file(a3)
	binnedFile.Deleted = minute(8)
	for name, c := range map[string]struct {
		found []model.Found
		want  []string
	}{
		"nothing":          {nil, nil},
		"by revision":      {[]model.Found{file(a3), backup(a5, noon), file(a4)}, []string{"a 5:năm/backup 4:bốn/file 3:ba/file"}},
		"file over backup": {[]model.Found{backup(a5, minute(6)), file(a5)}, []string{"a 5:năm/file"}},
		"journal over file": {
			[]model.Found{file(a5), unsaved(at("a", 5, "sáu"), 5, minute(6))}, []string{"a 6:sáu/journal 5:năm/file"},
		},
		"a journal that goes beyond what was lost": {
			[]model.Found{file(a3), unsaved(at("a", 4, "sáu"), 5, minute(6))}, []string{"a 6:sáu/journal 3:ba/file"},
		},
		"a journal of what is stored": {
			[]model.Found{file(a5), unsaved(a5, 5, minute(6))}, []string{"a 5:năm/file"},
		},
		"a journal back at an older state": {
			[]model.Found{file(a5), file(a4), unsaved(at("a", 5, "bốn"), 5, minute(6))},
			[]string{"a 6:bốn/journal 5:năm/file 4:bốn/file"},
		},
		"a journal from between two revisions": {
			[]model.Found{file(a3), file(a5), file(a4), unsaved(at("a", 3, "ba rưỡi"), 3, minute(3).Add(time.Second))},
			[]string{"a 6:năm/file 5:bốn/file 4:ba rưỡi/journal 3:ba/file"},
		},
		"a report that was never saved": {
			[]model.Found{unsaved(at("a", 0, "mới"), 0, minute(1))}, []string{"a 1:mới/journal"},
		},
		"two entries of the journal": {
			[]model.Found{
				unsaved(at("a", 0, "mới"), 0, minute(1)), unsaved(at("a", 0, "mới hơn"), 0, minute(2)),
				unsaved(at("a", 0, "mới"), 0, minute(1)),
			},
			[]string{"a 2:mới hơn/journal 1:mới/journal"},
		},
		"from the bin":                        {[]model.Found{binned}, []string{"a - 4:bốn/backup"}},
		"taken out of the bin since":          {[]model.Found{binned, file(a4)}, []string{"a 4:bốn/file"}},
		"in the bin by the newest backup":     {[]model.Found{backup(a3, minute(5)), binned}, []string{"a - 4:bốn/backup 3:ba/backup"}},
		"thrown away after the backup":        {[]model.Found{backup(a3, minute(5)), binnedFile}, []string{"a - 3:ba/file"}},
		"open again after it was in the bin":  {[]model.Found{binned, unsaved(a5, 4, minute(10))}, []string{"a 5:năm/journal 4:bốn/backup"}},
		"in the bin after it was written":     {[]model.Found{binned, unsaved(a5, 4, minute(7))}, []string{"a - 5:năm/journal 4:bốn/backup"}},
		"two contents of one revision":        {[]model.Found{file(a5), file(a4), backup(at("a", 5, "5b"), minute(9))}, []string{"a 5:năm/file 4:bốn/file", "twin of a 5:5b/backup"}},
		"the same content under two numbers":  {[]model.Found{file(a5), backup(at("a", 5, "bốn"), minute(9)), file(a4)}, []string{"a 5:năm/file 4:bốn/file"}},
		"two revisions that both have a twin": {[]model.Found{file(a5), file(a4), backup(at("a", 5, "5b"), noon), backup(at("a", 4, "4b"), noon)}, []string{"a 5:năm/file 4:bốn/file", "twin of a 5:5b/backup 4:4b/backup"}},
	} {
		got := shape(Merge(c.found, nil))
		slices.Sort(got) // the ids of twins are anything
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", name, got, c.want)
		}
	}
}

func TestLastChangedFirst(t *testing.T) {
	got := shape(Merge([]model.Found{file(at("b", 4, "bốn")), file(at("c", 6, "sáu")), file(at("a", 5, "năm"))}, nil))
	if want := []string{"c 6:sáu/file", "a 5:năm/file", "b 4:bốn/file"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestBinFlagIsThatOfAllRevisions(t *testing.T) {
	old, newest := file(at("a", 1, "một")), file(at("a", 2, "hai"))
	newest.Deleted = minute(9)
	for _, f := range Merge([]model.Found{old, newest}, nil).Reports[0].Revisions {
		if f.Deleted != minute(9) {
			t.Errorf("revision %d: deleted %v", f.Report.Rev, f.Deleted)
		}
	}
}

func TestARescueAfterARescueMakesNoSecondTwin(t *testing.T) {
	found := []model.Found{file(at("a", 5, "năm")), backup(at("a", 5, "5b"), noon), backup(at("a", 5, "5c"), minute(-9))}
	first := Merge(found, nil)
	if len(first.Reports) != 3 {
		t.Fatalf("%q", shape(first))
	}
	var again []model.Found
	for _, c := range first.Reports {
		again = append(again, file(c.Best.Report))
	}
	second := Merge(append(again, found...), nil)
	if len(second.Reports) != 3 {
		t.Errorf("after another rescue: %q", shape(second))
	}
	for _, c := range second.Reports {
		if c.Twin != "" || !c.Best.Report.ID.Valid() {
			t.Errorf("%s is announced as a twin again", c.Best.Report.ID)
		}
	}
}

func TestLosses(t *testing.T) {
	trace := func(id string, rev int64, name string) model.Trace {
		return model.Trace{ID: model.ReportID(id), Rev: rev, Name: name, Saved: minute(int(rev))}
	}
	untold := model.Trace{ID: "u"}
	for name, c := range map[string]struct {
		found  []model.Found
		traces []model.Trace
		want   []Loss
	}{
		"as new as found":  {[]model.Found{file(at("a", 5, "năm"))}, []model.Trace{trace("a", 5, ""), trace("a", 2, "")}, nil},
		"newer than found": {[]model.Found{file(at("a", 5, "năm"))}, []model.Trace{trace("a", 4, "cũ"), trace("a", 7, "")}, []Loss{{"a", "cũ", minute(7), minute(5)}}},
		"a name from what was found": {
			[]model.Found{file(at("a", 5, "năm"))}, []model.Trace{trace("a", 7, "")}, []Loss{{"a", "năm", minute(7), minute(5)}},
		},
		"a journal that holds it": {[]model.Found{unsaved(at("a", 6, "sáu"), 7, minute(8))}, []model.Trace{trace("a", 7, "")}, nil},
		"nothing found":           {nil, []model.Trace{trace("b", 1, "bê"), trace("a", 2, "a"), untold}, []Loss{{ID: "a", Name: "a", Lost: minute(2)}, {ID: "b", Name: "bê", Lost: minute(1)}, {ID: "u"}}},
		"beside what was renumbered": {
			[]model.Found{file(at("a", 3, "ba")), file(at("a", 4, "bốn")), unsaved(at("a", 3, "ba rưỡi"), 3, minute(3))},
			[]model.Trace{trace("a", 5, "a")},
			[]Loss{{"a", "a", minute(5), minute(4)}},
		},
	} {
		if got := Merge(c.found, c.traces).Lost; !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, c.want)
		}
	}
}

// past is a random history and what is left of it.
type past struct {
	found  []model.Found
	traces []model.Trace
	newest map[model.ReportID]int64 // revision found, a journal's the one that it goes beyond
	traced map[model.ReportID]int64
}

// randomPast lets some reports be saved, some more in a second line after a
// restore, and loses most of it.
func randomPast(r *rand.Rand) past {
	p := past{newest: map[model.ReportID]int64{}, traced: map[model.ReportID]int64{}}
	for n := range 1 + r.IntN(4) {
		id := fmt.Sprintf("r%d", n)
		for rev := int64(1); rev <= int64(1+r.IntN(6)); rev++ {
			for _, words := range []string{fmt.Sprint(rev), fmt.Sprint(rev, "b"), "lại"}[:1+r.IntN(3)] {
				p.leave(r, at(id, rev, words))
			}
		}
	}
	return p
}

// leave lets chance decide where a revision can still be found.
func (p *past) leave(r *rand.Rand, report model.Report) {
	var all []model.Found
	if r.IntN(3) == 0 {
		all = append(all, file(report))
	}
	for n := range r.IntN(3) {
		all = append(all, backup(report, minute(n)))
	}
	if r.IntN(8) == 0 {
		all = append(all, unsaved(report, report.Rev+int64(r.IntN(2)), report.Updated.Add(time.Second)))
	}
	for _, f := range all {
		if r.IntN(5) == 0 {
			f.Deleted = minute(r.IntN(8))
		}
		p.found = append(p.found, f)
		p.newest[report.ID] = max(p.newest[report.ID], f.Report.Rev)
	}
	if r.IntN(4) == 0 {
		p.traces = append(p.traces, model.Trace{ID: report.ID, Rev: report.Rev, Saved: report.Updated})
		p.traced[report.ID] = max(p.traced[report.ID], report.Rev)
	}
}

func TestRandomPasts(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		p := randomPast(r)
		plan := Merge(p.found, p.traces)
		p.nothingIsDropped(t, seed, plan)
		p.theBestIsTheNewest(t, seed, plan)
		p.lossesAreThose(t, seed, plan)
		r.Shuffle(len(p.found), func(i, j int) { p.found[i], p.found[j] = p.found[j], p.found[i] })
		r.Shuffle(len(p.traces), func(i, j int) { p.traces[i], p.traces[j] = p.traces[j], p.traces[i] })
		if !reflect.DeepEqual(Merge(p.found, p.traces), plan) {
			t.Fatalf("seed %d: another order gives another plan", seed)
		}
		if t.Failed() {
			t.Fatalf("seed %d: %q", seed, shape(plan))
		}
	}
}

// nothingIsDropped looks for every content that was found, under its id or
// under that of a twin.
func (p past) nothingIsDropped(t *testing.T, seed uint64, plan Plan) {
	t.Helper()
	first := map[model.ReportID]model.ReportID{}
	for _, c := range plan.Reports {
		first[c.Best.Report.ID] = c.Twin
	}
	origin := func(id model.ReportID) model.ReportID {
		for first[id] != "" {
			id = first[id]
		}
		return id
	}
	kept := map[string]bool{}
	for _, c := range plan.Reports {
		for _, f := range c.Revisions {
			if f.Report.ID != c.Best.Report.ID {
				t.Errorf("seed %d: %s among the revisions of %s", seed, f.Report.ID, c.Best.Report.ID)
			}
			kept[string(origin(f.Report.ID))+" "+f.Report.Head.Title] = true
		}
	}
	for _, f := range p.found {
		if key := string(f.Report.ID) + " " + f.Report.Head.Title; !kept[key] {
			t.Errorf("seed %d: %s (revision %d, %s) was dropped", seed, key, f.Report.Rev, f.Source)
		}
	}
}

func (p past) theBestIsTheNewest(t *testing.T, seed uint64, plan Plan) {
	t.Helper()
	for _, c := range plan.Reports {
		if !reflect.DeepEqual(c.Best, c.Revisions[0]) || c.Ticked != c.Best.Deleted.IsZero() {
			t.Errorf("seed %d: best %+v", seed, c.Best)
		}
		if c.Twin == "" && c.Best.Report.Rev < p.newest[c.Best.Report.ID] {
			t.Errorf("seed %d: best of %s is revision %d of %d", seed, c.Best.Report.ID, c.Best.Report.Rev, p.newest[c.Best.Report.ID])
		}
		for i, f := range c.Revisions[1:] {
			if f.Report.Rev >= c.Revisions[i].Report.Rev || f.Report.Rev < 1 {
				t.Errorf("seed %d: revision %d follows %d", seed, f.Report.Rev, c.Revisions[i].Report.Rev)
			}
		}
	}
}

func (p past) lossesAreThose(t *testing.T, seed uint64, plan Plan) {
	t.Helper()
	listed := map[model.ReportID]bool{}
	for _, l := range plan.Lost {
		listed[l.ID] = true
	}
	for id, rev := range p.traced {
		if want := rev > p.newest[id]; listed[id] != want {
			t.Errorf("seed %d: %s was traced at %d and found at %d, listed as lost: %v", seed, id, rev, p.newest[id], listed[id])
		}
	}
	if len(listed) != len(plan.Lost) {
		t.Errorf("seed %d: a loss is listed twice: %+v", seed, plan.Lost)
	}
}
