package assets_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"image/jpeg"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tinxa/model"
)

// onDisk is this folder as it is checked out, embedded or not.
var onDisk = os.DirFS(".")

// The samples stand for the five shapes of report that real portals print.
var samples = []struct {
	folder   string
	photos   int
	bylines  int
	items    int
	gaps     []model.GapKind
	typeKey  string
	withUnit bool
}{
	{folder: "01-diem-tin", photos: 3, bylines: 3, items: 3, typeKey: "tong-hop"},
	{folder: "02-hoi-nghi-bch", photos: 3, bylines: 1, typeKey: "bch-dang-bo"},
	{folder: "03-tong-ket-nam", photos: 2, bylines: 1, typeKey: "tong-ket-dang-bo", withUnit: true},
	{folder: "04-so-ket-nghi-quyet", photos: 2, bylines: 1, gaps: []model.GapKind{model.NoTitle}, typeKey: "so-ket-nghi-quyet"},
	{folder: "05-phuong-thi-dua", photos: 3, bylines: 2, typeKey: "thi-dua-khen-thuong"},
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := fs.ReadFile(onDisk, name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func sample(t *testing.T, folder string) model.Report {
	t.Helper()
	r, err := model.Decode(read(t, path.Join("samples", folder, "report.json")))
	if err != nil {
		t.Fatalf("%s: %v", folder, err)
	}
	return r
}

func TestSampleFoldersAreTheOnesTested(t *testing.T) {
	entries, err := fs.ReadDir(onDisk, "samples")
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	for _, s := range samples {
		want = append(want, s.folder)
	}
	if !slices.Equal(got, want) {
		t.Errorf("folders %q, tested are %q", got, want)
	}
}

func TestSampleShapes(t *testing.T) {
	for _, s := range samples {
		t.Run(s.folder, func(t *testing.T) {
			r := sample(t, s.folder)
			if n := len(r.Pictures()); n != s.photos {
				t.Errorf("%d photos, want %d", n, s.photos)
			}
			if n := len(r.Credits.Bylines); n != s.bylines {
				t.Errorf("%d bylines, want %d", n, s.bylines)
			}
			if unit := r.Credits.Bylines[0].Unit; unit != s.withUnit {
				t.Errorf("signed by a unit: %v, want %v", unit, s.withUnit)
			}
			if n := kinds(r)["item"]; n != s.items {
				t.Errorf("%d items, want %d", n, s.items)
			}
			if r.Meeting.Type != s.typeKey {
				t.Errorf("meeting type %q, want %q", r.Meeting.Type, s.typeKey)
			}
			if n := r.Words(); n < 350 || n > 700 {
				t.Errorf("%d words, want 350 to 700", n)
			}
		})
	}
}

func TestSamplesLackOnlyWhatTheyShould(t *testing.T) {
	for _, s := range samples {
		var got []model.GapKind
		for _, g := range model.Gaps(sample(t, s.folder)) {
			got = append(got, g.Kind)
		}
		if !slices.Equal(got, s.gaps) {
			t.Errorf("%s: gaps %q, want %q", s.folder, got, s.gaps)
		}
	}
}

// A sample saved by the program must not differ from the file, so that a
// change of the codec shows here.
func TestSamplesAreWrittenAsTheProgramWritesThem(t *testing.T) {
	for _, s := range samples {
		again, err := model.EncodeIndented(sample(t, s.folder))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(again, read(t, path.Join("samples", s.folder, "report.json"))) {
			t.Errorf("%s: encoding the decoded report gives other bytes", s.folder)
		}
	}
}

func TestSamplePhotosAreTheFilesBeside(t *testing.T) {
	const mostBytes, mostTogether = 120_000, 1_500_000
	total := 0
	seen := map[model.PhotoID]string{}
	for _, s := range samples {
		var used []string
		for _, p := range sample(t, s.folder).Pictures() {
			name := path.Join("samples", s.folder, p.Name)
			data := read(t, name)
			used = append(used, name)
			total += len(data)
			checkPhoto(t, name, data, p)
			if first, twice := seen[p.Photo]; twice {
				t.Errorf("%s is the same photo as %s", name, first)
			}
			seen[p.Photo] = name
			if len(data) > mostBytes {
				t.Errorf("%s has %d bytes, more than %d", name, len(data), mostBytes)
			}
		}
		files, err := fs.Glob(onDisk, path.Join("samples", s.folder, "*.jpg"))
		if err != nil || !slices.Equal(files, slices.Sorted(slices.Values(used))) {
			t.Errorf("%s: files %q, used %q (%v)", s.folder, files, used, err)
		}
	}
	if total > mostTogether {
		t.Errorf("the photos have %d bytes together, more than %d", total, mostTogether)
	}
}

func checkPhoto(t *testing.T, name string, data []byte, p model.Picture) {
	t.Helper()
	sum := sha256.Sum256(data)
	if id := model.PhotoID(hex.EncodeToString(sum[:])); id != p.Photo {
		t.Errorf("%s: the report says %s, the file is %s", name, p.Photo, id)
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if size := img.Bounds(); size.Dx() < 1200 || size.Dx()*2/3 != size.Dy() {
		t.Errorf("%s is %v, want at least 1200 wide and 3:2", name, size)
	}
	if p.Alt == "" || p.Credit == "" || p.Alt == p.Caption {
		t.Errorf("%s: alt %q, credit %q", name, p.Alt, p.Credit)
	}
}

// Together the samples show everything that an exporter has to draw.
func TestSamplesUseEveryKindAndMark(t *testing.T) {
	found := map[string]int{}
	var marks model.Mark
	links, ordered, gallery := 0, 0, 0
	for _, s := range samples {
		r := sample(t, s.folder)
		for kind, n := range kinds(r) {
			found[kind] += n
		}
		for b := range r.Blocks.All() {
			switch b := b.(type) {
			case model.List:
				if b.Ordered {
					ordered++
				}
			case model.Photos:
				gallery = max(gallery, len(b.Pictures))
			}
			for _, span := range slices.Concat(model.Texts(b)...) {
				marks |= span.Marks
				if span.Link != "" {
					links++
				}
			}
		}
	}
	want := []string{"heading", "item", "list", "paragraph", "photos", "quote"}
	if got := slices.Sorted(maps.Keys(found)); !slices.Equal(got, want) {
		t.Errorf("kinds %q, want %q", got, want)
	}
	if marks != model.Bold|model.Italic|model.Underline {
		t.Errorf("marks %b: not all of them", marks)
	}
	if links == 0 || ordered == 0 || ordered == found["list"] || gallery < 3 {
		t.Errorf("%d links, %d of %d lists ordered, %d photos side by side", links, ordered, found["list"], gallery)
	}
}

func kinds(r model.Report) map[string]int {
	n := map[string]int{}
	for b := range r.Blocks.All() {
		switch b.(type) {
		case model.Paragraph:
			n["paragraph"]++
		case model.Heading:
			n["heading"]++
		case model.List:
			n["list"]++
		case model.Quote:
			n["quote"]++
		case model.Photos:
			n["photos"]++
		case model.Item:
			n["item"]++
		}
	}
	return n
}

// Each of these is a fault that published reports really have.
var faults = []struct {
	what string
	*regexp.Regexp
}{
	{"white space other than a single space", regexp.MustCompile(`[^\S ]|  |^ | $`)},
	{"no-break or invisible character", regexp.MustCompile("[\u00a0\u00ad\u200b-\u200f\u2028\u2029\u202f\ufeff]")},
	{"space before a mark", regexp.MustCompile(` [,;:.!?)”]`)},
	{"no space after a mark", regexp.MustCompile(`[,;!?][\p{L}“(]|[.:]\p{Lu}`)},
	{"straight quotes or three dots", regexp.MustCompile(`["']|\.\.\.`)},
	{"hyphen of a term without spaces", regexp.MustCompile(`20\d\d(-|- | -| ?– ?)20\d\d`)},
	{"day and month without leading nought", regexp.MustCompile(`(^|[ (])([1-9]/\d|\d\d?/0[3-9]/|\d\d?/[12]/)\d*/`)},
	{"date without a year", regexp.MustCompile(`(ngày|sáng|chiều|Sáng|Chiều) \d\d?/\d\d?([^/\d]|$)`)},
	{"tone on the second vowel", regexp.MustCompile(`(?i)o[àáảãạèéẻẽẹ]($|[^\p{L}])|(^|[^q])u[ỳýỷỹỵ]($|[^\p{L}])`)},
	{"post or body of the abolished district", regexp.MustCompile(`(?i)huyện|thị xã|thị trấn|thị ủy|quận`)},
	{"small initial in Nhân dân", regexp.MustCompile(`và nhân dân|của nhân dân`)},
	{"word twice", regexp.MustCompile(` (các các|và và|của của|là là|được được|trong trong|cho cho|với với) `)},
}

func TestSamplesAreCleanlyTyped(t *testing.T) {
	for _, s := range samples {
		for _, line := range lines(sample(t, s.folder)) {
			checkLine(t, s.folder, line)
		}
	}
}

func checkLine(t *testing.T, folder, line string) {
	t.Helper()
	if !norm.NFC.IsNormalString(line) {
		t.Errorf("%s: not NFC: %q", folder, line)
	}
	if strings.Count(line, "“") != strings.Count(line, "”") {
		t.Errorf("%s: quotation marks do not pair: %q", folder, line)
	}
	for _, f := range faults {
		for _, at := range f.FindAllString(line, -1) {
			t.Errorf("%s: %s: %q in %q", folder, f.what, at, line)
		}
	}
}

// lines lists every text of a report that its readers see.
func lines(r model.Report) []string {
	out := []string{r.Head.Kicker, r.Head.Title, r.Head.Sapo.Plain(), r.Meeting.Place, r.Credits.Source, r.Credits.Category}
	out = append(out, r.Credits.Tags...)
	for _, p := range slices.Concat(r.Meeting.Chair, r.Meeting.Guests) {
		out = append(out, p.Name, p.Post)
	}
	for _, p := range r.Pictures() {
		out = append(out, p.Caption, p.Alt, p.Credit)
	}
	for b := range r.Blocks.All() {
		for _, text := range model.Texts(b) {
			out = append(out, text.Plain())
		}
		if q, ok := b.(model.Quote); ok {
			out = append(out, q.From)
		}
	}
	return out
}

// Whoever chairs or is a guest is also named in the report, with that post.
func TestSamplePeopleAreNamedInTheText(t *testing.T) {
	for _, s := range samples {
		r := sample(t, s.folder)
		text := strings.Join(lines(model.Report{Head: r.Head, Blocks: r.Blocks}), "\n")
		for _, p := range slices.Concat(r.Meeting.Chair, r.Meeting.Guests) {
			if !strings.Contains(text, p.Name+", "+p.Post) {
				t.Errorf("%s: %s, %s is not in the text", s.folder, p.Name, p.Post)
			}
		}
	}
}

func TestRoundUpItemsOpenWithTheirCommune(t *testing.T) {
	for b := range sample(t, "01-diem-tin").Blocks.All() {
		item, ok := b.(model.Item)
		if !ok {
			continue
		}
		first := model.Texts(item.Blocks[0])[0].Plain()
		if !strings.HasPrefix(first, "Tại "+item.Commune+", ") {
			t.Errorf("the item of %s opens %q", item.Commune, first)
		}
	}
}

func TestCommitteeMeetingStatesItsMeeting(t *testing.T) {
	r := sample(t, "02-hoi-nghi-bch")
	sapo := r.Head.Sapo.Plain()
	for _, part := range []string{"lần thứ " + r.Meeting.Ordinal, "nhiệm kỳ " + r.Meeting.Term, "(mở rộng)", "Sáng 26/3/2026"} {
		if !strings.Contains(sapo, part) {
			t.Errorf("the sapo does not say %q", part)
		}
	}
	if !r.Meeting.Extended || r.Meeting.Session != model.Morning || r.Meeting.Date != (model.Date{Year: 2026, Month: 3, Day: 26}) {
		t.Errorf("meeting %+v", r.Meeting)
	}
}

func TestMeetingTypes(t *testing.T) {
	var types []struct{ Key, Group, Name string }
	if err := json.Unmarshal(read(t, "meetings.json"), &types); err != nil {
		t.Fatal(err)
	}
	if len(types) != 28 {
		t.Errorf("%d types, want 28", len(types))
	}
	key := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	known, names, groups := map[string]bool{}, map[string]bool{}, []string{}
	for _, m := range types {
		if !key.MatchString(m.Key) || known[m.Key] || m.Name == "" || names[m.Name] || m.Group == "" {
			t.Errorf("%+v is not sound or comes twice", m)
		}
		known[m.Key], names[m.Name] = true, true
		checkLine(t, "meetings.json", m.Name)
		checkLine(t, "meetings.json", m.Group)
		groups = append(groups, m.Group)
	}
	if together := slices.Compact(groups); len(together) != 5 {
		t.Errorf("groups are torn apart: %q", together)
	}
	for _, s := range samples {
		if !known[s.typeKey] {
			t.Errorf("%s: no meeting type %q", s.folder, s.typeKey)
		}
	}
}
