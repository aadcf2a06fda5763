#!/usr/bin/env bash
# pglite-prisma-adapter 0.7.2 over @electric-sql/pglite 0.5.16, prisma and @prisma/client 7.10.0; Node 20.
#
# Situation: an order of candidates with a unique place, checked at COMMIT (DEFERRABLE INITIALLY DEFERRED, so that two may
# change places in one transaction). A transaction writes the same place twice, so its COMMIT fails.
# One would guess: $transaction rejects, as over @prisma/adapter-pg (a DriverAdapterError whose cause names the constraint).
# Seen: $transaction resolves with what the work returned, and the row is not there. The failure of COMMIT goes nowhere
# that the caller can see. Beside it, an asked-for isolation level is set before the transaction begins: it stays
# "read committed".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact prisma@7.10.0 @prisma/client@7.10.0 \
  @electric-sql/pglite@0.5.16 pglite-prisma-adapter@0.7.2 tsx@4.23.15 --legacy-peer-deps >/dev/null
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

model Place {
  id    Int @id
  place Int
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
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { PrismaClient } from './generated/client'

const unhandled: string[] = []
process.on('unhandledRejection', (error) => unhandled.push((error as Error).message))
const database = await PGlite.create()
await database.exec(`
  CREATE TABLE "Place" (id int PRIMARY KEY, place int NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED);
  INSERT INTO "Place" VALUES (1, 1);
`)
const client = new PrismaClient({ adapter: new PrismaPGlite(database) as never })
const answer = await client
  .$transaction(async (tx) => (await tx.place.create({ data: { id: 2, place: 1 } })).id)
  .then((id) => `acknowledged row ${id}`, (error) => `rejected ${error.code}`)
console.log('the transaction:', answer)
const rows = (await client.place.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id).join()
console.log('rows in the table:', rows)
console.log('unhandled rejections:', unhandled.join() || 'none')
const [{ transaction_isolation: level }] = await client.$transaction(
  (tx) => tx.$queryRaw<{ transaction_isolation: string }[]>`SHOW transaction_isolation`,
  { isolationLevel: 'Serializable' },
)
console.log('isolation level asked for: Serializable; given:', level)
process.exit(answer === 'acknowledged row 2' && rows === '1' && level === 'read committed' ? 0 : 1)
TS
node node_modules/tsx/dist/cli.mjs check.ts
