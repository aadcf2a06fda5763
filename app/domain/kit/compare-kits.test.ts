import { expect, test } from 'vitest'
import { kitFolder } from '../../../test/setup/kit-folder'
import { compareKits, isSame } from './compare-kits'
import { parseKit } from './parse-kit'
import type { Kit } from './schema'

function kit(change: (kit: Kit) => void = () => {}): Kit {
  const parsed = parseKit('data-engineer', kitFolder(), () => '')
  if (!parsed.ok) throw new Error('the sample folder is broken')
  change(parsed.kit)
  return parsed.kit
}

const compared = (change: (kit: Kit) => void) => compareKits(kit(), kit(change))
const said = (pieces: { text: string; is: string }[], is: string) =>
  pieces.flatMap((piece) => (piece.is === is ? [piece.text.trim()] : [])).join(' ')

test('a kit does not differ from itself, nor from its pinned text with its keys sorted', () => {
  expect(isSame(compareKits(kit(), kit()))).toBe(true)
  const sorted = JSON.parse(JSON.stringify(kit(), Object.keys(flat(kit())).sort())) as Kit
  expect(isSame(compareKits(kit(), sorted))).toBe(true)
})

/** Every key anywhere in a value, for JSON.stringify to write them sorted. */
function flat(value: unknown): Record<string, true> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]) => ({ [key]: true as const, ...flat(inner) })),
  ) as Record<string, true>
}

test('a criterion that came, one that went, and one whose anchor changed are told apart', () => {
  const { criteria } = compared(({ criteria: list }) => {
    const [first, second] = list
    list.splice(0, 2, { ...first!, id: 'sizing-anew', name: 'Sizing anew' }, second!)
    const anchors = second!.anchors as Record<number, string>
    anchors[3] = anchors[3]!.replace('a figure unasked', 'two figures unasked')
    second!.weight = { ...second!.weight, balanced: 5 }
  })
  expect(criteria.map(({ id, state }) => [id, state])).toEqual([
    ['sizing-anew', 'added'],
    ['tests', 'changed'],
    ['sizing', 'removed'],
  ])
  const parts = new Map(criteria[1]!.fields.map(({ label, pieces }) => [label, pieces]))
  expect([...parts.keys()]).toEqual(['Weight (Balanced profile)', 'Level 3'])
  expect(said(parts.get('Level 3')!, 'removed')).toBe('a figure')
  expect(said(parts.get('Level 3')!, 'added')).toBe('two figures')
  const weight = parts.get('Weight (Balanced profile)')!
  expect(weight.map(({ text }) => text).join('')).toMatch(/^\d → 5$/)
  expect(said(weight, 'added')).toBe('5')
})

test('a criterion that became a must-have is named as the screens name it', () => {
  const { criteria } = compared(({ criteria: [first] }) => {
    first!.must_have = !first!.must_have
    first!.weight = { ...first!.weight, 'research-heavy': 9 }
  })
  const fields = criteria[0]!.fields
  expect(fields.map(({ label }) => label).sort()).toEqual(['Must-have', 'Weight (Research-heavy profile)'])
  for (const { pieces } of fields) expect(pieces.map(({ is }) => is)).toEqual(['removed', 'same', 'added'])
})

test('where only the marking changed, that is said', () => {
  const { criteria } = compared(({ criteria: [first] }) => {
    const anchors = first!.anchors as Record<number, string>
    anchors[4] = `**${anchors[4]!.replaceAll('**', '')}**`
  })
  expect(said(criteria[0]!.fields[0]!.pieces, 'added')).toBe('(other words are marked)')
})

test('flags, interviews, prompts, cases, need profiles and maturity are compared too', () => {
  const changes = compared((to) => {
    to.version = '1.1'
    to.need_profiles.balanced += ' Somewhat.'
    to.maturity[3].reason += ' Somewhat.'
    to.red_flags[0]!.probe += ' Why?'
    to.interviews[0]!.minutes += 5
    to.prompts[0]!.candidate_text += ' Hurry.'
    to.calibration_cases[0]!.transcript += ' Silence.'
  })
  expect(changes.kit.map(({ label }) => label)).toEqual(['Version', 'Need profiles, balanced', 'Maturity, 3, reason'])
  for (const part of ['flags', 'interviews', 'prompts', 'cases'] as const) expect(changes[part]).toHaveLength(1)
  expect(isSame(changes)).toBe(false)
})

test('other figures in an exhibit are one change, and a fact put in between moves no other', () => {
  const { prompts } = compared(({ prompts: [prompt] }) => {
    prompt!.handed_out[0]!.csv = prompt!.handed_out[0]!.csv.replace('10.0', '11.0')
    prompt!.facts = { first: '[a new subject] A new fact.', ...prompt!.facts }
  })
  expect(prompts[0]!.fields.map(({ label }) => label)).toEqual(['Facts, first', 'Handed out, load, figures'])
})

test('an anchor of one seniority names it', () => {
  const four = (words: string) => ({ 1: `${words} 1`, 2: `${words} 2`, 3: `${words} 3`, 4: `${words} 4` })
  const by = (mid: string) => ({ mid: four(mid), senior: four('senior'), staff: four('staff') })
  const at = (mid: string) =>
    kit(({ criteria: [first] }) => {
      first!.anchors = by(mid)
    })
  const { criteria } = compareKits(at('middle'), at('mid'))
  expect(criteria[0]!.fields.map(({ label }) => label)).toEqual([1, 2, 3, 4].map((level) => `Level ${level}, mid`))
})

test('examples that were written once and are now by seniority are compared level by level', () => {
  const four = (words: string) => ({ 1: `${words} 1`, 2: `${words} 2`, 3: `${words} 3`, 4: `${words} 4` })
  const at = (sounds: Kit['interviews'][number]['sounds_like']) =>
    kit(({ interviews: [first] }) => {
      first!.sounds_like = sounds
    })
  const old = at({ sizing: four('all') })
  const same = at({ sizing: { mid: four('all'), senior: four('all'), staff: four('all') } })
  expect(isSame(compareKits(old, same))).toBe(true)
  const one = at({ sizing: { mid: four('all'), senior: { ...four('all'), 3: 'other 3' }, staff: four('all') } })
  expect(compareKits(old, one).interviews[0]!.fields.map(({ label }) => label)).toEqual(['Sizing, Level 3, senior'])
  const { fields } = compareKits(old, at({ sizing: { ...four('all'), 2: 'other 2' } })).interviews[0]!
  expect(fields.map(({ label }) => label)).toEqual(['Sizing, Level 2'])
})

test('gates, what never to ask, and the pages of an interview are changes that have names', () => {
  const { interviews } = compared(({ interviews: [first] }) => {
    first!.never_ask = ['Name no resource.']
    first!.gates = [
      {
        from: 5,
        until: 9,
        question: 2,
        criterion: 'sizing',
        say: 'Later.',
        closes: { mid: null, senior: 3, staff: 2 },
      },
    ]
    first!.for_candidate = {
      what_happens: 'You design.',
      looked_for: ['Sums.'],
      prepare: 'Nothing.',
      good_to_know: 'Ask.',
    }
  })
  const labels = interviews[0]!.fields.map(({ label }) => label)
  expect(labels).toContain('Never ask')
  expect(labels).toContain('Gates, 1, say')
  expect(labels).toContain('Gates, 1, closes, senior')
  expect(labels).toContain('For candidate, looked for')
})
