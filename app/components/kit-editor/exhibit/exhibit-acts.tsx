import { Link } from '@remix-run/react'
import { Submit } from '~/components/ui/button'
import { Form } from '~/components/ui/form'
import { moreAct, type Moment } from '~/domain/kit-draft/more-acts'
import { paths } from '~/paths'
import { PartActs } from '../part-acts'
import { SendFields } from '../send-fields'

type ExhibitActsProps = {
  address: { kitId: number; key: string; moment: Moment; exhibit: string }
  remove: string
  generated: boolean
  clientKey: string
}

/** Hands the exhibit over at the other moment, copies it or removes it. */
export function ExhibitActs({ address, remove, generated, clientKey }: ExhibitActsProps) {
  const { kitId, key, moment, exhibit } = address
  const path = ['prompts', key, moment, exhibit]
  return (
    <section aria-labelledby="h-exhibit-acts" className="kitedit__part">
      <h2 className="h3" id="h-exhibit-acts">
        The exhibit as a whole
      </h2>
      {generated ? (
        <p>
          The <Link to={paths.ownKitGenerator(kitId, key)}>generator of the prompt</Link> makes its table. If you remove
          the exhibit, take it out of the generator too.
        </p>
      ) : null}
      <Form method="post">
        <input type="hidden" name="intent" value="hand" />
        <SendFields clientKey={`hand-${clientKey}`} />
        <Submit kind="plain" name="do" value={moreAct.hand(path)}>
          {moment === 'handed_out' ? 'Hand it over only when asked for' : 'Hand it out with the prompt'}
        </Submit>
      </Form>
      <PartActs path={path} remove={remove} clientKey={clientKey} what="exhibit" />
    </section>
  )
}
