#!/usr/bin/env bash
# Node 20.20 (ICU 78), TextDecoder.
#
# Situation: a CSV file that Excel saved in Windows-1252 is decoded, as the WHATWG encoding standard describes it.
# One would guess: 0x8a is Š, 0x92 is ’, 0x80 is €, whichever way the decoder is called.
# Seen: decode(bytes) gives the control characters U+008A, U+0092, U+0080, as in Latin-1, with or without `fatal`;
# decode(bytes, { stream: true }) gives the letters. Names such as Šárka lose their first letter in silence.
# Exit code 0: seen so here.
set -euo pipefail
node -e '
const bytes = new Uint8Array([0x80, 0x8a, 0x92])
const whole = new TextDecoder("windows-1252").decode(bytes)
const stream = new TextDecoder("windows-1252").decode(bytes, { stream: true })
console.log(process.version, "decode:", JSON.stringify(whole), "with stream:", JSON.stringify(stream))
process.exit(whole === "\u0080\u008a\u0092" && stream === "€Š’" ? 0 : 1)
'
