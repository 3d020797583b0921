package wordpress

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"tinxa/export/exporttest"
)

// answered is what a site would answer with a value.
func answered(v any) []byte {
	call := string(encodeCall("x", []any{v}))
	call = strings.Replace(call, "<methodCall><methodName>x</methodName>", "<methodResponse>", 1)
	return []byte(strings.Replace(call, "</methodCall>", "</methodResponse>", 1))
}

var values = []any{
	"", "Hội nghị & <b>\"đại biểu\"</b>\n\t", 0, -7, math.MaxInt32, true, false, 2.5, nil, []byte("\x00\xff\xd8"),
	[]byte{},
	time.Date(2026, 11, 21, 8, 30, 5, 0, time.UTC),
	[]any{},
	[]any{1, "hai", []any{3.5}},
	structure{},
	structure{"tên": "Suối Mây", "b": []any{structure{"c": nil}}, "a": true},
}

func TestRPCRoundTrip(t *testing.T) {
	for _, v := range values {
		got, err := decodeAnswer(answered(v))
		if err != nil || !reflect.DeepEqual(got, v) {
			t.Errorf("%#v came back as %#v, %v", v, got, err)
		}
	}
}

// TestEncodeCall holds what is sent against a file.
func TestEncodeCall(t *testing.T) {
	got := encodeCall("wp.newPost", []any{1, "bientap", structure{
		"post_title": "Họp & bàn", "bits": []byte("abc"), "post_date_gmt": time.Date(2026, 11, 21, 8, 0, 0, 0, time.FixedZone("", 7*3600)),
		"terms": structure{"category": []any{3, 4}}, "sticky": false,
	}})
	exporttest.Golden(t, "newPost.xml", got)
}

func TestDecodeAnswer(t *testing.T) {
	in := func(value string) string {
		return "<?xml version=\"1.0\"?>\n<methodResponse>\n <params>\n  <param>\n   <value>" + value + "</value>\n  </param>\n </params>\n</methodResponse>"
	}
	for text, want := range map[string]any{
		in("bare text"):                                               "bare text",
		in("<i4>12</i4>"):                                             12,
		in("<boolean>1</boolean>"):                                    true,
		in("<string>&lt;p&gt;&#272;&#7891;ng</string>"):               "<p>Đồng",
		in("<dateTime.iso8601>20261121T01:30:00</dateTime.iso8601>"):  time.Date(2026, 11, 21, 1, 30, 0, 0, time.UTC),
		in("<dateTime.iso8601>00000000T00:00:00Z</dateTime.iso8601>"): time.Time{},
		in("\n <array>\n <data>\n <value><int>1</int></value> <value>x</value>\n</data></array>"): []any{1, "x"},
		in("<struct><member><name>a</name><value><nil/></value></member></struct>"):               structure{"a": nil},
	} {
		if got, err := decodeAnswer([]byte(text)); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %#v, %v; want %#v", text, got, err, want)
		}
	}
}

func TestDecodeFault(t *testing.T) {
	_, err := decodeAnswer([]byte(`<methodResponse><fault><value><struct>
		<member><name>faultCode</name><value><int>403</int></value></member>
		<member><name>faultString</name><value><string>Sai mật khẩu.</string></value></member>
		</struct></value></fault></methodResponse>`))
	var f rpcFault
	if !errors.As(err, &f) || f.Code != 403 || f.Said != "Sai mật khẩu." {
		t.Errorf("got %v", err)
	}
}

func TestDecodeRefuses(t *testing.T) {
	deep := strings.Repeat("<value><array><data>", 100) + strings.Repeat("</data></array></value>", 100)
	whole := string(answered(structure{"a": []any{1, "b"}}))
	for _, text := range []string{
		"", "<html></html>", "<methodResponse></methodResponse>", "<methodResponse><params></params></methodResponse>",
		whole[:len(whole)/2], whole[:len(whole)-40],
		"<methodResponse><params><param>" + deep + "</param></params></methodResponse>",
		"<methodResponse><params><param><value><int>x</int></value></param></params></methodResponse>",
		"<methodResponse><params><param><value><date>x</date></value></param></params></methodResponse>",
		"<methodResponse><params><param><value><int>1</int><int>2</int></value></param></params></methodResponse>",
		"<methodResponse><fault><value>x</value></fault></methodResponse>",
		"<!DOCTYPE x [<!ENTITY a 'b'>]><methodResponse><params><param><value>&a;</value></param></params></methodResponse>",
	} {
		v, err := decodeAnswer([]byte(text))
		var f rpcFault
		if err == nil || errors.As(err, &f) {
			t.Errorf("%.200s is %#v, %v", text, v, err)
		}
	}
}

// FuzzDecodeAnswer: whatever comes is a value that can be written and read
// again, or an error.
func FuzzDecodeAnswer(f *testing.F) {
	for _, v := range values {
		f.Add(answered(v))
	}
	f.Add([]byte("<methodResponse><fault><value><struct/></value></fault></methodResponse>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := decodeAnswer(data)
		if err != nil {
			return
		}
		again, err := decodeAnswer(answered(v))
		if err != nil {
			t.Fatalf("%#v cannot be read again: %v", v, err)
		}
		if third, err := decodeAnswer(answered(again)); err != nil || !same(again, third) {
			t.Errorf("%#v became %#v, %v", again, third, err)
		}
	})
}

// same is DeepEqual, but that what is no number equals itself.
func same(a, b any) bool { return string(answered(a)) == string(answered(b)) }
