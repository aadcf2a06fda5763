import { difference, figure, ratio, share } from '../format'
import { Behind, Figures, Part, type Column } from './figure'
import type { ReportProps } from './report-props'

type Measure = NonNullable<ReportProps['document']['rasch']>['measures'][number]

const columns: Column<Measure>[] = [
  { head: 'Level', cell: ({ level }) => level },
  { head: 'Facet', cell: ({ facet }) => facet },
  { head: 'Measure (logits)', num: true, cell: ({ measure }) => difference(measure) },
  { head: 'se', num: true, cell: ({ se }) => figure(se) },
  { head: 'Infit', num: true, cell: ({ infit }) => ratio(infit) },
  { head: 'Infit z', num: true, cell: ({ infitZ }) => figure(infitZ, 1) },
  { head: 'Outfit', num: true, cell: ({ outfit }) => ratio(outfit) },
  { head: 'Outfit z', num: true, cell: ({ outfitZ }) => figure(outfitZ, 1) },
  { head: 'Remark', cell: (measure) => remark(measure) },
]

/** Erratic above 1.5, flat below .5, and beyond chance in either. */
function remark({ facet, infit, infitZ }: Measure): string {
  if (facet === 'candidate' || infit === null || infitZ === null || Math.abs(infitZ) <= 2) return ''
  return infit > 1.5 ? 'erratic' : infit < 0.5 ? 'flat' : ''
}

/** The many-facet Rasch analysis, where it was asked for. */
export function RaschPart({ document: { rasch } }: Pick<ReportProps, 'document'>) {
  if (!rasch) return null
  const { observed, expected } = rasch.agreement
  return (
    <Part
      id="rasch"
      title="Rasch analysis"
      how={
        <>
          <p>
            <b>How to read this.</b> A many-facet Rasch analysis beside the model above, for its fit statistics. Infit
            and outfit near 1 are expected; an interviewer above 1.5 rates erratically, one below 0.5 varies too little.
          </p>
          <p>
            Exact agreement of interviewers {share(observed)}, expected {share(expected)}. Separation and reliability:{' '}
            {Object.entries(rasch.separation)
              .map(([facet, separation]) => `${facet} ${figure(separation)} and ${share(rasch.reliability[facet])}`)
              .join('; ')}
            .
          </p>
          <p>
            It has no halo term, so its standard errors for candidates are too small; use those of the scores above.
          </p>
        </>
      }
    >
      <Figures
        caption="Rasch measures of interviewers, criteria and thresholds"
        rows={rasch.measures.filter(({ facet }) => facet !== 'candidate')}
        columns={columns}
      />
      <Behind
        label="Candidates"
        caption="Rasch measures of candidates"
        rows={rasch.measures.filter(({ facet }) => facet === 'candidate')}
        columns={columns}
      />
    </Part>
  )
}
