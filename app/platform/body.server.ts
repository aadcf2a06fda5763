import { mustExist } from '~/domain/shared/must-exist'
import { limitsOf, tooLarge, type Limits } from './limits.server'

const refused = (status: number, sentence: string) => new Response(sentence, { status })

/**
 * The body of a request, within its limit however long it says it is. Express has compared the stated length already;
 * this counts what comes, and also holds where no Express stands before (tests, another server).
 *
 * @throws a Response, 413, before more than the limit is kept
 */
async function readBody(request: Request, limits: Limits): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('Content-Length') ?? 0) > limits.bytes) throw refused(413, tooLarge(limits))
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  for (;;) {
    const part = await reader?.read()
    if (!part || part.done) break
    length += part.value.byteLength
    if (length > limits.bytes) {
      await reader?.cancel().catch(() => {})
      throw refused(413, tooLarge(limits))
    }
    chunks.push(part.value)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** How often `mark` occurs, counted to one beyond `most`. */
function occurrences(body: Uint8Array, mark: string, most: number): number {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  let count = 0
  for (let at = bytes.indexOf(mark); at >= 0 && count <= most; at = bytes.indexOf(mark, at + mark.length)) count++
  return count
}

const UNREADABLE = 'The form could not be read. Load the page again and send it once more.'

/** The fields of a posted form. The number of fields is known to be within its limit before they are taken apart. */
export async function readForm(request: Request): Promise<FormData> {
  const limits = limitsOf(new URL(request.url).pathname)
  const type = request.headers.get('Content-Type') ?? ''
  const kind = mustExist(type.split(';', 1)[0], 'content type').trim().toLowerCase()
  const body = await readBody(request, limits)
  let fields: number
  let parsedAs = type
  if (kind === 'application/x-www-form-urlencoded') fields = occurrences(body, '&', limits.fields) + 1
  else if (kind === 'multipart/form-data' && limits.files) {
    // The only parameter, and in the characters of RFC 2046, section 5.1.1. A header that can be read in two ways would
    // have one boundary counted here and another one used by the parser, which is therefore given what was counted.
    const boundary = /^[^;]*;\s*boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'+./-]{1,70}))\s*$/i.exec(type)
    if (!boundary) throw refused(400, UNREADABLE)
    const delimiter = boundary[1] ?? mustExist(boundary[2], 'boundary of the form')
    // The last delimiter ends the form.
    fields = occurrences(body, `--${delimiter}`, limits.fields + 1) - 1
    parsedAs = `multipart/form-data; boundary="${delimiter}"`
  } else throw refused(400, UNREADABLE)
  if (fields > limits.fields)
    throw refused(400, `This form has more than ${limits.fields} fields, the most that this address takes.`)
  try {
    return await new Response(body, { headers: { 'Content-Type': parsedAs } }).formData()
  } catch {
    throw refused(400, UNREADABLE)
  }
}

/** The JSON of a body. Nesting and the number of values are known to be within their limits before it is parsed. */
export async function readJson(request: Request): Promise<unknown> {
  const limits = limitsOf(new URL(request.url).pathname)
  const body = await readBody(request, limits)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw refused(400, 'The body is not UTF-8 text.')
  }
  const problem = jsonProblem(text, limits)
  if (problem) throw refused(400, problem)
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw refused(400, 'The body is not JSON.')
  }
}

/**
 * What makes a JSON text too much, or null. Counts brackets and commas outside strings; valid or not is for the parser.
 */
export function jsonProblem(text: string, { depth, values }: Pick<Limits, 'depth' | 'values'>): string | null {
  let [deep, commas, quoted] = [0, 0, false]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quoted) {
      if (code === 92 /* \ */) at++
      else if (code === 34 /* " */) quoted = false
    } else if (code === 34) quoted = true
    else if (code === 91 /* [ */ || code === 123 /* { */) {
      if (++deep > depth) return `The body is nested more than ${depth} levels deep.`
    } else if (code === 93 || code === 125) deep--
    else if (code === 44 /* , */ && ++commas >= values)
      return `The body has more than ${values.toLocaleString('en-GB')} values.`
  }
  return null
}
