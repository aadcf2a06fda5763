import { VarianceBars } from '../chart/variance-bars'
import { difference, figure, whole } from '../format'
import { Behind, Part } from './figure'
import type { ReportProps } from './report-props'
import { termMeanings, varianceParts } from './summary'

/** Where the variance of the ratings lies, with the fixed effects behind it. */
export function VarianceParts({ document, plots }: ReportProps) {
  const all = Object.entries(document.varianceComponents).map(([name, part]) => ({ name, ...part }))
  // A slope's variance is in other units, so it has no share.
  const slopes = all.filter(({ name }) => name.startsWith('0 + '))
  const parts = varianceParts(document)
  const total = parts.reduce((s, { variance }) => s + variance, 0)
  const label = (name: string) => {
    const meaning = plots.meanings[name]
    if (name === 'residual') return 'Residual'
    return meaning ? (
      <>
        {termMeanings[meaning]} <span className="faint opt">{name}</span>
      </>
    ) : (
      name
    )
  }
  return (
    <Part
      id="variance"
      title="Why ratings differ"
      how={
        <>
          <p>
            <b>How to read this.</b> The variance of single ratings, divided by source (the variance components of the
            model), without fixed effects.
          </p>
          {slopes.length > 0 ? <p>Slopes have variances in other units and are shown only in the table.</p> : null}
          {all.some(({ variance }) => variance === null) ? (
            <p>A part that cannot be estimated has a dash in the table; the warnings say why.</p>
          ) : null}
        </>
      }
    >
      <VarianceBars
        parts={parts.map(({ name, variance, se }) => ({
          id: name,
          label: label(name),
          variance,
          share: total > 0 ? variance / total : 0,
          standardError: se,
        }))}
      />
      <Behind
        caption="Variance components"
        rows={all}
        columns={[
          { head: 'Term', cell: ({ name }) => name },
          { head: 'Variance', num: true, cell: ({ variance }) => figure(variance, 6) },
          { head: 'Standard error', num: true, cell: ({ se }) => figure(se, 6) },
          { head: 'Levels', num: true, cell: ({ levels }) => whole(levels) },
        ]}
      />
      <Behind
        label="Fixed effects"
        caption="Fixed effects"
        rows={document.fixedEffects}
        columns={[
          { head: 'Term', cell: ({ term }) => term },
          { head: 'Estimate', num: true, cell: ({ estimate }) => difference(estimate, 4) },
          { head: 'Standard error', num: true, cell: ({ se }) => figure(se, 4) },
        ]}
      />
      <Behind
        label="Thresholds"
        caption="Thresholds between levels"
        rows={document.thresholds ?? []}
        columns={[
          { head: 'Between', cell: ({ threshold }) => threshold },
          { head: 'Estimate', num: true, cell: ({ estimate }) => difference(estimate, 4) },
          { head: 'Standard error', num: true, cell: ({ se }) => figure(se, 4) },
        ]}
      />
    </Part>
  )
}
