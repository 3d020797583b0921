package plaintext

import (
	"regexp"
	"strings"

	"tinxa/model"
)

// sentenceEnd is a full stop with a new sentence behind it.
var sentenceEnd = regexp.MustCompile(`[.!?…]\s+\p{Lu}`)

// Sentences that list people, and what is left of one when the people begin.
var (
	guestsHere = regexp.MustCompile(`(?i)^(?:(?:tham|về|đến|cùng)\s+)?(?:tới\s+)?dự(?:\s+và chỉ đạo)?(?:\s+(?:hội nghị|buổi lễ|kỳ họp|đại hội|buổi làm việc|chương trình))?` +
		`\s*(?:,\s*)?(?:còn\s+)?có\s*:?\s+`)
	chairHere  = regexp.MustCompile(`(?i)^(?:chủ trì|chủ tọa|điều hành)(?:\s+(?:hội nghị|buổi lễ|kỳ họp|đại hội|buổi làm việc|phiên họp))?\s*(?:có|là)?\s*:?\s+`)
	chairAfter = regexp.MustCompile(`(?i)^(.*?)\s+(?:đã\s+)?(?:chủ trì|chủ tọa)(?:\s+và\s+\S+.*|\s+(?:hội nghị|buổi|kỳ họp|đại hội|phiên).*)?[.…]?$`)
	underChair = regexp.MustCompile(`(?i)dưới sự (?:chủ trì|chủ tọa|điều hành) của\s+`)
)

// peopleIn finds the chair and the guests where they are plainly listed:
// "Tham dự có các đồng chí A - chức vụ; đồng chí B, chức vụ".
func peopleIn(texts []string) (chair, guests []model.Person) {
	for _, text := range texts {
		for _, s := range sentences(text) {
			switch {
			case guestsHere.MatchString(s):
				guests = append(guests, listed(guestsHere.ReplaceAllString(s, ""))...)
			case chairHere.MatchString(s):
				chair = append(chair, listed(chairHere.ReplaceAllString(s, ""))...)
			case chairAfter.MatchString(s) && comrade.MatchString(s):
				chair = append(chair, listed(chairAfter.FindStringSubmatch(s)[1])...)
			default:
				if at := underChair.FindStringIndex(s); at != nil {
					chair = append(chair, firstOnly(listed(s[at[1]:]))...)
				}
			}
		}
	}
	return chair, guests
}

func firstOnly(people []model.Person) []model.Person { return people[:min(1, len(people))] }

func sentences(text string) []string {
	var all []string
	from := 0
	for _, at := range sentenceEnd.FindAllStringIndex(text, -1) {
		end := from + strings.LastIndexAny(text[from:at[1]], ".!?… ") // the space before the capital
		all = append(all, strings.TrimSpace(text[from:end]))
		from = end
	}
	return append(all, strings.TrimSpace(text[from:]))
}

// comrade stands in front of a person's name.
var comrade = regexp.MustCompile(`(?i)^(?:(?:các\s+)?(?:đồng chí|đ/c|ông|bà)\s*:?\s+)`)

// betweenPeople is where one person's post ends and the next person begins.
var betweenPeople = regexp.MustCompile(`\s*;\s*(?:và\s+)?|(?:\s*,)?\s+(?:và|cùng)\s+(?:đồng chí|đ/c|ông|bà)\s+|\s*,\s*(?:đồng chí|đ/c)\s+`)

// named is a name and the post behind it.
var named = regexp.MustCompile(`^(\p{Lu}[\pL'’]*(?:\s+\p{Lu}[\pL'’]*){1,4})\s*(?:,|\s[-–]|:)\s*(.+)$`)

// postEnd is where a post ends and the sentence goes on.
var postEnd = regexp.MustCompile(`\s*(?:[.…]+$|,?\s+(?:cùng|đã|dự|tham dự|đến dự|chủ trì|phát biểu|trình bày|quán triệt|và (?:các|toàn thể|đại diện|đại biểu|lãnh đạo))(?:[\s,]|$).*)`)

// listed reads a list of people. What does not have a name and a post is left.
func listed(s string) []model.Person {
	var people []model.Person
	for _, part := range betweenPeople.Split(s, -1) {
		fact := named.FindStringSubmatch(comrade.ReplaceAllString(strings.TrimSpace(part), ""))
		if fact == nil || !isPerson(fact[1]) {
			continue
		}
		people = append(people, splitByNames(fact[1], postEnd.ReplaceAllString(fact[2], ""))...)
	}
	return people
}

// smallPost begins a post that is printed in small letters.
var smallPost = regexp.MustCompile(`^(bí thư|phó|trưởng|chủ tịch|ủy viên|uỷ viên|thành viên|nguyên)`)

// splitByNames parts a post that goes on with the next person: "Bí thư Đảng
// ủy, Trần Thị B, Chủ tịch UBND". A family name tells the person.
func splitByNames(name, posts string) []model.Person {
	var people []model.Person
	held := []string{}
	for part := range strings.SplitSeq(posts, ", ") {
		if len(held) > 0 && startsSmall(part) && !smallPost.MatchString(part) {
			break // the sentence goes on
		}
		surname, _, _ := strings.Cut(strings.ToLower(part), " ")
		if len(held) > 0 && isPerson(part) && surnames[surname] {
			people = append(people, model.Person{Name: name, Post: strings.Join(held, ", ")})
			name, held = part, held[:0]
			continue
		}
		held = append(held, part)
	}
	return append(people, model.Person{Name: name, Post: strings.Join(held, ", ")})
}
