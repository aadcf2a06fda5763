// Runs on one database: what a page for a candidate holds.
import { afterEach, beforeAll, expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop, makeOrganisation, makeUser } from '~/demo/factories'
import type { Prompt } from '~/domain/kit/schema'
import type { Viewer } from '~/domain/policy/policy'
import { now, stopClock } from '~/platform/clock.server'
import { servedKit } from '~/platform/rubric-store.server'
import { handOverExhibit, revokeCandidateLink } from '~/services/candidate-link/change-link.server'
import { makeCandidateLink } from '~/services/candidate-link/make-link.server'
import { readGuide } from '~/services/interview/read-guide.server'
import { pinGuided } from '../setup/guided-kit'
import { serveKits } from '../setup/kits'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'

const CANARY = 'Canary7f3a'

let recruiter: Viewer
let interviewId: number
let prompt: Prompt
let cookie: string

beforeAll(async () => {
  await serveKits()
  const organisationId = await makeOrganisation({ name: `${CANARY} house` })
  recruiter = await makeUser(organisationId, { roles: ['recruiter'], name: `${CANARY} recruiter` })
  const anna = await makeUser(organisationId, { roles: ['interviewer'], name: `${CANARY} interviewer` })
  const job = await makeJob(recruiter, { name: `${CANARY} job` })
  const application = await makeApplication(recruiter, job, { name: `${CANARY} candidate` })
  const loop = await makeLoop(recruiter, job, application.id, { debugging: [anna] })
  interviewId = loop.interviews[0]!.id
  cookie = await cookieOf(recruiter)
  const guide = await readGuide(recruiter, interviewId)
  if (!guide.ok) throw new Error(guide.error.code)
  prompt = servedKit('ml-engineer')!.kit.prompts.find(({ id }) => id === guide.value.links.prompts[0]!.id)!
  // The first answer loads every route.
  await ask(request('/task/none'))
}, 120_000)
afterEach(() => stopClock(undefined))

async function open() {
  const guide = await readGuide(recruiter, interviewId)
  if (!guide.ok) throw new Error(guide.error.code)
  const form = { prompt: prompt.id, hours: 4, writeKey: guide.value.links.writeKey }
  const made = await makeCandidateLink(recruiter, interviewId, form)
  const after = await readGuide(recruiter, interviewId)
  if (!made.ok || !after.ok) throw new Error('no link')
  return { token: made.value.token, linkId: after.value.links.made[0]!.id }
}

/** Everything that an address answers: status, headers and body of the document, of its data, and of its first file. */
async function everything(token: string, given: { cookie?: string } = {}): Promise<string[]> {
  const paths = [`/task/${token}`, `/task/${token}.data`, `/task/${token}/1.csv`]
  return Promise.all(
    paths.map(async (path) => {
      const response = await ask(request(path, given))
      return `${response.status}\n${[...response.headers].join('\n')}\n${await response.text()}`
    }),
  )
}

/** Every text of a value, the short ones left out: "yes" says nothing of where it came from. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 12 ? [value] : []
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

const plain = (text: string) =>
  text.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('\\"', '"')

test('a candidate gets the prompt and its exhibits, and no trace of the key, the kit, the job or the organisation', async () => {
  const { kit } = servedKit('ml-engineer')!
  const { token } = await open()
  const answers = (await everything(token)).map(plain)
  expect(answers.map((answer) => answer.slice(0, 3))).toEqual(['200', '200', '200'])
  expect(answers[0]).toContain(prompt.candidate_text.slice(0, 40))
  for (const { name } of prompt.handed_out) expect(answers[0]).toContain(name)
  expect(answers[2]).toContain(prompt.handed_out[0]!.csv.slice(0, 40))

  const { name, candidate_text, givens, handed_out, files, ...key } = prompt
  const { for_candidate: about } = kit.interviews.find(({ id }) => id === 'debugging')!
  // What the kit says to candidates of this interview is on the page; of other interviews it is not.
  const handed = JSON.stringify([name, candidate_text, givens, handed_out, files, about ?? null])
  for (const sentence of about?.looked_for ?? []) expect(answers[0]).toContain(plain(sentence))
  const secrets = [
    ...textsIn({ ...key, handed_out: handed_out.map(({ shows, hides, asked_as }) => [shows, hides, asked_as]) }),
    ...textsIn([kit.id, kit.name, kit.summary, kit.criteria, kit.red_flags, kit.interviews, kit.calibration_cases]),
    ...kit.prompts.filter(({ id }) => id !== prompt.id).map(({ candidate_text: other }) => other),
    prompt.id,
    CANARY,
  ].filter((secret) => !handed.includes(secret))
  expect(secrets.length).toBeGreaterThan(400)
  expect(secrets.filter((secret) => answers.some((answer) => answer.includes(plain(secret))))).toEqual([])
})

test('the page runs no script, leads nowhere, and asks not to be kept', async () => {
  const { token } = await open()
  const [page] = await everything(token)
  expect(page).not.toMatch(/<script|modulepreload|__remix/)
  const leads = [...page!.matchAll(/<a [^>]*href="([^"]+)"/g)].map((match) => match[1])
  expect(leads.filter((href) => href !== '#main')).toEqual(
    prompt.handed_out.map((_, at) => `/task/${token}/${at + 1}.csv`),
  )
  expect(page).not.toMatch(/<(form|button|nav)\b/)
  expect(page).toContain('<meta name="robots" content="noindex, nofollow, noarchive"/>')
})

test('nothing of somebody who is signed in on the same device is on it', async () => {
  const { token } = await open()
  for (const answer of await everything(token, { cookie })) expect(answer).not.toContain(CANARY)
})

test('an exhibit on request stays away until it was handed over', async () => {
  const { token, linkId } = await open()
  const asked = prompt.on_request[0]!
  expect((await everything(token))[0]).not.toContain(asked.name)
  await handOverExhibit(recruiter, { interviewId, linkId, exhibit: asked.id })
  expect((await everything(token))[0]).toContain(asked.name)
})

test('closed, out of time and unknown say so and nothing else, with or without data', async () => {
  const closed = await open()
  await revokeCandidateLink(recruiter, { interviewId, linkId: closed.linkId })
  const late = await open()
  const unknown = `${recruiter.organisationId}.${'x'.repeat(43)}`
  stopClock(new Date(now().getTime() + 5 * 3_600_000))
  const words = (answer: string) => answer.replace(/^.*?<body>/s, '').replace(/<[^>]+>/g, ' ')
  for (const [token, status, says] of [
    [closed.token, '410', 'This page is closed'],
    [late.token, '410', 'This page is closed'],
    [unknown, '404', 'Page not found'],
  ] as const) {
    const [page, data, file] = await everything(token)
    expect(page).toMatch(new RegExp(`^${status}`))
    expect(words(page!)).toContain(says)
    expect(file).toMatch(new RegExp(`^${status}`))
    for (const answer of [page, data, file]) {
      expect(answer).not.toContain(prompt.name)
      expect(answer).not.toContain(CANARY)
    }
  }
  expect((await everything(closed.token))[0]).toBe((await everything(late.token))[0])
})

test('what the kit says to candidates of an interview is above the prompt, and nothing of its guide is there', async () => {
  const { organisationId } = recruiter
  const anna = await makeUser(organisationId, { roles: ['interviewer'] })
  const job = await makeJob(recruiter)
  const { kit, versionId } = await pinGuided(organisationId, job.id)
  const pinned = { ...job, kitVersionId: versionId }
  const application = await makeApplication(recruiter, pinned)
  const loop = await makeLoop(recruiter, pinned, application.id, { debugging: [anna] })
  const { id } = loop.interviews[0]!
  const guide = await readGuide(recruiter, id)
  if (!guide.ok) throw new Error(guide.error.code)
  const { prompts, writeKey } = guide.value.links
  const made = await makeCandidateLink(recruiter, id, { prompt: prompts[0]!.id, hours: 4, writeKey })
  if (!made.ok) throw new Error('no link')
  const answers = (await everything(made.value.token)).map(plain)
  const { for_candidate: about, ...guided } = kit.interviews.find(({ id: key }) => key === 'debugging')!
  const given = kit.prompts.find(({ id: key }) => key === prompts[0]!.id)!
  for (const sentence of textsIn(about))
    for (const answer of answers.slice(0, 2)) expect(answer).toContain(plain(sentence))
  expect(answers[0]!.indexOf(plain(about!.what_happens))).toBeLessThan(
    answers[0]!.indexOf(given.candidate_text.slice(0, 40)),
  )
  const handed = JSON.stringify([about, given.candidate_text, given.handed_out.map(({ name, rows }) => [name, rows])])
  const secrets = textsIn(guided).filter((secret) => !handed.includes(secret))
  expect(secrets.length).toBeGreaterThan(20)
  expect(secrets.filter((secret) => answers.some((answer) => answer.includes(plain(secret))))).toEqual([])
})
