import {
  columnKinds,
  columnsOf,
  isNumeric,
  LEVEL_ROLES,
  type Role,
  type RoleColumns,
  ROLES,
  type Warning,
} from '~/engine'
import { BadInput, type ColumnWish, type RatingsFile } from '~/engine/ratings-file'
import type { CalibrateOptions } from './options'

export interface ChosenColumns {
  score: string
  roles: RoleColumns
  warnings: Warning[]
}

const LISTED = 30
/** Roles whose columns hold names, in which NA may be somebody's initials. */
const NAME_ROLES: readonly Role[] = ['candidate', 'interviewer', 'criterion']

/** Which column stands for what: as the options say, else by name. @throws BadInput where that cannot be. */
export function chooseColumns(header: readonly string[], options: CalibrateOptions, headerLine = 1): ChosenColumns {
  const present = (name: string, flag: string) => {
    if (header.includes(name)) return name
    throw new BadInput(`line ${headerLine}: there is no column "${name}"${flag}; ${whatThereIs(header, name)}`)
  }
  if (options.facets === null && header.every((name) => LIKE_DATA.test(name)))
    throw new BadInput(noHeader(header, headerLine))
  const named = Object.values(options.roles)
  const roles: RoleColumns = {}
  const warnings: Warning[] = []
  for (const role of ROLES) {
    const given = options.roles[role]
    if (given !== undefined) roles[role] = present(given, ` (--${role})`)
    else if (header.includes(role)) {
      if (role !== options.score && !named.includes(role)) roles[role] = role
    } else warnings.push(...almost(header, role, named))
  }
  for (const name of options.formula ? columnsOf(options.formula) : []) present(name, ' (--formula)')
  const score = present(
    options.score ?? 'score',
    options.score === null ? '; name the score column with --score' : ' (--score)',
  )
  const twice = Object.entries(roles).find(([, column]) => column === score)
  if (twice) throw new BadInput(`the column "${score}" cannot be both the score and the ${twice[0]}`)
  LEVEL_ROLES.forEach((role, at) => {
    const other = LEVEL_ROLES.slice(0, at).find(
      (before) => roles[before] !== undefined && roles[before] === roles[role],
    )
    if (other !== undefined)
      throw new BadInput(
        `the column "${roles[role]}" cannot be both the ${other} and the ${role}; name another for one of them`,
      )
  })
  if (options.formula && [...predictors(options.formula)].includes(score))
    throw new BadInput(`--formula has "${score}" on both sides; a score cannot explain itself`)
  return { score, roles, warnings }
}

/** A number, or a range of elements as in FACETS files. */
const LIKE_DATA = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:-\d+)?$/

const noHeader = (header: readonly string[], line = 1) =>
  `line ${line} looks like data, not like names of columns (${header.slice(0, 10).join(',')}); put a line such as candidate,interviewer,criterion,score above it, or read the data of a FACETS file with --facets`

/**
 * Refuses a file whose first line was taken for names and is a rating: the score column is called by a number that could be a
 * rating, and another column by one of its own values. @throws BadInput
 */
export function refuseDataAsHeader(
  file: string,
  { header, table, scores }: RatingsFile,
  { score }: ChosenColumns,
): void {
  const value = Number(score)
  if (!isNumeric(score) || value < scores.least.value || value > scores.most.value) return
  if ([...table.factors].some(([name, { levels }]) => levels.includes(name)))
    throw new BadInput(`${file}: ${noHeader(header)}`)
}

function whatThereIs(header: readonly string[], name: string): string {
  const close = header.find((column) => column.toLowerCase() === name.toLowerCase())
  if (close !== undefined) return `there is "${close}": capitals count, so name it as it is written`
  const [only = ''] = header
  if (header.length === 1 && /[|:^~]/.test(only))
    return `the whole header is read as one column, "${only.slice(0, 60)}"; separate columns by comma, semicolon or tab`
  if (header.some(isNumeric)) return noHeader(header)
  return `the columns are ${header.slice(0, LISTED).join(', ')}${header.length > LISTED ? ', …' : ''}`
}

/** A column that would be taken for this role if it were written in small letters. */
function almost(header: readonly string[], role: Role, named: readonly string[]): Warning[] {
  const column = header.find((name) => name.toLowerCase() === role && !named.includes(name))
  if (column === undefined) return []
  return [
    {
      code: 'COLUMN_NOT_TAKEN',
      message: `The column ${column} is not used as the ${role}, because column names are case-sensitive; use --${role} ${column}.`,
    },
  ]
}

const predictors = ({ fixed, random }: NonNullable<CalibrateOptions['formula']>) =>
  new Set([
    ...fixed.flatMap(({ variables }) => variables.map(({ name }) => name)),
    ...random.flatMap(({ factors, slope }) => (slope === null ? factors : [...factors, slope])),
  ])

/** How each column is to be read. */
export function wishedColumns({ score, roles }: ChosenColumns, options: CalibrateOptions): ColumnWish[] {
  const out = new Map<string, ColumnWish>()
  const wish = (name: string): ColumnWish => {
    let w = out.get(name)
    if (!w) out.set(name, (w = { name, levels: false, numbers: 'never', required: false }))
    return w
  }
  const range = options.scaleGiven || options.prior === 'hiring' ? options.scale : null
  Object.assign(wish(score), { numbers: 'always', required: true, score: { range } })
  if (options.formula) {
    const kinds = columnKinds(options.formula)
    for (const name of kinds.asNumber) Object.assign(wish(name), { numbers: 'always', required: true })
    for (const name of kinds.asFactor) Object.assign(wish(name), { levels: true, required: true })
    for (const name of kinds.either) {
      const w = wish(name)
      Object.assign(w, { levels: true, required: true, numbers: w.numbers === 'always' ? 'always' : 'ifAll' })
    }
  }
  for (const role of ROLES) {
    const name = roles[role]
    if (name === undefined) continue
    const w = wish(name)
    w.levels = true
    if (NAME_ROLES.includes(role)) w.names = true
    if (role === 'period') {
      w.periods = roles.interviewer !== undefined
      if (w.numbers === 'never') w.numbers = 'ifAll'
    }
    if (options.formula === null && LEVEL_ROLES.includes(role)) w.required = true
  }
  return [...out.values()]
}
