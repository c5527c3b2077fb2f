#!/bin/bash
# Every page of ours, in each state: axe-core and the HTML checker find nothing.
. tests/e2e/lib.sh

if ! command -v chromedriver >/dev/null; then
	fail 'chromedriver is there' 'run "make test-deps"'
	finish
fi
campaign pages
exits 0 'all pages are written' at preview --pages "$dir/gallery"
says 64 'or --pages DIR' 'a stage goes with no folder' \
    at preview --pages "$dir/gallery" announce
"$PYTHON" tests/web/pages.py "$dir/gallery" templates ||
	failures=$((failures + 1))
finish
