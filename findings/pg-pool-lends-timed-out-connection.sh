#!/usr/bin/env bash
# pg 8.23.1 (node-postgres), with @electric-sql/pglite 0.5.14 behind @electric-sql/pglite-socket 0.2.17 as the server; Node 20.
#
# Situation: a pool of two connections with `query_timeout`. One connection's answers are held back on the network (a switch
# or a proxy that stalls); the other one works. A query on the stalled connection ends with "Query read timeout" and its
# client is released, as ORMs do when a transaction fails.
# One would guess: a connection that still owes an answer is not lent again, or at least the working idle one is preferred.
# Seen: the released connection counts as idle and is the next to be lent, so the next, unrelated query times out as well
# while a working connection lies idle. Releasing with an error (`client.release(error)`) removes it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact pg@8.23.1 @electric-sql/pglite@0.5.14 \
  @electric-sql/pglite-socket@0.2.17 --legacy-peer-deps >/dev/null
cat >check.mjs <<'JS'
import net from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import pg from 'pg'

const database = await PGlite.create()
const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 4 })
await server.start()
const port = server.server?.address?.().port ?? server.port

// A relay that can hold back the answers of one connection.
const relayed = []
const relay = net.createServer((client) => {
  const upstream = net.connect(port, '127.0.0.1')
  const line = { stalled: false }
  relayed.push(line)
  client.on('data', (bytes) => upstream.write(bytes))
  upstream.on('data', (bytes) => line.stalled || client.write(bytes))
  for (const [one, other] of [[client, upstream], [upstream, client]]) {
    one.on('close', () => other.destroy())
    one.on('error', () => {})
  }
})
await new Promise((ready) => relay.listen(0, '127.0.0.1', ready))

const pool = new pg.Pool({
  host: '127.0.0.1', port: relay.address().port, user: 'postgres', database: 'postgres', max: 2, query_timeout: 1500,
})
pool.on('error', () => {})
const ask = (asked, number) =>
  asked.query(`SELECT ${number} AS n`).then(({ rows }) => `answer ${rows[0].n}`, (error) => error.message)

const first = await pool.connect()
const second = await pool.connect()
console.log('first connection: ', await ask(first, 1))
console.log('second connection:', await ask(second, 2))
second.release()
relayed[0].stalled = true
const timedOut = await ask(first, 3)
console.log('first, stalled:   ', timedOut)
first.release()
console.log('idle in the pool: ', pool.idleCount, 'of', pool.totalCount)
const unrelated = await ask(pool, 4)
console.log('next query:       ', unrelated)
const expected = timedOut === 'Query read timeout' && unrelated === 'Query read timeout'
console.log(expected ? 'as described' : 'CHANGED')
process.exit(expected ? 0 : 1)
JS
timeout 60 node check.mjs
