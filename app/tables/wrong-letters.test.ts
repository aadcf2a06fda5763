import { expect, test } from 'vitest'
import { readTable } from './read-table'

const notesOf = async (bytes: Uint8Array) =>
  (await readTable({ name: 'table.csv', bytes })).notes.filter(({ code }) => code !== 'ENCODING')
const utf8 = (text: string) => new TextEncoder().encode(text)
const bytesOf = (text: string) => Buffer.from(text, 'latin1')

test('UTF-8 that was read as Windows-1252 and written again is told, with the first such cell', async () => {
  expect(await notesOf(utf8('Name,City\nAda,Bath\nJÃ¼rgen GroÃŸ,KÃ¶ln\n'))).toEqual([
    { code: 'READ_TWICE', message: expect.stringMatching(/^Line 3 holds “JÃ¼rgen GroÃŸ”, .*“Jürgen Groß”/) as string },
  ])
})

test.each([
  ['Windows-1250', 'Name,City\n\xa3ukasz,Bath\n', '£ukasz'],
  ['Windows-1251', 'Name,City\n\xc8\xec\xff,Bath\n', 'Èìÿ'],
  ['Mac Roman', 'Name,City\nJ\x9frgen,Bath\n', 'JŸrgen'],
  ['Mac Roman', 'Name,City\nGro\xa7mann,Bath\n', 'Gro§mann'],
])('a file in %s is told to be probably not Windows-1252', async (_, text, cell) => {
  expect(await notesOf(bytesOf(text))).toEqual([
    { code: 'NOT_WINDOWS_1252', message: expect.stringContaining(`“${cell}”`) as string },
  ])
})

test('names of western Europe are not doubted', async () => {
  const names = ['Jürgen Groß', 'Zoë Ångström', 'José Nuñez', 'Françoise Lefèvre', '¿Qué?', '£500', 'São João', 'Aÿ']
  expect(await notesOf(bytesOf(`Name,City\n${names.map((name) => `${name},Bath\n`).join('')}`))).toEqual([])
  expect(
    await notesOf(utf8(`Name,City\n${names.map((name) => `${name},Bath\n`).join('')}Łukasz,Ÿ\nИмя,Bath\n`)),
  ).toEqual([])
})
