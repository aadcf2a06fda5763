import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { servedKits } from '~/platform/rubric-store.server'
import { serveKits } from '../../../test/setup/kits'
import { canonical } from '../kit/canonical'
import { kitFiles } from '../kit/kit-files'
import { parseKit } from '../kit/parse-kit'
import type { Kit } from '../kit/schema'
import { beginEmpty, beginFrom, continueFrom } from './begin'
import { apply, applyAll } from './change'
import { checkDraft } from './check-draft'
import { at, decode, itemsAt, toContent, type Block, type Entries, type Node } from './content'
import { giveNewMeaning } from './new-meaning'
import { newInOurs, takeOver } from './new-in-ours'

let kits: readonly Kit[]
beforeAll(async () => {
  await serveKits()
  kits = servedKits().map(({ kit }) => kit)
})
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const ofId = (id: string) => kits.find((kit) => kit.id === id)!
const own = { key: 'our-engineer', name: 'Our engineer' }
const setAt = (content: Block, path: string[], after: Node): Block => {
  const result = apply(content, { op: 'set', path, before: at(content, path) ?? null, after })
  if (result.is === 'conflict') throw new Error(path.join('/'))
  return result.content as Block
}

describe('our kits as drafts', () => {
  test('there are three', () => expect(kits.length).toBe(3))

  test('say the same with keys and without, and have no mistake', () => {
    for (const kit of kits) {
      const content = toContent(kit)
      expect(canonical(decode(content))).toBe(canonical(kit))
      const checked = checkDraft(content)
      expect(checked.problems).toEqual([])
      expect(canonical(checked.kit)).toBe(canonical(kit))
    }
  })

  test('are exported to files that read back equal, from the files and from a pinned version', () => {
    for (const kit of kits)
      for (const from of [kit, JSON.parse(canonical(kit)) as Kit]) {
        const checked = checkDraft(continueFrom(from))
        expect(checked.problems).toEqual([])
        const parsed = parseKit(kit.id, kitFiles(checked.kit!), sha256)
        expect(parsed.ok ? [] : parsed.problems).toEqual([])
        expect(parsed.ok && parsed.hash).toBe(sha256(canonical(kit)))
      }
  })

  test('begun from, keep our criteria in the fit', () => {
    for (const kit of kits) {
      const { kit: begun, problems } = checkDraft(beginFrom(kit, own))
      expect(problems).toEqual([])
      expect(begun!.criteria.map(({ calibrated_as }) => calibrated_as)).toEqual(
        kit.criteria.map(({ id }) => `${kit.id}/${id}`),
      )
      const parsed = parseKit(own.key, kitFiles(begun!), sha256)
      expect(parsed.ok && canonical(parsed.kit)).toBe(canonical(begun))
    }
  })
})

test('gates, whose levels may be closed at some seniorities only, survive drafts and files', () => {
  const kit = ofId('ml-engineer')
  const [first, ...others] = kit.interviews
  const gate = {
    from: 1,
    until: 4,
    question: 1,
    criterion: first!.focus[0]!,
    say: 'Ask the first question after minute 4.',
  }
  const gates = [{ ...gate, closes: { mid: 3, senior: null, staff: 2 } }] as NonNullable<typeof first>['gates']
  const gated = { ...kit, interviews: [{ ...first!, gates: gates! }, ...others] } as Kit
  const content = toContent(gated)
  expect(canonical(decode(content))).toBe(canonical(gated))
  const checked = checkDraft(content)
  expect(checked.problems).toEqual([])
  const parsed = parseKit(kit.id, kitFiles(checked.kit!), sha256)
  expect(parsed.ok && parsed.kit.interviews[0]!.gates).toEqual(gates)
})

describe('mistakes', () => {
  test('stand at their field, in the words of npm run kits', () => {
    const begun = beginFrom(ofId('ml-engineer'), own)
    const [key] = itemsAt(begun, ['criteria'])[0]!
    const [interview, described] = itemsAt(begun, ['interviews'])[0]!
    const agenda = at(described, ['agenda']) as Entries
    let content = setAt(begun, ['criteria', key, 'name'], '')
    content = setAt(content, ['interviews', interview, 'minutes'], 5)
    content = setAt(content, ['interviews', interview, 'agenda', agenda['##'][0]![0], 'name'], 'at first')
    const { kit, problems } = checkDraft(content)
    expect(kit).toBeNull()
    expect(problems).toContainEqual({
      path: ['criteria', key, 'name'],
      message: 'Expected a text of at least 3 characters.',
    })
    expect(problems).toContainEqual({
      path: ['interviews', interview, 'minutes'],
      message: 'Expected at least 10 minutes.',
    })
    expect(problems.map(({ path }) => path.join('/'))).toContain(
      `interviews/${interview}/agenda/${agenda['##'][0]![0]}/value`,
    )
  })

  test('that span parts are found too, and stand at the part that is to be corrected', () => {
    const begun = beginFrom(ofId('ml-engineer'), own)
    const [first, item] = itemsAt(begun, ['criteria'])[0]!
    const removed = apply(begun, { op: 'remove', path: ['criteria'], key: first, item, behind: null })
    const { kit, problems } = checkDraft((removed as { content: Block }).content)
    expect(kit).toBeNull()
    expect(problems.some(({ path, message }) => path[0] === 'interviews' && message.includes(`"${first}"`))).toBe(true)
  })

  test('in the table of an exhibit stand at the table', () => {
    const begun = beginFrom(ofId('ml-engineer'), own)
    const [prompt, exhibits] = itemsAt(begun, ['prompts'])
      .map(([key, item]): [string, [string, Node][]] => [key, itemsAt(item, ['handed_out'])])
      .find(([, found]) => found.length > 0)!
    const path = ['prompts', prompt, 'handed_out', exhibits[0]![0], 'csv']
    expect(checkDraft(setAt(begun, path, 'wrong\n1\n')).problems.map((one) => one.path)).toContainEqual(path)
  })

  test('two entries of one name are told, though one of them would be lost', () => {
    const begun = beginFrom(ofId('ml-engineer'), own)
    const [key, item] = itemsAt(begun, ['interviews'])[0]!
    const [first, second] = (at(item, ['leave_alone']) as { '##': [string, { name: string }][] })['##']
    if (!first || !second) throw new Error('expected two entries')
    const content = setAt(begun, ['interviews', key, 'leave_alone', second[0], 'name'], first[1].name)
    expect(checkDraft(content).problems).toContainEqual({
      path: ['interviews', key, 'leave_alone', second[0], 'name'],
      message: `"${first[1].name}" appears a second time; each may appear once.`,
    })
  })

  test('an empty kit says at each gap what is still to be written', () => {
    const { kit, problems } = checkDraft(beginEmpty(own))
    expect(kit).toBeNull()
    expect(problems.length).toBeGreaterThan(40)
    expect(problems.filter(({ message }) => !message.startsWith('Still to be written'))).toEqual([])
  })
})

test('a criterion with a new meaning has a new id wherever it is named, and leaves our criterion in the fit', () => {
  const begun = beginFrom(ofId('ml-engineer'), own)
  const done = applyAll(begun, giveNewMeaning(begun, 'diagnosis', 'fault-finding'))
  const { kit, problems } = checkDraft((done as { content: Block }).content)
  expect(problems).toEqual([])
  expect(kit!.criteria.find(({ id }) => id === 'fault-finding')).not.toHaveProperty('calibrated_as')
  expect(canonical(kit)).not.toContain('"diagnosis"')
})

test('what is new in ours is offered by part and can be taken', () => {
  const base = ofId('ml-engineer')
  const begun = beginFrom(base, own)
  expect(newInOurs(begun, base, base)).toEqual([])
  const [criterion, ...rest] = base.criteria
  const changed = { ...criterion!, why: `${criterion!.why} And so it is.` }
  const ours = {
    ...base,
    criteria: [changed, ...rest],
    red_flags: [...base.red_flags, { ...base.red_flags[0]!, id: 'new-flag' }],
  }
  const offered = newInOurs(begun, base, ours)
  expect(offered.map(({ kind, id, state }) => [kind, id, state])).toEqual([
    ['criteria', criterion!.id, 'changed'],
    ['red_flags', 'new-flag', 'added'],
  ])
  const taken = applyAll(
    begun,
    takeOver(begun, ours, offered, () => 'k1'),
  )
  const { kit } = checkDraft((taken as { content: Block }).content)
  expect(kit!.criteria[0]).toEqual({ ...changed, calibrated_as: `ml-engineer/${criterion!.id}` })
  expect(newInOurs((taken as { content: Block }).content, base, ours)).toEqual([])
})
