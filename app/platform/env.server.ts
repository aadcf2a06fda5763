import * as z from 'zod'
import { StartError } from './start-error.server'

const Flag = z.enum(['0', '1', 'true', 'false', '']).transform((value) => value === '1' || value === 'true')

const isLoopback = (host: string) => ['127.0.0.1', 'localhost', '::1'].includes(host)

const Env = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    PORT: z.coerce
      .number({ error: 'PORT must be a number from 1 to 65535' })
      .int()
      .min(0, 'PORT must be a number from 1 to 65535')
      .max(65535, 'PORT must be a number from 1 to 65535')
      .default(3000),
    HOST: z.string().default('127.0.0.1'),
    APP_ORIGIN: z
      .url({ protocol: /^https?$/, error: 'APP_ORIGIN must be an address such as https://assay.example.org' })
      .transform((value) => new URL(value).origin)
      .optional(),
    DATABASE_URL: z.string().optional(),
    DATA_DIR: z.string().min(1).default('data'),
    RUBRICS_DIR: z.string().min(1).default('rubrics'),
    TRUST_PROXY: z.coerce
      .number({ error: 'TRUST_PROXY must be the number of proxies in front' })
      .int()
      .min(0)
      .default(0),
    LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
    METRICS: Flag.default(false),
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
  const { path, message } = read.error.issues[0]!
  const name = path.join('.')
  throw new StartError(`${message.includes(name) ? message : `${name}: ${message}`}.`)
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
