package wpsite

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Article is an article as it lies in the database.
type Article struct {
	ID       int
	Title    string
	Content  string // with the comments of its blocks
	Excerpt  string
	Slug     string
	Status   string // "draft", "pending", "publish", "future", "trash"
	Date     string // "2026-11-21 08:00:00", by Coordinated Universal Time; zeroes while it floats
	Author   string // the name to log in with
	Cover    int    // Photo.ID, 0 without
	Topics   []string
	Tags     []string
	Modified string
}

// Photo is an attachment.
type Photo struct {
	ID      int
	Slug    string
	Title   string
	Caption string
	Alt     string
	Path    string // of the file that came
}

// articles and photos give a JSON object a line; %s is a condition.
const (
	articles = `SELECT JSON_OBJECT('ID', p.ID, 'Title', post_title, 'Content', post_content, 'Excerpt', post_excerpt,
 'Slug', post_name, 'Status', post_status, 'Date', post_date_gmt, 'Modified', post_modified_gmt, 'Author', user_login,
 'Cover', CAST(COALESCE((SELECT meta_value FROM wp_postmeta WHERE post_id = p.ID AND meta_key = '_thumbnail_id'), 0) AS INT),
 'Topics', (` + terms + `'category'), 'Tags', (` + terms + `'post_tag'))
 FROM wp_posts p LEFT JOIN wp_users u ON u.ID = post_author
 WHERE post_type = 'post' AND post_status <> 'auto-draft' AND %s ORDER BY p.ID`
	terms = `SELECT COALESCE(JSON_ARRAYAGG(name ORDER BY name), JSON_ARRAY()) FROM wp_term_relationships r
 JOIN wp_term_taxonomy x USING (term_taxonomy_id) JOIN wp_terms USING (term_id) WHERE object_id = p.ID AND taxonomy = `
	photos = `SELECT JSON_OBJECT('ID', p.ID, 'Slug', post_name, 'Title', post_title, 'Caption', post_excerpt,
 'Alt', COALESCE((SELECT meta_value FROM wp_postmeta WHERE post_id = p.ID AND meta_key = '_wp_attachment_image_alt'), ''),
 'Path', COALESCE((SELECT meta_value FROM wp_postmeta WHERE post_id = p.ID AND meta_key = '_wp_attached_file'), ''))
 FROM wp_posts p WHERE post_type = 'attachment' AND %s ORDER BY p.ID`
)

// Articles lists every article, drafts and those in the bin too, whose headline
// or body contains the words: a mark, letters and digits.
func (s *Site) Articles(ctx context.Context, words string) ([]Article, error) {
	like := quoted("%" + words + "%")
	return ask[Article](ctx, s, fmt.Sprintf(articles, "(post_title LIKE "+like+" OR post_content LIKE "+like+")"))
}

// Photos lists every attachment whose file was sent under a name, "anh-….jpg",
// whatever the site appended to it, or all for an empty name.
func (s *Site) Photos(ctx context.Context, name string) ([]Photo, error) {
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	file := quoted("%/" + stem + "%")
	found, err := ask[Photo](ctx, s, fmt.Sprintf(photos,
		"EXISTS (SELECT 1 FROM wp_postmeta WHERE post_id = p.ID AND meta_key = '_wp_attached_file' AND meta_value LIKE "+file+")"))
	for i := range found {
		found[i].Path = filepath.Join(s.Dir(), "wp-content", "uploads", filepath.FromSlash(found[i].Path))
	}
	return found, err
}

// Alter changes fields of an article as the administrator would: "title",
// "content", "status", as REST names them.
func (s *Site) Alter(ctx context.Context, article int, fields map[string]any) error {
	return s.act(ctx, http.MethodPost, fmt.Sprintf("posts/%d", article), fields)
}

// Trash puts an article into the bin.
func (s *Site) Trash(ctx context.Context, article int) error {
	return s.act(ctx, http.MethodDelete, fmt.Sprintf("posts/%d", article), nil)
}

// Delete removes an article for good.
func (s *Site) Delete(ctx context.Context, article int) error {
	return s.act(ctx, http.MethodDelete, fmt.Sprintf("posts/%d?force=true", article), nil)
}

// Clear removes all articles, photos and tags.
func (s *Site) Clear(ctx context.Context) error {
	_, err := s.sql(ctx, `TRUNCATE wp_posts; TRUNCATE wp_postmeta; TRUNCATE wp_term_relationships;
DELETE t, x FROM wp_terms t JOIN wp_term_taxonomy x USING (term_id) WHERE taxonomy = 'post_tag';`)
	if err != nil {
		return err
	}
	uploads := filepath.Join(s.Dir(), "wp-content", "uploads")
	return errors.Join(os.RemoveAll(uploads), os.MkdirAll(uploads, 0o777))
}

// Cover lets the site's pages show the featured photo above the article, as
// some portals' do, or not.
func (s *Site) Cover(ctx context.Context, shown bool) error {
	_, err := s.sql(ctx, fmt.Sprintf("REPLACE INTO wp_options (option_name, option_value) VALUES ('wpsite_cover', '%s')",
		map[bool]string{true: "1"}[shown]))
	return err
}

// act speaks REST as the administrator, past whatever Break broke.
func (s *Site) act(ctx context.Context, method, path string, fields map[string]any) error {
	body, err := json.Marshal(fields)
	if err != nil {
		return fmt.Errorf("wpsite: %w", err)
	}
	r, err := http.NewRequestWithContext(ctx, method, s.URL+"/wp-json/wp/v2/"+path, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("wpsite: %w", err)
	}
	r.SetBasicAuth(s.Admin.Name, s.Admin.AppPassword)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Wpsite-Truth", "1")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return fmt.Errorf("wpsite: %w", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode >= 300 {
		said, _ := io.ReadAll(answer.Body)
		return fmt.Errorf("wpsite: %s: %s: %s", path, answer.Status, said)
	}
	return nil
}

// ask runs a query that gives a JSON object a line.
func ask[T any](ctx context.Context, s *Site, query string) ([]T, error) {
	out, err := s.sql(ctx, query)
	if err != nil {
		return nil, err
	}
	var all []T
	for line := range bytes.Lines(out) {
		var one T
		if err := json.Unmarshal(line, &one); err != nil {
			return nil, fmt.Errorf("wpsite: %w: %s", err, line)
		}
		all = append(all, one)
	}
	return all, nil
}

func (s *Site) sql(ctx context.Context, query string) ([]byte, error) {
	c := exec.CommandContext(
		ctx, "mariadb", "--no-defaults", "--user=root", "--socket="+s.socket(), "--default-character-set=utf8mb4",
		"--batch", "--raw", "--skip-column-names", "wp", "--execute="+query,
	)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("wpsite: %w: %s", err, said.Bytes())
	}
	return out, nil
}

// quoted is a text as SQL writes it.
func quoted(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
}
