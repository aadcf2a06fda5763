import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createRemixStub } from '@remix-run/testing'
import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { glossary, type TermId } from '~/domain/glossary/glossary'
import { Term } from './term'

const APP = path.join(import.meta.dirname, '../..')

/** Every `Term` of the screens: where it stands and which entry it names. */
const uses = ['components', 'routes'].flatMap((room) =>
  readdirSync(path.join(APP, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'))
    .flatMap((file) => {
      const source = readFileSync(path.join(APP, room, file), 'utf8')
      return [...source.matchAll(/<Term\s[^>]*?\bid="([^"]*)"/g)].map((match) => ({ file, id: match[1]! }))
    }),
)

test('every term on a screen has an entry, and names it once in its file', () => {
  expect(uses.length).toBeGreaterThan(20)
  for (const { file, id } of uses) expect(Object.keys(glossary), file).toContain(id)
  const seen = uses.map(({ file, id }) => `${file}: ${id}`)
  expect(seen.filter((one, at) => seen.indexOf(one) !== at)).toEqual([])
})

test('a term is a link to its entry, described by its meaning', async () => {
  const Page = () => (
    <p>
      <Term id="severity" /> and <Term id="sealed-vote">sealed</Term>
    </p>
  )
  const Stub = createRemixStub([{ path: '/', Component: Page }])
  render(<Stub />)
  const term = await screen.findByRole('link', { name: 'severity' })
  expect(term).toHaveAttribute('href', '/glossary#severity')
  expect(term).toHaveAccessibleDescription(glossary['severity' satisfies TermId].meaning)
  expect(screen.getByRole('link', { name: 'sealed' })).toHaveAttribute('href', '/glossary#sealed-vote')
})
