package ink

// sized knows how much memory it takes, in bytes.
type sized interface{ bytes() int }

// shelf keeps what was made in two generations. When the younger one is full it
// becomes the older one, and what was in that and was not asked for meanwhile is
// forgotten. So a shelf takes twice its limit at most, and what is in use stays.
type shelf[K comparable, V sized] struct {
	young, old map[K]V
	taken      int // by young
	before     int // by old
	limit      int // of one generation
}

func newShelf[K comparable, V sized](limit int) shelf[K, V] {
	return shelf[K, V]{young: map[K]V{}, limit: limit}
}

func (s *shelf[K, V]) get(k K) (V, bool) {
	if v, ok := s.young[k]; ok {
		return v, true
	}
	v, ok := s.old[k]
	if ok {
		s.put(k, v)
	}
	return v, ok
}

func (s *shelf[K, V]) put(k K, v V) {
	if s.taken >= s.limit {
		s.old, s.before = s.young, s.taken
		s.young, s.taken = make(map[K]V, len(s.old)), 0
	}
	s.young[k] = v
	s.taken += v.bytes()
}

func (s *shelf[K, V]) bytes() int { return s.taken + s.before }
