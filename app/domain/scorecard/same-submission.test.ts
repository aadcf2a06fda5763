import { describe, expect, test } from 'vitest'
import { differingFields, sameSubmission, sameVersion, versionFields, type VersionContent } from './same-submission'

const version = (over: Partial<VersionContent> = {}): VersionContent => ({
  kind: 'submission',
  ratings: [
    { criterion: 'diagnosis', level: 3, evidence: { text: '', quotes: [{ clock: '14:13', text: '“v42 is out.”' }] } },
    { criterion: 'right-sizing', level: null, evidence: null },
  ],
  findings: [],
  recommendation: 'yes',
  reason: 'Lets the data decide.',
  notes: null,
  change: null,
  ...over,
})
const names = {
  criteria: [
    { id: 'diagnosis', name: 'Debugging' },
    { id: 'right-sizing', name: 'Sizing' },
  ],
  flags: [],
}

describe('the same version', () => {
  test('is the same in any order of the criteria', () => {
    expect(sameSubmission(version(), version({ ratings: [...version().ratings].reverse() }))).toBe(true)
  })

  test.each<[string, Partial<VersionContent>]>([
    ['a reason', { reason: 'Lets the data decide!' }],
    ['a level', { ratings: [{ ...version().ratings[0]!, level: 2 }, version().ratings[1]!] }],
    [
      'evidence',
      { ratings: [{ ...version().ratings[0]!, evidence: { text: 'Else.', quotes: [] } }, version().ratings[1]!] },
    ],
    ['a finding', { findings: [{ flag: 'never-deployed', evidence: 'a', probe: 'b' }] }],
    ['notes', { notes: { text: 'A note.', quotes: [] } }],
    ['a recommendation', { recommendation: 'strong_yes' }],
    ['the reason for a change', { change: 'Misheard.' }],
  ])('is not the same with another of %s', (_name, over) => {
    expect(sameSubmission(version(), version(over))).toBe(false)
    expect(sameVersion(version(), version(over))).toBe(false)
  })

  test('is not the same as one of another kind', () => {
    expect(sameVersion(version(), version({ kind: 'amendment' }))).toBe(false)
  })
})

test('two versions are shown where they differ, in the order of the page, with a place for what is missing', () => {
  const stored = versionFields(version({ notes: { text: 'A note.', quotes: [] } }), names)
  const sent = versionFields(version({ reason: 'Changed.', ratings: [{ ...version().ratings[0]!, level: 4 }] }), names)
  expect(differingFields(stored, sent)).toEqual({
    stored: [
      { label: 'Reason', text: 'Lets the data decide.' },
      { label: 'Debugging', text: 'Level 3\n14:13 “v42 is out.”' },
      { label: 'Sizing', text: 'Not assessed' },
      { label: 'Notes', text: 'A note.' },
    ],
    sent: [
      { label: 'Reason', text: 'Changed.' },
      { label: 'Debugging', text: 'Level 4\n14:13 “v42 is out.”' },
      { label: 'Sizing', text: '' },
      { label: 'Notes', text: '' },
    ],
  })
})
