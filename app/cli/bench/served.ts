import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { request, type RequestOptions } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeApplication, makeJob, makeLoop, makeOrganisation, makeUser, type MadeJob } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import type { Viewer } from '~/domain/policy/policy'
import { draftFor, emptyQuote, type ScorecardDraft } from '~/domain/scorecard/draft-shape'
import { submissionSchema } from '~/domain/scorecard/submission'
import { mustExist } from '~/domain/shared/must-exist'
import { paths } from '~/paths'
import { transaction } from '~/platform/db.server'
import { overrideEnv } from '~/platform/env.server'
import { findViewer, beginSession } from '~/platform/session.server'
import { runCalibration } from '~/services/calibration/run-calibration.server'
import { jobsOfCandidates, listCandidates } from '~/services/candidate/read-candidates.server'
import { readPacket } from '~/services/decision/read-packet.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { sendPacket } from '~/services/packet/send-packet.server'
import { readScorecard } from '~/services/scorecard/read-scorecard.server'
import { saveDraft } from '~/services/scorecard/save-draft.server'
import { requirementsOfOwn, submitScorecard } from '~/services/scorecard/submit-scorecard.server'
import { serve } from '../../../server'
import { inTurns, type Report, type Suite } from './figure'

const ROUNDS = 25
const CANDIDATES = 1_000
const CRITERIA = ['diagnosis', 'right-sizing', 'degradation', 'safe-change']

/**
 * What the web adds: the time of a request against the time of the same queries made by calling the session look-up and
 * the page's services. Both over loopback in this process, on the embedded database, in turns.
 */
export const served: Suite = {
  name: 'served',
  async run(report) {
    const folder = await mkdtemp(path.join(tmpdir(), 'assay-bench-'))
    overrideEnv({ DATA_DIR: folder, PORT: 0, LOG_LEVEL: 'error' })
    const { origin, stop } = await serve()
    try {
      await measure(await makeWorld(origin), report)
    } finally {
      await stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

type World = Awaited<ReturnType<typeof makeWorld>>
type Client = { viewer: Viewer; cookie: string; look: () => Promise<unknown>; get: Get; send: Send }
type Get = (path: string) => Promise<void>
type Send = (method: 'PUT' | 'POST', path: string, body: unknown) => Promise<void>

async function makeWorld(origin: string) {
  const organisationId = await makeOrganisation()
  const recruiter = await makeUser(organisationId, { roles: ['recruiter'] })
  const anna = await makeUser(organisationId, { roles: ['interviewer'] })
  const others = [await makeUser(organisationId), await makeUser(organisationId), await makeUser(organisationId)]
  const voter = await makeUser(organisationId, { roles: ['committee_member'] })
  const job = await makeJob(recruiter, { committee: [voter], quorum: 1 })
  await transaction((tx) =>
    tx.candidate.createMany({
      data: Array.from({ length: CANDIDATES }, (_, at) => ({
        organisationId,
        name: `Candidate ${at}`,
        email: `bench${at}@example.org`,
        createdById: recruiter.userId,
      })),
    }),
  )
  return {
    recruiter: await signedIn(origin, recruiter),
    anna: await signedIn(origin, anna),
    voter: await signedIn(origin, voter),
    cards: await cardsOf(recruiter, job, anna, 2 * ROUNDS + 2),
    packetId: await packetOf(recruiter, job, others),
  }
}

async function signedIn(origin: string, viewer: Viewer): Promise<Client> {
  const { organisationId, userId } = viewer
  const set = await transaction((tx) => beginSession(tx, { organisationId, userId, userAgent: 'bench' }))
  const [cookie = ''] = set.split(';')
  const headers = { Cookie: cookie, Origin: origin }
  return {
    viewer,
    cookie,
    look: () => findViewer(new Request(origin, { headers: { Cookie: cookie } })),
    get: (path) => ask(origin + path, { method: 'GET', headers }),
    send: (method, path, body) => {
      const bytes = Buffer.from(JSON.stringify(body))
      const more = { 'Content-Type': 'application/json', 'Content-Length': bytes.length }
      return ask(origin + path, { method, headers: { ...headers, ...more } }, bytes)
    },
  }
}

/** A connection for each request: one kept open may be closed by the server just when it is used again. */
const ask = (url: string, options: RequestOptions, body?: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { ...options, agent: false }, (answer) => {
      answer.resume()
      answer.once('error', reject)
      answer.once('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${answer.statusCode}`)),
      )
    })
    asked.once('error', reject)
    asked.end(body)
  })

async function cardsOf(recruiter: Viewer, job: MadeJob, interviewer: Viewer, count: number): Promise<number[]> {
  const cards: number[] = []
  for (let at = 0; at < count; at++) {
    const application = await makeApplication(recruiter, job)
    const loop = await makeLoop(recruiter, job, application.id, { debugging: [interviewer] })
    cards.push(
      mustExist(mustExist(loop.interviews[0], 'interview in the loop').scorecards[0], 'scorecard in the interview').id,
    )
  }
  return cards
}

async function packetOf(recruiter: Viewer, job: MadeJob, people: Viewer[]): Promise<number> {
  const application = await makeApplication(recruiter, job)
  const loop = await makeLoop(recruiter, job, application.id, { debugging: people })
  for (const [at, person] of people.entries())
    await submitLevels(
      person,
      mustExist(mustExist(loop.interviews[0], 'interview in the loop').scorecards[at], 'scorecard of the interviewer')
        .id,
      { diagnosis: 3, 'right-sizing': at === 0 ? 2 : 3 },
    )
  await runCalibration(recruiter.organisationId)
  const preview = await previewPacket(recruiter, application.id)
  if (!preview.ok) throw new Error(preview.error.code)
  const { seen } = preview.value
  const sent = await sendPacket(recruiter, { applicationId: application.id, writeKey: randomUUID(), seen })
  if (!sent.ok) throw new Error(sent.error.code)
  return sent.value.id
}

async function measure({ recruiter, anna, voter, cards, packetId }: World, report: Report) {
  const tell = (name: string, [value, baseline]: [number, number]) => report({ name, value, unit: 'ms', baseline })
  const direct = (client: Client, work: () => Promise<unknown>) => async () => {
    await client.look()
    await work()
  }
  const [page, drafted, ...toSubmit] = cards as [number, number, ...number[]]

  tell(
    'scorecard page',
    await inTurns(
      ROUNDS,
      () => anna.get(paths.scorecard(page)),
      direct(anna, () => readScorecard(anna.viewer, page, { amending: false })),
    ),
  )

  const content = fullDraft()
  let revision = 0
  const save = (round: number) => ({ base: 0, revision: revision++, content: { ...content, reason: `Round ${round}` } })
  tell(
    'save a draft',
    await inTurns(
      ROUNDS,
      (round) => anna.send('PUT', paths.scorecardDraft(drafted), save(round)),
      async (round) => {
        await anna.look()
        await must(saveDraft(anna.viewer, { scorecardId: drafted, ...save(round) }))
      },
    ),
  )

  const submission = submissionSchema({ criteria: CRITERIA, flags: [] }).parse(content)
  tell(
    'submit a scorecard',
    await inTurns(
      ROUNDS,
      (round) =>
        anna.send('POST', paths.scorecardDraft(mustExist(toSubmit[2 * round], 'scorecard to save')), {
          writeKey: randomUUID(),
          base: 0,
          content,
        }),
      async (round) => {
        const scorecardId = mustExist(toSubmit[2 * round + 1], 'scorecard to submit')
        await anna.look()
        await must(requirementsOfOwn(anna.viewer, scorecardId))
        await must(submitScorecard(anna.viewer, { scorecardId, writeKey: randomUUID(), base: 0, submission }))
      },
    ),
  )

  tell(
    'packet',
    await inTurns(
      ROUNDS,
      () => voter.get(paths.packet(packetId)),
      direct(voter, () => readPacket(voter.viewer, packetId)),
    ),
  )

  const asked = { search: '', jobId: null, state: 'all' as const, after: null }
  tell(
    `list of ${CANDIDATES} candidates`,
    await inTurns(
      ROUNDS,
      () => recruiter.get(paths.candidates()),
      direct(recruiter, async () => {
        await listCandidates(recruiter.viewer, asked)
        await jobsOfCandidates(recruiter.viewer)
      }),
    ),
  )
}

const fullDraft = (): ScorecardDraft =>
  draftFor(CRITERIA, [], {
    ratings: Object.fromEntries(
      CRITERIA.map((id) => [
        id,
        {
          choice: '3' as const,
          evidence: { text: '', quotes: [{ ...emptyQuote(), at: '10:12', text: `“Seen for ${id}.”` }] },
        },
      ]),
    ),
    recommendation: 'yes',
    reason: 'What was seen in the hour.',
  })

async function must(result: Promise<{ ok: true } | { ok: false; error: { code: string } }>) {
  const settled = await result
  if (!settled.ok) throw new Error(settled.error.code)
}
