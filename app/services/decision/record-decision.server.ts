import { unmetRules } from '~/domain/decision/committee-rule'
import type { DecisionForm } from '~/domain/decision/forms'
import { hasReadVotes, mayDecide, type PanelError } from '~/domain/decision/panel'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { onPacket, type PacketNotFound } from './on-packet.server'
import { openedTally } from './opened-tally.server'
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
): Promise<Result<{ id: number }, PanelError | PacketNotFound | ContentConflict>> =>
  onPacket(viewer, packetId, async (tx, packet, panel): ReturnType<typeof recordDecision> => {
    const { organisationId, userId } = viewer
    const recorded = await recordedBefore(tx, viewer, packetId, { outcome, reason, writeKey })
    if (recorded) return recorded
    const may = mayDecide(panel, userId, { outcome, supersedes })
    if (!may.ok) return may
    const read = hasReadVotes(panel, opened)
    if (!read.ok) return read
    const counts = await openedTally(tx, { organisationId, packetId }, panel)
    const [unmet] = unmetRules({ panel, counts, outcome, decider: userId })
    if (unmet) return fail({ code: 'RULE_UNMET', message: `${unmet.message} ${unmet.remedy}` })
    return ok(await writeDecision(tx, viewer, packet, { outcome, reason, writeKey, override: null }))
  })
