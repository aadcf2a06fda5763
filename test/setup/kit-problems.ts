import { parseKit } from '~/domain/kit/parse-kit'

/** Reads a folder of the tests as the kit of a role. */
export const parse = (files: Map<string, string>, folder = 'data-engineer') =>
  parseKit(folder, files, (text) => `${text.length}`)

/** What is wrong with it; nothing where it can be read. */
export function problems(files: Map<string, string>, folder?: string) {
  const parsed = parse(files, folder)
  return parsed.ok ? [] : parsed.problems
}
