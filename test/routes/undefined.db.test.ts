// Runs on one database: what a refused form shows.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { forgetAttempts } from '../setup/attempts'
import { databaseKind } from '../setup/database'
import { ask } from '../setup/remix'
import { request } from '../setup/request'
import { prepare } from './prepare'
import { table, type Asked, type Row } from './table'
import { makeWorld, type World } from './world'

let world: World

beforeAll(async () => {
  if (databaseKind() !== 'none') world = await makeWorld()
}, 120_000)

beforeEach(async () => {
  if (databaseKind() !== 'none') await forgetAttempts()
})

/** What no page of ours sends in this field; a form that is refused is drawn again with it. */
const VALUES: (string | string[] | undefined)[] = [undefined, '', '__proto__', '1e400', ['1', '1']]

const withField = ({ form, ...asked }: Asked, name: string, value: string | string[] | undefined): Asked => {
  const { [name]: _, ...rest } = form ?? {}
  return { ...asked, form: value === undefined ? rest : { ...rest, [name]: value } }
}

/** What people read in a page and what its fields hold: scripts aside. */
const shown = (page: string) => page.replace(/<script[\s\S]*?<\/script>/g, '')

/** What nobody should read, with what stands around it. */
function leakIn(text: string): string | undefined {
  const at = text.search(/\bundefined\b|\bNaN\b|\[object /)
  return at < 0 ? undefined : text.slice(Math.max(0, at - 60), at + 30)
}

const nameOf = ({ route, intent, of }: Row) => [route, intent, of].filter(Boolean).join(' ')
const forms = table.filter(({ call, route }) => call === 'action' && route !== 'scorecards_.$scorecardId_.draft')
let drawn = 0

describe.each(forms.map((row) => ({ name: nameOf(row), row })))('$name', ({ row }) => {
  test('no page that refuses a form says undefined, NaN or [object', async () => {
    let { asked, cookie } = await prepare(row, world)
    for (const name of Object.keys(asked.form ?? {}))
      for (const value of VALUES) {
        const answer = await ask(request(asked.path, { ...withField(asked, name, value), cookie }))
        const page = await answer.text()
        if (answer.status < 400) ({ asked, cookie } = await prepare(row, world))
        else drawn++
        expect(leakIn(shown(page)), `${name} = ${JSON.stringify(value)}`).toBeUndefined()
      }
  })
})

test('forms are refused and drawn again', () => expect(drawn).toBeGreaterThan(200))
