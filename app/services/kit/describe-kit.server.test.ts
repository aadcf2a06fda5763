import { expect, test } from 'vitest'
import { canonical } from '~/domain/kit/canonical'
import { seniorities, type Kit, type KitInterview, type Seniority } from '~/domain/kit/schema'
import { servedKits } from '~/platform/rubric-store.server'
import { serveKits } from '../../../test/setup/kits'
import { kitFolder } from '../../../test/setup/kit-folder'
import { parse } from '../../../test/setup/kit-problems'
import { describeFirstTime, describeForCandidate, describeInterview } from './describe-kit.server'

function sample(change: Partial<KitInterview> = {}): { kit: Kit; interview: KitInterview } {
  const parsed = parse(kitFolder())
  if (!parsed.ok) throw new Error('the sample folder is broken')
  return { kit: parsed.kit, interview: { ...parsed.kit.interviews[0]!, ...change } }
}

const gate = (from: number, closes: { mid: 4 | null; senior: 3; staff: 2 }) => ({
  ...{ from, until: from + 5, question: 2, criterion: 'sizing', say: 'Ask question 2 later.' },
  closes,
})

test('a guide has the gates of its seniority in the order of their minutes, with the level each closes', () => {
  const { kit, interview } = sample({
    gates: [gate(20, { mid: null, senior: 3, staff: 2 }), gate(10, { mid: 4, senior: 3, staff: 2 })],
  })
  const gates = (at: 'mid' | 'senior' | 'staff') =>
    describeInterview(kit, interview, at).gates.map(({ from, level, criterion }) => [from, level, criterion])
  expect(gates('mid')).toEqual([[10, 4, 'About sizing']])
  expect(gates('staff')).toEqual([
    [10, 2, 'About sizing'],
    [20, 2, 'About sizing'],
  ])
})

test('a gate that lasts as long as its question is closed by the end of the question, another by asking it', () => {
  const { kit, interview } = sample({
    agenda: { '0-10': 'question 1', '10-25': 'question 2', '25-45': 'closing' },
    gates: [gate(10, { mid: 4, senior: 3, staff: 2 }), gate(20, { mid: 4, senior: 3, staff: 2 })],
  })
  expect(describeInterview(kit, interview, 'mid').gates.map(({ until, atEnd }) => [until, atEnd])).toEqual([
    [15, false],
    [25, true],
  ])
})

test('examples are those of the seniority where they differ', () => {
  const four = (words: string) => ({ 1: `${words} 1`, 2: `${words} 2`, 3: `${words} 3`, 4: `${words} 4` })
  const { kit, interview } = sample({
    sounds_like: { tests: four('all'), sizing: { mid: four('mid'), senior: four('senior'), staff: four('staff') } },
  })
  const { criteria } = describeInterview(kit, interview, 'staff').soundsLike
  expect(criteria.map(({ id, levels }) => [id, levels[2]?.text])).toEqual([
    ['sizing', 'staff 3'],
    ['tests', 'all 3'],
  ])
})

test('an interview of a kit that has none of the newer keys is described without them', () => {
  const { kit, interview } = sample()
  expect(describeInterview(kit, interview, 'senior')).toMatchObject({
    neverAsk: [],
    gates: [],
    questions: [
      { minutes: null, wait: null },
      { minutes: null, wait: null },
    ],
    pages: { firstTime: false, forCandidate: false },
  })
  expect(describeForCandidate(interview)).toBeNull()
  expect(describeFirstTime(kit, interview)).toBeNull()
})

test('an agenda entry knows all questions that it names', () => {
  const { kit, interview } = sample({ agenda: { '0-20': 'questions 1, 2 and 4 to 6', '20-45': 'closing' } })
  expect(describeInterview(kit, interview, 'mid').agenda[0]?.questions).toEqual([1, 2, 4, 5, 6])
})

test('levels of the worked example come in the order of the focus, under the names of their criteria', () => {
  const { kit, interview } = sample({
    first_time: {
      before: ['Read it.'],
      watch_for: ['Telling the figure.'],
      example: 'Interviewer: Which?',
      levels: { tests: 'None.', sizing: 'One figure.' },
    },
  })
  expect(describeFirstTime(kit, interview)?.levels).toEqual([
    { id: 'sizing', name: 'About sizing', reached: 'One figure.' },
    { id: 'tests', name: 'About tests', reached: 'None.' },
  ])
})

test('a kit read back from its pinned text has the same guides, whose order does not hang on the order of keys', async () => {
  await serveKits()
  for (const { kit } of servedKits()) {
    const pinned = JSON.parse(canonical(kit)) as Kit
    for (const [at, interview] of kit.interviews.entries())
      for (const seniority of seniorities) {
        const before = shown(kit, interview, seniority)
        expect(shown(pinned, pinned.interviews[at]!, seniority)).toEqual(before)
      }
  }
}, 60_000)

/** All that is newer than version 1, and the examples. */
function shown(kit: Kit, interview: KitInterview, seniority: Seniority) {
  const { neverAsk, gates, questions, soundsLike, pages, agenda } = describeInterview(kit, interview, seniority)
  const further = [describeForCandidate(interview), describeFirstTime(kit, interview)]
  return { neverAsk, gates, questions, soundsLike, pages, agenda, further }
}
