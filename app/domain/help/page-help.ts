import { glossary, type TermId } from '../glossary/glossary'
import { accountPages } from './account-pages'
import { committeePages } from './committee-pages'
import type { PageHelp } from './help'
import { interviewingPages } from './interviewing-pages'
import { recruitingPages } from './recruiting-pages'

/** The help of every page, by the folder of its route. */
export const pageHelp: Readonly<Record<string, PageHelp>> = {
  ...recruitingPages,
  ...interviewingPages,
  ...committeePages,
  ...accountPages,
}

export type PageHelpView = {
  purpose: string
  acts: readonly string[]
  figures: readonly string[]
  notes: readonly string[]
  terms: { id: TermId; name: string; meaning: string }[]
}

/** The address of a route as Remix's flat routes make it of the folder's name: `jobs.$jobId_.edit` is `/jobs/:/edit`. */
const segmentsOf = (route: string): string[] =>
  route
    .split('.')
    .filter((part) => part !== '_index')
    .map((part) => part.replace(/_$/, ''))
    .map((part) => (part.startsWith('$') ? ':' : part))

const addresses = Object.keys(pageHelp).map((route) => ({ route, segments: segmentsOf(route) }))
const variables = (segments: readonly string[]) => segments.filter((one) => one === ':').length

/** The route whose page is at this path; of several, the one with the fewest variable parts, as in Remix. */
export function routeAt(pathname: string): string | null {
  const path = pathname.split('/').filter(Boolean)
  const fits = (segments: readonly string[]) =>
    segments.length === path.length && segments.every((one, at) => one === ':' || one === path[at])
  const [found] = addresses
    .filter(({ segments }) => fits(segments))
    .sort((a, b) => variables(a.segments) - variables(b.segments))
  return found?.route ?? null
}

/** The help of the page at this path, or null where there is none, as at an address that does not exist. */
export function helpAt(pathname: string): PageHelpView | null {
  const route = routeAt(pathname)
  const help = route === null ? null : pageHelp[route]
  if (!help) return null
  const { purpose, acts, figures = [], notes = [], terms = [] } = help
  return { purpose, acts, figures, notes, terms: terms.map((id) => ({ id, ...pick(id) })) }
}

const pick = (id: TermId) => ({ name: glossary[id].name, meaning: glossary[id].meaning })
