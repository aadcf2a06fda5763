import { afterAll, beforeAll, beforeEach } from 'vitest'
import { stopClock } from '~/platform/clock.server'
import { closeTestDatabase, databaseKind, openTestDatabase } from './database'

beforeAll(async () => {
  if (databaseKind() !== 'none') await openTestDatabase()
})

beforeEach((context) => {
  if (databaseKind() === 'none') context.skip('no PostgreSQL was found')
})

// Files share their modules: the next one finds the clock running.
afterAll(async () => {
  stopClock(undefined)
  await closeTestDatabase()
})
