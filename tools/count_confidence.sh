#!/bin/sh
# Counts how often each way of finding something was right, and writes what the reader's confidence is made of:
#
#   tools/count_confidence.sh --gold ANSWERS DOCUMENT...
#
# Prints how such counts do on documents that they were not made from. Needs build/bin/dondoc as it is to be counted; the new counts are
# part of the next build. See docs/howto/measure-the-reader.md.
set -eu
root=$(dirname "$0")/..
table=$root/services/directive/domain/reading/confidence/confidence.tsv
{ grep '^#' "$table"; "$root/build/bin/dondoc" evaluate --counts "$@"; } > "$table.new"
mv "$table.new" "$table"
"$root/build/bin/dondoc" evaluate --crossed "$@"
