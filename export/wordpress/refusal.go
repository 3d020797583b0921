package wordpress

import (
	"encoding/json"
	"net/http"
	"strings"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/model/viet"
)

// fault is an error as REST words it.
type fault struct {
	Code    string
	Message string
	Data    struct {
		Params map[string]any // by name, of rest_invalid_param
		TermID int            `json:"term_id"` // of term_exists
	}
}

// readFault is lenient: data may be missing, null or a list.
func readFault(body []byte) (fault, bool) {
	var f fault
	var loose struct {
		Code    string
		Message string
		Data    json.RawMessage
	}
	if json.Unmarshal(body, &loose) != nil || loose.Code == "" {
		return f, false
	}
	f.Code, f.Message = loose.Code, loose.Message
	_ = json.Unmarshal(loose.Data, &f.Data)
	return f, true
}

// kinds is what codes mean. Those that are not here are explained by their HTTP
// status.
var kinds = map[string]error{
	"rest_upload_file_too_big":         export.ErrTooLarge,
	"rest_upload_limited_space":        export.ErrQuota,
	"rest_upload_user_quota_exceeded":  export.ErrQuota,
	"rest_upload_hash_mismatch":        export.ErrBusy, // spoilt on the way
	"rest_upload_unknown_error":        export.ErrTooLarge,
	"rest_post_invalid_id":             export.ErrGoneThere,
	"rest_already_trashed":             export.ErrGoneThere,
	"rest_term_invalid":                export.ErrTopic,
	"rest_cannot_assign_term":          export.ErrTopic,
	"rest_no_route":                    export.ErrNotPortal,
	"too_many_retries":                 export.ErrLockedOut,
	"limit_login_attempts_max_retries": export.ErrLockedOut,
	"rest_invalid_param":               export.ErrRejected,
	"rest_missing_callback_param":      export.ErrRejected,
}

// refusal explains an answer that is not 2xx.
func refusal(q request, a web.Answer) error {
	method := q.method
	if method == "" {
		method = http.MethodGet
	}
	general := web.Refusal(q.did, method, a)
	f, ok := readFault(a.Body)
	if !ok {
		return general
	}
	general.Reason = "" // no page, so no firewall
	if kind := f.kind(a.Status); kind != nil {
		general.Kind, general.Cause = kind, nil
	}
	return general
}

// kind is what a fault means, nil where only its status tells.
func (f fault) kind(status int) error {
	if kind := kinds[f.Code]; kind != nil {
		if _, topics := f.Data.Params["categories"]; topics {
			return export.ErrTopic
		}
		return kind
	}
	switch {
	case f.Code == "rest_upload_sideload_error", f.Code == "upload_error":
		return f.upload()
	case status == http.StatusUnauthorized:
		return export.ErrPassword
	case status == http.StatusForbidden:
		return export.ErrRole // whatever a plugin calls it
	}
	return nil
}

// upload tells by its words why a photo was not kept, in English or Vietnamese:
// the code is one for all reasons.
func (f fault) upload() error {
	said := viet.Fold(f.Message)
	for _, sign := range []string{"file type", "loai tep", "loai tap tin", "kieu tep", "dinh dang"} {
		if strings.Contains(said, sign) {
			return export.ErrPhotoType
		}
	}
	for _, sign := range []string{"disk", "space", "quota", "dung luong", "o dia"} {
		if strings.Contains(said, sign) {
			return export.ErrQuota
		}
	}
	return export.ErrRejected
}
