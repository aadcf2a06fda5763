import { expect, test } from 'vitest'
import { kitFolder } from '../../../test/setup/kit-folder'
import { caseName } from './names'
import { parseKit } from './parse-kit'
import { searchEntries } from './search-entries'

const parsed = parseKit('data-engineer', kitFolder(), () => '')
if (!parsed.ok) throw new Error('the sample folder is broken')
const { kit } = parsed

test('every part of a kit can be found, under its own words', () => {
  const entries = searchEntries(kit)
  const of = (kind: string) => entries.filter((entry) => entry.kind === kind).map(({ id }) => id)
  expect(of('criterion')).toEqual(kit.criteria.map(({ id }) => id))
  expect(of('flag')).toEqual(kit.red_flags.map(({ id }) => id))
  expect(of('interview')).toEqual(kit.interviews.map(({ id }) => id))
  expect(of('prompt')).toEqual(kit.prompts.map(({ id }) => id))
  expect(of('case')).toEqual(kit.calibration_cases.map(({ id }) => id))
  expect(entries.find(({ id }) => id === 'sizing')?.text).toContain('Uses a figure unasked to settle a choice')
})

test('the levels of a calibration case are not told by searching for them', () => {
  const cases = searchEntries(kit).filter(({ kind }) => kind === 'case')
  for (const { id, text } of cases) {
    const reasons = Object.values(kit.calibration_cases.find((one) => one.id === id)!.levels)
    for (const { because } of reasons) expect(text).not.toContain(because)
  }
})

test('a calibration case is found under its name, and under its id where an older version of the kit gives it none', () => {
  const [first] = kit.calibration_cases
  const named = (name?: string) =>
    searchEntries({ ...kit, calibration_cases: [{ ...first!, name }] }).find(({ kind }) => kind === 'case')?.name
  expect(named('Fewer clicks: a repair')).toBe('Fewer clicks: a repair')
  expect(named()).toBe(caseName({ id: first!.id }))
})

test('what never to ask and the pages of an interview are found, and a gate by its words and not by its numbers', () => {
  const [design] = kit.interviews
  const guided = {
    ...design!,
    never_ask: ['Name no resource before question two.'],
    gates: [
      {
        from: 5,
        until: 9,
        question: 2,
        criterion: 'sizing',
        say: 'Ask it late.',
        closes: { mid: 4, senior: 3, staff: 2 },
      },
    ] as const,
  }
  const entries = searchEntries({ ...kit, interviews: [{ ...guided, gates: [...guided.gates] }] })
  const text = entries.find(({ kind }) => kind === 'interview')?.text ?? ''
  expect(text).toContain('Name no resource before question two.')
  expect(text).toContain('Ask it late.')
  expect(text).not.toContain('5 · 9')
})
