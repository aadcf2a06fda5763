import { within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import {
  type CalibrationDocument,
  fittedByExactPath,
  finishRatings,
  parseFormula,
  prepareRatings,
  type RatingsRequest,
  reportPlots,
  solveMixed,
  type Table,
  jobWithCandidateQueries,
} from '~/engine'
import { readTable, referencePath } from '../../../test/golden/references'
import { renderReport } from './render-report'

const HIRING = { candidate: 'candidate', interviewer: 'interviewer', criterion: 'criterion' }
const NASTY = '</td><script>alert("x")</script>&amp;'

/** The page of a fit of this table, as text and as a document. */
function reported(table: Table, wanted: Partial<RatingsRequest> & { formulaText?: string }, file = 'ratings.csv') {
  const { formulaText, ...request } = wanted
  const formula = formulaText === undefined ? null : parseFormula(formulaText)
  if (formula && !formula.ok) throw new Error(formula.error.message)
  const prepared = prepareRatings(table, {
    score: 'score',
    roles: HIRING,
    formula: formula?.value ?? null,
    estimator: 'reml',
    prior: 'none',
    scale: [1, 4],
    weights: null,
    bar: 3,
    costs: { fp: 1, fn: 1 },
    seed: 1,
    allEffects: false,
    ...request,
  })
  if (!prepared.ok) throw new Error(prepared.error.message)
  const answer = fittedByExactPath(solveMixed(jobWithCandidateQueries(prepared.value)))
  const document: CalibrationDocument = {
    schema: 'assay.calibration/1',
    input: { rows: table.rows, used: table.rows, skipped: { count: 0, first: [] }, sha256: 'ab'.repeat(32) },
    ...finishRatings(prepared.value, answer),
    timings: { readMs: 0, fitMs: 0, totalMs: 0 },
  }
  const html = renderReport({ document, plots: reportPlots(file, prepared.value, answer) })
  const page = new DOMParser().parseFromString(html, 'text/html')
  return { html, page, see: within(page.body), document }
}

const table = (name: string) => readTable(referencePath(name)!)
const partOf = (page: Document, id: string) => page.getElementById(id)!.closest('section')!

describe('the report of a simulated hiring dataset', () => {
  const { page, see, document, html } = reported(table('hiring_small.csv'), {})

  test('says what the data support in sentences with their figures', () => {
    see.getByText(
      /^One interview has a reliability of 0.58 once severity is removed \(0.49 without\); a panel of 6 has 0.89/,
    )
    see.getByText(/^All interviewers are connected through common candidates/)
    see.getByText(/2,700 ratings \(120.candidates, 18.interviewers and 5.criteria\) were fitted/)
  })

  test('draws the two ends of many candidates, says so, and lists all behind', () => {
    const part = partOf(page, 'candidates')
    within(part).getByText('90 between these are left out of the drawing')
    const rows = part.querySelectorAll('details tbody tr')
    expect(rows).toHaveLength(120)
    expect(rows[1]!.textContent).toContain(document.candidates![1]!.score.toFixed(2))
  })

  test('every drawing has its table folded behind it', () => {
    for (const id of ['variance', 'candidates', 'interviewers', 'ruler', 'residuals', 'reliability', 'links']) {
      const part = partOf(page, id)
      expect(part.querySelector('details table'), id).not.toBeNull()
    }
  })

  test('asks no network and runs no script', () => {
    expect(page.querySelectorAll('script, link, img, iframe')).toHaveLength(0)
    expect(html).not.toMatch(/https?:\/\//)
    expect(html).not.toMatch(/url\((?!'?data:)/)
    expect(page.querySelector('meta[http-equiv="Content-Security-Policy"]')!.getAttribute('content')).toContain(
      "default-src 'none'",
    )
  })
})

test('names from the file are text, whatever they say', () => {
  const nasty = table('hiring_disconnected.csv')
  for (const name of ['candidate', 'interviewer', 'criterion']) {
    const factor = nasty.factors.get(name)!
    nasty.factors.set(name, { ...factor, levels: factor.levels.map((level) => `${level}${NASTY}`) })
  }
  const { page } = reported(nasty, {}, `${NASTY}.csv`)
  expect(page.querySelectorAll('script')).toHaveLength(0)
  expect(page.querySelector('h1')!.textContent).toBe(`${NASTY}.csv`)
  expect([...page.querySelectorAll('tbody th')].map(({ textContent }) => textContent)).toContain(`I001${NASTY}`)
})

test('a file in two parts shows both, by name and shape', () => {
  const { page } = reported(table('hiring_disconnected.csv'), {})
  const part = partOf(page, 'links')
  within(part).getByText(/Group A \(I001 and others\): 6.interviewers, 30.candidates/)
  within(part).getByText(/Group B \(I007 and others\)/)
  expect(part.querySelectorAll('.key .node')).toHaveLength(2)
})

test('a model without the roles of hiring says what is left out and draws its own terms', () => {
  const { page, see } = reported(table('hiring_small.csv'), {
    roles: {},
    bar: null,
    formulaText: 'score ~ 1 + (1|candidate) + (1|criterion)',
  })
  expect(partOf(page, 'interviewers').textContent).toContain('Left out: no column says who rated.')
  expect(partOf(page, 'ruler').textContent).toContain('Left out')
  expect(partOf(page, 'links').textContent).toContain('Left out: no column says who was rated.')
  see.getByText('Effects of criterion', { selector: 'h2' })
  see.getByText(/^Variance not explained by fixed effects: \d+.% residual/)
})
