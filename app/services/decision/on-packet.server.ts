import type { Panel } from '~/domain/decision/panel'
import type { Act, Viewer } from '~/domain/policy/policy'
import { fail, type Result } from '~/domain/shared/result'
import { transaction, type Tx } from '~/platform/db.server'
import { findPacket, type FoundPacket } from './find-packet.server'
import { loadPanel } from './load-panel.server'

export type PacketNotFound = { code: 'PACKET_NOT_FOUND'; message?: string }

/** Every act on a packet, of a voter unless said otherwise: in one serialisable transaction, on a packet they may read, with the panel as it stands there. */
export const onPacket = <T, E extends { code: string; message?: string }>(
  viewer: Viewer,
  packetId: number,
  act: (tx: Tx, packet: FoundPacket, panel: Panel) => Promise<Result<T, E>>,
  needs: Act = 'vote',
): Promise<Result<T, E | PacketNotFound>> =>
  transaction(async (tx): Promise<Result<T, E | PacketNotFound>> => {
    const packet = await findPacket(tx, viewer, packetId, needs)
    if (!packet) return fail({ code: 'PACKET_NOT_FOUND' })
    return act(tx, packet, await loadPanel(tx, viewer.organisationId, packet))
  })
