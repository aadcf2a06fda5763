import { ChosenItems, type Choice } from '../chosen-items'
import { OptionalPart } from '../optional-part'
import { DraftItems, DraftLine, DraftNumber, PlaceProblem } from '../part-form'

const FIGURES = ['check_sheet', 'figures']

/** The sheet by which arithmetic is checked: each figure with its formula and its value. */
export function CheckSheet({ facts }: { facts: readonly Choice[] }) {
  return (
    <OptionalPart
      path={['check_sheet']}
      title="The sheet"
      what="a check sheet"
      missing="There is none. Write one wherever a level depends on arithmetic."
    >
      <div className="kitedit__row kitedit__row--short">
        <DraftNumber
          path={['check_sheet', 'accept_within_factor']}
          label="Accepted within a factor of"
          help="An estimate counts as right within this factor of the sheet."
        />
      </div>
      <DraftItems path={FIGURES} title="Figures" item="figure of the sheet">
        {(key, number) => <SheetFigure path={[...FIGURES, key]} number={number} facts={facts} />}
      </DraftItems>
    </OptionalPart>
  )
}

type SheetFigureProps = { path: string[]; number: number; facts: readonly Choice[] }

function SheetFigure({ path, number, facts }: SheetFigureProps) {
  return (
    <>
      <PlaceProblem path={path} />
      <div className="kitedit__row">
        <DraftLine path={[...path, 'id']} label={`Name of ${number}`} help="Later formulas may use it." />
        <DraftLine
          path={[...path, 'is']}
          label={`Formula of ${number}`}
          help="From given figures, names above it, and numbers of facts that it needs."
        />
        <DraftNumber path={[...path, 'value']} label={`Value of ${number}`} />
        <DraftLine path={[...path, 'unit']} label={`Unit of ${number}`} />
      </div>
      <DraftLine path={[...path, 'shows']} label={`What ${number} shows`} optional />
      <ChosenItems path={[...path, 'needs']} title={`Facts that ${number} needs`} item="fact needed" options={facts} />
    </>
  )
}
