#!/usr/bin/env bash
# prisma and @prisma/client 7.10.0, pglite-prisma-adapter 0.7.2 over @electric-sql/pglite 0.5.16; Node 20.
# (The client splits the statement before the adapter sees it.)
#
# Situation: 70,000 candidates; a sweep keeps 40,000 of them: deleteMany({ where: { NOT: { id: { in: kept } } } }), and
# lists ask for "all but these", "these or those", "candidates without a rating of these".
# One would guess: a list beyond the 32,766 values of one statement is refused (P2029, as notIn and count do), or answered
# rightly, as a plain findMany with `in` is.
# Seen: the list is cut in parts, each part is asked alone and the answers are put together. Inside NOT every part matches
# nearly everybody, so the delete removes all 70,000 candidates, the 40,000 kept ones included, without an error; findMany
# answers 100,000 rows of a table of 70,000; inside OR rows come twice.
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

model Candidate {
  id    Int @id
  stage Int
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

const database = await PGlite.create()
await database.exec(`
  CREATE TABLE "Candidate" (id int PRIMARY KEY, stage int NOT NULL);
  INSERT INTO "Candidate" SELECT g, g % 7 FROM generate_series(1, 70000) g;
`)
const { candidate } = new PrismaClient({ adapter: new PrismaPGlite(database) as never })
const kept = Array.from({ length: 40_000 }, (_, index) => index + 1)
const attempt = (work: Promise<number>) => work.then(String, (error) => error.code as string)
const rows = async (where: object) => (await candidate.findMany({ where, select: { id: true } })).length

const seen = {
  'plain in, 40,000 of 70,000': await attempt(rows({ id: { in: kept } })),
  'NOT in, 30,000 expected': await attempt(rows({ NOT: { id: { in: kept } } })),
  'OR in, 44,285 expected': await attempt(rows({ OR: [{ id: { in: kept } }, { stage: 1 }] })),
  'the same with notIn': await attempt(rows({ id: { notIn: kept } })),
  'count with NOT in': await attempt(candidate.count({ where: { NOT: { id: { in: kept } } } })),
  'deleteMany with NOT in, 30,000 expected': await attempt(
    candidate.deleteMany({ where: { NOT: { id: { in: kept } } } }).then(({ count }) => count),
  ),
  'rows left, 40,000 expected': String((await database.query('SELECT id FROM "Candidate"')).rows.length),
}
for (const [what, answer] of Object.entries(seen)) console.log(`${what}: ${answer}`)
const expected = ['40000', '100000', '54285', 'P2029', 'P2029', '70000', '0']
process.exit(Object.values(seen).join() === expected.join() ? 0 : 1)
TS
node node_modules/tsx/dist/cli.mjs check.ts
