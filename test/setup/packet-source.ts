import { createHash } from 'node:crypto'
import type { HiringApplicationScore, HiringRating } from '~/engine'
import type { PacketVersion, TextRef } from '~/domain/packet/body'
import type { PacketSource } from '~/domain/packet/build-packet'
import type { ErasableEvidence, ErasableText } from '~/domain/packet/packet-view'
import type { StoredText } from '~/domain/packet/verify-packet'
import { evidenceBody, readEvidence } from '~/domain/scorecard/evidence'
import { textHash } from '~/platform/text.server'

/** A packet's source as plain data: two raters of one interview, two levels apart, and a criterion nobody saw. */
export const sha256 = (value: string) => createHash('sha256').update(value).digest('hex')
export const hashes = { ofBytes: sha256, ofText: textHash }

export const texts: StoredText[] = []
const write = (body: string, format = 'text'): TextRef => {
  const id = texts.length + 1
  const hash = hashes.ofText(`salt${id}`, body, format)
  texts.push({ id, salt: `salt${id}`, format, body, hash })
  return { text: id, hash }
}
const SAID_SO = evidenceBody({ text: '', quotes: [{ at: 750, speaker: 'candidate', text: 'Said so' }] })
export const [candidate, anna, ben, evidence, reason, flagged] = [
  'Ada Quill',
  'Anna',
  'Ben',
  null,
  'Yes',
  'Saw it',
].map((text) => (text === null ? write(SAID_SO.body, SAID_SO.format) : write(text))) as [
  TextRef,
  TextRef,
  TextRef,
  TextRef,
  TextRef,
  TextRef,
]

export const version = (given: Partial<PacketVersion> = {}): Omit<PacketVersion, 'counts'> => ({
  number: 1,
  kind: 'submission',
  blind: true,
  at: '2026-11-18T10:00:00.000Z',
  recommendation: 'yes',
  because: reason,
  reason: null,
  ratings: [{ criterion: 'diagnosis', level: 2, words: evidence }],
  flags: [],
  ...given,
})
const anchors = { 1: 'one', 2: 'two', 3: 'three', 4: 'four' }

export const scored = (given: Partial<HiringApplicationScore> = {}): HiringApplicationScore => ({
  applicationId: 41,
  n: 2,
  rawMean: 3,
  score: 3.1,
  sd: 0.2,
  lower: 2.8,
  upper: 3.4,
  reliability: 0.7,
  bar: 3,
  probabilityAboveBar: 0.69,
  steps: { rawMean: 3, severity: 0.1, halo: 0, shrinkage: 0, other: 0 },
  criteria: [
    { criterion: 'ml/diagnosis', score: 3.2, sd: 0.3, lower: 2.7, upper: 3.7, raters: 2 },
    { criterion: 'ml/explaining', score: 3, sd: 0.5, lower: 2.2, upper: 3.8, raters: 0 },
  ],
  ...given,
})
export const rating = (interviewerId: number, level: number): HiringRating => ({
  applicationId: 41,
  interviewerId,
  scorecardId: interviewerId,
  criterion: 'ml/diagnosis',
  level,
  role: 'ml',
  seniority: 'senior',
  stage: null,
})

export const source = (given: Partial<PacketSource> = {}): PacketSource => ({
  number: 1,
  frozenAt: '2026-11-18T16:20:00.000Z',
  application: 41,
  candidate: { candidate: 7, name: candidate },
  job: {
    job: 3,
    name: 'Senior ML engineer, Ranking',
    role: 'ml',
    roleName: 'ML engineer',
    seniority: 'senior',
    needProfile: 'balanced',
    maturity: 3,
    bar: 3,
    hireProbability: 0.75,
    quorum: 2,
    namesHidden: false,
  },
  voters: [{ person: 11, ties: [] }],
  kit: { kit: 'ml', name: 'ML engineer', version: '1.0', hash: 'k' },
  run: {
    run: 12,
    modelVersion: 'm',
    inputHash: 'h',
    at: '2026-11-18T16:00:00.000Z',
    ratings: 400,
    assumed: ['interviewer'],
  },
  criteria: [
    { criterion: 'diagnosis', name: 'Diagnosis', mustHave: true, weight: 3, anchors },
    { criterion: 'explaining', name: 'Explaining', mustHave: false, weight: 2, anchors },
  ],
  people: [
    { person: 1, name: anna, severity: { levels: 0.4, sd: 0.1 } },
    { person: 2, name: ben, severity: null },
  ],
  interviews: [
    { interview: 5, name: 'Debugging', startsAt: null, minutes: 60, cancelled: false, focus: ['diagnosis'] },
  ],
  scorecards: [
    { scorecard: 1, interview: 5, person: 1, shadow: false, halo: null, versions: [version()] },
    {
      scorecard: 2,
      interview: 5,
      person: 2,
      shadow: false,
      halo: null,
      versions: [version({ ratings: [{ criterion: 'diagnosis', level: 4, words: evidence }] })],
    },
  ],
  score: { basis: 'run', value: scored() },
  ratings: [rating(1, 2), rating(2, 4)],
  profiles: { balanced: { 'ml/diagnosis': 3 }, 'research-heavy': { 'ml/diagnosis': 1 } },
  rescore: ({ bar }) => scored({ probabilityAboveBar: bar && bar < 3 ? 0.9 : 0.2 }),
  ...given,
})

export const drawing = (erased: number[] = []) => ({
  evidence: ({ text }: TextRef): ErasableEvidence => {
    const row = texts.find(({ id }) => id === text)!
    return erased.includes(text)
      ? { evidence: null, erasedOn: '21 November 2026' }
      : { evidence: readEvidence({ format: row.format, body: row.body! }), erasedOn: null }
  },
  moment: (iso: string) => iso,
  words: ({ text }: TextRef): ErasableText =>
    erased.includes(text)
      ? { words: null, erasedOn: '21 November 2026' }
      : { words: texts.find(({ id }) => id === text)?.body ?? '', erasedOn: null },
})
