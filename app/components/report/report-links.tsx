import type { ReactNode } from 'react'
import { mustExist } from '~/domain/shared/must-exist'
import { isOmittedPlot } from '~/engine'
import { ConnectednessGraph, NodeShape, groupName } from '../chart/connectedness-graph'
import { ReliabilityCurve } from '../chart/reliability-curve'
import { count, figure, whole } from '../format'
import { Behind, Part } from './figure'
import type { ReportProps } from './report-props'

export const Read = ({ children }: { children: ReactNode }) => (
  <p>
    <b>How to read this.</b> {children}
  </p>
)

export function Reliability({ document: { reliability, interviewers } }: Pick<ReportProps, 'document'>) {
  const known = reliability?.panel.some(({ corrected }) => corrected !== null)
  return (
    <Part
      id="reliability"
      title="Reliability by number of raters"
      leftOut={
        reliability === null
          ? 'the model has no candidate term'
          : known
            ? null
            : 'candidates do not differ, so reliability is not defined'
      }
      how={
        <>
          <Read>
            The share of a score’s variance that would be due to the candidate, if each candidate were rated by this
            number of interviewers (a D-study). Corrected: each interviewer’s severity is removed. Uncorrected: raw
            means.
          </Read>
          {interviewers === null ? <p>The model has no interviewer term, so both curves are the same.</p> : null}
        </>
      }
    >
      {reliability && known ? (
        <>
          <ReliabilityCurve panel={reliability.panel} />
          <Behind
            caption="Reliability of panels, corrected and uncorrected"
            rows={reliability.panel}
            columns={[
              { head: 'Raters', cell: ({ raters }) => raters },
              { head: 'Corrected', num: true, cell: ({ corrected }) => figure(corrected, 3) },
              { head: 'Uncorrected', num: true, cell: ({ uncorrected }) => figure(uncorrected, 3) },
            ]}
          />
        </>
      ) : null}
    </Part>
  )
}

const WORST = 10

export function Links({ document: { linking }, plots: { graph } }: ReportProps) {
  const known = (linking?.contrasts ?? []).flatMap(({ a, b, variance }) =>
    variance === null ? [] : [{ a, b, sd: Math.sqrt(variance) }],
  )
  const worst = [...known].sort((x, y) => y.sd - x.sd).slice(0, WORST)
  return (
    <Part
      id="links"
      title="Connectedness"
      leftOut={isOmittedPlot(graph) ? graph.leftOut : null}
      how={
        <>
          <Read>
            Two interviewers are connected if they rated the same candidate; a thicker line means more candidates in
            common. Severities can be compared only within a connected group.
          </Read>
          {!isOmittedPlot(graph) && graph.nodes.length < graph.interviewers ? (
            <p>
              Shown are the {graph.nodes.length} of {whole(graph.interviewers)} interviewers with the most candidates;
              the groups are those of the whole file.
            </p>
          ) : null}
          {!isOmittedPlot(graph) && graph.edges.some(({ only }) => only) ? (
            <p>A dashed line in amber is the only connection between two groups: comparisons across it depend on it.</p>
          ) : null}
        </>
      }
    >
      {isOmittedPlot(graph) ? null : (
        <>
          <ConnectednessGraph
            label={`${count(graph.interviewers, 'interviewer')} in ${count(graph.components.length, 'group')}; ${count(graph.edges.length, 'pair')} share candidates`}
            nodes={graph.nodes.map(({ interviewer, component }) => ({ name: interviewer, part: component }))}
            edges={graph.edges}
          />
          {graph.components.length > 1 ? (
            <p className="key">
              {graph.components.slice(0, 8).map(({ interviewers, candidates, example }, at) => (
                <span key={at}>
                  <svg className="plot shape" width="16" height="16" viewBox="-8 -8 16 16" aria-hidden>
                    <NodeShape part={at} />
                  </svg>
                  {groupName(at)} ({example}
                  {interviewers > 1 ? ' and others' : ''}): {count(interviewers, 'interviewer')},{' '}
                  {count(candidates, 'candidate')}
                </span>
              ))}
              {graph.components.length > 8 ? <span>and {graph.components.length - 8} more groups</span> : null}
            </p>
          ) : null}
          <Behind
            label="Pairs and the candidates they share"
            caption="Pairs of interviewers and the candidates they share"
            rows={graph.edges}
            columns={[
              {
                head: 'Interviewer',
                cell: ({ a }) => mustExist(graph.nodes[a], 'first interviewer of the edge').interviewer,
              },
              { head: 'and', cell: ({ b }) => mustExist(graph.nodes[b], 'second interviewer of the edge').interviewer },
              { head: 'Shared candidates', num: true, cell: ({ shared }) => whole(shared) },
              {
                head: 'Group',
                cell: ({ a }) => groupName(mustExist(graph.nodes[a], 'first interviewer of the edge').component),
              },
            ]}
          />
          <Behind
            label="The least certain comparisons"
            caption="Pairs whose severities are compared with the largest standard error, on common candidates alone"
            rows={worst}
            columns={[
              { head: 'Interviewer', cell: ({ a }) => a },
              { head: 'and', cell: ({ b }) => b },
              { head: 'Standard error of the difference', num: true, cell: ({ sd }) => figure(sd) },
            ]}
          />
        </>
      )}
    </Part>
  )
}
