#!/usr/bin/env bash
# Makes the fonts of this folder from whole ones: subset.sh FOLDER-OF-WHOLE-FONTS FOLDER-OF-RESULTS
# Called by hand, when a font has a new version. Whole fonts come from the Noto project (Noto Sans 2.004,
# its Math 2.001, Symbols 2.001 and Symbols 2 2.003, Noto Emoji 3.006 in its regular weight); fontTools
# (Debian: python3-fonttools) takes away what no report needs: letters of other scripts, hints, which neither
# of our painters uses, and features that must be asked for. Letters that are missing here are drawn from
# Fyne's Noto Sans, which travels in the program anyway.
set -euo pipefail

subset() { # subset NAME UNICODES
	python3 -m fontTools.subset "$from/$1.ttf" --unicodes="$2" --output-file="$to/$1.ttf" \
		--no-hinting --notdef-outline --name-IDs='*'
}

from=$1 to=$2
# Latin with Vietnamese, Greek, Cyrillic of Russian, punctuation, currencies, numbers, arrows, signs.
letters=U+0020-007E,U+00A0-024F,U+02B0-045F,U+0490-0491,U+1E00-1EFF,U+2000-27FF,U+FB00-FB06,U+FEFF,U+FFFC-FFFD
# Arrows, ticks, bullets, circled numbers, shapes, pointers, pictures of things.
signs=U+2000-2BFF,U+1F100-1F1FF,U+1F500-1F5FF,U+1F780-1F8FF
for cut in Regular SemiBold Bold Italic BoldItalic; do
	subset "NotoSans-$cut" "$letters"
done
subset NotoSansSymbols-Regular "$signs"
subset NotoSansSymbols2-Regular "$signs"
subset NotoSansMath-Regular U+2000-2BFF
subset NotoEmoji-Regular '*'
