import { readFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { makeJob, makeOrganisation, makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { confirmedImport, confirmUpload, runConfirmed, uploadText } from '../../../test/setup/imports'
import { serveKits } from '../../../test/setup/kits'
import { readImport } from './read-imports.server'
import { readPreview } from './read-preview.server'
import { storeUpload } from './uploads.server'

/** Files as people have them, from public reports, with made-up data. */
const fileCalled = (name: string) => readFileSync(`test/golden/field-cases/${name}.csv`, 'utf8')

let recruiter: Viewer
beforeEach(async () => {
  await serveKits()
  recruiter = await makeUser(await makeOrganisation(), { roles: ['recruiter'] })
})

/** What the preview says of each line, by its columns as they are recognised. */
async function preview(name: string) {
  const uploadId = await uploadText(recruiter, fileCalled(name))
  const read = await readPreview(recruiter, uploadId, { show: 'all', after: null })
  if (!read.ok) throw new Error(read.error.code)
  return read.value
}

const YARA = { name: 'Yara Haddad', email: 'yara@example.org' }

test.each([
  ['gh', 'first and last name in two columns', [[2, 'new']], YARA],
  [
    'rec',
    'columns called Emails and Phones',
    [
      [2, 'new'],
      [3, 'new'],
    ],
    YARA,
  ],
  [
    'multi',
    'several addresses in a cell',
    [
      [2, 'new'],
      [3, 'new'],
      [4, 'new'],
    ],
    { name: 'Yara Haddad' },
  ],
  ['li', 'notes above the header', [[5, 'new']], YARA],
  [
    'ln',
    'a note of three lines and a wrong address after it',
    [
      [2, 'new'],
      [5, 'wrong'],
    ],
    YARA,
  ],
  [
    'tr',
    'separators at the ends of lines',
    [
      [2, 'new'],
      [3, 'new'],
    ],
    YARA,
  ],
  [
    'zw',
    'invisible signs in addresses',
    [
      [2, 'new'],
      [3, 'wrong'],
      [4, 'wrong'],
      [5, 'new'],
      [6, 'wrong'],
    ],
    YARA,
  ],
  [
    'ph',
    'telephone numbers that a spreadsheet damaged',
    [
      [2, 'wrong'],
      [3, 'wrong'],
      [4, 'wrong'],
    ],
    { name: 'Yara Haddad' },
  ],
  ['del', 'separators inside quoted heads', [[2, 'new']], YARA],
  [
    'tj',
    'one person on two lines for two jobs',
    [
      [2, 'new'],
      [3, 'joins'],
    ],
    YARA,
  ],
] as const)('%s.csv: %s', async (name, _, lines, first) => {
  const { shown } = await preview(name)
  expect(shown.map(({ line, kind }) => [line, kind])).toEqual(lines)
  const { cells } = shown[0]!
  expect(cells.name).toBe(first.name)
  if ('email' in first) expect(cells.email).toBe(first.email)
})

test('long.csv: a cover letter of 24,000 characters does not keep anybody out', async () => {
  const { counts } = await preview('long')
  expect(counts).toMatchObject({ new: 2, wrong: 0 })
})

test('multi.csv: the first address is taken and the others are kept', async () => {
  const { organisationId } = recruiter
  await runConfirmed(recruiter, await confirmedImport(recruiter, { text: fileCalled('multi') }))
  const people = await db().candidate.findMany({
    where: { organisationId },
    include: { texts: true },
    orderBy: { id: 'asc' },
  })
  expect(people.map(({ email }) => email)).toEqual(['yara@example.org', 'chidi@example.org', 'maria@example.org'])
  expect(
    people.map(({ texts }) => texts.map(({ body }) => (JSON.parse(body!) as { emails: string[] }).emails)),
  ).toEqual([[['yh@example.net']], [['ce@example.net']], []])
})

test('tj.csv: one candidate with two applications, where the jobs are open', async () => {
  const { organisationId } = recruiter
  for (const name of ['ML Engineer', 'Research Scientist']) await makeJob(recruiter, { name })
  await runConfirmed(recruiter, await confirmedImport(recruiter, { text: fileCalled('tj') }))
  const people = await db().candidate.findMany({ where: { organisationId }, include: { applications: true } })
  expect(people.map(({ applications }) => applications.length)).toEqual([2])
})

// test/golden/spreadsheets/candidates.ods was made by LibreOffice 7.4 from made-up lines.
test('an ODS file goes in whole: accents, a leading zero, several addresses, two jobs of one person, a wrong line', async () => {
  const { organisationId } = recruiter
  for (const name of ['ML Engineer', 'Research Scientist']) await makeJob(recruiter, { name })
  const bytes = readFileSync('test/golden/spreadsheets/candidates.ods')
  const stored = await storeUpload(recruiter, { name: 'candidates.ods', bytes }, null)
  const { uploadId } = mustBe(stored)
  const { shown } = mustBe(await readPreview(recruiter, uploadId, { show: 'all', after: null }))
  expect(shown.map(({ line, kind }) => [line, kind])).toEqual([
    [2, 'new'],
    [3, 'new'],
    [4, 'joins'],
    [5, 'wrong'],
  ])
  const confirmed = await confirmUpload(recruiter, uploadId, { skip: true, writeKey: 'import-of-an-ods-file' })
  const { importId } = mustBe(confirmed)
  await runConfirmed(recruiter, importId)
  expect(await readImport(recruiter, importId)).toMatchObject({
    value: { state: 'published', imported: 2, skipped: 1 },
  })
  const people = await db().candidate.findMany({
    where: { organisationId },
    include: { applications: true, texts: true },
    orderBy: { id: 'asc' },
  })
  expect(people.map(({ name, email, phone, applications }) => [name, email, phone, applications.length])).toEqual([
    ['Ángela Núñez', 'angela@example.org', '0151 2345678', 2],
    ['Łukasz Weiß', 'lukasz@example.org', '+49 30 1234', 0],
  ])
  const [angela, lukasz] = people.map(({ texts }) => texts.map(({ body }) => body).join())
  expect(angela).toContain('Met at the fair,\\nsecond line')
  expect(lukasz).toContain('lw@example.net')
})

function mustBe<Value>(result: { ok: true; value: Value } | { ok: false; error: { code: string } }): Value {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
