import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import type { Viewer } from '~/domain/policy/policy'
import { stopClock } from '~/platform/clock.server'
import { changeAsShown } from '../../../test/setup/change-candidate'
import { sentPacket, staffedJob } from '../../../test/setup/panel'
import { listAudit } from '../audit/list-audit.server'
import { committeePackets } from '../decision/committee-packets.server'
import { readPacket } from '../decision/read-packet.server'
import { sealVote } from '../decision/seal-vote.server'
import { readDashboard } from '../dashboard/read-dashboard.server'
import { readGuide } from '../interview/read-guide.server'
import { readJob } from '../job/read-jobs.server'
import { readApplication } from '../application/read-application.server'
import { openApplication } from './candidates.server'
import { mergeCandidates } from './merge-candidates.server'
import { listCandidates, readCandidate } from './read-candidates.server'
import { readDuplicates } from './read-duplicates.server'

const NOW = new Date('2026-11-20T10:00:00Z')
const full = { diagnosis: 3, 'right-sizing': 2 } as const

let panel: Awaited<ReturnType<typeof staffedJob>>
let administrator: Viewer
let both: Viewer
let job: Awaited<ReturnType<typeof makeJob>>
beforeAll(async () => {
  panel = await staffedJob()
  const { organisationId, recruiter, vera, wim } = panel
  administrator = await makeUser(organisationId, { roles: ['administrator'] })
  both = await makeUser(organisationId, { roles: ['administrator', 'recruiter', 'interviewer'] })
  job = await makeJob(recruiter, { namesHidden: true, committee: [vera, wim], quorum: 2 })
})
afterEach(() => stopClock(undefined))

/** Ana Kovac in a job that hides names, interviewed today by these people. */
async function ana(people: Viewer[]) {
  stopClock(NOW)
  const application = await makeApplication(panel.recruiter, job, { name: 'Ana Kovac', email: null })
  const loop = await makeLoop(panel.recruiter, job, application.id, { debugging: people }, NOW)
  return { ...application, interview: loop.interviews[0]! }
}

const everywhere = async (viewer: Viewer, applicationId: number, interviewId: number) => ({
  desk: JSON.stringify(await readDashboard(viewer, null)),
  job: JSON.stringify(await readJob(viewer, job.id)),
  application: JSON.stringify(await readApplication(viewer, applicationId)),
  guide: JSON.stringify(await readGuide(viewer, interviewId)),
  candidates: JSON.stringify(await listCandidates(viewer, { search: '', jobId: job.id, state: 'all', after: null })),
})

describe('in a job that hides names', () => {
  test('a recruiter reads the name on every page, an interviewer who is also a recruiter the number', async () => {
    const { id, candidateId, interview } = await ana([panel.anna, both])
    for (const [page, text] of Object.entries(await everywhere(panel.recruiter, id, interview.id))) {
      expect(text, page).toContain('Ana Kovac')
      if (page !== 'application') expect(text, page).not.toContain(`Candidate ${candidateId}`)
    }
    for (const [page, text] of Object.entries(await everywhere(both, id, interview.id))) {
      expect(text, page).toContain(`Candidate ${candidateId}`)
      expect(text, page).not.toContain('Ana Kovac')
    }
    await submitLevels(both, interview.scorecards[1]!.id, full)
    const { desk } = await everywhere(both, id, interview.id)
    expect(desk).toContain('Ana Kovac')
  })

  test('a voter reads the number until the first votes are open, then the name', async () => {
    const { recruiter, vera, wim, anna } = panel
    const { id, candidateId, interview } = await ana([anna])
    await submitLevels(anna, interview.scorecards[0]!.id, full)
    const packetId = await sentPacket(recruiter, id)
    const row = async (viewer: Viewer) => {
      const { waiting, open } = await committeePackets(viewer)
      return [...waiting, ...open].find((one) => one.id === packetId)!.who
    }
    const name = async (viewer: Viewer) => {
      const page = await readPacket(viewer, packetId)
      return page.ok ? page.value.reading!.view.candidate.name?.words : page.error
    }
    expect([await row(vera), await name(vera)]).toEqual([`Candidate ${candidateId}`, undefined])
    expect([await row(recruiter), await name(recruiter)]).toEqual(['Ana Kovac', 'Ana Kovac'])
    for (const voter of [vera, wim])
      expect(
        (
          await sealVote(voter, packetId, {
            writeKey: `names-${voter.userId}`,
            round: 1,
            choice: 'hire',
            reason: 'Clear.',
          })
        ).ok,
      ).toBe(true)
    expect([await row(vera), await name(vera)]).toEqual(['Ana Kovac', 'Ana Kovac'])
  })

  test('the audit list names the candidate, except to somebody who still has to rate them', async () => {
    const { candidateId } = await ana([both])
    const whats = async (viewer: Viewer) =>
      (await listAudit(viewer, null)).entries.map(({ subject }) => subject).join('; ')
    expect(await whats(administrator)).toContain('Ana Kovac')
    expect(await whats(both)).not.toContain(`(Candidate ${candidateId})`)
  })
})

describe('a name that the viewer’s own interview hides', () => {
  const asked = { search: '', jobId: null, state: 'all', after: null } as const
  const list = async (viewer: Viewer, search = '') => JSON.stringify(await listCandidates(viewer, { ...asked, search }))
  const rates = async (viewer: Viewer, inJob: typeof job, name: string, email: string | null = null) => {
    const application = await makeApplication(administrator, inJob, { name, email })
    await makeLoop(administrator, inJob, application.id, { debugging: [viewer] })
    return application.candidateId
  }
  const within = async () => {
    const secret = await makeJob(administrator, { namesHidden: true, confidential: true })
    const roles = ['recruiter', 'interviewer', { role: 'interviewer', jobId: secret.id }] as const
    return { secret, insider: await makeUser(panel.organisationId, { roles }) }
  }

  test('stays hidden in the list behind any number of later applications', async () => {
    const candidateId = await rates(both, job, 'Lea Moreau')
    for (let n = 0; n < 3; n++) {
      const later = await makeJob(administrator, {})
      expect(await openApplication(administrator, candidateId, later.id)).toMatchObject({ ok: true })
    }
    expect(await list(administrator)).toContain('Lea Moreau')
    expect(await list(both)).not.toContain('Lea Moreau')
  })

  test('stays hidden in the list where that interview is in a confidential job', async () => {
    const { secret, insider } = await within()
    const candidateId = await rates(insider, secret, 'Ivo Novak')
    expect(await openApplication(administrator, candidateId, panel.job.id)).toMatchObject({ ok: true })
    expect(await list(panel.recruiter)).toContain('Ivo Novak')
    expect(await list(insider)).not.toContain('Ivo Novak')
    expect(await list(insider, 'Ivo Novak')).toContain('"total":0')
  })

  test('is not told by the merges under Possible duplicates, nor by an unmerged record with the address of the one kept', async () => {
    const email = 'mia@example.org'
    const keepId = await rates(both, job, 'Mia Keller', email)
    const { candidateId: otherId } = await makeApplication(administrator, panel.job, { name: 'M. Keller', email })
    const { candidateId: third } = await makeApplication(administrator, panel.job, { name: 'Mia K.', email })
    await makeApplication(administrator, panel.job, { name: 'Keller, Mia', email })
    expect(await mergeCandidates(administrator, { keepId, otherId })).toMatchObject({ ok: true })
    expect(JSON.stringify(await readDuplicates(administrator))).toContain('Mia Keller')
    const told = JSON.stringify(await readDuplicates(both))
    expect(told).not.toContain('Mia Keller')
    expect(told).not.toContain('M. Keller')
    expect(told).toContain(`"id":${third},`)
  })

  test('hides no other record, so that a merge with somebody of a confidential job is not told', async () => {
    const { secret, insider } = await within()
    const otherId = await rates(insider, secret, 'E. Silva')
    const { candidateId: keepId } = await makeApplication(administrator, panel.job, { name: 'Eva Silva', email: null })
    const told = async () => [
      await list(insider),
      await list(insider, 'Eva'),
      await readCandidate(insider, keepId),
      await changeAsShown(insider, keepId, { name: 'Eva Silva', email: null, phone: null }),
    ]
    const before = await told()
    expect(before[0]).toContain('Eva Silva')
    expect(await mergeCandidates(administrator, { keepId, otherId })).toMatchObject({ ok: true })
    expect(await told()).toEqual(before)
  })
})
