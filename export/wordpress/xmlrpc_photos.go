package wordpress

import (
	"context"
	"errors"

	"tinxa/export"
	"tinxa/model"
)

// newMedia is the method that takes a photo.
const newMedia = "metaWeblog.newMediaObject"

// FindPhotos implements export.Shelf: one request looks for all by the names of
// their files, and one more reads what was found.
func (s *rpcSession) FindPhotos(ctx context.Context, photos []export.Image) (map[model.PhotoID]model.RemotePhoto, error) {
	const did = "metaweblog: find photos"
	var calls []rpcCall
	for _, p := range photos {
		filter := structure{"post_type": "attachment", "post_status": "inherit", "s": stem(p), "number": 10}
		calls = append(calls, rpcCall{method: "wp.getPosts", params: s.with(filter, []any{"post_name"}), reads: true, did: did})
	}
	lists, err := s.callAll(ctx, calls)
	if err != nil {
		return nil, absentMeansClosed(err)
	}
	calls = nil
	for _, list := range lists {
		all, ok := list.([]any)
		if !ok {
			return nil, &export.PortalError{Kind: export.ErrStrangeAnswer, Did: did, Reason: "php"}
		}
		for _, v := range all {
			if m, _ := v.(structure); m.text("post_id") != "" {
				id, _ := number(m.text("post_id"))
				calls = append(calls, rpcCall{method: "wp.getMediaItem", params: s.with(id), reads: true, did: did})
			}
		}
	}
	items, err := s.callAll(ctx, calls)
	if err != nil {
		return nil, absentMeansClosed(err)
	}
	return pick(items, photos), nil
}

// pick finds the photos among what the site has.
func pick(items []any, photos []export.Image) map[model.PhotoID]model.RemotePhoto {
	var all []media
	for _, v := range items {
		all = append(all, readMedia(v))
	}
	found := map[model.PhotoID]model.RemotePhoto{}
	for _, p := range photos {
		same := make([]media, len(all))
		for i, m := range all {
			m.Slug = stem(p) // its file tells what it is
			same[i] = m
		}
		if m, ok := ours(same, p); ok {
			found[p.ID] = m.remote(p)
		}
	}
	return found
}

// readMedia makes a photo of its members.
func readMedia(v any) media {
	m, _ := v.(structure)
	id, _ := number(m.text("attachment_id"))
	one := media{ID: id, Source: m.text("link")}
	if details, ok := m["metadata"].(structure); ok {
		one.Size = size{Width: pixels(details["width"]), Height: pixels(details["height"])}
	}
	return one
}

// callAll makes several calls with one request, or with one each where the site
// does not take them together.
func (s *rpcSession) callAll(ctx context.Context, calls []rpcCall) ([]any, error) {
	if len(calls) == 0 {
		return nil, nil
	}
	if !s.single && len(calls) > 1 {
		all, err := s.multicall(ctx, calls)
		if !errors.Is(err, export.ErrNotPortal) {
			return all, err
		}
		s.single = true
	}
	var all []any
	for _, c := range calls {
		v, err := s.call(ctx, c)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

func (s *rpcSession) multicall(ctx context.Context, calls []rpcCall) ([]any, error) {
	var list []any
	for _, c := range calls {
		list = append(list, structure{"methodName": c.method, "params": c.params})
	}
	did := calls[0].did
	v, err := s.call(ctx, rpcCall{method: "system.multicall", params: []any{list}, reads: true, did: did})
	if err != nil {
		return nil, err
	}
	answers, _ := v.([]any)
	if len(answers) != len(calls) {
		return nil, &export.PortalError{Kind: export.ErrStrangeAnswer, Did: did, Reason: "php"}
	}
	var all []any
	for i, a := range answers {
		if f, ok := faulty(a); ok {
			return nil, f.explain(calls[i], 0)
		}
		one, ok := a.([]any)
		if !ok || len(one) != 1 {
			return nil, &export.PortalError{Kind: export.ErrStrangeAnswer, Did: did, Reason: "php"}
		}
		all = append(all, one[0])
	}
	return all, nil
}

// AddPhoto implements export.Shelf. XML-RPC has no words for a photo beside its
// name; the article tells them.
func (s *rpcSession) AddPhoto(ctx context.Context, p export.Image, sent func(bytes int64)) (model.RemotePhoto, error) {
	const did = "metaweblog: add photo"
	if s.only("contributor") {
		return model.RemotePhoto{}, &export.PortalError{Kind: export.ErrRole, Did: did, Reason: noPhotos}
	}
	if len(p.Data) > mostRPC {
		return model.RemotePhoto{}, &export.PortalError{Kind: export.ErrTooLarge, Did: did, Limit: mostRPC}
	}
	v, err := s.call(ctx, rpcCall{
		method: newMedia, did: did, sent: part(sent, len(p.Data)),
		params: s.with(structure{"name": stem(p) + ".jpg", "type": "image/jpeg", "bits": p.Data}),
	})
	if err != nil {
		return model.RemotePhoto{}, err
	}
	m := readMedia(v)
	if m.ID == 0 || m.Source == "" {
		return model.RemotePhoto{}, &export.PortalError{Kind: export.ErrStrangeAnswer, Did: did, Reason: "php", Cause: export.ErrUnknownOutcome}
	}
	return m.remote(p), nil
}

// part counts bytes of the photo where a third more of them are sent.
func part(sent func(int64), size int) func(int64) {
	if sent == nil {
		return nil
	}
	return func(bytes int64) { sent(min(bytes*3/4, int64(size))) }
}
