import { generateRatings } from './generate-ratings/generate-ratings'
import { env } from '~/platform/env.server'
import { run } from '~/platform/run.server'

await run(() => generateRatings(process.argv.slice(2), env().INIT_CWD ?? process.cwd()))
