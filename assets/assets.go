// Package assets carries the files that travel inside the program: texts, icons,
// fonts, page themes, samples. It holds one embed.FS and no code; everybody but
// cmd and tests is handed an fs.FS instead of importing it.
package assets

import "embed"

// FS holds the embedded folders under the names they have here, such as
// "fonts/NotoSans-Regular.ttf" and "i18n/common.json".
//
//go:embed fonts/*.ttf fonts/OFL.txt html i18n icons/*.svg samples icon.png meetings.json notices/*.txt update/keys/*.pub
var FS embed.FS
