import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { glossary } from '../glossary/glossary'
import { helpAt, pageHelp, routeAt } from './page-help'

const ROUTES = path.join(import.meta.dirname, '../../routes')

/** Pages without help: what candidates read, the frame around a kit's pages, and what answers addresses without a page. */
const WITHOUT = ['task.$token', 'kits.$role', 'own-kits.$kitId', '$']

const sourceOf = (route: string) => {
  const file = readdirSync(path.join(ROUTES, route)).find((one) => /^route\.tsx?$/.test(one))
  return file ? readFileSync(path.join(ROUTES, route, file), 'utf8') : ''
}

/** The routes that show a page; the table of routes is checked against the same folders (`test/routes/access.db.test.ts`). */
const pages = readdirSync(ROUTES).filter((route) => sourceOf(route).includes('export default function'))

/** The address of a route, with 1 for what varies. */
const addressOf = (route: string) =>
  `/${route
    .split('.')
    .filter((part) => part !== '_index')
    .map((part) => (part.startsWith('$') ? '1' : part.replace(/_$/, '')))
    .join('/')}`

test('every page has help, and help is for pages that exist', () => {
  expect(pages.length).toBeGreaterThan(35)
  expect(Object.keys(pageHelp).sort()).toEqual(pages.filter((route) => !WITHOUT.includes(route)).sort())
})

test.each(Object.keys(pageHelp))('the address of %s leads to its own help', (route) => {
  expect(routeAt(addressOf(route))).toBe(route)
})

test('of two addresses that fit, the one with fewer variable parts is meant', () => {
  expect(routeAt('/candidates/new')).toBe('candidates.new')
  expect(routeAt('/candidates/12')).toBe('candidates.$candidateId')
  expect(routeAt('/')).toBe('_index')
  expect(routeAt('/jobs/3/')).toBe('jobs.$jobId')
})

test('where there is no page, or a candidate reads, there is no help', () => {
  expect(helpAt('/nothing/here/at/all')).toBeNull()
  expect(helpAt('/task/1.abc')).toBeNull()
})

test('help says in whole sentences what the page is for, what can be done, and which words it uses', () => {
  for (const [route, { purpose, acts, figures = [], notes = [], terms = [] }] of Object.entries(pageHelp)) {
    for (const sentence of [purpose, ...acts, ...figures, ...notes]) expect(sentence, route).toMatch(/^[A-Z0-9+].*\.$/s)
    expect(acts.length, route).toBeGreaterThan(0)
    for (const id of terms) expect(Object.keys(glossary), route).toContain(id)
    expect(new Set(terms).size, route).toBe(terms.length)
  }
  expect(helpAt('/packets/4')?.terms[0]).toEqual({
    id: 'calibrated-score',
    name: 'Calibrated score',
    meaning: glossary['calibrated-score'].meaning,
  })
})
