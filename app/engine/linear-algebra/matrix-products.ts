import { matrixProductsModule } from './matrix-products-bytes'

/**
 * Products of rows of matrices that lie in one memory, in vector code where the machine has it. All matrices have the same row
 * length (`stride`); places are counted in numbers, not bytes.
 */
export interface MatrixProducts {
  memory: Float64Array
  /**
   * c[i][j] -= sum over k of a[i][k] b[j][k], for `rows` rows of a (a multiple of 4), `columns` rows of b (a multiple of 2) and
   * `length` products each (a multiple of 2, at least 2). Even and odd k are summed apart, so both ways are bit-identical.
   */
  subtract: (c: number, a: number, b: number, stride: number, rows: number, columns: number, length: number) => void
}

const PAGE = 65536

let compiled: WebAssembly.Module | null | undefined
let kept: { memory: WebAssembly.Memory; products: MatrixProducts } | null = null

/** Space for `numbers` numbers; it is reused by the next call, so nobody may keep it. */
export function openVectorProducts(numbers: number): MatrixProducts {
  if (compiled === undefined) {
    const bytes = matrixProductsModule()
    compiled = WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null
  }
  if (compiled === null) return openPlainProducts(numbers)
  if (kept !== null && kept.products.memory.length >= numbers) return kept.products
  const memory = new WebAssembly.Memory({ initial: Math.ceil((8 * numbers) / PAGE) })
  const run = new WebAssembly.Instance(compiled, { m: { m: memory } }).exports.subtract as MatrixProducts['subtract']
  const products: MatrixProducts = {
    memory: new Float64Array(memory.buffer),
    subtract: (c, a, b, stride, rows, columns, length) =>
      run(8 * c, 8 * a, 8 * b, 8 * stride, rows, columns, 8 * length),
  }
  kept = { memory, products }
  return products
}

/** The same without vector code, for machines that lack it. */
export function openPlainProducts(numbers: number): MatrixProducts {
  const memory = new Float64Array(numbers)
  return {
    memory,
    subtract: (c, a, b, stride, rows, columns, length) => {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          let even = 0
          let odd = 0
          for (let p = a + i * stride, q = b + j * stride, end = p + length; p < end; p += 2, q += 2) {
            even += memory[p] * memory[q]
            odd += memory[p + 1] * memory[q + 1]
          }
          memory[c + i * stride + j] -= even + odd
        }
      }
    },
  }
}
