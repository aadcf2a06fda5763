import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { makeJob, makeOrganisation, makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import { paths } from '~/paths'
import { overrideEnv } from '~/platform/env.server'
import { db, transaction } from '~/platform/db.server'
import { beginSession } from '~/platform/session.server'
import { verifyWholeChain } from '~/services/audit/verify-audit.server'
import { recentImports } from '~/services/candidate-import/read-imports.server'
import { MAX_IMPORT } from '~/services/candidate-import/uploads.server'
import { compareModels } from '~/services/calibration/compare-models.server'
import { runCalibration } from '~/services/calibration/run-calibration.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { serve } from '../../../server'
import { milliseconds, type Report, type Suite } from './figure'
import { postImport } from './post-import'
import { auditMany, submitMany } from './many-ratings'

const APPLICATIONS = 625
const AUDIT_ENTRIES = 10_000
const IDLE_REQUESTS = 100
/** Between two requests, so that what is measured is a visitor and not a load test. */
const PAUSE_MS = 20
const LOOK_AGAIN_MS = 250
/**
 * How finely stops of the event loop are seen: what lies between two looks of this distance, that distance included.
 */
const GAP_RESOLUTION_MS = 5

/**
 * What background work does to a visitor: the 95th percentile of one page's time while the work runs, against the same
 * page in idle minutes, on the embedded database, which answers one statement at a time.
 */
export const background: Suite = {
  name: 'background',
  async run(report) {
    const folder = await mkdtemp(path.join(tmpdir(), 'assay-bench-'))
    overrideEnv({ DATA_DIR: folder, PORT: 0, LOG_LEVEL: 'error' })
    const { origin, stop } = await serve()
    try {
      await measure(origin, report)
    } finally {
      await stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function measure(origin: string, report: Report) {
  const organisationId = await makeOrganisation()
  await auditMany(organisationId, AUDIT_ENTRIES)
  const recruiter = await makeUser(organisationId, { roles: ['recruiter'] })
  const interviewers = []
  for (let at = 0; at < 4; at++) interviewers.push(await makeUser(organisationId))
  const job = await makeJob(recruiter)
  const ratings = await submitMany(recruiter, job, { applications: APPLICATIONS, interview: 'debugging', interviewers })
  const { userId } = recruiter
  const set = await transaction((tx) => beginSession(tx, { organisationId, userId, userAgent: 'bench' }))
  const [cookie = ''] = set.split(';')
  const ask = async () => {
    const answer = await fetch(origin + paths.account(), { headers: { Cookie: cookie } })
    await answer.text()
    if (answer.status !== 200) throw new Error(`${paths.account()} answered ${answer.status}`)
  }
  for (let at = 0; at < 20; at++) await ask()

  let requests = 0
  const idle = await percentiles(ask, () => ++requests < IDLE_REQUESTS)
  const beside = async (name: string, work: () => Promise<unknown>) => {
    let working = true
    const stops = monitorEventLoopDelay({ resolution: GAP_RESOLUTION_MS })
    stops.enable()
    const worked = milliseconds(work).finally(() => (working = false))
    const busy = await percentiles(ask, () => working)
    report({ name: `page beside ${name}, 95th percentile`, value: busy.p95, unit: 'ms', baseline: idle.p95 })
    report({ name: `page beside ${name}, longest`, value: busy.longest, unit: 'ms', baseline: idle.longest })
    report({ name, value: (await worked) / 1000, unit: 's', baseline: null })
    stops.disable()
    report({
      name: `longest stop of the event loop beside ${name}`,
      value: stops.max / 1e6,
      unit: 'ms',
      baseline: null,
    })
  }
  await beside(`an import of ${MAX_IMPORT} candidates`, () => importThem(origin, cookie, recruiter, job.id))
  await beside(`a fit of ${ratings} ratings`, () => runCalibration(organisationId))
  await beside(`the comparison of models of ${ratings} ratings`, async () => {
    const outcome = await compareModels(organisationId)
    if (outcome !== 'stored') throw new Error(`the comparison ended as ${outcome}`)
  })
  const { id } = await db().application.findFirstOrThrow({
    where: { organisationId, jobId: job.id, loop: { isNot: null } },
  })
  await beside('the preview of a packet', () => previewPacket(recruiter, id))
  await beside(`the verification of ${AUDIT_ENTRIES} audit entries`, () => verifyWholeChain(organisationId))
}

/** What a recruiter's browser does: the form is posted, and the import is over when its page says so. */
async function importThem(origin: string, cookie: string, recruiter: Viewer, jobId: number) {
  const text = ['name,email', ...Array.from({ length: MAX_IMPORT }, (_, at) => `Person ${at},import${at}@example.org`)]
  const headers = { Cookie: cookie, Origin: origin }
  const post = async (address: string, fields: Record<string, string>) => {
    const body = new URLSearchParams(fields)
    const { status, headers: given } = await fetch(origin + address, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
    })
    return { status, location: given.get('Location') }
  }
  const get = async (address: string) => (await fetch(origin + address, { headers })).text()
  await postImport(post, get, { text: text.join('\n'), jobId: String(jobId) })
  for (;;) {
    const [last] = (await recentImports(recruiter)).imports
    if (last?.state === 'published') return
    if (last?.state !== 'waiting') throw new Error(`the import ended as ${last?.state ?? 'nothing'}`)
    await wait(LOOK_AGAIN_MS)
  }
}

async function percentiles(ask: () => Promise<void>, more: () => boolean) {
  const times: number[] = []
  do {
    times.push(await milliseconds(ask))
    await wait(PAUSE_MS)
  } while (more())
  times.sort((a, b) => a - b)
  return {
    p95: mustExist(times[Math.floor(0.95 * (times.length - 1))], 'time at the 95th percentile'),
    longest: mustExist(times.at(-1), 'longest time'),
  }
}
