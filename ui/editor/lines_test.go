package editor

import (
	"reflect"
	"testing"

	"tinxa/model"
)

func TestPeopleAndDatesAsLines(t *testing.T) {
	people := splitPeople("Lê Văn Tâm, Bí thư Đảng ủy, Chủ tịch HĐND xã\n\nTrần Thị Lan - Phó Chủ tịch UBND xã\nHoàng Minh")
	want := []model.Person{
		{Name: "Lê Văn Tâm", Post: "Bí thư Đảng ủy, Chủ tịch HĐND xã"},
		{Name: "Trần Thị Lan", Post: "Phó Chủ tịch UBND xã"},
		{Name: "Hoàng Minh"},
	}
	if !reflect.DeepEqual(people, want) {
		t.Errorf("people %v", people)
	}
	if again := splitPeople(joinPeople(people)); !reflect.DeepEqual(again, want) {
		t.Errorf("people again %v", again)
	}
	for text, want := range map[string]model.Date{
		"15/10/2026": {Year: 2026, Month: 10, Day: 15}, "15-10-26": {Year: 2026, Month: 10, Day: 15},
		"15.10": {Month: 10, Day: 15}, "29/2": {Month: 2, Day: 29},
	} {
		if got, ok := readDate(text); !ok || got != want {
			t.Errorf("%s is %v", text, got)
		}
	}
	for _, bad := range []string{"", "15", "31/4/2026", "29/2/2026", "1/13", "a/b", "1/2/3/4", "1/1/20260"} {
		if got, ok := readDate(bad); ok {
			t.Errorf("%s passes as %v", bad, got)
		}
	}
}
