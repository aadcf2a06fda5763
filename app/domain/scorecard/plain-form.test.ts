import { expect, test } from 'vitest'
import { ScorecardDraft } from './draft'
import { draftFor, emptyQuote } from './draft-shape'
import { draftOfFields } from './plain-form'

const asked = { criteria: ['diagnosis', 'sizing'], flags: ['builds-more'] }
const before = () => {
  const draft = draftFor(asked.criteria, asked.flags)
  draft.ratings['diagnosis'] = {
    choice: '2',
    evidence: { text: 'Typed.', quotes: [{ ...emptyQuote(), clock: '14:05', text: 'Draws it.' }] },
  }
  draft.flags['builds-more'] = { found: true, evidence: 'Twice.', probe: 'Defended it.' }
  draft.notes = [{ at: '14:05', into: '', speaker: '', text: 'Draws it.', to: 'diagnosis' }]
  draft.probes = ['p1']
  return draft
}
const read = (fields: Record<string, unknown>) => ScorecardDraft.parse(draftOfFields(fields, asked, before()))

test('the fields of the plain form give the draft that they show', () => {
  const quotes = 'ratings.diagnosis.evidence.quotes'
  const draft = read({
    'ratings.diagnosis.choice': '3',
    'ratings.diagnosis.evidence.text': 'Unaided.',
    [`${quotes}.0.clock`]: '14:05',
    [`${quotes}.0.speaker`]: '',
    [`${quotes}.0.text`]: 'Draws it.',
    [`${quotes}.1.at`]: '',
    [`${quotes}.1.text`]: ' ',
    [`${quotes}.2.at`]: '12:30',
    [`${quotes}.2.speaker`]: 'candidate',
    [`${quotes}.2.text`]: '“v42 is out.”',
    'flags.builds-more.evidence': 'Twice.',
    recommendation: 'yes',
    'notes.new': 'Asks what it costs.',
  })
  expect(draft.ratings['diagnosis']).toEqual({
    choice: '3',
    evidence: {
      text: 'Unaided.',
      quotes: [
        { at: '', clock: '14:05', speaker: '', text: 'Draws it.' },
        { at: '12:30', clock: '', speaker: 'candidate', text: '“v42 is out.”' },
      ],
    },
  })
  // A box that is not ticked posts nothing: the flag is taken back, its words stay.
  expect(draft.flags['builds-more']).toEqual({ found: false, evidence: 'Twice.', probe: 'Defended it.' })
  expect(draft.notes).toEqual([
    ...before().notes,
    { at: '', into: '', speaker: '', text: 'Asks what it costs.', to: '' },
  ])
  expect(draft).toMatchObject({ recommendation: 'yes', reason: '', probes: ['p1'] })
})

test('nothing outside this interview is read', () => {
  const draft = read({ 'ratings.secret.choice': '4', 'ratings.__proto__.choice': '4', 'flags.other.found': 'on' })
  expect(Object.keys(draft.ratings)).toEqual(asked.criteria)
  expect(Object.keys(draft.flags)).toEqual(asked.flags)
})

test('a field sent twice is refused, not joined', () => {
  const fields = { 'ratings.diagnosis.evidence.text': ['a', 'b'] }
  const parsed = ScorecardDraft.safeParse(draftOfFields(fields, asked, before()))
  expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['ratings.diagnosis.evidence.text', 'Write text here.'],
  ])
})
