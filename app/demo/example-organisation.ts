import type { Kit } from '~/domain/kit/schema'
import { mustExist } from '~/domain/shared/must-exist'
import { stopClock } from '~/platform/clock.server'
import { servedKit } from '~/platform/rubric-store.server'
import { runCalibration } from '~/services/calibration/run-calibration.server'
import { workingDay, minutesAfter } from './calendar'
import { jobs } from './people'
import { committeeOf } from './committee'
import { courseOf, type InterviewCourse, type Event, type World } from './interview-course'
import { planAll } from './plan-all'
import { shuffledDecks, draws } from './seeded-random'
import { makeStaff, nameHiringManager, openExampleJob, type Staff } from './staff'
import { committeeTexts } from './committee-texts'
import { writer } from './write-notes'

type Options = {
  seed: number
  /** Today; everything else is dated from it. */
  now: Date
  size?: 'full' | 'small'
  passwordHashOf?: (name: string) => string | undefined
  progress?: (done: number, of: number) => void
}

/**
 * Loads the example organisation: three jobs, sixty candidates, twelve interviewers. Everything is done by the product's
 * own services in the order of its dates, with the clock stopped at each, so that rows, blindness and the audit chain are
 * what they would be had it happened. The kits must be loaded and the database empty.
 */
export async function loadExample(options: Options): Promise<Staff> {
  const { seed, now, size = 'full', passwordHashOf = () => undefined, progress = () => {} } = options
  try {
    stopClock(workingDay(now, -95, '09:00'))
    const staff = await makeStaff(passwordHashOf)
    stopClock(workingDay(now, -90, '10:00'))
    const worlds = await openJobs(staff, seed, now)
    await nameHiringManager(staff, mustExist(worlds[0], 'first job').job.id)
    const events = plan(worlds, { seed, now, size })
    for (const [at, event] of events.entries()) {
      stopClock(event.at)
      await event.act()
      progress(at + 1, events.length)
    }
    stopClock(now)
    await calibrate(staff)
    return staff
  } finally {
    stopClock(undefined)
  }
}

async function openJobs(staff: Staff, seed: number, now: Date): Promise<World[]> {
  const written = new Set<string>()
  const worlds: World[] = []
  for (const job of jobs) {
    const kit = kitOf(job.kit)
    const notes = writer(job.notebook, draws(seed, `notes ${job.kit}`), written)
    worlds.push({ seed, staff, job: await openExampleJob(staff, job), kit, writer: notes, now })
  }
  return worlds
}

function kitOf(id: string): Kit {
  const served = servedKit(id)
  if (!served) throw new Error(`The example organisation needs the kit ${id}, which has a problem or is missing.`)
  return served.kit
}

/** What sets single applications apart: `<stage> <count within the stage>`. */
const EXTRAS: Partial<
  Record<string, { amend?: number; withdraw?: number; flag?: number; recusal?: boolean; dissent?: boolean }>
> = {
  'no-hire 0': { flag: 0, dissent: true },
  'no-hire 1': { amend: 2, flag: 0 },
  'no-hire 2': { flag: 0 },
  'no-hire 4': { flag: 1 },
  'no-hire 6': { flag: 2 },
  'no-hire 7': { amend: 0, recusal: true },
  'no-hire 9': { flag: 1 },
  'no-hire 11': { flag: 1 },
  'hire 0': { amend: 1 },
  'hire 2': { flag: 2, dissent: true },
  'hire 4': { recusal: true },
  'revealed 0': { flag: 2 },
  'sealed 0': { flag: 2 },
  'sealed 2': { recusal: true },
  'sent 0': { amend: 1, flag: 0 },
  'all-in 0': { amend: 0, withdraw: 3 },
  'all-in 2': { flag: 2 },
}

function plan(worlds: World[], { seed, now, size }: Required<Pick<Options, 'seed' | 'now' | 'size'>>): Event[] {
  const events: Event[] = []
  const runs = new Set<number>()
  const secretary = committeeTexts(shuffledDecks(draws(seed, 'committee')))
  const kits = worlds.map(({ kit }) => kit)
  for (const { planned, nth, world: at } of planAll({ seed, now, size, kits })) {
    const world = mustExist(worlds[at], `job ${at}`)
    const course: InterviewCourse = { planned, applicationId: 0, prompts: {}, rated: [] }
    const extras = EXTRAS[`${planned.stage} ${nth}`] ?? {}
    const flag = extras.flag === undefined ? undefined : planned.job.notebook.flags[extras.flag]
    events.push(...courseOf(world, course, { ...extras, flag }), ...committeeOf(world, course, secretary, extras))
    if (planned.committeeDay) runs.add(planned.committeeDay.getTime())
  }
  for (const day of runs)
    events.push({ at: minutesAfter(new Date(day), 1), act: () => calibrate(mustExist(worlds[0], 'first job').staff) })
  return events.filter(({ at }) => at <= now).sort((a, b) => a.at.getTime() - b.at.getTime())
}

async function calibrate({ organisationId }: Staff): Promise<void> {
  const outcome = await runCalibration(organisationId)
  if (outcome.state === 'failed') throw new Error(`the calibration run failed: ${outcome.reason}`)
}
