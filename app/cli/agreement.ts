import { env } from '~/platform/env.server'
import { run } from '~/platform/run.server'
import { agreement } from './agreement/agreement'

await run(() => agreement(process.argv.slice(2), env().INIT_CWD ?? process.cwd()))
