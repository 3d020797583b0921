package wordpress_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/model"
)

// methods is a site that answers each method of XML-RPC with a page.
type methods map[string]string

// ServeHTTP implements http.Handler.
func (all methods) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var call struct {
		Name string `xml:"methodName"`
	}
	body, err := io.ReadAll(r.Body)
	if err != nil || xml.Unmarshal(body, &call) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	fmt.Fprint(w, all[call.Name])
}

func value(v string) string {
	return "<?xml version=\"1.0\"?><methodResponse><params><param><value>" + v + "</value></param></params></methodResponse>"
}

func fault(code int, said string) string {
	return fmt.Sprintf(`<?xml version="1.0"?><methodResponse><fault><value><struct>
	<member><name>faultCode</name><value><int>%d</int></value></member>
	<member><name>faultString</name><value><string>%s</string></value></member></struct></value></fault></methodResponse>`, code, said)
}

const editorRole = "<struct><member><name>roles</name><value><array><data><value><string>editor</string></value></data></array></value></member></struct>"

func (all methods) door(t *testing.T) export.Door {
	t.Helper()
	if all["wp.getProfile"] == "" {
		all["wp.getProfile"] = value(editorRole)
	}
	server := httptest.NewServer(all)
	t.Cleanup(server.Close)
	return export.Door{Account: model.Account{Address: server.URL, User: "bientap"}, Secret: "bí mật"}
}

func (all methods) open(t *testing.T) export.Portal {
	t.Helper()
	d := all.door(t)
	return opened(t, rpc, d.Account, d.Secret)
}

// TestOddAnswersOverXMLRPC: what is not an answer of XML-RPC is not taken for
// one.
func TestOddAnswersOverXMLRPC(t *testing.T) {
	for name, tt := range map[string]struct {
		answer string
		want   error
		reason string
		unsure bool
	}{
		"captive page":   {`<form action="http://wifi.example.vn/"><input type="password"></form>`, export.ErrStrangeAnswer, "captive", true},
		"notice":         {"<br />\n<b>Notice</b>: x in y on line 1<br />" + value("<string>7</string>"), export.ErrStrangeAnswer, "php", true},
		"cut off":        {value("<string>7</string>")[:80], export.ErrStrangeAnswer, "php", true},
		"no id":          {value("<boolean>0</boolean>"), export.ErrStrangeAnswer, "php", true},
		"password":       {fault(403, "bí mật: sai"), export.ErrPassword, "", false},
		"role":           {fault(401, "x"), export.ErrRole, "", false},
		"switched off":   {fault(405, "x"), export.ErrNotPortal, "", false},
		"cut by PHP":     {fault(-32700, "parse error"), export.ErrTooLarge, "", false},
		"no such method": {fault(-32601, "x"), export.ErrNotPortal, "", false},
		"own reason":     {fault(500, "x"), export.ErrRejected, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := methods{"wp.newPost": tt.answer}.open(t).Create(t.Context(), newPost())
			wantKind(t, err, tt.want, tt.reason)
			if unsure := errors.Is(err, export.ErrUnknownOutcome); unsure != tt.unsure {
				t.Errorf("the outcome is unknown: %v, want %v: %v", unsure, tt.unsure, err)
			}
			if strings.Contains(err.Error(), "bí mật") {
				t.Errorf("the secret is in the error: %v", err)
			}
		})
	}
}

// TestWithoutMulticall asks one by one where a site takes no calls together.
func TestWithoutMulticall(t *testing.T) {
	item := "<struct><member><name>attachment_id</name><value><string>9</string></value></member>" +
		"<member><name>link</name><value><string>https://a.example.vn/anh-0123456789ab.jpg</string></value></member></struct>"
	post := "<array><data><value><struct><member><name>post_id</name><value><string>9</string></value></member></struct></value></data></array>"
	p := methods{
		"system.multicall": fault(-32601, "x"), "wp.getPosts": value(post), "wp.getMediaItem": value(item),
	}.open(t)
	photos := []export.Image{{ID: "a", Name: "anh-0123456789ab.jpg"}, {ID: "b", Name: "anh-0123456789ac.jpg"}}
	found, err := p.FindPhotos(t.Context(), photos)
	if err != nil || len(found) != 1 || found["a"].ID != "9" {
		t.Errorf("found %+v, %v", found, err)
	}
}

// TestListsThatAreNotThereOverXMLRPC: what cannot be looked at is not absent.
func TestListsThatAreNotThereOverXMLRPC(t *testing.T) {
	for _, answer := range []string{"", value("<string>x</string>"), fault(404, "x"), fault(401, "x"), wall} {
		p := methods{"wp.getPosts": answer, "system.multicall": answer}.open(t)
		if _, err := p.Find(t.Context(), "txaaaa"); err == nil || errors.Is(err, model.ErrNotFound) || errors.Is(err, export.ErrGoneThere) {
			t.Errorf("Find: %v", err)
		}
		for n := range 2 {
			photos := []export.Image{{Name: "anh-0123456789ab.jpg"}, {Name: "anh-0123456789ac.jpg"}}[n:]
			if found, err := p.FindPhotos(t.Context(), photos); err == nil || found != nil {
				t.Errorf("FindPhotos: %v, %v", found, err)
			}
		}
	}
}

func TestSubscriber(t *testing.T) {
	d := methods{"wp.getProfile": value(strings.ReplaceAll(editorRole, "editor", "subscriber"))}.door(t)
	_, err := rpc.Open(t.Context(), d)
	wantKind(t, err, export.ErrRole, "")
}
