import { RECUSED, type Panel, type PanelError } from '~/domain/decision/panel'
import type { Act, Viewer } from '~/domain/policy/policy'
import { fail, type Result } from '~/domain/shared/result'
import { transaction, type Tx } from '~/platform/db.server'
import { findPacket, type FoundPacket } from './find-packet.server'
import { loadPanel } from './load-panel.server'

export type PacketNotFound = { code: 'PACKET_NOT_FOUND'; message?: string }

type Options = {
  needs?: Act
  /** Also for one who is recused from the application: the act that recuses, which is acknowledged when it is sent again. */
  recused?: boolean
}

/**
 * Every act on a packet, of a voter unless said otherwise: in one serialisable transaction, on a packet they may read,
 * with the panel as it stands there. One who is recused is told only that, before anything else is looked at: whether
 * the packet was replaced, a flag resolved or a decision recorded is not theirs to know.
 */
export const onPacket = <T, E extends { code: string; message?: string }>(
  viewer: Viewer,
  packetId: number,
  act: (tx: Tx, packet: FoundPacket, panel: Panel) => Promise<Result<T, E>>,
  { needs = 'vote', recused = false }: Options = {},
): Promise<Result<T, E | PacketNotFound | PanelError>> =>
  transaction(async (tx): Promise<Result<T, E | PacketNotFound | PanelError>> => {
    const packet = await findPacket(tx, viewer, packetId, needs)
    if (!packet) return fail({ code: 'PACKET_NOT_FOUND' })
    const panel = await loadPanel(tx, viewer.organisationId, packet)
    if (!recused && panel.recused.includes(viewer.userId)) return fail(RECUSED)
    return act(tx, packet, panel)
  })
