import { unmetRules } from '~/domain/decision/committee-rule'
import type { DecisionForm } from '~/domain/decision/forms'
import { hasReadVotes, mayDecide, type VotingError } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { actOnPacket, type PacketNotFound } from './act-on-packet.server'
import { tallyOpenedVotes } from './tally-opened-votes.server'
import { recordedBefore, writeDecision } from './write-decision.server'

/**
 * A voter records the decision that the committee's votes give. An outcome that does not meet the committee's rule is
 * refused with what is missing; only an override records it (`override-committee.server.ts`). The same form again
 * answers with the same decision; the same key with other content is a conflict.
 */
export const recordDecision = (
  viewer: Viewer,
  packetId: number,
  { outcome, reason, supersedes, opened, writeKey }: Omit<DecisionForm, 'intent'>,
): Promise<Result<{ id: number }, VotingError | PacketNotFound | ContentConflict>> =>
  actOnPacket(viewer, packetId, async (tx, packet, voting): ReturnType<typeof recordDecision> => {
    const { organisationId, userId } = viewer
    const recorded = await recordedBefore(tx, viewer, packetId, { outcome, reason, writeKey })
    if (recorded) return recorded
    const may = mayDecide(voting, userId, { outcome, supersedes })
    if (!may.ok) return may
    const read = hasReadVotes(voting, opened)
    if (!read.ok) return read
    const counts = await tallyOpenedVotes(tx, { organisationId, packetId }, voting)
    const [unmet] = unmetRules({ voting, counts, outcome, decider: userId })
    if (unmet) return fail({ code: 'RULE_UNMET', message: `${unmet.message} ${unmet.remedy}` })
    return ok(await writeDecision(tx, viewer, packet, { outcome, reason, writeKey, override: null }))
  })
