import { Link } from '@remix-run/react'
import { Table, TableScroll, Th } from '~/components/ui/table'
import { needProfileLabels, seniorityLabels } from '~/domain/job/labels'
import { maturityLevels, needProfiles, seniorities } from '~/domain/kit/schema'
import { paths } from '~/paths'
import { ChosenItems, type Choice } from './chosen-items'
import { DraftChoice, DraftItems, DraftLine, DraftText, PlaceProblem } from './part-form'

export type WeightRow = { key: string; name: string; weights: string[] }
type RoleFieldsProps = { kitId: number; criteria: readonly Choice[]; weights: readonly WeightRow[] }

const SENIORITIES = seniorities.map((id): Choice => [id, seniorityLabels[id]])

/** What a kit says of its role as a whole: everything of `kit.yaml` but its id and its version. */
export function RoleFields({ kitId, criteria, weights }: RoleFieldsProps) {
  return (
    <>
      <DraftLine path={['name']} label="Name of the kit" />
      <DraftText path={['summary']} label="Summary" rows={3} />
      <section className="stack kitedit__section" aria-labelledby="h-seniority">
        <h2 className="h2" id="h-seniority">
          Seniorities
        </h2>
        {seniorities.map((id) => (
          <DraftText key={id} path={['seniority', id]} label={`What a ${id} person owns`} rows={1} />
        ))}
      </section>
      <section className="stack kitedit__section" aria-labelledby="h-lines">
        <h2 className="h2" id="h-lines">
          What the kit answers
        </h2>
        <p className="quiet">
          Every line is answered by a criterion, a red flag or an interview that names it. An address has a number, the
          role, look-for, red-flag or evaluation, and a number, such as 100/data-engineer/look-for/1.
        </p>
        <DraftItems path={['lines']} title="Lines of the role" item="line" compact>
          {(key, number) => (
            <>
              <DraftLine path={['lines', key, 'name']} label={`Address of line ${number}`} />
              <DraftText path={['lines', key, 'value']} label="What it asks for" rows={1} />
            </>
          )}
        </DraftItems>
      </section>
      <section className="stack kitedit__section" aria-labelledby="h-profiles">
        <h2 className="h2" id="h-profiles">
          Need profiles and weights
        </h2>
        {needProfiles.map((id) => (
          <DraftText
            key={id}
            path={['need_profiles', id]}
            label={`${needProfileLabels[id]}: why the weights differ`}
            rows={2}
          />
        ))}
        <WeightTable kitId={kitId} weights={weights} />
      </section>
      <section className="stack kitedit__section" aria-labelledby="h-maturity">
        <h2 className="h2" id="h-maturity">
          Maturity
        </h2>
        <p className="quiet">How far the organisation is with machine learning, from 1 (nothing runs) to 5.</p>
        {maturityLevels.map((level) => (
          <Maturity key={level} level={String(level)} criteria={criteria} />
        ))}
      </section>
    </>
  )
}

function Maturity({ level, criteria }: { level: string; criteria: readonly Choice[] }) {
  return (
    <fieldset className="kitedit__list">
      <legend className="h3">Maturity {level}</legend>
      <PlaceProblem path={['maturity', level]} />
      <DraftChoice path={['maturity', level, 'hire']} label="Whom to hire first" options={SENIORITIES} />
      <DraftText path={['maturity', level, 'reason']} label="Why" />
      <ChosenItems
        path={['maturity', level, 'more']}
        title={`Count one more at maturity ${level}`}
        item="criterion"
        options={criteria}
      />
      <ChosenItems
        path={['maturity', level, 'less']}
        title={`Count one less at maturity ${level}`}
        item="criterion"
        options={criteria}
      />
    </fieldset>
  )
}

function WeightTable({ kitId, weights }: { kitId: number; weights: readonly WeightRow[] }) {
  return (
    <TableScroll label="Weights of the criteria">
      <Table caption="Weights of the criteria, edited on the page of each" showCaption>
        <thead>
          <tr>
            <Th>Criterion</Th>
            {needProfiles.map((id) => (
              <Th key={id} num>
                {needProfileLabels[id]}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weights.map(({ key, name, weights: each }) => (
            <tr key={key}>
              <Th scope="row">
                <Link to={paths.ownKitCriterion(kitId, key)}>{name}</Link>
              </Th>
              {each.map((weight, index) => (
                <td key={needProfiles[index]} className="num">
                  {weight}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  )
}
