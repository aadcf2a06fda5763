import path from 'node:path'
import { env, overrideEnv, refuseBeyondThisMachine } from '~/platform/env.server'
import { run } from '~/platform/run.server'
import { serve } from '../../server'
import { demoPeople, signInLines } from './demo/demo-folder'

await run(async () => {
  refuseBeyondThisMachine()
  const folder = path.resolve(env().DATA_DIR, 'demo')
  overrideEnv({ DATA_DIR: folder })
  const people = await demoPeople(folder)
  const { origin } = await serve()
  process.stdout.write(`The example organisation is at ${origin}. Sign in as:\n${signInLines(people)}`)
})
