import { exhibitPath, promptPath } from './check-kit'
import { generateExhibits } from './generate-exhibits'
import type { KitProblem } from './problem'
import type { Kit, Prompt } from './schema'

type WithExhibits = Pick<Prompt, 'id' | 'generator'> & {
  handed_out?: readonly { id: string; columns: Record<string, string> }[] | undefined
  on_request?: readonly { id: string; columns: Record<string, string> }[] | undefined
}

/** The CSV files a prompt's generator makes, by path inside the role folder; a written table gets its header here. */
export function generatedCsv(
  prompt: WithExhibits,
): { ok: true; files: Map<string, string> } | { ok: false; message: string } {
  if (!prompt.generator) return { ok: true, files: new Map() }
  const made = generateExhibits(prompt.generator)
  if (!made.ok) return made
  const files = new Map<string, string>()
  for (const exhibit of [...(prompt.handed_out ?? []), ...(prompt.on_request ?? [])]) {
    const csv = made.csv[exhibit.id]
    const recipe = prompt.generator.exhibits[exhibit.id]
    if (csv === undefined || recipe === undefined) continue
    const header = 'rows' in recipe ? `${Object.keys(exhibit.columns).join(',')}\n` : ''
    files.set(exhibitPath(prompt.id, exhibit.id), header + csv)
  }
  return { ok: true, files }
}

/**
 * Exhibits that are not, byte for byte, what their generator makes, and generators of exhibits that are not there. An exhibit
 * that no generator makes is a file that somebody wrote.
 */
export function exhibitDifferences(kit: Kit): KitProblem[] {
  return kit.prompts.flatMap((prompt) => {
    const atPrompt = { file: promptPath(prompt.id), line: 1, column: 1 }
    const made = generatedCsv(prompt)
    if (!made.ok) return [{ ...atPrompt, message: `The generator fails: ${made.message}` }]
    const exhibits = [...prompt.handed_out, ...prompt.on_request]
    const unknown = Object.keys(prompt.generator?.exhibits ?? {}).filter((id) => !exhibits.some((one) => one.id === id))
    const differing = exhibits.flatMap((exhibit) => {
      const file = exhibitPath(prompt.id, exhibit.id)
      const csv = made.files.get(file)
      return csv === undefined || csv === exhibit.csv ? [] : [{ file, line: 1, column: 1, message: DIFFERS }]
    })
    return [
      ...unknown.map((id) => ({
        ...atPrompt,
        message: `The generator makes "${id}", and the prompt has no exhibit of this id.`,
      })),
      ...differing,
    ]
  })
}

const DIFFERS = 'This differs from what its generator produces; run npm run kits -- --write to write it again.'
