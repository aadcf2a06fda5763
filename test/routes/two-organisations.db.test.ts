// Runs on one database: what a route says is decided before a database is reached.
import { gunzipSync } from 'node:zlib'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { forgetAttempts } from '../setup/attempts'
import { plantCanary } from '../setup/canaries'
import { databaseKind } from '../setup/database'
import { ask } from '../setup/remix'
import { request } from '../setup/request'
import { textsOfZip } from '../setup/zip'
import { prepare } from './prepare'
import { table, type Asked, type Row } from './table'
import { makeWorld, type World } from './world'

/**
 * Two organisations in one database, with a word of its own in every text of each. Every route is asked by people of both,
 * about their own things and about the other's, as a page and as its data: nothing of the other is in any answer.
 */
const WORDS = ['aardwolf', 'bandicoot'] as const
let worlds: [World, World]
const planted: [string[], string[]] = [[], []]

beforeAll(async () => {
  if (databaseKind() === 'none') return
  worlds = [await makeWorld(), await makeWorld()]
  for (const at of [0, 1] as const) planted[at] = await plantCanary(worlds[at].organisationId, WORDS[at])
}, 240_000)

beforeEach(async () => {
  if (databaseKind() !== 'none') await forgetAttempts()
})

const nameOf = ({ route, call, intent, of }: Row) => [route, call, intent, of].filter(Boolean).join(' ')

/** Status line, headers and body as a person reads it: files are unpacked. */
async function said(asked: Asked, cookie: string | undefined): Promise<string> {
  const answer = await ask(request(asked.path, { ...asked, cookie }))
  const head = [answer.status, answer.statusText, ...[...answer.headers].flat()].join(' ')
  const bytes = Buffer.from(await answer.arrayBuffer())
  const body =
    bytes.subarray(0, 2).toString('latin1') === 'PK'
      ? (await textsOfZip(bytes)).join('\n')
      : bytes.subarray(0, 2).toString('hex') === '1f8b'
        ? gunzipSync(bytes).toString()
        : bytes.toString()
  return `${head}\n${body}`.toLowerCase()
}

/** The address of a page's data. */
function dataOf(asked: Asked): Asked {
  const [path, search] = asked.path.split('?')
  return { ...asked, path: `${path === '/' ? '/_root' : path}.data${search === undefined ? '' : `?${search}`}` }
}

const seen = { own: 0 }

describe.each(table.map((row) => ({ name: nameOf(row), row })))('$name', ({ row }) => {
  test('says nothing of another organisation', { timeout: 120_000 }, async () => {
    const leaks: string[] = []
    for (const at of [0, 1] as const) {
      const [here, there] = [worlds[at], worlds[1 - at]!]
      const [own, other] = [WORDS[at], WORDS[1 - at]!]
      for (const [whose, world] of [
        ['own', here],
        ['the other’s', there],
      ] as const)
        for (const form of ['page', 'data'] as const) {
          const { asked, who } = await prepare(row, world)
          const cookie = await here.cookie(who, here.open)
          const answer = await said(form === 'page' ? asked : dataOf(asked), cookie)
          if (answer.includes(other)) leaks.push(`${own} asks for ${whose} ${form}: ${around(answer, other)}`)
          if (answer.includes(own)) seen.own++
        }
    }
    expect(leaks).toEqual([])
  })
})

const around = (text: string, word: string) => {
  const at = text.indexOf(word)
  return text.slice(Math.max(0, at - 80), at + 40)
}

describe('the sweep', () => {
  test('has planted the word in the same columns of both', () => {
    expect(planted[0]).toEqual(planted[1])
    expect(planted[0]).toEqual(
      expect.arrayContaining([
        'Candidate.email',
        'Candidate.name',
        'Job.name',
        'Organisation.name',
        'Text.body',
        'User.name',
      ]),
    )
    expect(planted[0].length).toBeGreaterThanOrEqual(15)
  })

  test('sees the words of whoever asks, so that their absence is not one of pages without words', () => {
    expect(seen.own).toBeGreaterThan(table.length)
  })
})
