import { afterAll, afterEach } from 'vitest'

// Whatever reaches console.error fails the test; one that expects it puts its own spy there.
const said: string[] = []
console.error = (...parts: unknown[]) => void said.push(parts.map(String).join(' '))

function refuse() {
  const lines = said.splice(0)
  if (lines.length > 0) throw new Error(`console.error was called:\n${lines.join('\n')}`)
}

afterEach(refuse)
afterAll(refuse)
