import { afterAll, beforeAll, beforeEach } from 'vitest'
import { closeTestDatabase, databaseKind, openTestDatabase } from './database'

beforeAll(async () => {
  if (databaseKind() !== 'none') await openTestDatabase()
})

beforeEach((context) => {
  if (databaseKind() === 'none') context.skip('no PostgreSQL was found')
})

afterAll(closeTestDatabase)
