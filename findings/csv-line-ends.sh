#!/usr/bin/env bash
# csv-parse 7.0.3 and csv-stringify 6.9.0; Node 20.
#
# Situation: a table whose cells hold line ends, written with Windows line ends and read again with line numbers.
# One would guess: a cell with "\n" is quoted whatever the record delimiter is, and a record's line is the one it stands on.
# Seen: stringify quotes a cell with "\n" only as long as no record_delimiter is named; with record_delimiter "\r\n" the cell
# is written bare, and reading gives more rows (quote_record_delimiter: true cures it). parse names the line on which a
# record ends, and counts a quoted "\r\n" as two lines.
# Exit code 0: seen so here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact csv-parse@7.0.3 csv-stringify@6.9.0 >/dev/null
cat >check.mjs <<'JS'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
const bare = stringify([['a\nb', 'c']], { record_delimiter: '\r\n' })
const quoted = stringify([['a\nb', 'c']])
const lines = parse('"x\r\ny",1\r\nz,2\r\n', { info: true }).map(({ info }) => info.lines)
console.log('written:', JSON.stringify(bare), 'without record_delimiter:', JSON.stringify(quoted))
console.log('lines of two records that begin on lines 1 and 3:', lines)
process.exit(bare === 'a\nb,c\r\n' && quoted === '"a\nb",c\n' && lines[0] === 3 && lines[1] === 4 ? 0 : 1)
JS
node check.mjs
