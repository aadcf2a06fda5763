import type { FirstTimeView, ForCandidateView, NamedItem } from '~/domain/kit/views'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { describeFirstTime, describeForCandidate } from './describe-kit.server'
import { findKit } from './find-kit.server'

type KitReference = { role: string; version: number | null }

type About = { kit: NamedItem & { version: string }; interview: NamedItem & { minutes: number } }

export type FirstTimePage = About & {
  /** Null where this version of the kit has none. */
  firstTime: FirstTimeView | null
}
export type ForCandidatePage = About & { forCandidate: ForCandidateView | null }

async function findInterview(viewer: Viewer, { role, version }: KitReference, id: string) {
  const found = await findKit(viewer, role, version)
  if (!found.ok) return found
  const { kit } = found.value
  const interview = kit.interviews.find((one) => one.id === id)
  if (!interview) return fail({ code: 'KIT_INTERVIEW_NOT_FOUND' })
  const about: About = {
    kit: { id: kit.id, name: kit.name, version: kit.version },
    interview: { id, name: interview.name, minutes: interview.minutes },
  }
  return ok({ kit, interview, about })
}

/** What to read before running an interview of a kit for the first time. */
export async function readFirstTime(viewer: Viewer, asked: KitReference, id: string) {
  const found = await findInterview(viewer, asked, id)
  if (!found.ok) return found
  const { kit, interview, about } = found.value
  const page: FirstTimePage = { ...about, firstTime: describeFirstTime(kit, interview) }
  return ok(page)
}

/** What may be sent to a candidate before an interview of a kit. */
export async function readForCandidate(viewer: Viewer, asked: KitReference, id: string) {
  const found = await findInterview(viewer, asked, id)
  if (!found.ok) return found
  const { interview, about } = found.value
  const page: ForCandidatePage = { ...about, forCandidate: describeForCandidate(interview) }
  return ok(page)
}
