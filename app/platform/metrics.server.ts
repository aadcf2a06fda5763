import { createHmac, randomBytes } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { collectDefaultMetrics, Counter, Gauge, register } from 'prom-client'
import { openConnection } from './db.server'
import { env } from './env.server'
import { logger } from './logger.server'
import { isBehindProxy, isLoopbackHost } from './origin.server'
import { sameSecret } from './secret.server'

const NAME = 'assay_sign_ins_total'
// The registry outlives a reload of this module by the development server, and takes a name once.
const signIns =
  (register.getSingleMetric(NAME) as Counter<'outcome'> | undefined) ??
  new Counter({
    name: NAME,
    help: 'Sign-ins by outcome: succeeded, wrong, delayed, busy or which organisation.',
    labelNames: ['outcome'],
  })

const OUTCOMES = {
  succeeded: 'succeeded',
  SIGN_IN_WRONG: 'wrong',
  THROTTLED: 'delayed',
  BUSY: 'busy',
  WHICH_ORGANISATION: 'which organisation',
} as const

const CHAINS = 'assay_audit_chains_broken'
const ANSWER_WITHIN_MS = 1_500

if (!register.getSingleMetric(CHAINS))
  new Gauge({
    name: CHAINS,
    help: 'Organisations whose audit chain was found broken; NaN while the database does not answer.',
    async collect() {
      this.set(await brokenChains())
    },
  })

/** The figures of the process are read also while the database is away: it is asked for no longer than a moment. */
async function brokenChains(): Promise<number> {
  const sql = 'SELECT count(*)::int AS broken FROM "AuditVerification" WHERE "brokenNumber" IS NOT NULL'
  const asked = openConnection()?.rows<{ broken: number }>(sql)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => (timer = setTimeout(resolve, ANSWER_WITHIN_MS, null)))
  const rows = await Promise.race([asked ?? null, late]).catch(() => null)
  clearTimeout(timer)
  return rows?.[0]?.broken ?? NaN
}

/** Addresses are told apart in the log by this process alone: its key is nowhere else. */
const logKey = randomBytes(32)
const logName = (value: string) => createHmac('sha256', logKey).update(value).digest('hex').slice(0, 12)

/** Counts a sign-in, and logs one that failed without the address that was given or the place it came from. */
export function countSignIn(outcome: keyof typeof OUTCOMES, given: { form: { email: string }; place: string }) {
  signIns.inc({ outcome: OUTCOMES[outcome] })
  if (outcome === 'SIGN_IN_WRONG')
    logger.info({ account: logName(given.form.email), place: logName(given.place) }, 'sign-in failed')
}

/** A sign-in that was refused before anything was read of it. */
export const countBusySignIn = () => signIns.inc({ outcome: OUTCOMES.BUSY })

const isLoopbackAddress = (address: string | undefined) => /^(127\.|::1$|::ffff:127\.)/.test(address ?? '')

/**
 * Asked by a program on this machine, and by nobody else through it: a proxy here makes all the world come from
 * loopback, and a page in a browser here may reach us under a name of its own (DNS rebinding).
 */
function asksFromHere(request: Request): boolean {
  if (isBehindProxy(env())) return false
  const passedOn = Object.keys(request.headers).some((name) => /^(x-forwarded-|forwarded$|via$|x-real-ip$)/.test(name))
  return !passedOn && isLoopbackAddress(request.socket.remoteAddress) && isLoopbackHost(request.headers.host ?? '')
}

/** Whether a request may read the figures: by METRICS_TOKEN where there is one, else from this machine alone. */
function mayRead(request: Request): boolean {
  const { METRICS_TOKEN } = env()
  if (METRICS_TOKEN === undefined) return asksFromHere(request)
  const [, given] = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '') ?? []
  return given !== undefined && sameSecret(given, METRICS_TOKEN)
}

let collecting = false

/** Prometheus figures. Mount it before anything that rewrites headers. */
export function metrics(): RequestHandler {
  if (!collecting) collectDefaultMetrics()
  collecting = true
  return (request, response, next) => {
    if (mayRead(request))
      return void register.metrics().then((text) => void response.type(register.contentType).send(text), next)
    const { METRICS_TOKEN } = env()
    if (METRICS_TOKEN !== undefined) response.set('WWW-Authenticate', 'Bearer realm="metrics"')
    response
      .status(METRICS_TOKEN === undefined ? 403 : 401)
      .type('text/plain')
      .send(
        METRICS_TOKEN === undefined
          ? 'Metrics are given to programs on this machine only. Set METRICS_TOKEN to read them from elsewhere or through a proxy.\n'
          : 'Send the token of METRICS_TOKEN as "Authorization: Bearer TOKEN".\n',
      )
  }
}
