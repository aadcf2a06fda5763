import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ArchivePart } from '~/components/export/archive-part'
import { ExportPart } from '~/components/export/export-part'
import { Page } from '~/components/ui/frame'
import { Note } from '~/components/ui/message'
import { PageHead } from '~/components/ui/page'
import { EXPORT_PAGE, ExportPageSearch } from '~/domain/export/exports'
import { paths } from '~/paths'
import { parseSearch } from '~/platform/parse.server'
import { requireViewer } from '~/platform/session.server'
import { readExports } from '~/services/export/read-exports.server'

export const meta = () => [{ title: 'Export · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, EXPORT_PAGE)
  const { q, job, state, archive: failure } = parseSearch(request, ExportPageSearch)
  return { ...(await readExports(viewer)), asked: { q, job, state }, failure }
}

export default function Exports() {
  const { exports, archive, asked, failure } = useLoaderData<typeof loader>()
  const limits = { ...(asked.q ? { q: asked.q } : {}), ...(asked.state === 'all' ? {} : { state: asked.state }) }
  const limited = Object.keys(limits).length > 0
  return (
    <Page key={JSON.stringify(asked)}>
      <PageHead
        title="Export"
        lead="Tables of what you may see, as CSV or as a workbook. Names that are hidden from you stay hidden. Every download is an entry of the audit log."
      />
      {limited ? (
        <Note acts={<Link to={paths.exports({ job: asked.job })}>Clear the filters</Link>}>
          Candidates are limited to those {asked.q ? `found by “${asked.q}”` : ''}
          {asked.q && asked.state !== 'all' ? ', ' : ''}
          {asked.state === 'open' ? 'with an open application' : ''}
          {asked.state === 'none' ? 'without an open application' : ''}.
        </Note>
      ) : null}
      {exports.map((one) => (
        <ExportPart key={one.name} {...one} job={asked.job} limits={one.name === 'candidates' ? limits : {}} />
      ))}
      {archive ? <ArchivePart offer={archive} failure={failure} /> : null}
    </Page>
  )
}
