import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { logger } from './logger.server'

/**
 * Follows the connections of a server, so that it can be ended as soon as the answers under way are sent. Node's own
 * `close` and `closeIdleConnections` end the connections that are idle at that moment only: one that is answered after
 * it stays open for its keep-alive time, and one that was opened ahead of a request, as browsers do, counts as busy.
 *
 * @returns ends the server; what is still under way after `withinMs` is cut off, which the log says
 */
export function followConnections(server: Server): (withinMs: number) => Promise<void> {
  const open = new Set<Socket>()
  const underWay = new Set<ServerResponse>()
  let ending = false
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  server.prependListener('request', (_request, response) => {
    if (ending) response.setHeader('Connection', 'close')
    underWay.add(response)
    response.once('close', () => {
      underWay.delete(response)
      // Node calls a connection idle once the answer's own listeners have run.
      if (ending) setImmediate(() => server.closeIdleConnections())
    })
  })
  return async (withinMs) => {
    ending = true
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const response of underWay) if (!response.headersSent) response.setHeader('Connection', 'close')
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
    server.closeIdleConnections()
    const late = setTimeout(() => {
      logger.warn({ requests: underWay.size, connections: open.size }, 'connections were cut off at the stop')
      server.closeAllConnections()
    }, withinMs)
    await closed
    clearTimeout(late)
  }
}
