import { submitLevels } from '~/demo/submit-levels'
import type { Round } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { db, transaction } from '~/platform/db.server'
import { readPacket } from '~/services/decision/read-packet.server'
import { recordDecision } from '~/services/decision/record-decision.server'
import { sealVote } from '~/services/decision/seal-vote.server'
import { judgedApplication, sentPacket, staffedJob } from './panel'

type Outcome = { ok: true } | { ok: false; error: { code: string } }
/** `ok`, or the code of the refusal. */
export const code = (result: Outcome) => (result.ok ? 'ok' : result.error.code)

/** The page of a packet as this viewer reads it; fails where they find none. */
export const packetPage = async (viewer: Viewer, packetId: number) => {
  const page = await readPacket(viewer, packetId)
  if (!page.ok) throw new Error(page.error.code)
  return page.value
}

/** Seals a vote whose reason names the voter. */
export const vote = (
  viewer: Viewer,
  packetId: number,
  choice: 'hire' | 'no_hire' | 'more_signal',
  key = 'vote-key-1',
  round: Round = 1,
) => sealVote(viewer, packetId, { round, choice, reason: `Sealed reason of ${viewer.name}`, writeKey: key })

/** Records a decision; `supersedes` is the id of the one that it replaces. */
export const decide = (
  viewer: Viewer,
  packetId: number,
  outcome: 'hire' | 'no_hire' | 'more_signal',
  supersedes: number | null = null,
  writeKey = `decision-${outcome}`,
) => recordDecision(viewer, packetId, { outcome, reason: 'The reasons, at length.', supersedes, opened: 1, writeKey })

/** A packet before the committee, of two scorecards; `flagged` adds a third one with a critical red flag. */
export async function packetToDecide(given: { flagged?: boolean } = {}) {
  const staff = await staffedJob({ seniority: given.flagged ? 'staff' : 'senior' })
  const { recruiter, job, anna, ben, cleo } = staff
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 2, 'right-sizing': 2 } },
    { by: ben, levels: { diagnosis: 4, 'right-sizing': null } },
  ])
  if (given.flagged) {
    const interview = await db().interview.findFirstOrThrow({
      where: { organisationId: staff.organisationId, loop: { applicationId: application.id } },
    })
    const card = await transaction((tx) =>
      tx.scorecard.create({
        data: { organisationId: staff.organisationId, interviewId: interview.id, userId: cleo.userId },
      }),
    )
    await submitLevels(
      cleo,
      card.id,
      { diagnosis: 3, 'right-sizing': 3 },
      {
        findings: [
          { flag: 'never-deployed', evidence: 'Every project ends at a hand-over.', probe: 'They took it over.' },
        ],
      },
    )
  }
  const packetId = await sentPacket(recruiter, application.id)
  return { ...staff, application, packetId }
}
