import { makeApplication, makeLoop } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { servedKit } from '~/platform/rubric-store.server'
import { makeCandidateLink } from '~/services/candidate-link/make-link.server'
import { readGuide } from '~/services/interview/read-guide.server'
import { readRotation } from '~/services/prompt-rotation/read-rotation.server'
import type { staffedJob } from './panel'

type Panel = Awaited<ReturnType<typeof staffedJob>>

export const KIT = 'ml-engineer'
export const LEAK = { cause: 'leak' as const, reason: 'It stood on a public page.' }

/** The prompts of the debugging interview. */
export const debugging = () => servedKit(KIT)!.kit.prompts.filter(({ kind }) => kind === 'debugging')

export async function guideOf(viewer: Viewer, interviewId: number) {
  const guide = await readGuide(viewer, interviewId)
  if (!guide.ok) throw new Error(guide.error.code)
  return guide.value
}

/** A new candidate's loop with a debugging interview at this time. */
export async function interviewed(panel: Panel, startsAt: string) {
  const { recruiter, job, anna, cleo } = panel
  const application = await makeApplication(recruiter, job)
  const people = [anna, { user: cleo, shadow: true as const }]
  const loop = await makeLoop(recruiter, job, application.id, { debugging: people }, new Date(startsAt))
  return { application, interviewId: loop.interviews[0]!.id, prompt: loop.interviews[0]!.prompts[0]! }
}

/** The page about the prompts of the kit, as somebody reads it. */
export async function rotationOf(viewer: Viewer) {
  const read = await readRotation(viewer, KIT)
  if (!read.ok) throw new Error(read.error.code)
  const lines = read.value.kinds.flatMap(({ prompts }) => prompts)
  return { ...read.value, line: (id: string) => lines.find((one) => one.id === id)! }
}

/** The address of a page for the candidate with this prompt. */
export async function openPage({ anna }: Panel, interviewId: number, prompt: string) {
  const { writeKey } = (await guideOf(anna, interviewId)).links
  const made = await makeCandidateLink(anna, interviewId, { prompt, hours: 4, writeKey })
  if (!made.ok) throw new Error(made.error.code)
  return made.value.token
}
