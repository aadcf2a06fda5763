import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CalibrationDocument } from '~/engine'
import { calibrateInFolder, HEADER, lines, small } from '../../../test/setup/calibrate'

const { fitted } = calibrateInFolder()

describe('whatever the data are called and however they are written, the answer is the same', () => {
  const rows = small.filter((r) => r.candidate! <= 'C0020')
  const summary = (d: CalibrationDocument) => ({
    variances: Object.values(d.varianceComponents).map((v) => v.variance!),
    scores: d.candidates!.map((c) => c.score),
    sds: d.candidates!.map((c) => c.sd),
  })
  const close = (a: readonly number[], b: readonly number[], digits = 7) =>
    a.forEach((x, i) => expect(x).toBeCloseTo(b[i]!, digits))

  test('order of rows and new names that keep their order', async () => {
    const plain = summary(await fitted([HEADER, ...lines(rows)].join('\n')))
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.stringMatching(/^[a-zé]{1,5}$/),
        async (order, prefix) => {
          const shuffled = rows
            .map((r) => ({ r, k: order.next().value }))
            .sort((a, b) => a.k - b.k)
            .map(({ r }) => ({
              ...r,
              candidate: prefix + r.candidate,
              interviewer: prefix + r.interviewer,
              criterion: prefix + r.criterion,
            }))
          const other = summary(await fitted([HEADER, ...lines(shuffled)].join('\n')))
          close(other.variances, plain.variances)
          close(other.scores, plain.scores)
          close(other.sds, plain.sds)
        },
      ),
      { numRuns: 4 },
    )
  })

  test('shifting and stretching the scale shifts and stretches the answer', async () => {
    const plain = summary(await fitted([HEADER, ...lines(rows)].join('\n')))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -50, max: 50 }), fc.constantFrom(0.5, 2, 10), async (shift, factor) => {
        const moved = rows.map((r) => ({ ...r, score: String(Number(r.score) * factor + shift) }))
        const other = summary(await fitted([HEADER, ...lines(moved)].join('\n')))
        close(
          other.variances.map((v) => v / factor ** 2),
          plain.variances,
        )
        close(
          other.scores.map((s) => (s - shift) / factor),
          plain.scores,
        )
        close(
          other.sds.map((s) => s / factor),
          plain.sds,
        )
      }),
      { numRuns: 4 },
    )
  })
})
