import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { draftKit, idOf, levelsOfRubric } from '~/domain/kit/draft-kit'
import { NO_TABLE, pageTable } from '~/domain/kit/page-table'
import { readRubric, type RubricTable } from '~/domain/kit/rubric-table'
import { WrongArguments } from '~/platform/arguments.server'
import { readTable, TableProblem } from '~/tables'

type Asked = { file: string; sheet?: string; id?: string; directory: string }

/** A rubric is a page or two; this is a hundred times the longest of our kits. */
const LIMITS = { maxBytes: 10 * 1024 * 1024, maxRows: 10_000 }

/** Most repeated levels that are told one by one. */
const MOST_NAMED = 20

/**
 * Writes a new role folder from a rubric in CSV, XLSX, ODS or a Markdown table; whole or not at all. Answers what it did,
 * for the person at the terminal.
 *
 * @throws WrongArguments with a sentence that names file and line
 */
export async function draftFrom({ file, sheet, id: asked, directory }: Asked): Promise<string> {
  const title = path.basename(file).replace(/\.[^.]+$/, '')
  const id = asked ?? idOf(title, 'drafted-kit')
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    throw new WrongArguments(`--id ${id}: expected small letters, digits and hyphens, such as data-engineer.`)
  const folder = path.join(directory, id)
  if (await exists(folder))
    throw new WrongArguments(
      `The folder ${folder} exists already; choose another name with --id, such as --id ${id}-2.`,
    )
  const { tables, notes } = await tablesOf(file, sheet)
  const read = readRubric(tables)
  if (!read.ok) throw new WrongArguments(placed(file, read.error.line, read.error.message))
  const rubric = read.value
  await writeWhole(folder, draftKit(id, nameOf(title), rubric))
  const written = [...levelsOfRubric(rubric)].map(
    ([level, to]) => `${level} ${to === null ? 'is left out' : `as ${to}`}`,
  )
  return [
    `Drafted ${folder}: ${rubric.criteria.length} criteria.`,
    `Levels of the rubric: ${written.join(', ')}. Level 3 is what is expected at the seniority; check that this fits.`,
    ...rubric.repeated
      .slice(0, MOST_NAMED)
      .map(
        ({ criterion, level, line }) =>
          `Line ${line}: another text for level ${level} of "${criterion}"; the texts were joined.`,
      ),
    ...(rubric.ignored.length > 0 ? [`Columns not read: ${rubric.ignored.join(', ')}.`] : []),
    ...notes,
    'Run npm run kits to see what is still to be written (TODO in the files).',
    '',
  ].join('\n')
}

const exists = (place: string) =>
  stat(place).then(
    () => true,
    () => false,
  )

const nameOf = (title: string) => {
  const words = title.replace(/[-_]+/g, ' ').replace(/\s+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const placed = (file: string, line: number | null, message: string) =>
  `${file}${line === null || message.startsWith('line ') ? '' : `:${line}`}: ${message.replace(/[.]$/, '')}.`

async function tablesOf(file: string, sheet: string | undefined): Promise<{ tables: RubricTable; notes: string[] }> {
  const bytes = await read(file)
  if (/\.(?:md|markdown)$/i.test(file)) {
    if (sheet !== undefined) throw new WrongArguments('A Markdown page has no sheets; leave --sheet out.')
    return pageTables(file, bytes.toString('utf8').replace(/^\uFEFF/, ''))
  }
  try {
    const table = await readTable({ name: path.basename(file), bytes }, { ...LIMITS, ...(sheet ? { sheet } : {}) })
    return { tables: table, notes: table.notes.map(({ message }) => sentence(message)) }
  } catch (error) {
    if (error instanceof TableProblem) throw new WrongArguments(placed(file, null, error.message))
    throw error
  }
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`

async function read(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file)
    if (size > LIMITS.maxBytes)
      throw new WrongArguments(`${file} is larger than 10 MB, the most that a rubric may have.`)
    return await readFile(file)
  } catch (error) {
    if (error instanceof WrongArguments) throw error
    throw new WrongArguments(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}

function pageTables(file: string, page: string) {
  const found = pageTable(page)
  if (!found) throw new WrongArguments(`${file}: ${NO_TABLE}`)
  return found
}

/** A reader of the kits' folder sees all files or none: they are written aside first. */
async function writeWhole(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true })
  const aside = await mkdtemp(path.join(path.dirname(folder), '.draft-'))
  try {
    for (const [file, text] of files) await writeFile(path.join(aside, file), text)
    await rename(aside, folder)
  } catch (error) {
    await rm(aside, { recursive: true, force: true })
    throw error
  }
}
