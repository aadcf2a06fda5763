import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ChangesOfKit } from '~/components/kit/kit-changes'
import { SelectField } from '~/components/ui/field'
import { Button } from '~/components/ui/button'
import { Empty } from '~/components/ui/message'
import { Form } from '~/components/ui/form'
import { KitAddress, KitChangesSearch } from '~/domain/kit/address'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { compareVersions } from '~/services/kit/compare-versions.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `What changed in ${data?.page.kit.name ?? 'the kit'} · Assay` },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const { role } = parseParams(params, KitAddress)
  const page = orRefuse(await compareVersions(viewer, role, parseSearch(request, KitChangesSearch)))
  return { page, crumb: 'What changed' }
}

export default function KitChangesPage() {
  const { page } = useLoaderData<typeof loader>()
  const options = page.versions.map(({ id, words }) => ({ value: id === null ? '' : String(id), label: words }))
  return (
    <article>
      <h1 className="kit__title kit__title--part">What changed</h1>
      {page.changes === null ? (
        <Empty title="There is one version so far">
          A version is kept once a job uses it. When the files change, the differences are shown here.
        </Empty>
      ) : (
        <>
          <Form method="get" className="changes__which no-print" key={`${page.from} ${page.to}`}>
            <SelectField name="from" label="From" options={options} defaultValue={page.from ?? ''} />
            <SelectField name="to" label="To" options={options} defaultValue={page.to ?? ''} />
            <Button type="submit">Compare</Button>
          </Form>
          {page.same ? (
            <p className="quiet">These two versions are the same.</p>
          ) : (
            <ChangesOfKit changes={page.changes} />
          )}
        </>
      )}
    </article>
  )
}
