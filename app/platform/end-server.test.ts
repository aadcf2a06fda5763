import { createServer, type RequestListener } from 'node:http'
import net from 'node:net'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { followConnections } from './end-server.server'
import { logger } from './logger.server'

/** Far longer than a test may take: who waits for it fails. */
const NEVER_MS = 600_000
const GET = 'GET / HTTP/1.1\r\nHost: house\r\n\r\n'

async function serving(handler: RequestListener) {
  const server = createServer(handler)
  const end = followConnections(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const connect = async () => {
    const accepted = once(server, 'connection')
    const socket = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1')
    let got = ''
    socket.on('data', (part: Buffer) => (got += part.toString()))
    const closed = once(socket, 'close')
    await accepted
    return { socket, got: () => got, closed }
  }
  return { server, end, connect }
}

test('a connection on which nothing was asked yet does not hold the end', async () => {
  const { end, connect } = await serving((_request, response) => response.end('answer'))
  const { closed } = await connect()
  await end(NEVER_MS)
  await closed
})

test('a connection that was answered and is kept alive does not hold the end', async () => {
  const { end, connect } = await serving((_request, response) => response.end('answer'))
  const { socket, closed } = await connect()
  socket.write(GET)
  await once(socket, 'data')
  await end(NEVER_MS)
  await closed
})

test('a request under way is answered, told that the connection ends, and then holds nothing', async () => {
  let answer = () => {}
  const { server, end, connect } = await serving((_request, response) => (answer = () => void response.end('answer')))
  const { socket, got, closed } = await connect()
  const asked = once(server, 'request')
  socket.write(GET)
  await asked
  const ended = end(NEVER_MS)
  answer()
  await ended
  await closed
  expect(got()).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(got()).toMatch(/\r\nConnection: close\r\n/i)
  expect(got()).toContain('answer')
})

test('an answer whose head is sent already comes whole, and its connection is closed after it', async () => {
  let finish = () => {}
  const { end, connect } = await serving((_request, response) => {
    response.write('first half, ')
    finish = () => void response.end('second half')
  })
  const { socket, got, closed } = await connect()
  socket.write(GET)
  await once(socket, 'data')
  const ended = end(NEVER_MS)
  finish()
  await ended
  await closed
  expect(got()).toMatch(/\r\nConnection: keep-alive\r\n/i)
  expect(got()).toContain('second half')
})

test('who has sent half a request may send the rest of it', async () => {
  const { end, connect } = await serving((_request, response) => response.end('answer'))
  const { socket, got, closed } = await connect()
  socket.write(GET.slice(0, 20))
  await wait(50)
  const ended = end(NEVER_MS)
  socket.write(GET.slice(20))
  await ended
  await closed
  expect(got()).toContain('answer')
})

test('what never ends is cut off, and the log says so', async () => {
  const warn = vi.spyOn(logger, 'warn').mockImplementation(() => {})
  const { server, end, connect } = await serving(() => {})
  const { socket, got, closed } = await connect()
  const asked = once(server, 'request')
  socket.write(GET)
  await asked
  await end(10)
  await closed
  expect(got()).toBe('')
  expect(warn).toHaveBeenCalledWith({ requests: 1, connections: 1 }, expect.stringContaining('cut off'))
  warn.mockRestore()
})
