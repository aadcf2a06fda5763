#!/usr/bin/env bash
# jstat 1.9.6; Node 20.
#
# Situation: a summary of ratings, levels 1 to 4: median and quartiles.
# One would guess: the middle quartile is the median, and the functions of one library agree on the first quartile (R's
# default, type 7, says 1.75 for 1, 2, 3, 4).
# Seen: three answers for the first quartile of 1, 2, 3, 4: quartiles() 1, quantiles() 1.4375, percentile() 1.75; and the
# middle value of quartiles() is 2 where median() says 2.5. quartiles() takes a rating of the list, without a mean of two.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact jstat@1.9.6 >/dev/null
cat >check.cjs <<'JS'
const { jStat } = require('jstat')
const ratings = [1, 2, 3, 4]
const quartiles = jStat.quartiles(ratings)
const first = { quartiles: quartiles[0], quantiles: jStat.quantiles(ratings, [0.25])[0], percentile: jStat.percentile(ratings, 0.25) }
console.log('first quartile of', ratings.join(', '), JSON.stringify(first))
console.log('middle quartile:', quartiles[1], ' median:', jStat.median(ratings))
const asSeen = first.quartiles === 1 && first.quantiles === 1.4375 && first.percentile === 1.75
process.exit(asSeen && quartiles[1] === 2 && jStat.median(ratings) === 2.5 ? 0 : 1)
JS
node check.cjs
