import type { Kit } from '~/domain/kit/schema'
import { mustExist } from '~/domain/shared/must-exist'
import { candidates, interviewers, jobs } from './people'
import { planApplication, type PlannedApplication } from './plan-application'
import { draws } from './seeded-random'
import { stagesInOrder, type Stage } from './stages'

type Given = { seed: number; now: Date; size: 'full' | 'small'; kits: readonly Kit[] }

/** Every application of the example, with its place among those of its stage and the number of its job. */
export function planAll({ seed, now, size, kits }: Given): {
  planned: PlannedApplication
  nth: number
  world: number
}[] {
  const names = draws(seed, 'names').shuffle(candidates)
  const load = interviewers.map(() => 0)
  const booked = new Set<string>()
  const count = new Map<Stage, number>()
  return stagesInOrder(size).map((stage, at) => {
    const nth = count.get(stage) ?? 0
    count.set(stage, nth + 1)
    const world = at % jobs.length
    const name = mustExist(names[at], `name of candidate ${at}`)
    const given = {
      name,
      job: mustExist(jobs[world], `job ${world}`),
      kit: mustExist(kits[world], `kit ${world}`),
      stage,
      nth,
      now,
      load,
      booked,
      pairs: size === 'full',
    }
    return { planned: planApplication(draws(seed, `plan ${name}`), given), nth, world }
  })
}
