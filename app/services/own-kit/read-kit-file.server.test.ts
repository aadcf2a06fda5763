import { expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { MOST_ITEMS } from '~/domain/kit-draft/limits'
import { readKitFile } from './read-kit-file.server'

const as = { key: 'ours', name: 'Ours' }
async function zipOf(files: Record<string, string>) {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as unknown as AsyncIterable<Buffer>) chunks.push(chunk)
  return { name: 'kit.zip', bytes: Buffer.concat(chunks) }
}
const wrong = (message: string) => ({
  ok: false,
  error: { code: 'FILE_WRONG', message: expect.stringContaining(message) as string },
})

test('an empty file is said to be empty, whatever it is called', async () => {
  for (const name of ['kit.zip', 'rubric.csv', 'rubric.xlsx', 'page.md'])
    expect(await readKitFile({ name, bytes: new Uint8Array() }, as)).toMatchObject(wrong('The file is empty.'))
})

test('an archive of two kits is refused, in folders or beside one', async () => {
  const kit = 'criteria: []\n'
  expect(await readKitFile(await zipOf({ 'a/criteria.yaml': kit, 'b/criteria.yaml': kit }), as)).toMatchObject(
    wrong('The archive holds 2 kits, two of them in “a” and “b”.'),
  )
  expect(await readKitFile(await zipOf({ 'criteria.yaml': kit, 'b/criteria.yaml': kit }), as)).toMatchObject(
    wrong('two of them in its first level and “b”.'),
  )
  expect(await readKitFile(await zipOf({ 'a/criteria.yaml': kit, 'a/README.md': '' }), as)).toMatchObject({ ok: true })
})

test('a list that unpacks from few bytes is refused in one sentence', async () => {
  const file = await zipOf({ 'criteria.yaml': `criteria:\n${'- 1\n'.repeat(20_000)}` })
  expect(file.bytes.byteLength).toBeLessThan(1_000)
  expect(await readKitFile(file, as)).toMatchObject(
    wrong('This list has 20,000 entries; a list of a kit has at most 500.'),
  )
})

test('a rubric has no more criteria than a kit', async () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, at) => [1, 2].map((level) => `Criterion ${at},${level},Does it\n`).join(''))
  const csv = (count: number) => ({
    name: 'rubric.csv',
    bytes: new TextEncoder().encode(`criterion,level,text\n${rows(count).join('')}`),
  })
  expect(await readKitFile(csv(MOST_ITEMS + 1), as)).toMatchObject(wrong('The table has 501 criteria on 2 levels'))
  expect(await readKitFile(csv(MOST_ITEMS), as)).toMatchObject({ ok: true })
})
