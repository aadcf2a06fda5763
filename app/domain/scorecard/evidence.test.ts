import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ScorecardDraft } from './draft'
import { draftFor, emptyQuote, evidenceDraft, quoteOf } from './draft-shape'
import { completeDraft, currentDraft } from './earlier-draft'
import { notStarted } from './interview-run'
import { readEarlierEvidence } from './earlier-evidence'
import {
  evidenceBody,
  evidenceLines,
  readEvidence,
  sameEvidence,
  SPEAKERS,
  storedEvidence,
  type Evidence,
  type Quote,
} from './evidence'
import { secondsOf, timeOf, typedTime } from './quote-time'

const words = fc.constantFrom('“v42 is out.”', 'a\nb', 'Café', '12:30 a time in the words', 'x')
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const quote: fc.Arbitrary<Quote> = fc
  .record({
    at: optional(fc.nat({ max: 86_400 })),
    clock: optional(fc.constantFrom('09:59', '14:05')),
    speaker: optional(fc.constantFrom(...SPEAKERS)),
    text: words,
  })
  // One moment at most, and no key without a value: as the form gives it.
  .map(({ at, clock, speaker, text }) => ({
    ...(at === undefined ? (clock === undefined ? {} : { clock }) : { at }),
    ...(speaker === undefined ? {} : { speaker }),
    text,
  }))
const evidence: fc.Arbitrary<Evidence> = fc.record({
  text: fc.oneof(fc.constant(''), words),
  quotes: fc.array(quote, { maxLength: 5 }),
})

describe('stored evidence', () => {
  test('is read back as it was written, and goes through the form unchanged', () => {
    fc.assert(
      fc.property(evidence, (one) => {
        expect(readEvidence(evidenceBody(one))).toEqual(one)
        const form = evidenceDraft(one)
        expect({ text: form.text, quotes: form.quotes.map(quoteOf) }).toEqual(one)
      }),
    )
  })

  test('has one body, whatever the order of its keys', () => {
    const body = evidenceBody({ quotes: [{ text: 'x', at: 1 }], text: 'y' })
    expect(body).toEqual({ format: 'evidence/1', body: '{"quotes":[{"at":1,"text":"x"}],"text":"y"}' })
  })

  test('of a format from elsewhere is damage', () => {
    expect(() => storedEvidence({ format: 'evidence/2', body: '{}' })).toThrow('Unknown text format evidence/2')
  })

  test('is read as paragraphs, each quote behind its moment and its speaker', () => {
    const quotes: Quote[] = [
      { at: 750, speaker: 'candidate', text: 'Says why.\n\nThen how.' },
      { clock: '14:05', text: 'Draws it.' },
    ]
    expect(evidenceLines({ quotes, text: 'Both unaided.' })).toBe(
      '12:30\u00a0min Candidate: Says why.\nThen how.\n\n14:05 Draws it.\n\nBoth unaided.',
    )
  })

  test('is the same in the same words at the same moments only; an earlier row is compared by its text', () => {
    const one: Evidence = { text: 'More.', quotes: [{ clock: '14:05', text: 'Draws it.' }] }
    expect(sameEvidence(one, structuredClone(one))).toBe(true)
    expect(sameEvidence(one, { ...one, quotes: [{ at: 845, text: 'Draws it.' }] })).toBe(false)
    expect(sameEvidence(one, { text: '14:05 Draws it.\n\nMore.', quotes: [] })).toBe(false)
    expect(sameEvidence('14:05 Draws it.\n\nMore.', one)).toBe(true)
    expect(sameEvidence('14:05 Draws it.', one)).toBe(false)
    expect(sameEvidence(null, null)).toBe(true)
    expect(sameEvidence(null, '')).toBe(false)
  })
})

describe('a row of the earlier format', () => {
  test('gives quotes up to the last time, and the text after it', () => {
    expect(readEarlierEvidence('14:05 Draws it.\n\n“Next.”\n\n14:09 Counts.\n\nUnaided.\n \nTwice.')).toEqual({
      quotes: [{ clock: '14:05', text: 'Draws it.' }, { text: '“Next.”' }, { clock: '14:09', text: 'Counts.' }],
      text: 'Unaided.\n\nTwice.',
    })
    expect(readEarlierEvidence('14:05')).toEqual({ quotes: [], text: '14:05' })
    expect(readEarlierEvidence('')).toEqual({ quotes: [], text: '' })
  })

  test('is read to the letter: the paragraphs that a reader saw before', () => {
    const paragraph = fc.oneof(words, fc.constantFrom('14:05 Draws it.', '9:05 x', '14:05', ' \t14:09  spaced'))
    const gap = fc.constantFrom('\n\n', '\n \n', '\n\n\n\n')
    fc.assert(
      fc.property(fc.array(fc.tuple(paragraph, gap)), (parts) => {
        const body = parts.flat().join('')
        const before = body
          .split(/\n\s*\n/)
          .map((part) => part.trim())
          .filter(Boolean)
        expect(evidenceLines(readEarlierEvidence(body))).toBe(before.join('\n\n'))
      }),
    )
  })
})

describe('a draft that an earlier page saved', () => {
  const earlier = {
    ratings: {
      diagnosis: { choice: '3', quotes: [{ at: '14:05', text: 'Draws it.' }], more: 'Unaided.' },
      sizing: { choice: '', quotes: [], more: '' },
    },
    notes: [{ at: '14:05', text: 'Draws it.', to: 'diagnosis' }],
    reason: 'Careful.',
  }
  const today = draftFor(['diagnosis', 'sizing'], [], {
    ratings: {
      diagnosis: {
        choice: '3',
        evidence: { text: 'Unaided.', quotes: [{ ...emptyQuote(), clock: '14:05', text: 'Draws it.' }] },
      },
      sizing: { choice: '', evidence: { text: '', quotes: [] } },
    },
    notes: [{ at: '14:05', into: '', speaker: '', text: 'Draws it.', to: 'diagnosis' }],
    reason: 'Careful.',
  })

  test('is read as one of today, and one of today as it is', () => {
    expect(ScorecardDraft.parse(earlier)).toEqual(today)
    expect(currentDraft(today)).toBe(today)
    expect(ScorecardDraft.parse({ ratings: { diagnosis: { choice: '3' } } }).ratings['diagnosis']).toEqual({
      choice: '3',
      evidence: { text: '', quotes: [] },
    })
  })

  test('is completed on a device with what was added since, and keeps what it has', () => {
    const completed = completeDraft(currentDraft(earlier))
    expect(completed).toMatchObject({ run: notStarted(), slips: {}, notes: [{ into: '', speaker: '', at: '14:05' }] })
    expect(completeDraft(today)).toEqual(today)
  })

  test.each([
    [{ ratings: { diagnosis: { quotes: 'x' } } }, 'This is not a list.'],
    [{ ratings: { diagnosis: { quotes: [{ at: '14h', text: 'x' }] } } }, 'Write the time like 14:05.'],
    [{ ratings: { diagnosis: { more: 7 } } }, 'Write text here.'],
  ])('is refused as %j is, with the same sentences', (value, message) => {
    const read = ScorecardDraft.safeParse(value)
    expect(read.error?.issues.map((issue) => issue.message)).toEqual([message])
  })
})

describe('the moment of a quote', () => {
  test.each([
    ['12:30', 750],
    [' 0:05 ', 5],
    ['75:10', 4510],
    ['1:15:10', 4510],
    ['1:75:10', null],
    ['12:60', null],
    ['12', null],
    ['1441:00', null],
    ['', null],
  ])('%j is %j', (typed, seconds) => expect(secondsOf(typed)).toBe(seconds))

  test('is typed again as it is read, and says its unit to a reader', () => {
    fc.assert(
      fc.property(fc.nat({ max: 86_400 }), (seconds) => {
        expect(secondsOf(typedTime(seconds))).toBe(seconds)
      }),
    )
    expect(timeOf({ at: 65 })).toBe('01:05\u00a0min')
    expect(timeOf({ clock: '14:05' })).toBe('14:05')
    expect(timeOf({})).toBe('')
  })
})
