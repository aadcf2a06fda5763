import net from 'node:net'
import type { App } from './built-app'

export type Raw = { status: number; headers: Record<string, string>; text: string }

/** Bytes as they go over the wire, and the first answer: a client library would correct what is tested here. */
export function raw(app: Pick<App, 'port'>, lines: string): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(app.port, '127.0.0.1', () => socket.write(lines))
    let got = ''
    socket.on('data', (part) => (got += part.toString()))
    socket.on('error', reject)
    // What is no request may leave the server waiting for more.
    socket.setTimeout(10_000, () => socket.end())
    socket.on('close', () => {
      const [head = '', ...body] = got.split('\r\n\r\n')
      const [line = '', ...headers] = head.split('\r\n')
      resolve({
        status: Number(line.split(' ')[1]),
        headers: Object.fromEntries(
          headers.map((header) => [
            header.slice(0, header.indexOf(':')).toLowerCase(),
            header.slice(header.indexOf(':') + 2),
          ]),
        ),
        text: body.join('\r\n\r\n'),
      })
    })
  })
}

/** A request of one line with its headers, whose connection closes with the answer. `host`: the Host header. */
export const rawLine = (app: Pick<App, 'port'>, start: string, headers: string, host: string): Promise<Raw> =>
  raw(app, `${start} HTTP/1.1\r\nHost: ${host}\r\n${headers}Connection: close\r\n\r\n`)

/** A client that begins a request and never ends it. */
export type Stuck = { begun: number; closed: Promise<number> }
/** Sends the beginning of a request. */
export function openStuck(app: Pick<App, 'port'>, beginning: string): Stuck {
  const begun = Date.now()
  const socket = net.connect(app.port, '127.0.0.1', () => socket.write(beginning))
  socket.on('error', () => {})
  socket.resume()
  return { begun, closed: new Promise((resolve) => socket.once('close', () => resolve(Date.now() - begun))) }
}
