import { expect, test } from 'vitest'
import { readRecords, referencePath } from '../../../test/golden/references'
import { fitHiring } from './fit-hiring'
import { readState } from './state'
import type { HiringRating } from './types'
import { updateOneApplication } from './update-one-application'

const ratings = readRecords(referencePath('hiring_small.csv')!)
  .slice(0, 400)
  .map((r): HiringRating => ({
    applicationId: Number(r.candidate!.slice(1)),
    interviewerId: Number(r.interviewer!.slice(1)),
    scorecardId: Number(r.candidate!.slice(1)) * 1000 + Number(r.interviewer!.slice(1)),
    criterion: `kit/${r.criterion}`,
    level: Number(r.score),
    role: 'kit',
    seniority: 'senior',
    stage: null,
  }))

const fit = fitHiring({ ratings })
if (!fit.ok) throw new Error(fit.error.message)
const { state, interviewers } = fit.value

test('a state holds severities with the sign of the fit, and its JSON is read as it was', () => {
  for (const { interviewerId, severity } of interviewers)
    expect(state.interviewers[interviewerId]!.severity).toBeCloseTo(severity, 10)
  expect(readState(JSON.stringify(state))).toEqual(state)
  expect(readState('null')).toBeNull()
})

test('a state of an earlier version, which held leniencies, gives the same scores to the last bit', () => {
  const leniencies = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && 'severity' in value
      ? Object.fromEntries(
          Object.entries(value).map(([name, held]: [string, unknown]) =>
            name === 'severity' ? ['leniency', 0 - Number(held)] : [name, held],
          ),
        )
      : value
  const stored = JSON.stringify(state, leniencies)
  expect(stored).toContain('leniency')
  expect(stored).not.toContain('severity')
  const { applicationId } = ratings[0]!
  const input = {
    applicationId,
    ratings: ratings.filter((one) => one.applicationId === applicationId),
    weights: {},
    bar: 3,
  }
  expect(updateOneApplication(readState(stored)!, input)).toEqual(updateOneApplication(state, input))
})
