import fc from 'fast-check'
import { expect, test } from 'vitest'
import { symmetricEigen } from './symmetric-eigen'

test('vectors are orthonormal and put the matrix together again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }).chain((k) =>
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: k * k, maxLength: k * k }).map((a) => {
          const m = Float64Array.from(
            a,
            (_, i) => a[Math.floor(i / k) * k + (i % k)]! + a[(i % k) * k + Math.floor(i / k)]!,
          )
          return { k, m }
        }),
      ),
      ({ k, m }) => {
        const { values, vectors } = symmetricEigen(m, k)
        for (let i = 0; i < k; i++) {
          for (let j = 0; j < k; j++) {
            let whole = 0
            let product = 0
            for (let e = 0; e < k; e++) {
              whole += values[e]! * vectors[e * k + i]! * vectors[e * k + j]!
              product += vectors[i * k + e]! * vectors[j * k + e]!
            }
            expect(whole).toBeCloseTo(m[i * k + j]!, 9)
            expect(product).toBeCloseTo(i === j ? 1 : 0, 10)
          }
        }
      },
    ),
  )
})
