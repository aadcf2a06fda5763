import { makeApplication, makeJob, makeLoop, makeOrganisation, makeUser, type MadeJob } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import { fitHiring } from '~/engine'
import type { Viewer } from '~/domain/policy/policy'
import type { LevelNumber } from '~/domain/scorecard/levels'
import { runCalibration } from '~/services/calibration/run-calibration.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { sendPacket } from '~/services/packet/send-packet.server'
import { serveKits } from './kits'

/** An organisation with a staffed job: a recruiter, three interviewers, three voters. */
export async function staffedJob(given: { quorum?: number; seniority?: 'mid' | 'senior' | 'staff' } = {}) {
  await serveKits()
  const organisationId = await makeOrganisation()
  const recruiter = await makeUser(organisationId, { roles: ['recruiter'], name: 'Salma Idrissi' })
  const [anna, ben, cleo] = await several(organisationId, 'interviewer', ['Anna Berg', 'Ben Okoro', 'Cleo Marsh'])
  const [vera, wim, xenia] = await several(organisationId, 'committee_member', ['Vera Lang', 'Wim Bos', 'Xenia Roy'])
  const job = await makeJob(recruiter, { quorum: 2, committee: [vera!, wim!, xenia!], ...given })
  return { organisationId, recruiter, job, anna: anna!, ben: ben!, cleo: cleo!, vera: vera!, wim: wim!, xenia: xenia! }
}

async function several(organisationId: number, role: 'interviewer' | 'committee_member', names: string[]) {
  const users: Viewer[] = []
  for (const name of names) users.push(await makeUser(organisationId, { roles: [role], name }))
  return users
}

type Judged = { by: Viewer; levels: Partial<Record<string, LevelNumber | null>> }

/** An application whose debugging interview these people sat in; `levels` submits at once. */
export async function judgedApplication(recruiter: Viewer, job: MadeJob, people: Judged[]) {
  const application = await makeApplication(recruiter, job)
  const loop = await makeLoop(recruiter, job, application.id, { debugging: people.map(({ by }) => by) })
  const cards = loop.interviews[0]!.scorecards
  for (const [at, { by, levels }] of people.entries())
    if (Object.keys(levels).length > 0)
      await submitLevels(by, cards[at]!.id, levels as Record<string, LevelNumber | null>)
  return { ...application, cards }
}

/** A run whose fit is made here: starting a thread takes longer than any fit of a test. */
export const calibrate = (organisationId: number) =>
  runCalibration(organisationId, {
    fit: (input) => {
      const fitted = fitHiring(input)
      return fitted.ok ? Promise.resolve(fitted.value) : Promise.reject(new Error(fitted.error.message))
    },
  })

let packetForms = 0

/** A packet before the committee, as a recruiter sends it; each form has a key of its own. */
export async function sentPacket(
  recruiter: Viewer,
  applicationId: number,
  writeKey = `packet-form-${++packetForms}`,
): Promise<number> {
  await calibrate(recruiter.organisationId)
  const preview = await previewPacket(recruiter, applicationId)
  if (!preview.ok) throw new Error(preview.error.code)
  const sent = await sendPacket(recruiter, { applicationId, writeKey, seen: preview.value.seen })
  if (!sent.ok) throw new Error(sent.error.code)
  return sent.value.id
}
