import { run } from '~/platform/run.server'
import { serve } from '../../server'

await run(async () => {
  await serve()
})
