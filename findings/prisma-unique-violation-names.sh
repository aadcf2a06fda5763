#!/usr/bin/env bash
# prisma and @prisma/client 7.10.0 with pglite-prisma-adapter 0.7.2 over @electric-sql/pglite 0.5.16, and with
# @prisma/adapter-pg 7.10.0 (pg 8.23.1) over the same database behind @electric-sql/pglite-socket 0.2.17; Node 20.
#
# Situation: a form shows "this address is taken" beside the field that the unique key names, in a product that runs on the
# embedded database and on a server.
# One would guess: P2002 names the columns (meta.target, as in the manual), the same over both adapters.
# Seen: meta.target is missing over both. The embedded adapter names columns under driverAdapterError, a camel-case one with
# its SQL quotation marks inside the string ("organisationId" with marks, email without); the server's adapter names only
# the index, and no columns.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact prisma@7.10.0 @prisma/client@7.10.0 \
  @electric-sql/pglite@0.5.16 pglite-prisma-adapter@0.7.2 \
  @electric-sql/pglite-socket@0.2.17 @prisma/adapter-pg@7.10.0 pg@8.23.1 tsx@4.23.15 --legacy-peer-deps >/dev/null
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
  id             Int    @id
  organisationId Int
  email          String

  @@unique([organisationId, email])
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
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { PrismaClient } from './generated/client'

const database = await PGlite.create()
await database.exec(`
  CREATE TABLE "Candidate" (id int PRIMARY KEY, "organisationId" int NOT NULL, email text NOT NULL);
  CREATE UNIQUE INDEX "Candidate_organisationId_email_key" ON "Candidate" ("organisationId", email);
  INSERT INTO "Candidate" VALUES (1, 1, 'a@example.org');
`)
async function violate(client: PrismaClient): Promise<string> {
  const error = await client.candidate
    .create({ data: { id: 2, organisationId: 1, email: 'a@example.org' } })
    .catch((error: unknown) => error as { code: string; meta: Record<string, any> })
  const { code, meta } = error as { code: string; meta: Record<string, any> }
  return `${code} target ${JSON.stringify(meta.target)} constraint ${JSON.stringify(meta.driverAdapterError?.cause?.constraint)}`
}
const embedded = await violate(new PrismaClient({ adapter: new PrismaPGlite(database) as never }))
console.log('embedded:', embedded)
const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0 }) as any
await server.start()
const port = server.server?.address?.().port ?? server.port
const pool = { host: '127.0.0.1', port, user: 'postgres', database: 'postgres', max: 1 }
const served = await violate(new PrismaClient({ adapter: new PrismaPg(pool) }))
console.log('server:  ', served)
const expected = [
  String.raw`P2002 target undefined constraint {"fields":["\"organisationId\"","email"]}`,
  'P2002 target undefined constraint {"index":"Candidate_organisationId_email_key"}',
]
process.exit(embedded === expected[0] && served === expected[1] ? 0 : 1)
TS
node node_modules/tsx/dist/cli.mjs check.ts
