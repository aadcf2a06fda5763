// Runs on one database: answers given before a database is asked.
import { expect, test } from 'vitest'
import { ask, routePaths } from '../setup/remix'
import { request } from '../setup/request'
import { routes } from './modules'

const words = /did not provide|Unexpected Server Error|made a POST|No route matches/

test('a form sent to any address is answered in our words, whether it takes one or not', async () => {
  const takes = new Map<string, boolean>()
  for (const [route, load] of routes) takes.set(route, (await load()).action !== undefined)
  expect([...takes.values()].filter((one) => !one).length).toBeGreaterThan(10)
  const paths = [...new Set(await routePaths())].map((path) => path.replace('*', 'x').replace(/:\w+/g, '1'))
  for (const path of paths)
    for (const target of [path, `${path === '/' ? '/_root' : path}.data`, `${path}?index`]) {
      const answer = await ask(request(target, { form: { a: 'b' } }))
      const text = await answer.text()
      expect(answer.status, target).toBeLessThan(500)
      expect(text, target).not.toMatch(words)
      if (answer.status !== 405) continue
      expect(answer.headers.get('Allow'), target).toMatch(/GET/)
      expect(text, target).toMatch(/takes no form|is saved by PUT|The address may be mistyped/)
    }
})
