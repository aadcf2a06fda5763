import type { RecusalForm } from '~/domain/decision/forms'
import { mayRecuse, type PanelError } from '~/domain/decision/panel'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { recusedBefore, writeRecusal } from '../recusal/write-recusal.server'
import { onPacket, type PacketNotFound } from './on-packet.server'

/** A reader of a packet steps back from its application and says why. Doing so twice does it once. */
export const recuse = (
  viewer: Viewer,
  packetId: number,
  { reason }: Pick<RecusalForm, 'reason'>,
): Promise<Result<null, PanelError | PacketNotFound | ContentConflict>> =>
  onPacket(
    viewer,
    packetId,
    async (tx, { applicationId }, panel): ReturnType<typeof recuse> => {
      const before = await recusedBefore(tx, viewer, { applicationId, reason })
      if (before) return before
      const may = mayRecuse(panel, viewer.userId)
      if (!may.ok) return may
      await writeRecusal(tx, viewer, { applicationId, packetId, reason })
      return ok(null)
    },
    { needs: 'read-packet', recused: true },
  )
