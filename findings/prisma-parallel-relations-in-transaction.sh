#!/usr/bin/env bash
# prisma and @prisma/client 7.10.0 with @prisma/adapter-pg 7.10.0 (pg 8.23.1), over @electric-sql/pglite 0.5.14 behind
# @electric-sql/pglite-socket 0.2.17 as the server; Node 20.
#
# Situation: an interactive transaction reads a row with three of its relations by `include`, as in the manual.
# One would guess: a transaction has one session, so its statements are sent one after another, each when the one before is
# answered.
# Seen: all three relations are asked for at the same time on that session. pg queues them, and at the third it warns that
# calling client.query() while the client executes a query is deprecated and will be removed in pg 9. With one relation, or
# outside a transaction, where each statement takes a connection of the pool for itself, there is one at a time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact prisma@7.10.0 @prisma/client@7.10.0 \
  @prisma/adapter-pg@7.10.0 pg@8.23.1 @electric-sql/pglite@0.5.14 @electric-sql/pglite-socket@0.2.17 tsx@4.23.15 \
  --legacy-peer-deps >/dev/null
mkdir prisma
cat >prisma/schema.prisma <<'PRISMA'
generator client {
  provider = "prisma-client"
  output   = "../generated"
  runtime  = "nodejs"
}

datasource db {
  provider = "postgresql"
}

model Candidate {
  id    Int    @id
  notes Note[]
  tags  Tag[]
  links Link[]
}

model Note {
  id          Int       @id
  candidateId Int
  candidate   Candidate @relation(fields: [candidateId], references: [id])
}

model Tag {
  id          Int       @id
  candidateId Int
  candidate   Candidate @relation(fields: [candidateId], references: [id])
}

model Link {
  id          Int       @id
  candidateId Int
  candidate   Candidate @relation(fields: [candidateId], references: [id])
}
PRISMA
cat >prisma.config.ts <<'TS'
import { fileURLToPath } from 'node:url'
// `prisma generate` fetches an engine it never uses unless this names an existing file.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(import.meta.url)
export default { schema: 'prisma/schema.prisma' }
TS
node node_modules/prisma/build/index.js generate >/dev/null 2>&1
cat >check.ts <<'TS'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client'

const database = await PGlite.create()
await database.exec(`
  CREATE TABLE "Candidate" (id int PRIMARY KEY);
  CREATE TABLE "Note" (id int PRIMARY KEY, "candidateId" int NOT NULL REFERENCES "Candidate");
  CREATE TABLE "Tag" (id int PRIMARY KEY, "candidateId" int NOT NULL REFERENCES "Candidate");
  CREATE TABLE "Link" (id int PRIMARY KEY, "candidateId" int NOT NULL REFERENCES "Candidate");
  INSERT INTO "Candidate" VALUES (1);
  INSERT INTO "Note" VALUES (1, 1);
  INSERT INTO "Tag" VALUES (1, 1);
  INSERT INTO "Link" VALUES (1, 1);
`)
const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 4 }) as any
await server.start()
const port = server.server?.address?.().port ?? server.port

// Counts how many statements a session has under way, and collects what pg says about it.
let most = 0
const query = pg.Client.prototype.query as (...given: unknown[]) => unknown
pg.Client.prototype.query = function (this: { underWay?: number }, ...given: unknown[]) {
  this.underWay = (this.underWay ?? 0) + 1
  most = Math.max(most, this.underWay)
  const over = () => void this.underWay!--
  // The pool's own way is a callback, that of a transaction a promise.
  const callback = given.at(-1)
  if (typeof callback === 'function')
    return query.apply(this, [...given.slice(0, -1), (...answer: unknown[]) => (over(), callback(...answer))])
  const result = query.apply(this, given) as Promise<unknown>
  result.then(over, over)
  return result
} as never
const warnings: string[] = []
process.on('warning', ({ message }) => warnings.push(message))

const pool = new pg.Pool({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres', max: 3 })
const client = new PrismaClient({ adapter: new PrismaPg(pool as never) })
async function under(work: () => Promise<unknown>): Promise<number> {
  most = 0
  await work()
  return most
}
const one = { where: { id: 1 }, include: { notes: true } }
const three = { where: { id: 1 }, include: { notes: true, tags: true, links: true } }
const figures = {
  'three relations, outside a transaction': await under(() => client.candidate.findUnique(three)),
  'one relation, in a transaction        ': await under(() => client.$transaction((tx) => tx.candidate.findUnique(one))),
}
await new Promise((resolve) => setTimeout(resolve, 50))
const before = warnings.length
const parallel = await under(() => client.$transaction((tx) => tx.candidate.findUnique(three)))
await new Promise((resolve) => setTimeout(resolve, 50))
console.log('statements under way at once on one session:')
for (const [name, value] of Object.entries(figures)) console.log(` ${name} ${value}`)
console.log(` three relations, in a transaction       ${parallel}`)
console.log('warnings before and after:', before, warnings.length)
console.log(warnings.join('\n'))
const expected =
  Object.values(figures).every((value) => value === 1) &&
  parallel === 3 &&
  before === 0 &&
  warnings.length === 1 &&
  /already executing a query/.test(warnings[0] ?? '')
console.log(expected ? 'as described' : 'CHANGED')
process.exit(expected ? 0 : 1)
TS
timeout 60 node node_modules/tsx/dist/cli.mjs check.ts
