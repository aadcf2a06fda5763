#!/usr/bin/env bash
# @date-fns/tz 1.5.0; Node 20.
#
# Situation: a moment in a zone whose distance from UTC is less than an hour to the west and not a whole number of minutes, as
# in old dates of Lisbon, Accra, Dublin and, up to 1972, Monrovia (-00:44:30).
# One would guess: tzOffset is negative west of Greenwich, and TZDate shows what Intl shows.
# Seen: tzOffset gives +44.5 minutes instead of -44.5 (the sign of "-00:44:30" is lost with the hour 0), and TZDate shows
# 12:44 where the clock said 11:15. New York in 1880 (-04:56:02), with an hour in it, is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @date-fns/tz@1.5.0 >/dev/null
cat >check.mjs <<'JS'
import { TZDate, tzOffset } from '@date-fns/tz'
const offset = (zone, day) => tzOffset(zone, new Date(`${day}T12:00:00Z`))
const shown = new TZDate('1960-01-01T12:00:00Z', 'Africa/Monrovia')
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Africa/Monrovia', timeStyle: 'short' })
const seen = {
  monrovia1960: offset('Africa/Monrovia', '1960-01-01'),
  lisbon1900: offset('Europe/Lisbon', '1900-01-01'),
  newYork1880: Math.round(offset('America/New_York', '1880-01-01')),
  tzDate: `${shown.getHours()}:${shown.getMinutes()}`,
  intl: clock.format(new Date('1960-01-01T12:00:00Z')),
}
console.log(JSON.stringify(seen))
const asSeen = { monrovia1960: 44.5, lisbon1900: 36.75, newYork1880: -296, tzDate: '12:44', intl: '11:15' }
process.exit(JSON.stringify(seen) === JSON.stringify(asSeen) ? 0 : 1)
JS
node check.mjs
