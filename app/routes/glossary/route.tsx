import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Page } from '~/components/ui/frame'
import { Marked } from '~/components/ui/marked'
import { PageHead, Section } from '~/components/ui/page'
import { glossary, glossarySections, inSentence, type ListedEntry, type TermId } from '~/domain/glossary/glossary'
import { paths } from '~/paths'
import { requireViewer } from '~/platform/session.server'

export const meta = () => [{ title: 'Glossary · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireViewer(request, 'use-account')
  return {
    sections: glossarySections.map(({ id, title, entries }) => ({ id, title, entries: entries.map(entryView) })),
  }
}

type EntryView = Omit<ListedEntry, 'see'> & { see: { id: string; name: string }[] }

const entryView = ({ see = [], ...entry }: ListedEntry): EntryView => ({
  ...entry,
  see: see.filter((id): id is TermId => id in glossary).map((id) => ({ id, name: inSentence(id) })),
})

export default function Glossary() {
  const { sections } = useLoaderData<typeof loader>()
  return (
    <Page>
      <PageHead title="Glossary" lead="What the words on the pages of Assay mean." />
      <nav className="glossary__index" aria-label="Terms">
        {sections.map(({ id, title, entries }) => (
          <div key={id}>
            <h2 className="label">{title}</h2>
            <ul className="glossary__terms">
              {entries.map((entry) => (
                <li key={entry.id}>
                  <a href={`#${entry.id}`}>{entry.name}</a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      {sections.map(({ id, title, entries }) => (
        <Section key={id} id={`h-${id}`} title={title}>
          <dl className="glossary">
            {entries.map((entry) => (
              <div key={entry.id} id={entry.id}>
                <dt>{entry.name}</dt>
                <Meaning entry={entry} />
              </div>
            ))}
          </dl>
        </Section>
      ))}
    </Page>
  )
}

function Meaning({ entry: { meaning, example, see } }: { entry: EntryView }) {
  return (
    <dd>
      <p>{meaning}</p>
      {example ? (
        <p className="quiet">
          Example: <Marked>{example}</Marked>
        </p>
      ) : null}
      {see.length > 0 ? (
        <p className="small quiet">
          See also:{' '}
          {see.map((one, at) => (
            <span key={one.id}>
              {at > 0 ? ', ' : null}
              <Link to={paths.glossary(one.id)}>{one.name}</Link>
            </span>
          ))}
        </p>
      ) : null}
    </dd>
  )
}
