import { describe, expect, test } from 'vitest'
import { readEnv } from './env.server'
import { StartError } from './start-error.server'

const said = (source: Record<string, string>): string => {
  try {
    readEnv(source)
  } catch (error) {
    if (error instanceof StartError) return error.message
    throw error
  }
  return 'taken'
}

describe('a variable of the environment', () => {
  test.each([
    [{ PORT: 'http' }, 'PORT must be a number from 0 to 65535.'],
    [{ PORT: '3000.5' }, 'PORT must be a number from 0 to 65535.'],
    [{ PORT: '65536' }, 'PORT must be a number from 0 to 65535.'],
    [{ PORT: ' ' }, 'PORT must be a number from 0 to 65535.'],
    [{ PORT: '0x50' }, 'PORT must be a number from 0 to 65535.'],
    [{ PORT: '1e3' }, 'PORT must be a number from 0 to 65535.'],
    [{ TRUST_PROXY: '-1' }, 'TRUST_PROXY must be the number of proxies in front, 0 for none.'],
    [{ TRUST_PROXY: '1.5' }, 'TRUST_PROXY must be the number of proxies in front, 0 for none.'],
    [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY must be the number of proxies in front, 0 for none.'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV must be one of development, production, test.'],
    [{ LOG_LEVEL: 'verbose' }, 'LOG_LEVEL must be one of silent, error, warn, info, debug.'],
    [{ METRICS: 'on' }, 'METRICS must be 1 or 0 (or true or false).'],
    [{ APP_ORIGIN: 'assay.example.org' }, 'APP_ORIGIN must be an address such as https://assay.example.org.'],
    [{ METRICS_TOKEN: 'a token of words' }, 'METRICS_TOKEN must have at least 16 characters and no spaces.'],
    [{ INITIAL_TOKEN: 'short' }, 'INITIAL_TOKEN must have at least 16 characters.'],
    [
      { HOST: '0.0.0.0' },
      'HOST 0.0.0.0 is not this machine alone; set APP_ORIGIN to the address that people will type.',
    ],
  ])('that is wrong is named with what would be right: %j', (source, sentence) => {
    expect(said(source)).toBe(sentence)
  })

  test('that is empty counts as absent', () => {
    const names = ['NODE_ENV', 'PORT', 'TRUST_PROXY', 'LOG_LEVEL', 'METRICS', 'APP_ORIGIN', 'DATA_DIR', 'HOST']
    expect(readEnv(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readEnv({}))
  })

  test('is read', () => {
    expect(readEnv({ PORT: '0', TRUST_PROXY: '2', METRICS: 'true' })).toMatchObject({
      PORT: 0,
      TRUST_PROXY: 2,
      METRICS: true,
    })
  })
})
