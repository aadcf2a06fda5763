import { stringify } from 'yaml'
import { exhibitPath, promptPath } from './check-kit'
import type { Kit, Prompt } from './schema'

/**
 * The folder of a kit as `rubrics/` holds one: texts by path. Reading them gives the same kit; the shorthand with which a
 * file was written (aliases, comments) is not kept. Takes what is not yet a kit too, as far as it goes.
 */
export function kitFiles(kit: Partial<Kit>): Map<string, string> {
  const { criteria, red_flags, interviews, prompts, calibration_cases, ...head } = kit
  const files = new Map<string, string>([
    ['kit.yaml', yaml(head)],
    ['criteria.yaml', yaml({ criteria: criteria ?? [] })],
    ['red-flags.yaml', yaml({ red_flags: red_flags ?? [] })],
    ['interviews.yaml', yaml({ interviews: interviews ?? [] })],
    ['calibration-cases.yaml', yaml({ calibration_cases: calibration_cases ?? [] })],
  ])
  for (const prompt of prompts ?? []) {
    files.set(promptPath(prompt.id), yaml(withoutTables(prompt)))
    for (const { id, csv } of exhibitsOf(prompt)) files.set(exhibitPath(prompt.id, id), csv)
  }
  return files
}

/** A draft's prompt may lack what every kit's has. */
const exhibitsOf = ({ handed_out, on_request }: Partial<Pick<Prompt, 'handed_out' | 'on_request'>>) => [
  ...(handed_out ?? []),
  ...(on_request ?? []),
]

function withoutTables(prompt: Prompt): object {
  const described = (exhibits: Prompt['handed_out'] | undefined) =>
    exhibits && exhibits.length > 0 ? exhibits.map(({ csv: _, ...exhibit }) => exhibit) : undefined
  const { handed_out, on_request, ...rest } = prompt
  return { ...rest, handed_out: described(handed_out), on_request: described(on_request) }
}

/** Long texts as blocks of lines; everything that could be read as something else in quotes. */
const yaml = (value: object): string =>
  stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, blockQuote: 'literal', keepUndefined: false })
