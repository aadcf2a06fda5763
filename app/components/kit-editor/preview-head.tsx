import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { count } from '~/components/format'
import { seniorityNames } from '~/components/kit/seniority-names'
import { Note } from '~/components/ui/message'
import { PrintButton } from '~/components/ui/print-button'

type PreviewHeadProps = {
  /** Who will read this: "interviewers", "candidates". */
  by: string
  /** The page on which the part is edited. */
  edit: string
  problems: readonly { place: string; message: string }[]
  /** The other previews of the same part, by address. */
  previews: readonly { to: string; name: string; current: boolean }[]
  /** Where the seniority makes a difference. */
  seniorities?: readonly { id: string; to: string; current: boolean }[]
}

/** What stands above every preview: that it is one, of what else there is a preview, and what cannot be shown yet. */
export function PreviewHead({ by, edit, problems, previews, seniorities }: PreviewHeadProps) {
  return (
    <header className="kitedit__preview">
      <Note kind="doubt">
        <b>Preview of a draft</b>, as {by} will read it. It is not published. <Link to={edit}>Back to editing</Link>
      </Note>
      <Tabs label="Previews of this part">
        {previews.map(({ to, name, current }) => (
          <Link key={to} to={to} aria-current={current ? 'page' : undefined}>
            {name}
          </Link>
        ))}
      </Tabs>
      {seniorities ? (
        <Tabs label="Seniority of the anchors">
          {seniorities.map(({ id, to, current }) => (
            <Link key={id} to={to} preventScrollReset replace aria-current={current ? 'true' : undefined}>
              {seniorityNames[id]}
            </Link>
          ))}
        </Tabs>
      ) : null}
      {problems.length > 0 ? (
        <details className="no-print kit__note" open={problems.length <= 5}>
          <summary>{count(problems.length, 'mistake')}: what it concerns may be missing or wrong below</summary>
          <ul className="plainlist kitedit__problems">
            {problems.map(({ place, message }, index) => (
              <li key={index}>
                <b>{place}</b>: {message}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <div className="kit__acts no-print">
        <PrintButton>Print this preview</PrintButton>
      </div>
    </header>
  )
}

const Tabs = ({ label, children }: { label: string; children: ReactNode }) => (
  <nav className="tabs kit__tabs no-print" aria-label={label}>
    {children}
  </nav>
)
