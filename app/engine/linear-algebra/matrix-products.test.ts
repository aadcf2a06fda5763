import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import wabt from 'wabt'
import { Rng } from '../probability/rng'
import { openPlainProducts, openVectorProducts } from './matrix-products'
import { matrixProductsModule } from './matrix-products-bytes'

/** The module written in matrix-products.wat, as WABT assembles it. */
async function assembled(): Promise<Uint8Array> {
  const url = new URL('./matrix-products.wat', import.meta.url)
  const { parseWat } = await wabt()
  const module = parseWat('matrix-products.wat', readFileSync(url, 'utf8'), { simd: true })
  module.validate()
  return module.toBinary({}).buffer
}

/** matrix-products-bytes.ts as it must stand for these bytes. */
function sourceOf(bytes: Uint8Array): string {
  const lines = Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,100}/g)!
  return `/** The bytes of matrix-products.wat, whose first lines say how this file is written. */
export function matrixProductsModule(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(BASE64), (character) => character.charCodeAt(0))
}

const BASE64 =
${lines.map((line) => `  '${line}'`).join(' +\n')}
`
}

test('the bytes that run are those of the readable source, and this machine runs them', async () => {
  const bytes = await assembled()
  await expect(sourceOf(bytes)).toMatchFileSnapshot('./matrix-products-bytes.ts')
  expect(matrixProductsModule()).toEqual(bytes)
  expect(WebAssembly.validate(matrixProductsModule())).toBe(true)
})

test('products of rows are bit-identical in vector code and in plain code', () => {
  const rng = new Rng(3)
  const stride = 76
  const start = Float64Array.from({ length: 40 * stride }, () => rng.normal())
  for (const [c, a, b, rows, columns, length] of [
    [0, 12 * stride, 20 * stride, 8, 6, 74],
    [2 * stride + 4, 12 * stride + 10, 30 * stride + 2, 4, 2, 2],
    [0, 28 * stride, 28 * stride, 12, 12, 36],
  ] as const) {
    const results = [openVectorProducts(start.length), openPlainProducts(start.length)].map((p) => {
      p.memory.set(start)
      p.subtract(c, a, b, stride, rows, columns, length)
      return p.memory.slice(0, start.length)
    })
    expect(results[0]).toEqual(results[1])
    expect(results[0]).not.toEqual(start)
  }
})
