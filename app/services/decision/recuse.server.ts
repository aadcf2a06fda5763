import type { RecusalForm } from '~/domain/decision/forms'
import { mayRecuse, type VotingError } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { recusedBefore, writeRecusal } from '../recusal/write-recusal.server'
import { actOnPacket, type PacketNotFound } from './act-on-packet.server'

/** Recuses a reader of a packet from its application, with a reason. Repeating it changes nothing. */
export const recuse = (
  viewer: Viewer,
  packetId: number,
  { reason }: Pick<RecusalForm, 'reason'>,
): Promise<Result<null, VotingError | PacketNotFound | ContentConflict>> =>
  actOnPacket(
    viewer,
    packetId,
    async (tx, { applicationId }, voting): ReturnType<typeof recuse> => {
      const before = await recusedBefore(tx, viewer, { applicationId, reason })
      if (before) return before
      const may = mayRecuse(voting, viewer.userId)
      if (!may.ok) return may
      await writeRecusal(tx, viewer, { applicationId, packetId, reason })
      return ok(null)
    },
    { needs: 'read-packet', recused: true },
  )
