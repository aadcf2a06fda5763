import { Link } from '@remix-run/react'
import { DotLegend, Dots, Due } from '~/components/ui/bits'
import { Pager, Table, Th } from '~/components/ui/table'
import { withheldLabel } from '~/domain/application/labels'
import type { Stage } from '~/domain/application/stage'
import { paths } from '~/paths'

export type PipelineLine = {
  id: number
  who: string
  job: string
  since: string
  stage: Stage | null
  recused: boolean
}

type Props = { rows: PipelineLine[]; next: number | null; after: number | null }

const stageWords: Record<Stage['stage'], string> = {
  New: 'New',
  Loop: 'Loop',
  Interviews: 'Interviews',
  Ready: 'Ready',
  Committee: 'Committee',
  Decided: 'Decided',
}

/** Applications under way, the newest first. */
export function Pipeline({ rows, next, after }: Props) {
  return (
    <>
      <Table className="pipe" caption="Applications in progress">
        <thead>
          <tr>
            <Th>Candidate</Th>
            <Th>Job</Th>
            <Th>Stage</Th>
            <Th>Scorecards</Th>
            <Th>Next step</Th>
            <Th num>Opened</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, who, job, since, stage, recused }) => (
            <tr key={id}>
              <th scope="row" className="who">
                <Link to={paths.application(id)} prefetch="intent">
                  {who}
                </Link>
              </th>
              <td className="pipe__job">{job}</td>
              <td className="pipe__stage">
                {stage ? stageWords[stage.stage] : <span className="faint">{withheldLabel(recused)}</span>}
              </td>
              <td className="pipe__loop">
                {stage && stage.total > 0 ? (
                  <Dots
                    done={stage.done}
                    late={stage.overdue}
                    total={stage.total}
                    label={`${stage.done} of ${stage.total} scorecards submitted${stage.overdue > 0 ? `, ${stage.overdue} overdue` : ''}`}
                  />
                ) : null}
              </td>
              <td className="pipe__next">{stage ? <Next stage={stage} /> : null}</td>
              <td className="num pipe__since">{since}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.some(({ stage }) => stage !== null && stage.total > 0) ? <DotLegend /> : null}
      {next !== null || after !== null ? (
        <Pager
          prev={after === null ? null : paths.home()}
          next={next === null ? null : `${paths.home()}?after=${next}`}
        >
          Newest first
        </Pager>
      ) : null}
    </>
  )
}

const Next = ({ stage: { next, late } }: { stage: Stage }) => (late ? <Due late>{next}</Due> : <>{next}</>)
