/**
 * The machine code of `Products.subtract` as a WebAssembly module with 128-bit vectors: written out here, so that the build
 * needs no further tool. One function over one imported memory; addresses and strides in bytes.
 */
export function productsModule(): Uint8Array<ArrayBuffer> {
  const I32 = 0x7f
  const V128 = 0x7b
  const [C, A, B, STRIDE, ROWS, COLUMNS, K] = [0, 1, 2, 3, 4, 5, 6]
  const [I, J, PA, PB, END, PC, AI, CI, S2, S3, BJ] = [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]
  const ACC = 18
  const [B0, B1, T] = [26, 27, 28]

  const get = (l: number) => [0x20, l]
  const set = (l: number) => [0x21, l]
  const number = (n: number) => [0x41, ...signed(n)]
  const add = [0x6a]
  const multiply = [0x6c]
  const plus = (l: number, n: number[]) => [...get(l), ...n, ...add, ...set(l)]
  const vector = (op: number) => [0xfd, ...unsigned(op)]
  const load = [...vector(0x00), 0, 0]
  const laneSum = (l: number) => [...get(l), ...vector(0x21), 0, ...get(l), ...vector(0x21), 1, 0xa0]
  const again = (condition: number[]) => [...condition, 0x0d, 0, 0x0b]
  const LOOP = [0x03, 0x40]
  const below = [0x49]
  const rowOffset = [[], [...get(STRIDE), ...add], [...get(S2), ...add], [...get(S3), ...add]]

  const accumulate = rowOffset.flatMap((offset, r) => [
    ...get(PA),
    ...offset,
    ...load,
    ...set(T),
    ...[B0, B1].flatMap((b, c) => {
      const acc = ACC + 2 * r + c
      return [...get(acc), ...get(T), ...get(b), ...vector(0xf2), ...vector(0xf0), ...set(acc)]
    }),
  ])
  const takeOff = rowOffset.flatMap((offset, r) =>
    [0, 1].flatMap((c) => {
      const address = [...get(PC), ...offset]
      return [...address, ...address, 0x2b, 3, 8 * c, ...laneSum(ACC + 2 * r + c), 0xa1, 0x39, 3, 8 * c]
    }),
  )
  const body = [
    ...[...get(STRIDE), ...number(2), ...multiply, ...set(S2)],
    ...[...get(STRIDE), ...number(3), ...multiply, ...set(S3)],
    ...[...get(A), ...set(AI), ...get(C), ...set(CI), ...number(0), ...set(I)],
    ...LOOP,
    ...[...get(B), ...set(BJ), ...get(CI), ...set(PC), ...number(0), ...set(J)],
    ...LOOP,
    ...Array.from({ length: 8 }, (_, k) => [...vector(0x0c), ...new Array<number>(16).fill(0), ...set(ACC + k)]).flat(),
    ...[...get(AI), ...set(PA), ...get(BJ), ...set(PB), ...get(AI), ...get(K), ...add, ...set(END)],
    ...LOOP,
    ...[...get(PB), ...load, ...set(B0), ...get(PB), ...get(STRIDE), ...add, ...load, ...set(B1)],
    ...accumulate,
    ...[...plus(PA, number(16)), ...plus(PB, number(16))],
    ...again([...get(PA), ...get(END), ...below]),
    ...takeOff,
    ...[...plus(BJ, get(S2)), ...plus(PC, number(16)), ...plus(J, number(2))],
    ...again([...get(J), ...get(COLUMNS), ...below]),
    ...[...plus(AI, get(S2)), ...plus(AI, get(S2)), ...plus(CI, get(S2)), ...plus(CI, get(S2)), ...plus(I, number(4))],
    ...again([...get(I), ...get(ROWS), ...below]),
  ]
  const code = [2, 11, I32, 11, V128, ...body, 0x0b]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 7, ...new Array<number>(7).fill(I32), 0]),
    ...section(2, [1, 1, 0x6d, 1, 0x6d, 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, 8, ...[...'subtract'].map((c) => c.charCodeAt(0)), 0, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ])
}

const section = (id: number, content: number[]) => [id, ...unsigned(content.length), ...content]

function unsigned(n: number): number[] {
  const out: number[] = []
  for (; n > 127; n >>>= 7) out.push((n & 127) | 128)
  return [...out, n]
}

function signed(n: number): number[] {
  const out: number[] = []
  for (; n > 63 || n < -64; n >>= 7) out.push((n & 127) | 128)
  return [...out, n & 127]
}
