import * as z from 'zod'
import { mustExist } from '~/domain/shared/must-exist'
import { StartError } from './start-error.server'

const FLAGS = ['0', '1', 'true', 'false'] as const
const flag = (name: string) =>
  z.enum(FLAGS, `${name} must be 1 or 0 (or true or false)`).transform((value) => value === '1' || value === 'true')

/** A whole number in digits: `Number` would take a space for 0, which opens any port. */
const wholeNumber = (most: number, sentence: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, sentence)
    .transform(Number)
    .refine((value) => value <= most, sentence)

const oneOf = <const T extends readonly [string, ...string[]]>(name: string, values: T) =>
  z.enum(values, `${name} must be one of ${values.join(', ')}`)

const isLoopback = (host: string) => ['127.0.0.1', 'localhost', '::1'].includes(host)

const Env = z
  .object({
    NODE_ENV: oneOf('NODE_ENV', ['development', 'production', 'test']).default('production'),
    // 0: any free port.
    PORT: wholeNumber(65_535, 'PORT must be a number from 0 to 65535').default(3000),
    HOST: z.string().default('127.0.0.1'),
    APP_ORIGIN: z
      .url({ protocol: /^https?$/, error: 'APP_ORIGIN must be an address such as https://assay.example.org' })
      .transform((value) => new URL(value).origin)
      .optional(),
    DATABASE_URL: z.string().optional(),
    DATA_DIR: z.string().min(1).default('data'),
    RUBRICS_DIR: z.string().min(1).default('rubrics'),
    TRUST_PROXY: wholeNumber(100, 'TRUST_PROXY must be the number of proxies in front, 0 for none').default(0),
    LOG_LEVEL: oneOf('LOG_LEVEL', ['silent', 'error', 'warn', 'info', 'debug']).default('info'),
    METRICS: flag('METRICS').default(false),
    METRICS_TOKEN: z
      .string()
      .regex(/^\S{16,}$/, 'METRICS_TOKEN must have at least 16 characters and no spaces')
      .optional(),
    INIT_CWD: z.string().optional(),
    INITIAL_TOKEN: z.string().min(16, 'INITIAL_TOKEN must have at least 16 characters').optional(),
  })
  .superRefine((env, context) => {
    if (!isLoopback(env.HOST) && !env.APP_ORIGIN)
      context.addIssue({
        code: 'custom',
        path: ['APP_ORIGIN'],
        message: `HOST ${env.HOST} is not this machine alone; set APP_ORIGIN to the address that people will type`,
      })
  })

export type Env = z.infer<typeof Env>

type Source = Readonly<Record<string, string | undefined>>

/** Reads the environment once; empty values count as absent. Throws a StartError that names the variable. */
export function readEnv(source: Source): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const read = Env.safeParse(given)
  if (read.success) return read.data
  throw new StartError(`${mustExist(read.error.issues[0], 'issue').message}.`)
}

let current: Env | undefined
export const env = (): Env => (current ??= readEnv(process.env))

/** Lets a command (the demo, a test server) decide what the environment left open. */
export function overrideEnv(values: Partial<Env>) {
  current = { ...env(), ...values }
}

/** Throws a StartError where the environment would put example data on a server or within reach of other machines. */
export function refuseBeyondThisMachine(source: Source = process.env) {
  const { DATABASE_URL, HOST } = source
  if (DATABASE_URL)
    throw new StartError('The example organisation lives in data/demo only; start the demo without DATABASE_URL.')
  if (HOST && !isLoopback(HOST))
    throw new StartError(
      `The example organisation is served to this machine alone; start the demo without HOST ${HOST}.`,
    )
}

/** The environment of a child process: this one's, with these variables in place of its own. */
export const environmentWith = (values: Record<string, string>): NodeJS.ProcessEnv => ({ ...process.env, ...values })
