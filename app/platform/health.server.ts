import { Router } from 'express'
import { collectDefaultMetrics, register } from 'prom-client'
import { databaseReady } from './db.server'
import { env } from './env.server'

let collecting = false

/** `/healthz`: the process answers. `/readyz`: the database does, migrated. `/metrics`: off unless METRICS is set. */
export function health() {
  const router = Router()
  router.get('/healthz', (_request, response) => void response.type('text/plain').send('ok\n'))
  router.get('/readyz', (_request, response, next) => {
    databaseReady().then(
      (ready) =>
        void response
          .status(ready ? 200 : 503)
          .type('text/plain')
          .send(ready ? 'ready\n' : 'not ready\n'),
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
