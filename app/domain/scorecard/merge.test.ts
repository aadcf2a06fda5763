import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differences } from './differences'
import { draftFor, emptyQuote, type ScorecardDraft } from './draft-shape'
import { mergeDrafts, settle } from './merge'
import { dueAt, isOverdue } from './due'
import { isUnsubmitted, scorecardStatus } from './status'
import { countedVersion, isSubmitted } from './versions'

const base = () => draftFor(['diagnosis', 'sizing'], ['builds-more'])
const changed = (change: (draft: ScorecardDraft) => void) => {
  const draft = base()
  change(draft)
  return draft
}

describe('two windows on one draft', () => {
  test('each keeps what only it wrote', () => {
    const mine = changed((draft) => void (draft.ratings['diagnosis']!.choice = '3'))
    const theirs = changed((draft) => void (draft.reason = 'Careful.'))
    const { merged, clashes } = mergeDrafts(base(), mine, theirs)
    expect(clashes).toEqual([])
    expect(merged.ratings['diagnosis']!.choice).toBe('3')
    expect(merged.reason).toBe('Careful.')
  })

  test('what both wrote is shown with both texts and settled as chosen', () => {
    const mine = changed((draft) => void (draft.reason = 'Mine.'))
    const theirs = changed((draft) => void (draft.reason = 'Theirs.'))
    const { merged, clashes } = mergeDrafts(base(), mine, theirs)
    expect(clashes).toEqual([{ path: 'reason', kind: 'text', mine: 'Mine.', theirs: 'Theirs.' }])
    expect(settle(merged, clashes, {}).reason).toBe('Mine.')
    expect(settle(merged, clashes, { reason: 'theirs' }).reason).toBe('Theirs.')
    expect(settle(merged, clashes, { reason: 'both' }).reason).toBe('Theirs.\n\nMine.')
  })

  test('a flag taken back here and found there is a choice between the two', () => {
    const found = changed((draft) => void (draft.flags['builds-more']!.found = true))
    const begun = changed((draft) => void (draft.flags['builds-more']!.evidence = 'x'))
    expect(mergeDrafts(base(), begun, found).merged.flags['builds-more']).toMatchObject({ found: true, evidence: 'x' })
    const { merged, clashes } = mergeDrafts(
      found,
      base(),
      changed((draft) => void (draft.flags['builds-more']!.found = true)),
    )
    expect(clashes).toEqual([])
    expect(merged.flags['builds-more']!.found).toBe(false)
  })

  test('a quote that one window rewrote or removed does not come back, and two versions of one both stay', () => {
    const quoting = (...texts: string[]) =>
      changed((draft) => {
        draft.ratings['diagnosis']!.evidence.quotes = texts.map((text) => ({ ...emptyQuote(), text }))
      })
    const merged = (mine: ScorecardDraft, theirs: ScorecardDraft) =>
      mergeDrafts(quoting('a', 'b'), mine, theirs).merged.ratings['diagnosis']!.evidence.quotes.map(({ text }) => text)
    expect(merged(quoting('A', 'b'), quoting('a', 'b'))).toEqual(['A', 'b'])
    expect(merged(quoting('a', 'b'), quoting('b', 'a', 'c'))).toEqual(['b', 'a', 'c'])
    expect(merged(quoting('b'), quoting('a', 'b', 'c'))).toEqual(['b', 'c'])
    expect(merged(quoting('A', 'b'), quoting('a!', 'b'))).toEqual(['a!', 'b', 'A'])
    expect(merged(quoting('b'), quoting('A', 'b'))).toEqual(['A', 'b'])
  })

  test('what both wrote beside the quotes is a choice between two texts', () => {
    const typed = (text: string) => changed((draft) => void (draft.ratings['diagnosis']!.evidence.text = text))
    const { merged, clashes } = mergeDrafts(base(), typed('Mine.'), typed('Theirs.'))
    expect(clashes).toMatchObject([{ path: 'ratings.diagnosis.evidence.text', mine: 'Mine.', theirs: 'Theirs.' }])
    const settled = settle(merged, clashes, { 'ratings.diagnosis.evidence.text': 'both' })
    expect(settled.ratings['diagnosis']!.evidence.text).toBe('Theirs.\n\nMine.')
  })

  test('no note and no quotation is ever lost', () => {
    const note = fc.record({
      at: fc.constantFrom('', '14:05', '14:06'),
      into: fc.constantFrom('', '05:30'),
      speaker: fc.constantFrom('' as const, 'candidate' as const),
      text: fc.string(),
      to: fc.constant(''),
    })
    fc.assert(
      fc.property(fc.array(note), fc.array(note), (here, there) => {
        const { merged } = mergeDrafts(
          base(),
          changed((d) => void (d.notes = here)),
          changed((d) => void (d.notes = there)),
        )
        for (const one of [...here, ...there]) expect(merged.notes).toContainEqual(one)
      }),
    )
  })
})

test('the pieces of a difference give both texts back', () => {
  const text = fc
    .array(fc.constantFrom('iOS', 'in', 'eu', 'emea', ' ', '\n', 'has', 'it.'))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = differences(before, after)
      const side = (gone: string) =>
        pieces
          .filter(({ is }) => is !== gone)
          .map((one) => one.text)
          .join('')
      expect(side('added')).toBe(before)
      expect(side('removed')).toBe(after)
    }),
  )
})

test('a difference marks the words that changed and no others', () => {
  expect(differences('iOS in emea has it', 'iOS in eu has it')).toEqual([
    { text: 'iOS in ', is: 'same' },
    { text: 'emea', is: 'removed' },
    { text: 'eu', is: 'added' },
    { text: ' has it', is: 'same' },
  ])
})

test('words are compared whole in any script', () => {
  expect(differences('Кошка спит', 'Кот спит')).toEqual([
    { text: 'Кошка', is: 'removed' },
    { text: 'Кот', is: 'added' },
    { text: ' спит', is: 'same' },
  ])
})

test('a few changes are found in a text of any length; texts with hardly a word in common are given whole', () => {
  const long = Array.from({ length: 3_000 }, (_, at) => `word${at}`)
  const text = long.join(' ')
  expect(differences(text, text.replace('word7 ', 'other ')).map(({ is }) => is)).toEqual([
    'same',
    'removed',
    'added',
    'same',
  ])
  const other = long.map((word) => `${word}x`).join(' ')
  expect(differences(text, other)).toEqual([
    { text, is: 'removed' },
    { text: other, is: 'added' },
  ])
})

describe('where a scorecard stands', () => {
  test.each([
    [{ lastKind: null, hasDraft: false }, 'not-started'],
    [{ lastKind: null, hasDraft: true }, 'draft'],
    [{ lastKind: 'submission', hasDraft: true }, 'submitted'],
    [{ lastKind: 'amendment', hasDraft: false }, 'submitted'],
    [{ lastKind: 'withdrawal', hasDraft: false }, 'withdrawn'],
  ] as const)('%j is %s', (facts, standing) => expect(scorecardStatus(facts)).toBe(standing))

  test('submitted once is submitted, withdrawn or not', () => {
    expect(isSubmitted([])).toBe(false)
    expect(isSubmitted([{ kind: 'submission' }, { kind: 'withdrawal' }])).toBe(true)
  })

  test('the latest version written blind counts; none of a shadow or a withdrawn scorecard', () => {
    const first = { number: 1, kind: 'submission', blind: true } as const
    const second = { number: 2, kind: 'amendment', blind: true } as const
    const late = { number: 3, kind: 'amendment', blind: false } as const
    const withdrawn = { number: 4, kind: 'withdrawal', blind: false } as const
    expect(countedVersion({ shadow: false, versions: [late, first, second] })).toBe(second)
    expect(countedVersion({ shadow: true, versions: [first] })).toBeNull()
    expect(countedVersion({ shadow: false, versions: [first, withdrawn] })).toBeNull()
    expect(countedVersion({ shadow: false, versions: [] })).toBeNull()
  })

  test('it is due a business day after the interview ends, at the same hour across a change of the clocks', () => {
    const friday = new Date('2026-10-23T14:00:00Z')
    const due = dueAt(friday, 60, 'Europe/Berlin')
    expect(due).toEqual(new Date('2026-10-26T16:00:00Z'))
    expect(dueAt(null, 60, 'Europe/Berlin')).toBeNull()
    expect(isOverdue(due, new Date('2026-10-26T15:59:59Z'))).toBe(false)
    expect(isOverdue(due, new Date('2026-10-26T16:00:00Z'))).toBe(true)
    expect(isOverdue(null, friday)).toBe(false)
  })

  test('what was submitted or withdrawn is no longer to come', () => {
    expect((['not-started', 'draft', 'submitted', 'withdrawn'] as const).map(isUnsubmitted)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
