import sans from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?inline'
import serif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?inline'
import base from '~/styles/base.css?raw'
import health from '~/styles/pages/health.css?raw'
import report from '~/styles/report.css?raw'
import tokens from '~/styles/tokens.css?raw'
import chart from '~/styles/ui/chart.css?raw'
import table from '~/styles/ui/table.css?raw'

const face = (family: string, font: string) =>
  `@font-face{font-family:'${family}';font-style:normal;font-weight:200 900;src:url('${font}') format('woff2')}`

/** Everything the report is drawn with, fonts included, so that the page asks no network for anything. */
export const reportStyle = [
  face('Source Sans 3 Variable', sans),
  face('Source Serif 4 Variable', serif),
  tokens,
  base,
  table,
  chart,
  health,
  report,
]
  .join('\n')
  .replace(/\/\*[^]*?\*\//g, '')
  .replace(/\n\s+/g, '\n')
