import { DraftItems, DraftLine, DraftNumber, DraftText } from '../part-form'

/** Figures that are handed out with the prompt, in groups. */
export function Givens() {
  return (
    <DraftItems path={['givens']} title="Given figures" item="group of figures">
      {(group, number) => (
        <>
          <DraftLine path={['givens', group, 'name']} label={`Name of group ${number}`} />
          <DraftItems path={['givens', group, 'value']} title={`Figures of group ${number}`} item="figure">
            {(key, at) => {
              const given = ['givens', group, 'value', key]
              return (
                <div className="kitedit__row">
                  <DraftLine
                    path={[...given, 'name']}
                    label={`Name of figure ${number}.${at}`}
                    help="For formulas, such as qps_peak."
                  />
                  <DraftNumber path={[...given, 'value', 'i1']} label={`Value of figure ${number}.${at}`} />
                  <DraftLine path={[...given, 'value', 'i2']} label={`Unit of figure ${number}.${at}`} />
                  <DraftLine
                    path={[...given, 'value', 'i3']}
                    label={`What figure ${number}.${at} is, for the candidate`}
                  />
                </div>
              )
            }}
          </DraftItems>
        </>
      )}
    </DraftItems>
  )
}

/** What the interviewer tells only when it is asked about. */
export function Facts() {
  return (
    <DraftItems path={['facts']} title="Facts, hidden until they are asked about" item="fact">
      {(key, number) => (
        <>
          <DraftLine
            path={['facts', key, 'name']}
            label={`Name of fact ${number}`}
            help="For the check sheet, such as growth."
          />
          <DraftText
            path={['facts', key, 'value']}
            label={`Fact ${number}: when to reveal it, and what is told`}
            help="In brackets what has to be asked about, then what is told; at the end the numbers it gives the check sheet: [next year's load] Half as much again. growth = 1.5"
          />
        </>
      )}
    </DraftItems>
  )
}
