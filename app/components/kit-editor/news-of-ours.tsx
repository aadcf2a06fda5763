import { Submit } from '~/components/ui/button'
import { Check } from '~/components/ui/choice'
import { Form } from '~/components/ui/form'
import { Panel } from '~/components/ui/page'
import { SendFields } from './send-fields'

type News = {
  name: string
  from: string
  to: string
  hash: string
  parts: { kind: string; id: string; name: string; state: 'added' | 'changed' }[]
}

const kinds: Readonly<Record<string, string>> = {
  criteria: 'Criterion',
  red_flags: 'Red flag',
  interviews: 'Interview',
  prompts: 'Prompt',
  calibration_cases: 'Calibration case',
}

/** What is new in the kit of ours from which this one was begun, to be taken over part by part. */
export function NewsOfOurs({ news, clientKey }: { news: News; clientKey: string }) {
  return (
    <Panel title={`New in ${news.name}`} id="h-news" aside={`Version ${news.to}; yours was begun from ${news.from}`}>
      <p>A part that you take over replaces yours of the same id, or is added. You can undo it.</p>
      <Form method="post" className="stack">
        <SendFields clientKey={`take-${clientKey}`} />
        <input type="hidden" name="hash" value={news.hash} />
        <fieldset className="kitedit__list">
          <legend className="vh">Parts to take over</legend>
          {news.parts.map(({ kind, id, name, state }) => (
            <Check
              key={`${kind}/${id}`}
              name="parts"
              value={`${kind}/${id}`}
              label={`${kinds[kind] ?? kind}: ${name} (${state === 'added' ? 'not in yours' : 'differs from yours'})`}
            />
          ))}
        </fieldset>
        <div className="kitedit__acts">
          <Submit kind="plain" name="intent" value="take" busy="Taking over">
            Take over the chosen parts
          </Submit>
          <Submit kind="quiet" name="intent" value="dismiss" busy="Saving">
            Do not show these again
          </Submit>
        </div>
      </Form>
    </Panel>
  )
}
