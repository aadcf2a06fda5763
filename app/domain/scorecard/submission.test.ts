import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ScorecardDraft } from './draft'
import { draftFor, emptyQuote } from './draft-shape'
import { submissionProblems, submissionSchema, type ScorecardRequirements } from './submission'

const asked: ScorecardRequirements = { criteria: ['diagnosis', 'sizing'], flags: ['builds-more', 'never-deployed'] }

function sound(): ScorecardDraft {
  const draft = draftFor(asked.criteria, asked.flags)
  draft.ratings['diagnosis'] = {
    choice: '3',
    evidence: { text: '', quotes: [{ ...emptyQuote(), clock: '14:13', text: '“v42 is out.”' }] },
  }
  draft.ratings['sizing'] = { choice: 'na', evidence: { text: '', quotes: [] } }
  draft.recommendation = 'yes'
  draft.reason = 'Let the data take the wrong cause away.'
  return draft
}

const codes = (draft: ScorecardDraft, over: Partial<ScorecardRequirements> = {}) =>
  submissionProblems(draft, { ...asked, ...over }).map(({ code, path }) => `${code} ${path.join('.')}`)

describe('a submission', () => {
  test('is taken when every criterion is settled and a recommendation has its reason', () => {
    const read = submissionSchema(asked).safeParse(sound())
    expect(read.success && read.data).toEqual({
      ratings: [
        {
          criterion: 'diagnosis',
          level: 3,
          evidence: { text: '', quotes: [{ clock: '14:13', text: '“v42 is out.”' }] },
        },
        { criterion: 'sizing', level: null, evidence: null },
      ],
      findings: [],
      recommendation: 'yes',
      reason: 'Let the data take the wrong cause away.',
      notes: null,
      change: null,
    })
  })

  test('of an empty draft names every place that is missing, in the order of the page', () => {
    expect(codes(draftFor(asked.criteria, asked.flags))).toEqual([
      'LEVEL_MISSING ratings.diagnosis.choice',
      'LEVEL_MISSING ratings.sizing.choice',
      'RECOMMENDATION_MISSING recommendation',
      'REASON_MISSING reason',
    ])
  })

  test.each(['1', '2', '3', '4'] as const)('needs evidence for level %s, and spaces are none', (choice) => {
    const draft = sound()
    draft.ratings['diagnosis'] = {
      choice,
      evidence: { text: '\n', quotes: [{ ...emptyQuote(), clock: '14:13', text: '  ' }] },
    }
    expect(codes(draft)).toEqual(['EVIDENCE_MISSING ratings.diagnosis.evidence.text'])
  })

  test('may say why a criterion was not assessed, and keeps the words', () => {
    const draft = sound()
    draft.ratings['sizing'] = { choice: 'na', evidence: { text: 'No time was left.', quotes: [] } }
    const read = submissionSchema(asked).parse(draft)
    expect(read.ratings[1]).toEqual({
      criterion: 'sizing',
      level: null,
      evidence: { text: 'No time was left.', quotes: [] },
    })
  })

  test('needs evidence and the answer to the probe for a red flag that was found', () => {
    const draft = sound()
    draft.flags['builds-more'] = { found: true, evidence: ' ', probe: '' }
    expect(codes(draft)).toEqual([
      'FLAG_EVIDENCE_MISSING flags.builds-more.evidence',
      'PROBE_MISSING flags.builds-more.probe',
    ])
  })

  test('leaves out a flag that was written about and taken back', () => {
    const draft = sound()
    draft.flags['builds-more'] = { found: false, evidence: 'Two moments.', probe: 'Defended it.' }
    expect(submissionSchema(asked).parse(draft).findings).toEqual([])
  })

  test('refuses a criterion that this interview leaves alone and a flag that the kit does not have', () => {
    const draft = sound()
    draft.ratings['secret'] = { choice: '4', evidence: { text: 'x', quotes: [] } }
    draft.flags['other'] = { found: true, evidence: 'x', probe: 'y' }
    expect(codes(draft)).toEqual(['NOT_ASKED ratings.secret.choice', 'NOT_ASKED flags.other.evidence'])
  })

  test('that amends says why', () => {
    expect(codes(sound(), { amending: true })).toEqual(['CHANGE_MISSING change'])
    const read = submissionSchema({ ...asked, amending: true }).parse({ ...sound(), change: ' The region was wrong. ' })
    expect(read.change).toBe('The region was wrong.')
  })

  const put: Record<string, (draft: ScorecardDraft, text: string) => void> = {
    reason: (draft, text) => (draft.reason = text),
    change: (draft, text) => (draft.change = text),
    'ratings.diagnosis.evidence.quotes.0.text': (draft, text) =>
      (draft.ratings['diagnosis']!.evidence.quotes[0]!.text = text),
    'ratings.diagnosis.evidence.text': (draft, text) => (draft.ratings['diagnosis']!.evidence.text = text),
    'ratings.sizing.evidence.text': (draft, text) => (draft.ratings['sizing']!.evidence.text = text),
    'flags.builds-more.evidence': (draft, evidence) =>
      (draft.flags['builds-more'] = { found: true, evidence, probe: 'Defended it.' }),
    'flags.builds-more.probe': (draft, probe) =>
      (draft.flags['builds-more'] = { found: true, evidence: 'Two moments.', probe }),
    'notes.0.text': (draft, text) => (draft.notes = [{ at: '', into: '', speaker: '', text, to: '' }]),
  }
  const CHARACTERS: [string, string][] = [
    ['a\u0000b', 'Remove the control character (U+0000) after “a”.'],
    ['a\u000bb', 'Remove the control character (U+000B) after “a”.'],
    ['a\ud800b', 'Remove the invisible character (U+D800) after “a”.'],
    ['a\u202eb', 'Remove the hidden text-direction mark (U+202E) after “a”.'],
    ['a' + '\u0301'.repeat(31), 'There are more than 30 accents on one letter; remove those that are not needed.'],
  ]
  test.each(Object.keys(put).flatMap((path) => CHARACTERS.map(([text, message]) => [path, text, message] as const)))(
    'refuses on %s the text %j',
    (path, text, message) => {
      const draft = { ...sound(), change: 'The region was wrong.' }
      put[path]!(draft, text)
      const read = submissionSchema({ ...asked, amending: true }).safeParse(draft)
      expect(read.error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toEqual([[path, message]])
    },
  )

  test('takes a time in minutes and seconds, or none, and asks for the words of a time', () => {
    const quoting = (over: Partial<ReturnType<typeof emptyQuote>>) => {
      const draft = sound()
      draft.ratings['diagnosis']!.evidence.quotes.push({ ...emptyQuote(), text: 'x', ...over })
      return draft
    }
    const stored = (over: Partial<ReturnType<typeof emptyQuote>>) =>
      submissionSchema(asked).parse(quoting(over)).ratings[0]!.evidence!.quotes[1]
    expect(stored({ at: '12:30', speaker: 'candidate' })).toEqual({ at: 750, speaker: 'candidate', text: 'x' })
    expect(stored({ at: ' ' })).toEqual({ text: 'x' })
    expect(stored({ text: ' ' })).toBeUndefined()
    expect(codes(quoting({ at: 'half past' }))).toEqual(['QUOTE_TIME ratings.diagnosis.evidence.quotes.1.at'])
    expect(codes(quoting({ at: '12:30', text: '' }))).toEqual(['QUOTE_EMPTY ratings.diagnosis.evidence.quotes.1.text'])
  })

  test('does not mind the characters of texts that it does not store', () => {
    const draft = { ...sound(), change: 'a\u0000b' }
    draft.flags['builds-more'] = { found: false, evidence: 'a\u0000b', probe: '' }
    expect(codes(draft)).toEqual([])
  })

  test('stores every text composed and with lines ended as on Unix', () => {
    const decomposed = 'Cafe\u0301\r\nsecond'
    const draft = { ...sound(), change: decomposed }
    for (const each of Object.values(put)) each(draft, decomposed)
    draft.flags['builds-more'] = { found: true, evidence: decomposed, probe: decomposed }
    const read = submissionSchema({ ...asked, amending: true }).parse(draft)
    const composed = 'Caf\u00e9\nsecond'
    expect(read).toMatchObject({
      ratings: [
        { evidence: { text: composed, quotes: [{ clock: '14:13', text: composed }] } },
        { evidence: { text: composed, quotes: [] } },
      ],
      findings: [{ evidence: composed, probe: composed }],
      reason: composed,
      notes: { text: '', quotes: [{ text: composed }] },
      change: composed,
    })
  })

  test.each(['\u200b', '\u2800', '\u00ad \u2060'])('takes %j, in which nothing is to be seen, for no text', (text) => {
    const draft = sound()
    draft.ratings['diagnosis'] = { choice: '3', evidence: { text, quotes: [{ ...emptyQuote(), text }] } }
    draft.reason = text
    expect(codes(draft)).toEqual(['EVIDENCE_MISSING ratings.diagnosis.evidence.text', 'REASON_MISSING reason'])
  })

  test('answers anything at all with sentences of its own, never with the library’s', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = submissionSchema(asked).safeParse(value)
        if (read.success) return
        for (const { message } of read.error.issues) expect(message).not.toMatch(/^Invalid input$/)
      }),
    )
  })
})

describe('a draft', () => {
  test('may be anything between nothing and everything', () => {
    expect(ScorecardDraft.parse({})).toEqual(draftFor([], []))
    expect(ScorecardDraft.parse(sound())).toEqual(sound())
  })

  test('keeps any character, so that a pasted one never stops the saving', () => {
    const reason = 'a\u0000b\ud800c\u202ed'
    expect(ScorecardDraft.parse({ reason }).reason).toBe(reason)
  })

  test.each([
    [{ ratings: { diagnosis: { choice: '5' } } }, 'Choose a level from 1 to 4, or not assessed.'],
    [{ notes: [{ at: '14h', text: 'x' }] }, 'Write the time like 14:05.'],
    [{ reason: 'x'.repeat(20_001) }, 'Use at most 20,000 characters.'],
  ])('refuses %j', (value, message) => {
    const read = ScorecardDraft.safeParse(value)
    expect(read.error?.issues.map((issue) => issue.message)).toContain(message)
  })
})
