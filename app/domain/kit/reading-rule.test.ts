import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ratingRules } from './reading-rule'

test('authors read the same rules, in the same order, that interviewers see', () => {
  const readme = readFileSync(path.join(import.meta.dirname, '../../../rubrics/README.md'), 'utf8')
  const chapter = /## Rules for rating\n(.*?)\n## /s.exec(readme)?.[1] ?? ''
  const titles = [...chapter.matchAll(/^\d\. \*\*([^*.]+)\.?\*\*/gm)].map(([, title]) => title)
  expect(titles).toEqual(ratingRules.map(({ title }) => title))
})
