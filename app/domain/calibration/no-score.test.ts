import { describe, expect, test } from 'vitest'
import { whyNoScore, type RatedScorecard, type RatedVersion } from './no-score'

const version = (given: Partial<RatedVersion> = {}): RatedVersion => ({
  number: 1,
  kind: 'submission',
  blind: true,
  ratings: [{ level: 3 }, { level: null }],
  ...given,
})
const card = (versions: RatedVersion[], shadow = false): RatedScorecard => ({ shadow, versions })

const counted = card([version()])
const withdrawn = card([version(), version({ number: 2, kind: 'withdrawal', ratings: [] })])
const notBlind = card([version({ blind: false })])
const rewritten = card([...withdrawn.versions, version({ number: 3, kind: 'amendment', blind: false })])
const notAssessed = card([version({ ratings: [{ level: null }] })])
const shadow = card([version()], true)
const owed = card([])

describe('why there is no score', () => {
  test.each<[string, RatedScorecard[], string]>([
    ['nothing is submitted', [owed, card([], true)], 'NO_SCORECARDS'],
    ['a scorecard that counts waits for its run', [counted, withdrawn], 'CALIBRATION_WAITING'],
    ['all are withdrawn', [withdrawn, owed], 'NOTHING_TO_READ'],
    ['only a shadow submitted', [shadow, withdrawn], 'NOTHING_TO_READ'],
    ['none was written blind', [notBlind], 'NOTHING_COUNTS'],
    ['one was written again after its withdrawal, not blind', [rewritten], 'NOTHING_COUNTS'],
    ['nothing was assessed', [notAssessed], 'NOTHING_COUNTS'],
  ])('%s', (_name, cards, code) => expect(whyNoScore(cards, false).code).toBe(code))

  test('a run that failed is not called one that has not finished', () => {
    expect(whyNoScore([counted], true).code).toBe('CALIBRATION_FAILED')
    expect(whyNoScore([withdrawn], true).code).toBe('NOTHING_TO_READ')
  })

  test('the sentence counts what is missing and says what to do', () => {
    const { message } = whyNoScore([withdrawn, notBlind, notBlind, notAssessed, shadow, owed], false)
    expect(message).toBe(
      '5 scorecards were submitted and none counts: 1 withdrawn, 2 written when the author could already read colleagues’ scorecards, 1 by a shadow interviewer, 1 without a rated criterion. For a score, assign an interviewer who cannot read the scorecards of this application yet.',
    )
    expect(whyNoScore([withdrawn], false).message).toBe(
      'One scorecard was submitted and it does not count: withdrawn. The committee would have nothing to read: assign an interviewer, or close the application.',
    )
  })
})
