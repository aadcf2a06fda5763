import { useRef } from 'react'
import { textAt } from '~/domain/kit-draft/content'
import { DraftLine, DraftText, PlaceProblem, usePart } from '../part-form'
import { useTyped } from '../use-typed'
import { Charts } from './charts'
import { ExhibitPreview } from './exhibit-preview'
import { TableField } from './table-field'

export type ExhibitColumn = { key: string; name: string; kind: string | null }
type ExhibitFieldsProps = { columns: readonly ExhibitColumn[]; onRequest: boolean; generated: boolean }

const KINDS: Record<string, string> = {
  numbers: 'numbers',
  days: 'days',
  times: 'times',
  text: 'text',
  empty: 'empty so far',
}

/** Every field of an exhibit, with its charts and its table drawn from what is typed. */
export function ExhibitFields({ columns, onRequest, generated }: ExhibitFieldsProps) {
  const { base, node } = usePart()
  const box = useRef<HTMLDivElement>(null)
  const typed = useTyped(node, base, box)
  return (
    <div className="stack" ref={box}>
      <DraftLine path={['name']} label="Title" />
      {onRequest || textAt(node, ['asked_as']) !== '' ? (
        <DraftLine
          path={['asked_as']}
          label="What the candidate asks for to get it"
          optional={!onRequest}
          help="The interviewer hands it over when something like this is asked for."
        />
      ) : null}
      <DraftLine path={['rows']} label="What a row is" help="Such as: one row for each day and region." />
      <fieldset className="kitedit__list">
        <legend className="h3">What the columns hold</legend>
        <PlaceProblem path={['columns']} />
        {columns.map(({ key, name, kind }) => (
          <DraftLine
            key={key}
            path={['columns', key, 'value']}
            label={`${name}, with its unit`}
            help={kind === null ? 'The table has no such column.' : `The cells are ${KINDS[kind] ?? kind}.`}
          />
        ))}
      </fieldset>
      <TableField csv={textAt(typed, ['csv'])} generated={generated} />
      <Charts columns={columns.map(({ name }) => name)} />
      <ExhibitPreview exhibit={typed} />
      <DraftText path={['shows']} label="What it shows" help="For the interviewer only, with the figures." />
      <DraftText path={['hides']} label="What it does not show" help="For the interviewer only." />
      <DraftLine
        path={['id']}
        label="Short name"
        help="Names the file of its table in an export, in small letters, digits and hyphens."
      />
    </div>
  )
}
