import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { constants } from 'node:zlib'
import type { ViteDevServer } from 'vite'
import { jobHandlers } from '~/jobs/handlers'
import { withUnavailableResponses } from '~/platform/answer-unavailable.server'
import { boundAttempts } from '~/platform/attempt-gate.server'
import { now } from '~/platform/clock.server'
import { closeDatabase, openDatabase } from '~/platform/db.server'
import { followConnections } from '~/platform/end-server.server'
import { env } from '~/platform/env.server'
import { withErrorDocuments } from '~/platform/error-documents.server'
import { health } from '~/platform/health.server'
import {
  answerFailure,
  keepAddressSecret,
  limitBody,
  nonce,
  refuseForeignHost,
  refuseForeignOrigin,
  securityHeaders,
} from '~/platform/http.server'
import { logger } from '~/platform/logger.server'
import { forgetForwardedHost, plainHttpWarning } from '~/platform/origin.server'
import { placeOf } from '~/platform/place.server'
import { withEveryAction } from '~/platform/every-action.server'
import { answerOutsideRequests, readAbsoluteForm, readTarget, refuseMethod } from '~/platform/request-target.server'
import { startQueue } from '~/platform/queue.server'
import { loadKits } from '~/platform/rubric-store.server'
import { announceFirstVisit } from '~/platform/first-visit.server'
import { StartError } from '~/platform/start-error.server'
import { sweepArchiveFolders } from '~/services/archive/archive-folders.server'
import { foldStoredNames } from '~/services/candidate/fold-stored-names.sql.server'

export type Running = { origin: string; stop: () => Promise<void> }

/** Container runtimes kill ten seconds after SIGTERM; requests and jobs end side by side, well before that. */
const CLOSE_WITHIN_MS = 4_000

const complete = (build: ServerBuild) => withErrorDocuments(withUnavailableResponses(withEveryAction(build)))

async function application(vite: ViteDevServer | undefined) {
  // A function is asked at each request, and Remix then makes its routes anew: in production that takes longer than most answers.
  const build = vite
    ? async () => complete((await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild)
    : complete(await import('virtual:remix/server-build'))

  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', env().TRUST_PROXY || false)
  app.use(nonce, securityHeaders(Boolean(vite)))
  app.use(readTarget)
  app.use(['/task', '/invitation', '/reset'], keepAddressSecret)
  app.use(health())
  app.use(forgetForwardedHost, refuseForeignHost, refuseForeignOrigin, refuseMethod, limitBody, boundAttempts())
  // One step above its default: a page's script comes 6 % smaller for about the same work.
  app.use(compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } }))
  if (vite) app.use(vite.middlewares)
  else {
    const client = path.resolve('build/client')
    app.use(
      '/assets',
      express.static(path.join(client, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
    )
    app.use(express.static(client, { maxAge: '1h', index: false }))
  }
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  const handle = createRequestHandler({
    build,
    mode: vite ? 'development' : 'production',
    getLoadContext: (request, response) => ({
      cspNonce: response.locals.cspNonce as string,
      place: placeOf(request.ip),
    }),
  })
  app.all('*', (request, response, next) => {
    void handle(request, response, next).finally(response.locals.leaveGate as (() => void) | undefined)
  })
  app.use(answerFailure)
  return app
}

function listen(server: Server): Promise<number> {
  const { PORT, HOST } = env()
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new StartError(`Port ${PORT} on ${HOST} is taken by another program; set PORT to a free one.`))
      else if (error.code === 'EACCES')
        reject(new StartError(`Port ${PORT} may not be opened by this user; set PORT to one above 1023.`))
      else reject(error)
    })
    server.listen(PORT, HOST, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : PORT)
    })
  })
}

/** Opens the database, serves, runs the queue; `stop` ends all three in order and closes the database last. */
export async function serve(vite?: ViteDevServer): Promise<Running> {
  const { DATABASE_URL, DATA_DIR, RUBRICS_DIR, HOST, APP_ORIGIN } = env()
  const begun = now()
  await openDatabase(DATABASE_URL ? { url: DATABASE_URL } : { folder: path.resolve(DATA_DIR, 'pg') })
  await foldStoredNames()
  await sweepArchiveFolders()
  const kits = await loadKits(path.resolve(RUBRICS_DIR))
  for (const problem of kits.problems)
    process.stderr.write(`${problem.file}:${problem.line}:${problem.column} ${problem.message}\n`)

  // Slow clients are cut off: Node looks every five seconds.
  const server = createServer({ connectionsCheckingInterval: 5_000 }, readAbsoluteForm(await application(vite)))
  const endServer = followConnections(server)
  answerOutsideRequests(server)
  server.requestTimeout = 30_000
  server.headersTimeout = 15_000
  let port: number
  try {
    port = await listen(server)
  } catch (error) {
    await closeDatabase()
    throw error
  }
  const queue = startQueue(jobHandlers)
  const origin = APP_ORIGIN ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`
  logger.info({ ms: Date.now() - begun.getTime() }, 'started')
  const warning = plainHttpWarning(APP_ORIGIN)
  if (warning) process.stderr.write(`${warning}\n`)
  process.stderr.write(`Assay is ready at ${origin}\n`)
  await announceFirstVisit(origin)

  let stopping: Promise<void> | undefined
  const stop = () =>
    (stopping ??= (async () => {
      await Promise.all([endServer(CLOSE_WITHIN_MS), queue.stop()])
      await closeDatabase()
    })())
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ error }, 'stopping failed')
          process.exit(1)
        },
      )
    })
  return { origin, stop }
}
