import { unmetRules } from '~/domain/decision/committee-rule'
import type { OverrideForm } from '~/domain/decision/forms'
import { hasReadVotes, mayOverride, type VotingError } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { actOnPacket, type PacketNotFound } from './act-on-packet.server'
import { tallyOpenedVotes } from './tally-opened-votes.server'
import { recordedBefore, writeDecision } from './write-decision.server'

/**
 * Records an outcome that does not meet the committee's rule, by somebody outside the committee who may do so, with the
 * rules that it does not meet and the reason. Where every rule is met there is nothing to override.
 */
export const overrideCommittee = (
  viewer: Viewer,
  packetId: number,
  { outcome, reason, overrideReason, supersedes, opened, writeKey }: Omit<OverrideForm, 'intent'>,
): Promise<Result<{ id: number }, VotingError | PacketNotFound | ContentConflict>> =>
  actOnPacket(
    viewer,
    packetId,
    async (tx, packet, voting): ReturnType<typeof overrideCommittee> => {
      const { organisationId, userId } = viewer
      const recorded = await recordedBefore(tx, viewer, packetId, { outcome, reason, writeKey, overrideReason })
      if (recorded) return recorded
      const may = mayOverride(voting, userId, { supersedes })
      if (!may.ok) return may
      const read = hasReadVotes(voting, opened)
      if (!read.ok) return read
      const counts = await tallyOpenedVotes(tx, { organisationId, packetId }, voting)
      const rules = unmetRules({ voting, counts, outcome, decider: userId }).map(({ code }) => code)
      if (rules.length === 0)
        return fail({
          code: 'NOTHING_TO_OVERRIDE',
          message: 'This outcome meets the committee’s rule; a voter of the packet can record it.',
        })
      const override = { rules, reason: overrideReason }
      return ok(await writeDecision(tx, viewer, packet, { outcome, reason, writeKey, override }))
    },
    { needs: 'override-committee' },
  )
