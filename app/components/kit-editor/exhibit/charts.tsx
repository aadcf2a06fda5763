import { at } from '~/domain/kit-draft/content'
import { actName } from '~/domain/kit-draft/form'
import { ActButton, DraftChoice, DraftItems, DraftLine, DraftNumber, PlaceProblem, usePart } from '../part-form'
import { ChosenItems } from '../chosen-items'

const KINDS = [
  ['', 'Lines'],
  ['line', 'Lines'],
  ['bar', 'Bars'],
] as const

/** The charts of an exhibit: which columns they draw, and between which values. */
export function Charts({ columns }: { columns: readonly string[] }) {
  const { base, node } = usePart()
  const options = columns.map((name) => [name, name] as const)
  const none = [['', 'None'] as const, ...options]
  return (
    <DraftItems path={['charts']} title="Charts" item="chart">
      {(key, number) => {
        const chart = ['charts', key]
        const kind = at(node, [...chart, 'kind'])
        const axis = at(node, [...chart, 'axis'])
        const place = [...base, ...chart, 'axis']
        return (
          <>
            <PlaceProblem path={chart} />
            <DraftLine path={[...chart, 'title']} label={`Title of chart ${number}`} />
            <div className="kitedit__row">
              <DraftChoice
                path={[...chart, 'kind']}
                kind="optional"
                label={`Kind of chart ${number}`}
                options={typeof kind === 'string' ? KINDS.slice(1) : [KINDS[0], KINDS[2]]}
              />
              <DraftChoice path={[...chart, 'x']} label={`Along the axis of chart ${number}`} options={options} />
              <DraftChoice
                path={[...chart, 'by']}
                kind="optional"
                label={`A line for each value of, chart ${number}`}
                options={none}
              />
              <DraftChoice
                path={[...chart, 'per']}
                kind="optional"
                label={`Divided by, chart ${number}`}
                help="Rows that share a place are added up, then divided by the sum of this column."
                options={none}
              />
            </div>
            <ChosenItems
              path={[...chart, 'y']}
              title={`Columns drawn in chart ${number}`}
              item={`column of chart ${number}`}
              options={options}
            />
            <PlaceProblem path={[...chart, 'axis']} />
            {axis === null || axis === undefined ? (
              <div>
                <ActButton value={actName.begin(place, null)} label={`Set the range of the axis of chart ${number}`}>
                  Set the range of its axis
                </ActButton>
              </div>
            ) : (
              <div className="kitedit__row">
                <DraftNumber path={[...chart, 'axis', 'i1']} label={`Lowest value of chart ${number}`} />
                <DraftNumber path={[...chart, 'axis', 'i2']} label={`Highest value of chart ${number}`} />
                <div>
                  <ActButton
                    value={actName.leaveOut(place, axis)}
                    label={`Take the range of chart ${number} from the data`}
                  >
                    Take the range from the data
                  </ActButton>
                </div>
              </div>
            )}
          </>
        )
      }}
    </DraftItems>
  )
}
