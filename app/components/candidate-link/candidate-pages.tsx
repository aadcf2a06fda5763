import { Tag } from '~/components/ui/bits'
import { ButtonLink, Submit } from '~/components/ui/button'
import { Choice } from '~/components/ui/choice'
import { SelectField } from '~/components/ui/field'
import { Form, FormError } from '~/components/ui/form'
import { LINK_DURATIONS, DEFAULT_LINK_DURATION } from '~/domain/candidate-link/schemas'
import type { CandidateLinks } from '~/domain/candidate-link/view'
import { mustExist } from '~/domain/shared/must-exist'
import { paths } from '~/paths'
import { LinkOnce } from '../link-once'

type CandidatePagesProps = {
  interviewId: number
  links: CandidateLinks
  /** The page that was just opened; its address is shown this once. */
  fresh: { href: string; until: string } | null
  error: string | null
}

/** What the candidate gets to read: pages with a prompt and its exhibits, and nothing of the answer. */
export function CandidatePages({ interviewId, links, fresh, error }: CandidatePagesProps) {
  const mayMake = links.prompts.length > 0
  if (!mayMake && links.made.length === 0 && links.begin === null) return null
  return (
    <section className="chapter handout no-print" id="handout" aria-labelledby="h-handout">
      <div className="chapter__head">
        <h2 className="h2" id="h-handout">
          For the candidate
        </h2>
        <span className="small quiet">A page with the prompt and its exhibits, without the rest of this guide</span>
      </div>
      <FormError>{error}</FormError>
      {fresh ? (
        <div className="handout__new" role="status">
          <p>Give the candidate this address:</p>
          <LinkOnce href={fresh.href} until={fresh.until} repeatedly />
        </div>
      ) : null}
      {links.made.length > 0 ? (
        <ol className="rows rows--stack">
          {links.made.map((link) => (
            <li key={link.id}>
              <span className="rows__what">
                {link.prompt}{' '}
                <Tag kind={link.status === 'live' ? 'accent' : 'plain'}>
                  {link.status === 'live' ? 'open' : link.status === 'revoked' ? 'closed' : 'expired'}
                </Tag>
              </span>
              <span className="rows__why">
                opened by {link.by}, {link.made}; until {link.until}
              </span>
              {link.status === 'live' && links.handsOut ? (
                <>
                  <Exhibits link={link} />
                  <Form method="post" preventScrollReset className="rows__act">
                    <input type="hidden" name="linkId" value={link.id} />
                    <Submit kind="plain" small name="intent" value="revoke-link" busy="Closing">
                      Close page
                    </Submit>
                  </Form>
                </>
              ) : null}
            </li>
          ))}
        </ol>
      ) : null}
      {links.begin !== null || links.older !== null ? (
        <nav className="pager" aria-label="Pages for the candidate">
          <span className="quiet">
            {links.made.length === 0 ? 'No page was made before these.' : 'The newest first'}
          </span>
          <span className="pager__acts">
            {links.begin !== null ? (
              <ButtonLink small to={paths.candidateLinks(interviewId)}>
                Newest
              </ButtonLink>
            ) : null}
            {links.older !== null ? (
              <ButtonLink small to={paths.candidateLinks(interviewId, links.older)}>
                Older
              </ButtonLink>
            ) : null}
          </span>
        </nav>
      ) : null}
      {mayMake ? (
        <details className="handout__make" open={links.made.length === 0 && links.begin === null}>
          <summary>Create a page for the candidate</summary>
          <Form method="post" preventScrollReset className="stack">
            <input type="hidden" name="writeKey" value={links.writeKey} />
            {links.prompts.length === 1 ? (
              <p>
                <input type="hidden" name="prompt" value={mustExist(links.prompts[0], 'prompt of the interview').id} />
                With the prompt <b>{mustExist(links.prompts[0], 'prompt of the interview').name}</b>.
              </p>
            ) : (
              <SelectField
                name="prompt"
                label="Prompt"
                options={links.prompts.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            <Choice
              name="hours"
              legend="Open for"
              defaultValue={DEFAULT_LINK_DURATION}
              options={LINK_DURATIONS}
              help="Anyone with the address can read the page until then, or until you close it."
            />
            <div>
              <Submit kind="plain" name="intent" value="make-link" busy="Creating">
                Create page
              </Submit>
            </div>
          </Form>
        </details>
      ) : null}
    </section>
  )
}

type Link = CandidatePagesProps['links']['made'][number]

/** Exhibits that are handed over only when they are asked for. */
function Exhibits({ link }: { link: Link }) {
  if (link.exhibits.length === 0) return null
  return (
    <div className="rows__state handout__exhibits">
      <span className="quiet">When asked for:</span>
      {link.exhibits.map(({ id, name, given }) =>
        given ? (
          <span key={id}>{name} (handed over)</span>
        ) : (
          <Form method="post" preventScrollReset key={id}>
            <input type="hidden" name="linkId" value={link.id} />
            <input type="hidden" name="exhibit" value={id} />
            <Submit kind="quiet" small name="intent" value="hand-over" busy="Handing over">
              {`Hand over “${name}”`}
            </Submit>
          </Form>
        ),
      )}
    </div>
  )
}
