/**
 * Numbers that look random and depend on nothing but a seed and keys: the same keys give the same
 * draw wherever they stand, so that two exhibits can share the noise of one day.
 */
export type Draw = (...keys: number[]) => number

function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const h = hash ^ k
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

/** Uniform in (0, 1), 32 bits: MurmurHash3 of the keys, which are taken to three decimals. */
export function uniform(seed: number): Draw {
  return (...keys) => {
    let hash = keys.reduce((so, key) => mix(mix(so, Math.round(key * 1000) | 0), keys.length), seed | 0)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return (((hash ^ (hash >>> 16)) >>> 0) + 0.5) / 2 ** 32
  }
}

/** Standard normal, by Box and Muller (1958), Ann. Math. Statist. 29(2):610-611. */
export function normal(seed: number): Draw {
  const draw = uniform(seed)
  return (...keys) => Math.sqrt(-2 * Math.log(draw(...keys, 1))) * Math.cos(2 * Math.PI * draw(...keys, 2))
}

/**
 * Poisson with the given mean: by inversion below 50, above it by the rounded normal, which is
 * close enough there for drawing charts. A mean of 0 or less gives 0.
 */
export function poisson(seed: number): (mean: number, ...keys: number[]) => number {
  const uniformDraw = uniform(seed)
  const normalDraw = normal(seed)
  return (mean, ...keys) => {
    if (mean <= 0) return 0
    if (mean >= 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normalDraw(...keys)))
    let left = uniformDraw(...keys)
    let share = Math.exp(-mean)
    let count = 0
    while (left > share && count < 1000) {
      left -= share
      count += 1
      share *= mean / count
    }
    return count
  }
}
