import { Link } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { count } from '~/components/format'
import { Icon } from '~/components/ui/icon'
import type { UndoObstacle } from '~/domain/candidate/import'
import { paths } from '~/paths'

/** Why an import cannot be undone: what was done first, and by whom. */
export function UndoRefused({ obstacle: { candidates, first } }: { obstacle: UndoObstacle }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [candidates])
  return (
    <div className="note note--flag" role="alert" tabIndex={-1} ref={box}>
      <Icon name="warning" />
      <span>
        <b>The import cannot be undone:</b> {count(candidates, 'candidate')} of it {candidates === 1 ? 'was' : 'were'}{' '}
        worked on.{' '}
        {first ? (
          <>
            First: <Link to={paths.candidate(first.candidateId)}>{first.label}</Link>
            {first.what
              ? `, “${first.what}”${first.who ? ` by ${first.who}` : ''}${first.when ? `, ${first.when}` : ''}`
              : ''}
            .
          </>
        ) : null}{' '}
        Nothing was changed. Close applications, or erase candidates, one by one instead.
      </span>
    </div>
  )
}
