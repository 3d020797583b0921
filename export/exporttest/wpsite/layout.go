package wpsite

import (
	"context"
	"embed"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed site
var site embed.FS

// wordpress is where Debian's package lies. It is spread over the system by
// links and wants its settings in /etc, so a whole copy is made of it.
const wordpress = "/usr/share/wordpress"

// places says where our files go, below the site's folder.
var places = map[string]string{
	"config.php":          "site/wp-config.php",
	"router.php":          "router.php",
	"install.php":         "install.php",
	"plugin.php":          "site/wp-content/mu-plugins/trouble.php",
	"theme/style.css":     "site/wp-content/themes/suoimay/style.css",
	"theme/functions.php": "site/wp-content/themes/suoimay/functions.php",
	"theme/index.php":     "site/wp-content/themes/suoimay/index.php",
}

// layOut copies WordPress and puts our files into it.
func (s *Site) layOut(ctx context.Context) error {
	if err := os.MkdirAll(s.dir, 0o777); err != nil {
		return err
	}
	// The package's link to settings that only root may read is no loss.
	copied := exec.CommandContext(ctx, "cp", "-rL", wordpress, s.Dir())
	if err := run(copied); err != nil {
		if _, statErr := os.Stat(filepath.Join(s.Dir(), "wp-load.php")); statErr != nil {
			return err
		}
	}
	for from, to := range places {
		if err := s.place(from, filepath.Join(s.dir, filepath.FromSlash(to))); err != nil {
			return err
		}
	}
	return os.MkdirAll(filepath.Join(s.Dir(), "wp-content", "uploads"), 0o777)
}

func (s *Site) place(from, to string) error {
	text, err := site.ReadFile("site/" + from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	_ = os.Remove(to) // the package's own may be read-only
	return os.WriteFile(to, text, 0o666)
}
