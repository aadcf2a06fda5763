#!/usr/bin/env bash
# simple-statistics 7.12.1, compared with jstat 1.9.6; Node 20.
#
# Situation: a 90 % or 95 % interval of a score, mean ± probit(0.95 or 0.975) times its standard error.
# One would guess: the quantile of the normal distribution to at least six digits, 1.644854 and 1.959964.
# Seen: 1.643421 and 1.957162: wrong in the third digit, so that every interval is a little too narrow. The function is the
# simplest closed approximation of the inverse error function. jstat gives the quantiles to ten digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact simple-statistics@7.12.1 jstat@1.9.6 >/dev/null
cat >check.cjs <<'JS'
const { probit } = require('simple-statistics')
const { jStat } = require('jstat')
/** Quantiles of the standard normal distribution, R 4.2: qnorm(p). */
const exact = { 0.9: 1.2815515655, 0.95: 1.6448536270, 0.975: 1.9599639845, 0.995: 2.5758293035 }
let wrong = 0
for (const [p, quantile] of Object.entries(exact)) {
  const one = probit(Number(p))
  const other = jStat.normal.inv(Number(p), 0, 1)
  console.log(`p ${p}: exact ${quantile}, simple-statistics ${one.toFixed(6)}, jstat ${other.toFixed(10)}`)
  if (Math.abs(one - quantile) > 0.001 && Math.abs(other - quantile) < 1e-8) wrong++
}
process.exit(wrong >= 3 ? 0 : 1)
JS
node check.cjs
