import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  candidate,
  drawing,
  evidence,
  flagged,
  hashes,
  sha256,
  source,
  texts,
  version,
} from '../../../test/setup/packet-source'
import { canonical } from '../kit/canonical'
import { textRefs } from './body'
import { buildPacket, type PacketSource } from './build-packet'
import { packetView } from './packet-view'
import { holds, readBody, verifyPacket, type StoredText } from './verify-packet'

const frozen = (given: Partial<PacketSource> = {}) => {
  const body = canonical(buildPacket(source(given)))
  return { body, hash: sha256(body) }
}

describe('building a packet', () => {
  test('the same source gives the same bytes, and they read back', () => {
    expect(frozen().body).toBe(frozen().body)
    expect(canonical(readBody(frozen().body))).toBe(frozen().body)
  })

  test('raw mean and steps sum to the score that it holds', () => {
    const { score } = buildPacket(source())
    const { severity, halo, shrinkage, other } = score!.steps
    expect(score!.rawMean + severity + halo + shrinkage + other).toBeCloseTo(score!.score, 12)
  })

  test('holds no name and no words, only their ids and hashes', () => {
    for (const { body } of texts) expect(frozen().body).not.toContain(JSON.stringify(body))
    expect(textRefs(buildPacket(source())).map(({ text }) => text)).toEqual([1, 2, 3, 4, 5])
  })

  test('raters of one interview two levels apart stand side by side with their anchors', () => {
    const view = packetView(buildPacket(source()), drawing())
    expect(view.disagreements).toHaveLength(1)
    expect(view.disagreements[0]!.sides.map(({ level, anchor }) => [level, anchor])).toEqual([
      [2, 'two'],
      [4, 'four'],
    ])
  })

  test('counts the version written blind, shows it, and keeps the later one beside it', () => {
    const later = version({
      number: 2,
      kind: 'amendment',
      blind: false,
      ratings: [{ criterion: 'diagnosis', level: 3, words: evidence }],
    })
    const cards = source().scorecards
    const view = packetView(
      buildPacket(source({ scorecards: [{ ...cards[0]!, versions: [version(), later] }, cards[1]!] })),
      drawing(),
    )
    expect(view.scorecards[0]!.shown?.ratings[0]?.level).toBe(2)
    expect(view.scorecards[0]!.later?.ratings[0]?.level).toBe(3)
    expect(view.criteria[0]!.raters).toBe(2)
  })

  test('withdrawn and shadow scorecards add no rater, no flag and no disagreement', () => {
    const flags = [
      { finding: 1, flag: 'f', name: 'Flag', severity: 'critical' as const, evidence: flagged, probe: null },
    ]
    const cards = source().scorecards
    const withdrawal = version({ number: 2, kind: 'withdrawal', ratings: [], recommendation: null, because: null })
    const body = buildPacket(
      source({
        scorecards: [
          { ...cards[0]!, versions: [version({ flags }), withdrawal] },
          { ...cards[1]!, shadow: true, versions: [version({ flags })] },
        ],
      }),
    )
    const view = packetView(body, drawing())
    expect(view.criteria.map(({ raters }) => raters)).toEqual([0, 0])
    expect(view.flags).toEqual([])
    expect(view.disagreements).toEqual([])
    expect(view.scorecards.map(({ state }) => state)).toEqual(['withdrawn'])
    expect(view.shadows).toHaveLength(1)
  })

  test('says which criteria with weight nobody saw, and whether anybody was to', () => {
    const { uncovered: unseen } = packetView(buildPacket(source()), drawing())
    expect(unseen).toEqual([{ criterion: 'explaining', name: 'Explaining', mustHave: false, planned: false }])
  })

  test('asks whether the outcome changes under other weights, other bars and without each interviewer', () => {
    const { flips } = buildPacket(source())
    expect(flips.map(({ kind, what }) => [kind, what])).toEqual([
      ['raw-mean', ''],
      ['without-person', 1],
      ['without-person', 2],
      ['need-profile', 'research-heavy'],
      ['bar', 2.8],
      ['bar', 3.2],
    ])
    expect(flips.find(({ what }) => what === 2.8)!.hire).toBe(true)
    expect(flips.find(({ what }) => what === 3.2)!.hire).toBe(false)
  })

  test('without a run there is no score and nothing to flip', () => {
    const body = buildPacket(source({ run: null, score: null, rescore: null }))
    expect(body.score).toBeNull()
    expect(body.flips).toEqual([])
  })
})

describe('verifying a frozen packet', () => {
  test('holds as frozen, and still holds when words are erased', () => {
    expect(holds(verifyPacket(frozen(), texts, hashes))).toBe(true)
    const erased = texts.map((text) => ({ ...text, body: null, salt: null }))
    const found = verifyPacket(frozen(), erased, hashes)
    expect(holds(found)).toBe(true)
    expect(found.erasedTexts).toHaveLength(5)
    const view = packetView(readBody(frozen().body), drawing([candidate.text]))
    expect(view.candidate.name).toEqual({ words: null, erasedOn: '21 November 2026' })
  })

  test('any change of a character is noticed', () => {
    const packet = frozen()
    fc.assert(
      fc.property(fc.nat({ max: packet.body.length - 1 }), fc.constantFrom('0', '1', 'a'), (at, character) => {
        const changed = packet.body.slice(0, at) + character + packet.body.slice(at + 1)
        fc.pre(changed !== packet.body)
        expect(holds(verifyPacket({ ...packet, body: changed }, texts, hashes))).toBe(false)
      }),
    )
  })

  test('changed words, another hash and a missing row are each named', () => {
    const changed = (at: number, text: Partial<StoredText>) =>
      texts.map((row) => (row.id === at ? { ...row, ...text } : row))
    expect(verifyPacket(frozen(), changed(1, { body: 'Eve Quill' }), hashes).brokenTexts).toEqual([1])
    expect(verifyPacket(frozen(), changed(2, { hash: 'other', body: null, salt: null }), hashes).brokenTexts).toEqual([
      2,
    ])
    expect(verifyPacket(frozen(), texts.slice(1), hashes).brokenTexts).toEqual([1])
  })
})
