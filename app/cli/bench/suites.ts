import type { Suite } from './figure'
import { alphaCoverage } from './alpha-coverage'
import { background } from './background'
import { engine, engineLarge } from './engine'
import { mutatedKits } from './mutated-kits'
import { ratingsReader } from './ratings-reader'
import { script } from './script'
import { served } from './served'
import { signInBurst } from './sign-in-burst'
import { simulation } from './simulation'
import { start } from './start'
import { tables } from './tables'

/** In the order in which they are run; what starts processes of its own comes last. */
export const suites: readonly Suite[] = [
  script,
  simulation,
  alphaCoverage,
  served,
  background,
  start,
  signInBurst,
  engine,
  engineLarge,
  ratingsReader,
  tables,
  mutatedKits,
]
