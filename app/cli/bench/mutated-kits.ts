import { parseKit } from '~/domain/kit/parse-kit'
import type { KitProblem } from '~/domain/kit/problem'
import { mustExist } from '~/domain/shared/must-exist'
import { sha256 } from '~/platform/secret.server'
import { kitFolder } from '../../../test/setup/kit-folder'
import { milliseconds, type Suite } from './figure'
import { generator, type Random } from './generator'

const MUTATIONS = 5_000
/** The sound kit is checked in a fraction of this. */
const SLOWEST_MS = 5_000
const MOST_CHARACTERS_CUT = 200
const MANY = 500

/** What means something in YAML, in JavaScript or to a terminal. */
const PIECES = [
  ...['*a', '&a ', '<<: ', '? ', '- ', '[', '{', '"', "'", '|\n', '>\n', '!!set ', '%', '\t', '\u0000', ': ', '---\n'],
  ...['__proto__: ', 'constructor: ', '.nan', '.inf', '-0', '0x1', '\ud800', '\u202e', '~', '# ', '\n', '1e999'],
]

/** A small kit with random damage: each is a kit or is refused with sentences, in bounded time. */
export const mutatedKits: Suite = {
  name: 'mutated-kits',
  onlyWhenNamed: true,
  async run(report) {
    const files = kitFolder()
    const check = (changed: ReadonlyMap<string, string>) => parseKit('data-engineer', changed, sha256)
    if (!check(files).ok) throw new Error('the kit is refused before it is damaged')
    const sound = await milliseconds(() => Promise.resolve(check(files)))
    let read = 0
    let slowest = 0
    for (let seed = 1; seed <= MUTATIONS; seed++) {
      const changed = withDamage(files, generator(seed))
      const took = await milliseconds(() => {
        const parsed = check(changed)
        if (parsed.ok) read++
        else refuseOtherThanSentences(parsed.problems, seed)
        return Promise.resolve()
      })
      if (took > SLOWEST_MS) throw new Error(`kit, mutation ${seed}: took ${Math.round(took)} ms`)
      slowest = Math.max(slowest, took)
    }
    report({ name: `${MUTATIONS} kits with damage: read`, value: read, unit: 'kits', baseline: null })
    report({
      name: `${MUTATIONS} kits with damage: slowest, against the sound kit`,
      value: slowest,
      unit: 'ms',
      baseline: sound,
    })
  },
}

/** One to four changes in YAML files of the kit: characters cut out, and a piece put in their place, now and then many times. */
function withDamage(files: ReadonlyMap<string, string>, random: Random): Map<string, string> {
  const whole = (below: number) => Math.floor(random() * below)
  const names = [...files.keys()].filter((name) => name.endsWith('.yaml'))
  const changed = new Map(files)
  for (let changes = 1 + whole(4); changes > 0; changes--) {
    const name = mustExist(names[whole(names.length)], 'file of the kit')
    const text = mustExist(changed.get(name), name)
    const from = whole(text.length + 1)
    const piece = mustExist(PIECES[whole(PIECES.length)], 'piece').repeat(random() < 0.1 ? MANY : 1)
    changed.set(name, text.slice(0, from) + piece + text.slice(from + whole(MOST_CHARACTERS_CUT)))
  }
  return changed
}

/** @throws Error with the number of the kit */
function refuseOtherThanSentences(problems: readonly KitProblem[], seed: number): void {
  const wrong = problems.find(
    ({ message, line }) => line < 1 || !/[.?]$/.test(message) || /\n|Invalid input|undefined|\[object/.test(message),
  )
  if (problems.length === 0 || wrong !== undefined)
    throw new Error(`kit, mutation ${seed}: ${wrong === undefined ? 'no sentence' : JSON.stringify(wrong)}`)
}
