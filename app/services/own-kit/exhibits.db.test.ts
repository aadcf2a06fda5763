import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeLoop, makeOrganisation, makeUser } from '~/demo/factories'
import { at, decode, textAt, type Block } from '~/domain/kit-draft/content'
import { fingerprint } from '~/domain/kit-draft/form'
import { db } from '~/platform/db.server'
import { jobForm } from '../../../test/setup/own-kit'
import {
  ada,
  begun,
  ben,
  draftOf,
  makeTeam,
  recruiter,
  formOf,
  shownOf,
  send,
  set,
  valueOf,
} from '../../../test/setup/own-kit-team'
import { makeCandidateLink } from '../candidate-link/make-link.server'
import { readTask } from '../candidate-link/read-task.server'
import { createJob } from '../job/jobs.server'
import { choosePrompts } from '../prompt-rotation/choose-prompts.server'
import { changeColumns, readUpload, replaceExhibitTable } from './exhibit-table.server'
import { exportKit } from './export-kit.server'
import { readGenerator, saveGenerator } from './generator.server'
import { readExhibit } from './read-exhibit.server'
import { approveDraft, publishDraft, submitDraft } from './review-draft.server'

beforeAll(makeTeam)

const PROMPT = 'clicks-down-on-lists'
const CHANGES = { key: PROMPT, moment: 'handed_out', exhibit: 'changes' } as const
const PATH = ['prompts', PROMPT, 'handed_out', 'changes']
const exhibitOf = async (kitId: number) =>
  decode(at((await draftOf(kitId)).content, PATH)!) as { csv: string; columns: Record<string, string> }

const german = Buffer.from('Zeit;Änderung;Kosten (EUR)\n2026-06-01;Umzug;1,5\n2026-06-02;"Pause; kurz";n/a\n', 'latin1')
const file = (bytes: Uint8Array, name = 'tabelle.csv') => ({ name, bytes })

/** Uploads a file and puts it in the place of the exhibit's table, as the page does. */
async function uploaded(kitId: number, bytes: Uint8Array) {
  const read = valueOf(await readUpload(ada, kitId, CHANGES, file(bytes)))
  const { print } = valueOf(await readExhibit(ada, kitId, CHANGES))
  const said = Object.fromEntries(read.columns.map(({ name, said }) => [name, said]))
  valueOf(await replaceExhibitTable(ada, kitId, CHANGES, { ...(await formOf(kitId)), print, csv: read.csv }, said))
  return read
}

describe('a file', () => {
  test('with semicolons, decimal commas and another encoding is shown before it replaces a table, and then does', async () => {
    const { kitId } = await begun()
    const before = await draftOf(kitId)
    const read = valueOf(await readUpload(ada, kitId, CHANGES, file(german)))
    expect(read).toMatchObject({
      header: ['zeit', 'anderung', 'kosten_eur'],
      rows: 2,
      replaces: 5,
      leavesGenerator: true,
    })
    expect(read.first).toEqual([
      ['2026-06-01', 'Umzug', '1.5'],
      ['2026-06-02', 'Pause; kurz', ''],
    ])
    expect(read.notes.join(' ')).toMatch(/Windows-1252.*separated by semicolons.*Decimal commas/s)
    expect((await draftOf(kitId)).revision).toBe(before.revision)
    await uploaded(kitId, german)
    const after = await exhibitOf(kitId)
    expect(after.csv).toBe('zeit,anderung,kosten_eur\n2026-06-01,Umzug,1.5\n2026-06-02,Pause; kurz,\n')
    expect(after.columns.kosten_eur).toBe('Kosten (EUR)')
    const generator = decode(at((await draftOf(kitId)).content, ['prompts', PROMPT, 'generator'])!) as {
      exhibits: object
    }
    expect(Object.keys(generator.exhibits)).not.toContain('changes')
    expect(Object.keys(generator.exhibits)).toContain('traffic')
  })

  test.each([
    ['', 'The file is empty'],
    ['a,b\n1,2\n3,"4\n', 'A quotation mark in line 3'],
    ['a,b\n1,2\n3\n', 'Line 3'],
    ['a,,c\n1,2,3\n', 'Line 1: column 2 has no name'],
    ['a,b\n1.250,x\n"1,5",y\n', 'Line 3, column a: 1,5 may be 15 or 1.5'],
    ['\u0000\u0001\u0002\u0003', 'The file is not a text file'],
    [`a\n${'1\n'.repeat(5_001)}`, 'The file has more than 5,000 rows'],
  ])('that is broken (%j) is refused in one sentence, and changes nothing', async (text, sentence) => {
    const { kitId } = await begun()
    const refused = await readUpload(ada, kitId, CHANGES, file(Buffer.from(text)))
    expect(refused).toMatchObject({ ok: false, error: { code: 'FILE_WRONG' } })
    const { message = '' } = refused.ok ? {} : refused.error
    expect(message).toContain(sentence)
    expect(message).toMatch(/^[^\n]+[.?]$/)
    expect((await draftOf(kitId)).revision).toBe(1)
  })

  test('that was seen for an older table, or comes for a draft in review, is refused', async () => {
    const { kitId } = await begun()
    const read = valueOf(await readUpload(ada, kitId, CHANGES, file(Buffer.from('a\n1\n'))))
    const { print } = valueOf(await readExhibit(ada, kitId, CHANGES))
    const { csv } = await exhibitOf(kitId)
    valueOf(await send(ben, kitId, set(csv, `${csv}2026-06-30,another\n`, [...PATH, 'csv'])))
    const form = { ...(await formOf(kitId)), print, csv: read.csv }
    expect(await replaceExhibitTable(ada, kitId, CHANGES, form, {})).toMatchObject({
      error: { code: 'DRAFT_CONFLICT' },
    })
    expect((await exhibitOf(kitId)).csv).toContain('another')
    const other = await begun()
    valueOf(await submitDraft(ada, other.kitId, { ...(await shownOf(other.kitId)), changeNote: 'Ours.' }))
    for (const refused of [
      await readUpload(ada, other.kitId, CHANGES, file(Buffer.from('a\n1\n'))),
      await replaceExhibitTable(ada, other.kitId, CHANGES, { ...form, ...(await formOf(other.kitId)) }, {}),
    ])
      expect(refused).toMatchObject({ ok: false, error: { code: 'DRAFT_CONFLICT' } })
  })

  test('of a stranger, or for an exhibit that is not there, finds nothing', async () => {
    const { kitId } = await begun()
    const stranger = await makeUser(await makeOrganisation(), { roles: ['lead'] })
    const text = file(Buffer.from('a\n1\n'))
    const gone = { ...CHANGES, exhibit: 'gone' }
    expect(await readUpload(stranger, kitId, CHANGES, text)).toMatchObject({ error: { code: 'KIT_NOT_FOUND' } })
    expect(await readExhibit(stranger, kitId, CHANGES)).toMatchObject({ error: { code: 'KIT_NOT_FOUND' } })
    expect(await readGenerator(stranger, kitId, PROMPT)).toMatchObject({ error: { code: 'KIT_NOT_FOUND' } })
    expect(await readUpload(ada, kitId, gone, text)).toMatchObject({ error: { code: 'PART_NOT_FOUND' } })
    expect(await readUpload(recruiter, kitId, CHANGES, text)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  })
})

test('columns of a table that a generator makes are not renamed; those of another are, once the table is replaced', async () => {
  const { kitId } = await begun()
  const rename = async (fields: [string, string][]) => {
    const { print } = valueOf(await readExhibit(ada, kitId, CHANGES))
    return changeColumns(ada, kitId, CHANGES, { ...(await formOf(kitId)), print, do: 'save' }, fields)
  }
  expect(await rename([['column:e1', 'moment']])).toMatchObject({ error: { code: 'FORM_WRONG' } })
  await uploaded(kitId, Buffer.from('time,what\n1,a\n'))
  valueOf(await rename([['column:e1', 'moment']]))
  expect(await exhibitOf(kitId)).toMatchObject({ csv: 'moment,what\n1,a\n', columns: { moment: expect.any(String) } })
})

test('a generator with a mistake changes nothing; one that is changed makes its tables again', async () => {
  const { kitId } = await begun()
  const { text, print } = valueOf(await readGenerator(ada, kitId, PROMPT))
  const save = async (text: string, shown = print) =>
    saveGenerator(ada, kitId, PROMPT, { ...(await formOf(kitId)), print: shown, text })
  expect(await save(text.replace('seed:', 'sede:'))).toMatchObject({ error: { code: 'GENERATOR_WRONG' } })
  expect(await save(text, fingerprint('another'))).toMatchObject({ error: { code: 'DRAFT_CONFLICT' } })
  expect((await draftOf(kitId)).revision).toBe(1)
  const before = textAt((await draftOf(kitId)).content, ['prompts', PROMPT, 'handed_out', 'traffic', 'csv'])
  valueOf(await save(text.replace(/seed: \d+/, 'seed: 7')))
  const after = textAt((await draftOf(kitId)).content, ['prompts', PROMPT, 'handed_out', 'traffic', 'csv'])
  expect(after).not.toBe(before)
  expect(after.split('\n').length).toBe(before.split('\n').length)
})

test('an uploaded table survives export and import, and the candidate reads it in the published version', async () => {
  const { kitId, key } = await begun()
  await uploaded(kitId, Buffer.from('time,what\n2026-06-01T00:00Z,"one, and ""two"""\n2026-06-02T00:00Z,\n'))
  const { csv } = await exhibitOf(kitId)
  const { bytes } = valueOf(await exportKit(ada, kitId, 'draft'))
  const again = await begun('', { name: 'kit.zip', bytes })
  const imported = decode(at((await draftOf(again.kitId)).content, PATH)!) as Block
  expect(imported).toMatchObject({ csv })

  valueOf(await submitDraft(ada, kitId, { ...(await shownOf(kitId)), changeNote: 'Our own table.' }))
  valueOf(await approveDraft(ben, kitId, await shownOf(kitId)))
  valueOf(await publishDraft(ada, kitId, await shownOf(kitId)))
  const { organisationId } = ada
  const { jobId } = valueOf(await createJob(recruiter, jobForm(key)))
  const job = await db().job.findUniqueOrThrow({ where: { organisationId_id: { organisationId, id: jobId } } })
  const token = await linkTo(job)
  const task = valueOf(await readTask(token, '127.0.0.1'))
  const shown = task.exhibits.find(({ columns }) => columns.some(([name]) => name === 'what'))!
  expect(shown.table).toEqual({
    head: ['time', 'what'],
    rows: [
      ['2026-06-01\u00a000:00', 'one, and "two"'],
      ['2026-06-02\u00a000:00', ''],
    ],
  })
})

/** The address of a page with the prompt. */
async function linkTo(job: Parameters<typeof makeApplication>[1]) {
  const application = await makeApplication(recruiter, job)
  const anna = await makeUser(recruiter.organisationId, { roles: ['interviewer'] })
  const loop = await makeLoop(recruiter, job, application.id, { debugging: [anna] })
  const interviewId = loop.interviews[0]!.id
  const { organisationId } = recruiter
  const inUse = await db().interviewPrompt.findMany({ where: { organisationId, interviewId, replacedAt: null } })
  valueOf(await choosePrompts(recruiter, interviewId, { prompts: [PROMPT], was: inUse.map(({ prompt }) => prompt) }))
  const form = { prompt: PROMPT, hours: 4, writeKey: randomUUID() }
  return valueOf(await makeCandidateLink(recruiter, interviewId, form)).token
}
