import { Link, useFetcher, useLocation } from '@remix-run/react'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { count } from '~/components/format'
import { Button } from '~/components/ui/button'
import { usePageShortcuts } from '~/components/ui/shortcuts'
import { findInKit, MAX_HITS, searchWords, type SearchHit, type SearchKind } from '~/domain/kit/search'
import { paths } from '~/paths'
import type { loader as entriesLoader } from '../kits.$role_.search/route'

type Kit = { id: string; versionId: number | null }
type Given = { query: string; found: SearchHit[] }

/** What is looked for in a kit, and what was found: null while nothing is looked for. */
export type KitSearch = {
  typed: string
  type: (words: string) => void
  hits: SearchHit[] | null
  /** The words of the kit are still on their way. */
  waiting: boolean
}

/**
 * Search without asking the server for each letter: the kit's words are fetched once, after the page is there. Without a
 * script the form asks the page itself.
 */
export function useKitSearch(kit: Kit, given: Given): KitSearch {
  const [typed, type] = useState(given.query)
  const { data, load } = useFetcher<typeof entriesLoader>()
  const { key } = useLocation()
  const address = paths.kitSearch(kit.id, kit.versionId)
  useEffect(() => load(address), [load, address])
  useEffect(() => type(given.query), [key, given.query])
  const looked = useDeferredValue(typed)
  const entries = data?.entries
  const { found, query } = given
  const hits = useMemo(() => {
    if (searchWords(looked).length === 0) return null
    if (entries) return findInKit(entries, looked)
    return looked === query ? found : null
  }, [looked, entries, found, query])
  return { typed, type, hits, waiting: !entries && searchWords(typed).length > 0 && hits === null }
}

export function SearchField({ kit, search }: { kit: Kit; search: KitSearch }) {
  const field = useRef<HTMLInputElement>(null)
  usePageShortcuts([{ keys: '/', label: 'Search this kit', run: () => field.current?.focus() }])
  return (
    <form
      role="search"
      action={paths.kit(kit.id)}
      className="kit__find"
      onSubmit={(event) => {
        if (search.hits === null) return
        event.preventDefault()
        document.querySelector<HTMLElement>('.hits a')?.focus()
      }}
    >
      {kit.versionId ? <input type="hidden" name="version" value={kit.versionId} /> : null}
      <input
        ref={field}
        type="search"
        name="q"
        className="input"
        aria-label="Search this kit"
        placeholder="Search this kit"
        autoComplete="off"
        maxLength={200}
        value={search.typed}
        onChange={(event) => search.type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') search.type('')
          if (event.key === 'ArrowDown') {
            event.preventDefault()
            document.querySelector<HTMLElement>('.hits a')?.focus()
          }
        }}
      />
    </form>
  )
}

const kinds: Record<SearchKind, string> = {
  criterion: 'Criterion',
  flag: 'Red flag',
  interview: 'Interview',
  prompt: 'Prompt',
  case: 'Calibration case',
}

const addressOf = (kit: Kit, { kind, id }: SearchHit): string => {
  const { id: role, versionId: version } = kit
  switch (kind) {
    case 'criterion':
      return `${paths.kit(role, version)}#${id}`
    case 'flag':
      return `${paths.kit(role, version)}#flag-${id}`
    case 'interview':
      return paths.kitInterview(role, id, version)
    case 'prompt':
      return paths.kitPrompt(role, id, version)
    case 'case':
      return paths.kitCase(role, id, version)
  }
}

/** Arrows go from one to the next; Escape ends the search. */
function goOn(event: React.KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
  const next = links[links.indexOf(document.activeElement as HTMLElement) + step]
  event.preventDefault()
  next?.focus()
}

export function Hits({ kit, search }: { kit: Kit; search: KitSearch }) {
  const { hits, typed } = search
  if (hits === null)
    return (
      <p className="vh" role="status">
        {search.waiting ? 'Reading the kit' : ''}
      </p>
    )
  return (
    <section className="hits" aria-label="Found">
      <div className="panel__h">
        <h2 className="h2" role="status">
          {hits.length === 0
            ? 'Nothing'
            : hits.length < MAX_HITS
              ? count(hits.length, 'place')
              : `The first ${MAX_HITS} places`}{' '}
          with “{typed.trim()}”
        </h2>
        <Button kind="quiet" onClick={() => search.type('')}>
          Back to the page
        </Button>
      </div>
      {hits.length === 0 ? (
        <p className="quiet">Every word has to occur. Try fewer words, or the beginning of one.</p>
      ) : (
        <ol className="rows" onKeyDown={goOn}>
          {hits.map((hit) => (
            <li key={`${hit.kind} ${hit.id}`}>
              <span className="rows__what">
                <Link to={addressOf(kit, hit)}>{hit.name}</Link> <span className="faint small">{kinds[hit.kind]}</span>
              </span>
              <span className="rows__why">
                {hit.snippet.map(({ text, found }, at) => (found ? <mark key={at}>{text}</mark> : text))}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
