import { parseArgs, type ParseArgsConfig } from 'node:util'
import { mustExist } from '~/domain/shared/must-exist'

/** The command line holds something its author can mend: one sentence on standard error, exit code 2. */
export class WrongArguments extends Error {
  override readonly name = 'WrongArguments'
}

type Parsed<T extends ParseArgsConfig> = ReturnType<typeof parseArgs<T>>

/**
 * `parseArgs` with sentences of our own: Node's run over several lines and differ between its versions, so its lenient
 * mode reads and the tokens are checked here.
 *
 * @throws WrongArguments
 */
export function readArguments<T extends ParseArgsConfig>(config: T): Parsed<T> {
  const { options = {}, allowPositionals = false } = config
  const refuse = (what: string): never => {
    throw new WrongArguments(`${what}; --help lists the options.`)
  }
  const read = parseArgs({ ...config, strict: false, allowPositionals: true, tokens: true })
  for (const token of read.tokens ?? []) {
    if (token.kind === 'positional' && !allowPositionals) refuse(`"${token.value}" is not an option`)
    if (token.kind !== 'option') continue
    const { rawName, value, inlineValue } = token
    if (!Object.hasOwn(options, token.name)) refuse(`Unknown option ${rawName}`)
    else if (mustExist(options[token.name], `option --${token.name}`).type === 'boolean') {
      if (value !== undefined) refuse(`${rawName} takes no value`)
    } else if (value === undefined) refuse(`${rawName} needs a value`)
    else if (!inlineValue && /^-./.test(value))
      refuse(
        `${rawName} is followed by what looks like another option; a value that starts with a dash is written ${rawName}=-1`,
      )
  }
  return { values: read.values, positionals: read.positionals } as Parsed<T>
}
