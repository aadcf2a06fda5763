import { beforeAll, describe, expect, test } from 'vitest'
import { fitHiring, type HiringRating } from '~/engine'
import { servedKit } from '~/platform/rubric-store.server'
import { serveKits } from '../../test/setup/kits'
import { interviewers, jobs } from './people'
import { drawLevels } from './draw-levels'
import { planAll } from './plan-all'
import { DECIDED } from './stages'

const NOW = new Date('2026-11-18T15:20:00Z')
const SEED = 20_261_121

beforeAll(serveKits, 60_000)

const plan = (seed = SEED) =>
  planAll({ seed, now: NOW, size: 'full', kits: jobs.map(({ kit }) => servedKit(kit)!.kit) })

const cards = () =>
  plan().flatMap(({ planned, world }, applicationId) =>
    planned.interviews.flatMap((interview) =>
      interview.cards.map((card) => ({ planned, world, applicationId, interview, card })),
    ),
  )

describe('the plan of the example organisation', () => {
  test('holds three jobs, sixty candidates and at least three hundred submitted scorecards', () => {
    expect(new Set(jobs.map(({ seniority }) => seniority)).size).toBe(3)
    expect(new Set(jobs.map(({ needProfile }) => needProfile)).size).toBe(3)
    expect(new Set(plan().map(({ planned }) => planned.name)).size).toBe(60)
    const submitted = cards().filter(({ card }) => card.submittedAt !== null)
    expect(submitted.length).toBeGreaterThanOrEqual(300)
    expect(submitted.filter(({ card }) => card.shadow).length).toBeGreaterThan(4)
    expect(cards().filter(({ card }) => card.draftedAt !== null).length).toBeGreaterThan(4)
  })

  test('puts nobody into two interviews of one hour, and writes nothing before its interview or after today', () => {
    const hours = cards()
      .filter(({ card }) => !card.shadow)
      .map(({ interview, card }) => `${card.interviewer} ${interview.startsAt.toISOString()}`)
    expect(new Set(hours).size).toBe(hours.length)
    for (const { planned, interview, card } of cards()) {
      expect(planned.openedAt < planned.loopAt! && planned.loopAt! < interview.startsAt).toBe(true)
      if (card.submittedAt) expect(card.submittedAt > interview.startsAt && card.submittedAt <= NOW).toBe(true)
    }
  })

  test('has every scorecard of a packet in before the committee meets', () => {
    for (const { planned } of plan().filter(({ planned }) => DECIDED.includes(planned.stage)))
      for (const { submittedAt } of planned.interviews.flatMap((interview) => interview.cards))
        expect(submittedAt! < planned.committeeDay!).toBe(true)
  })

  test('is the same for the same seed and another for another', () => {
    expect(plan()).toEqual(plan())
    expect(plan(2).map(({ planned }) => planned.ability)).not.toEqual(plan().map(({ planned }) => planned.ability))
  })
})

test('a fit finds the sign of nearly every severity it was drawn with, and their order', () => {
  const ratings = cards()
    .filter(({ card }) => card.submittedAt !== null && !card.shadow)
    .flatMap(({ planned, applicationId, interview, card, world }, scorecardId) => {
      const { kit, seniority } = jobs[world]!
      const { focus } = servedKit(kit)!.kit.interviews.find(({ id }) => id === interview.key)!
      const levels = drawLevels({
        seed: SEED,
        kit,
        interview: interview.key,
        candidate: planned.name,
        ability: planned.ability,
        interviewer: interviewers[card.interviewer]!,
        criteria: focus,
      })
      return Object.entries(levels).flatMap(([criterion, level]): HiringRating[] => {
        if (level === null) return []
        const place = { applicationId, interviewerId: card.interviewer, scorecardId }
        return [{ ...place, criterion: `${kit}/${criterion}`, level, role: kit, seniority, stage: null }]
      })
    })
  const fit = fitHiring({ ratings })
  if (!fit.ok) throw new Error(fit.error.message)
  const found = new Map(fit.value.interviewers.map(({ interviewerId, severity }) => [interviewerId, severity]))
  const clear = interviewers.map((one, at) => ({ ...one, at })).filter(({ severity }) => Math.abs(severity) >= 0.2)
  const right = clear.filter(({ severity, at }) => Math.sign(found.get(at)!) === Math.sign(severity))
  expect(right.length).toBeGreaterThanOrEqual(clear.length - 1)
  const strictest = [...found].sort(([, a], [, b]) => b - a).map(([at]) => at)
  expect(strictest.slice(0, 3)).toContain(0)
  expect(strictest.slice(-3)).toContain(11)
})
