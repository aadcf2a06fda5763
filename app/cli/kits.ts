import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { coverage, kitShortcomings } from '~/domain/kit/coverage'
import { exhibitDifferences, generatedCsv } from '~/domain/kit/exhibit-differences'
import { guideShortcomings, topicsOf } from '~/domain/kit/guide-shortcomings'
import type { KitProblem } from '~/domain/kit/problem'
import type { Kit } from '~/domain/kit/schema'
import { promptFile } from '~/domain/kit/schema'
import { readYaml } from '~/domain/kit/yaml-file'
import { readArguments, WrongArguments } from '~/platform/arguments.server'
import { env } from '~/platform/env.server'
import { readKitFolder } from '~/platform/kit-folder.server'
import { loadKits } from '~/platform/rubric-store.server'
import { run } from '~/platform/run.server'
import { draftFrom } from './kits/draft'

const USAGE = `Usage: npm run kits -- [--write]
       npm run kits -- --from FILE [--sheet NAME] [--id ID]
Checks every kit in the folder RUBRICS_DIR (default: rubrics) and prints what each kit covers.
--write  also writes the exhibits (CSV files) that prompts generate.
--from   drafts a new kit from a rubric instead: a table with the columns criterion, level and text, or with a column for
         each level, as CSV, XLSX, ODS or a Markdown table. What a kit needs beside that is marked TODO in its files.
--sheet  the sheet of a workbook (default: the first that is not hidden); --id: the folder's name (default: the file's).`

/** Writes the exhibits of every readable prompt; unreadable ones are reported by the check that follows. */
async function writeExhibits(directory: string): Promise<void> {
  for (const role of await readdir(directory, { withFileTypes: true })) {
    if (!role.isDirectory()) continue
    const folder = path.join(directory, role.name)
    for (const [file, content] of (await readKitFolder(folder)).files) {
      if (!file.startsWith('prompts/')) continue
      const read = readYaml(file, content, promptFile)
      const made = read.ok ? generatedCsv(read.yaml.value) : null
      if (made && !made.ok) process.stderr.write(`${role.name}/${file}: ${made.message}\n`)
      if (made?.ok) await writeAll(folder, made.files)
    }
  }
}

async function writeAll(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [file, csv] of files) {
    const place = path.join(folder, file)
    await mkdir(path.dirname(place), { recursive: true })
    await writeFile(place, csv)
  }
}

function report(kit: Kit): string {
  const counts = [
    `${kit.criteria.length} criteria`,
    `${kit.red_flags.length} red flags`,
    `${kit.interviews.length} interviews`,
    `${kit.prompts.length} prompts`,
    `${kit.calibration_cases.length} calibration cases`,
  ]
  const lines = coverage(kit).map(({ line, answeredBy }) => `  ${line.padEnd(38)} ${answeredBy.join(', ')}`)
  const topics = topicsOf(kit).map(([topic, prompts]) => `${topic} ${prompts}`)
  const thin = kitShortcomings(kit).map((part) => `  too few or missing: ${part}`)
  const guides = guideShortcomings(kit).map((part) => `  still thin: ${part}`)
  return [
    `${kit.name} ${kit.version}: ${counts.join(', ')}`,
    ...lines,
    ...(topics.length > 0 ? [`  prompts by topic: ${topics.join(', ')}`] : []),
    ...thin,
    ...guides,
    '',
  ].join('\n')
}

await run(async () => {
  const { values } = readArguments({
    options: {
      write: { type: 'boolean', default: false },
      from: { type: 'string' },
      sheet: { type: 'string' },
      id: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    process.stderr.write(`${USAGE}\n`)
    return 0
  }
  const directory = path.resolve(env().RUBRICS_DIR)
  const { from, sheet, id, write } = values
  if (from === undefined && (sheet !== undefined || id !== undefined))
    throw new WrongArguments('--sheet and --id belong to --from FILE; --help lists the options.')
  if (from !== undefined) {
    if (write) throw new WrongArguments('--from drafts a kit and --write writes exhibits; run one after the other.')
    const file = path.resolve(env().INIT_CWD ?? process.cwd(), from)
    process.stdout.write(await draftFrom({ file, sheet, id, directory }))
    return 0
  }
  if (write) await writeExhibits(directory)
  const { kits, problems } = await loadKits(directory)
  const differences = kits.flatMap(({ kit }) =>
    exhibitDifferences(kit).map((problem) => ({
      ...problem,
      file: path.join(path.basename(directory), kit.id, problem.file),
    })),
  )
  const all: KitProblem[] = [...problems, ...differences]
  for (const { kit } of kits) process.stdout.write(`${report(kit)}\n`)
  for (const { file, line, column, message } of all) process.stderr.write(`${file}:${line}:${column} ${message}\n`)
  if (all.length > 0) process.stderr.write(`${all.length} ${all.length === 1 ? 'problem' : 'problems'} found.\n`)
  return all.length === 0 ? 0 : 1
})
