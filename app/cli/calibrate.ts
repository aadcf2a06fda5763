import { calibrate } from './calibrate/calibrate'
import { env } from '~/platform/env.server'
import { run } from '~/platform/run.server'

await run(() => calibrate(process.argv.slice(2), env().INIT_CWD ?? process.cwd()))
