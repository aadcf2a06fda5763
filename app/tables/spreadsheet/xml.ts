import { SaxesParser } from 'saxes'
import { TableProblem } from '../table-problem'
import { damaged } from './archive'

export type Attributes = Readonly<Record<string, string>>

/** What happens at tags and texts; names are without their prefix where `local` was asked for. */
export interface XmlHandlers {
  open: (name: string, attributes: Attributes) => void
  close: (name: string) => void
  text?: (text: string) => void
}

/** Elements inside elements; a table has seven or eight. */
const DEEPEST = 200

/**
 * Reads XML as it comes. A document type declaration is refused, with which entities would come: no spreadsheet program writes
 * one. @param local names without their prefix, which Open XML leaves to the program that writes
 * @throws TableProblem for what is no sound XML
 */
export async function readXml(chunks: AsyncIterable<Uint8Array>, handlers: XmlHandlers, local: boolean): Promise<void> {
  const parser = new SaxesParser()
  const nameOf = local ? withoutPrefix : (name: string) => name
  let depth = 0
  parser.on('doctype', () => {
    throw new TableProblem(
      'the file declares a document type (DOCTYPE), which no spreadsheet has; save it again as XLSX',
    )
  })
  parser.on('error', () => {
    throw damaged()
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEEPEST) throw damaged()
    handlers.open(nameOf(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    handlers.close(nameOf(name))
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  let decoder: TextDecoder | null = null
  for await (const chunk of chunks) {
    decoder ??= decoderOf(chunk)
    parser.write(decode(decoder, chunk, true))
  }
  parser.write(decode(decoder ?? new TextDecoder(), new Uint8Array(), false))
  parser.close()
}

const withoutPrefix = (name: string) => name.slice(name.indexOf(':') + 1)

/** Spreadsheets are in UTF-8, or rarely in UTF-16 with a byte order mark. */
function decoderOf([first, second]: Uint8Array): TextDecoder {
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding, { fatal: true })
}

function decode(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(chunk, { stream })
  } catch {
    throw damaged()
  }
}
