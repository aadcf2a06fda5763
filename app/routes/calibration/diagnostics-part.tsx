import type { ReactNode } from 'react'
import type { DiagnosticsView } from '~/services/calibration/diagnostics-view'

export type RatingCounts = NonNullable<DiagnosticsView['counted']>

export const HIDDEN_UNTIL_SUBMITTED =
  'You still have a scorecard to submit. Until you do, this part is closed, because it would show how colleagues rated.'

type PartProps = { id: string; title: ReactNode; leftOut?: string | null; how: ReactNode; children: ReactNode }

export function DiagnosticsPart({ id, title, leftOut, how, children }: PartProps) {
  return (
    <section className="hl" aria-labelledby={id}>
      <h2 className="h2" id={id}>
        {title}
      </h2>
      {leftOut ? (
        <p className="fig quiet">{leftOut}</p>
      ) : (
        <>
          <figure className="fig">{children}</figure>
          <div className="how">{how}</div>
        </>
      )}
    </section>
  )
}

export const tooLittle = (reason: string) => `Not enough data: ${reason}.`
