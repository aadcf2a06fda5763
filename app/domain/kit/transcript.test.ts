import { expect, test } from 'vitest'
import { transcriptFigures, turnsOf } from './transcript'

const TEXT = `[Minute 5] Interviewer (challenge): What then?

Candidate: It stops: at once.

[Minute 3] (The candidate draws.)

And nobody says this.`

test('a turn has its minute, its speaker as written, and what was said', () => {
  expect(turnsOf(TEXT)).toEqual([
    { minute: '[Minute 5] ', speaker: 'Interviewer (challenge)', speech: 'What then?' },
    { minute: '', speaker: 'Candidate', speech: 'It stops: at once.' },
    '[Minute 3] (The candidate draws.)',
    'And nobody says this.',
  ])
})

test('paragraphs without a speaker and minutes that go back are told', () => {
  expect(transcriptFigures(TEXT)).toEqual({
    turns: 2,
    minutes: [5, 3],
    unmarked: ['And nobody says this.'],
    backwards: 3,
  })
  expect(transcriptFigures('')).toEqual({ turns: 0, minutes: [], unmarked: [], backwards: null })
})
