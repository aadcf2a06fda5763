import { readArguments } from '~/platform/arguments.server'
import { run } from '~/platform/run.server'
import { figureOf } from './bench/figure'
import { suites } from './bench/suites'

const USAGE = `Usage: npm run -s bench -- [SUITE ...]
Measures and prints one JSON line per figure on standard output. Suites: ${suites.map(({ name }) => name).join(', ')}; all without a name, except ${suites
  .filter((suite) => suite.onlyWhenNamed)
  .map(({ name }) => name)
  .join(', ')}, which take long.`

await run(async () => {
  const { positionals, values } = readArguments({ allowPositionals: true, options: { help: { type: 'boolean' } } })
  const unknown = positionals.find((name) => !suites.some((suite) => suite.name === name))
  if (values.help || unknown !== undefined) {
    process.stderr.write(unknown === undefined ? `${USAGE}\n` : `There is no suite "${unknown}".\n${USAGE}\n`)
    return values.help ? 0 : 2
  }
  for (const suite of suites) {
    if (positionals.length > 0 ? !positionals.includes(suite.name) : suite.onlyWhenNamed) continue
    await suite.run((figure) => process.stdout.write(`${JSON.stringify(figureOf(figure))}\n`))
  }
  return 0
})
