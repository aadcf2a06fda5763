import { Link } from '@remix-run/react'
import { Panel } from '~/components/ui/page'
import { paths } from '~/paths'

type Entry = { key: string; name: string }
type PreviewsProps = { kitId: number; parts: { interviews: readonly Entry[]; prompts: readonly Entry[] } }

/** Every preview of a draft, for who reviews it. */
export function Previews({ kitId, parts }: PreviewsProps) {
  return (
    <Panel title="Previews" id="h-previews">
      <p className="quiet">What the kit will look like to the people who use it.</p>
      <ul className="plainlist kitedit__previews">
        {parts.interviews.map(({ key, name }) => (
          <PreviewLinks key={key} name={name} kitId={kitId} of="interviews" itemKey={key} />
        ))}
      </ul>
      <h3 className="h3 kit__sub">Prompts</h3>
      <ul className="plainlist kitedit__previews">
        {parts.prompts.map(({ key, name }) => (
          <PreviewLinks key={key} name={name} kitId={kitId} of="prompts" itemKey={key} />
        ))}
      </ul>
    </Panel>
  )
}

const OF = {
  interviews: [
    ['guide', 'guide'],
    ['scorecard', 'scorecard'],
    ['first-time', 'first time'],
    ['candidate', 'for the candidate'],
  ],
  prompts: [
    ['interviewer', 'as the interviewer'],
    ['candidate', 'as the candidate'],
  ],
} as const

type PreviewLinksProps = { name: string; kitId: number; of: keyof typeof OF; itemKey: string }

function PreviewLinks({ name, kitId, of, itemKey }: PreviewLinksProps) {
  return (
    <li>
      {name}:{' '}
      {OF[of].map(([as, words], index) => (
        <span key={as}>
          {index > 0 ? ', ' : ''}
          <Link to={paths.ownKitPreview(kitId, of, itemKey, as)} aria-label={`Preview of ${name}: ${words}`}>
            {words}
          </Link>
        </span>
      ))}
    </li>
  )
}
