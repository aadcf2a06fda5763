import { paths } from '~/paths'

type Post = (address: string, fields: Record<string, string>) => Promise<{ status: number; location: string | null }>
type Get = (address: string) => Promise<string>

/** The value of a hidden field of a page. */
const fieldOf = (page: string, name: string): string => {
  const [tag] = page.match(new RegExp(`<input[^>]*name="${name}"[^>]*>`)) ?? []
  return tag?.match(/value="([^"]*)"/)?.[1] ?? ''
}

/**
 * Goes through the import as a browser without a script does: lines are pasted, their columns accepted, and the preview
 * confirmed. Answers the address of the import.
 */
export async function postImport(
  post: Post,
  get: Get,
  { text, jobId }: { text: string; jobId: string },
): Promise<string> {
  const stored = await post(paths.importCandidates(), { text, jobId })
  if (!stored.location) throw new Error(`${paths.importCandidates()} answered ${stored.status}`)
  const lines = `${stored.location}/lines`
  const page = await get(lines)
  const form = { intent: 'import', revision: fieldOf(page, 'revision'), writeKey: fieldOf(page, 'writeKey') }
  const confirmed = await post(lines, form)
  if (!confirmed.location) throw new Error(`${lines} answered ${confirmed.status}`)
  return confirmed.location
}
