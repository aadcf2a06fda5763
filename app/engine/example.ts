import { factorOf, fitRatings, type Table } from './index'

export interface Rating {
  candidate: string
  interviewer: string
  criterion: string
  level: number
}

/** Calibrated scores with 90 % intervals, severities, and what the model says of its own fit. */
export async function calibrate(ratings: readonly Rating[]) {
  const factor = (of: (rating: Rating) => string) => factorOf(ratings.map(of))
  const table: Table = {
    rows: ratings.length,
    factors: new Map([
      ['candidate', factor(({ candidate }) => candidate)],
      ['interviewer', factor(({ interviewer }) => interviewer)],
      ['criterion', factor(({ criterion }) => criterion)],
    ]),
    numbers: new Map([['level', Float64Array.from(ratings, ({ level }) => level)]]),
  }
  const fitted = await fitRatings(table, {
    score: 'level',
    roles: { candidate: 'candidate', interviewer: 'interviewer', criterion: 'criterion' },
    // null: the hiring model, with the terms that the columns and the data allow.
    formula: null,
    family: 'gaussian',
    link: 'logit',
    estimator: 'reml',
    prior: 'none',
    scale: [1, 4],
    weights: null,
    bar: 3,
    costs: { fp: 1, fn: 1 },
    path: 'auto',
    threads: 1,
    seed: 1,
    allEffects: false,
    rasch: false,
    sensitivity: false,
  })
  if (!fitted.ok) throw new Error(fitted.error.message)
  const { model, candidates, interviewers, varianceComponents, warnings } = fitted.value.answer
  return { formula: model.formula, candidates, interviewers, varianceComponents, warnings }
}
