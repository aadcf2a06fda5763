import type { CriterionView, InterviewView, PromptView } from '~/domain/kit/views'

type Parts = {
  criteriaViews: Pick<CriterionView, 'id' | 'name'>[]
  interviewViews: Pick<InterviewView, 'id' | 'name' | 'minutes'>[]
  promptViews: Pick<PromptView, 'id' | 'name'>[]
}

export function Contents({ kit }: { kit: Parts }) {
  return (
    <nav className="kit__toc" aria-label="Contents">
      <ol className="plainlist">
        <li>
          <a href="#top">The role</a>
        </li>
        <li>
          <a href="#criteria">Criteria</a>
          <ol className="plainlist">
            {kit.criteriaViews.map(({ id, name }) => (
              <li key={id}>
                <a href={`#${id}`}>{name}</a>
              </li>
            ))}
          </ol>
        </li>
        <li>
          <a href="#flags">Red flags</a>
        </li>
        {kit.interviewViews.map(({ id, name, minutes }) => (
          <li key={id}>
            <a href={`#interview-${id}`}>
              {name}, {minutes}&nbsp;min
            </a>
          </li>
        ))}
        {kit.promptViews.map(({ id, name }) => (
          <li key={id}>
            <a href={`#prompt-${id}`}>{name}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
