import type * as z from 'zod/mini'
import type { PacketForm } from '~/domain/decision/forms'
import type { Act, Viewer } from '~/domain/policy/policy'
import type { Result } from '~/domain/shared/result'
import type { StoredBefore } from '~/domain/shared/stored-before'
import { addDissent } from '~/services/decision/add-dissent.server'
import { overrideCommittee } from '~/services/decision/override-committee.server'
import { recordDecision } from '~/services/decision/record-decision.server'
import { recuse } from '~/services/decision/recuse.server'
import { resolveFlag } from '~/services/decision/resolve-flag.server'
import { sealVote } from '~/services/decision/seal-vote.server'

type Posted = z.output<typeof PacketForm>

/** The service behind each form of the page. */
export function actOn(
  viewer: Viewer,
  packetId: number,
  posted: Posted,
): Promise<Result<unknown, { code: string; message?: string; stored?: StoredBefore }>> {
  switch (posted.intent) {
    case 'vote':
      return sealVote(viewer, packetId, posted)
    case 'recuse':
      return recuse(viewer, packetId, posted)
    case 'resolve':
      return resolveFlag(viewer, packetId, posted)
    case 'decide':
      return recordDecision(viewer, packetId, posted)
    case 'override':
      return overrideCommittee(viewer, packetId, posted)
    case 'dissent':
      return addDissent(viewer, packetId, posted)
  }
}

/** What each form needs, before the packet is looked for. */
export const needs: Record<Posted['intent'], Act> = {
  vote: 'vote',
  recuse: 'read-packet',
  resolve: 'vote',
  decide: 'decide',
  override: 'override-committee',
  dissent: 'vote',
}

/** What the next page says. */
export const done: Record<Posted['intent'], string> = {
  vote: 'Your vote is sealed.',
  recuse: 'You are recused from this application.',
  resolve: 'The flag is resolved.',
  decide: 'The decision is recorded.',
  override: 'The decision is recorded as an override.',
  dissent: 'Your dissent is part of the record.',
}
