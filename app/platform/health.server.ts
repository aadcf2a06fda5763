import { Router } from 'express'
import { collectDefaultMetrics, register } from 'prom-client'
import { env } from './env.server'
import { readiness } from './readiness.server'

let collecting = false

/** `/healthz`: the process answers. `/readyz`: the database does, migrated. `/metrics`: off unless METRICS is set. */
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
  if (env().METRICS) {
    if (!collecting) collectDefaultMetrics()
    collecting = true
    router.get('/metrics', (_request, response, next) => {
      register.metrics().then((text) => void response.type(register.contentType).send(text), next)
    })
  }
  return router
}
