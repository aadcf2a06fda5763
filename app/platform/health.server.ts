import { Router } from 'express'
import { env } from './env.server'
import { metrics } from './metrics.server'
import { readiness } from './readiness.server'

/** `/healthz`: the process answers. `/readyz`: the database does, migrated. `/metrics`: off unless METRICS or METRICS_TOKEN is set. */
export function health() {
  const router = Router()
  router.get('/healthz', (_request, response) => void response.type('text/plain').send('ok\n'))
  router.get('/readyz', (_request, response, next) => {
    readiness().then(
      (problem) =>
        void response
          .status(problem ? 503 : 200)
          .type('text/plain')
          .send(problem ? `not ready: ${problem}\n` : 'ready\n'),
      next,
    )
  })
  router.all(['/healthz', '/readyz'], (_request, response) => {
    response
      .status(405)
      .set('Allow', 'GET, HEAD, OPTIONS')
      .type('text/plain')
      .send('This address is only for reading.\n')
  })
  if (env().METRICS || env().METRICS_TOKEN !== undefined) router.get('/metrics', metrics())
  return router
}
