import { Button } from '~/components/ui/button'
import { FormAccount } from '~/components/ui/form'
import { Note } from '~/components/ui/message'
import { Section } from '~/components/ui/page'
import { LEFT_OUT_SENTENCES } from '~/domain/archive/tables'
import { paths } from '~/paths'

/** The archive of the whole organisation, for administrators from whom nothing is withheld. */
export function ArchivePart({ offer }: { offer: 'offered' | 'withheld' }) {
  return (
    <Section
      title="Archive of the organisation"
      lead="Everything of the organisation as one file (tar.gz): every table as JSON Lines with its schema. Another installation restores the organisation from it, audit chain included, with “npm run organisation -- import”. It holds personal data, drafts and sealed votes: keep it as safe as the database."
      id="organisation"
    >
      {offer === 'offered' ? (
        <form method="post" action={paths.exportArchive()} className="filters export__form">
          <FormAccount />
          <Button type="submit">Download archive</Button>
        </form>
      ) : (
        <Note>
          The archive holds what is withheld from you while you still owe a scorecard or you are recused. Ask another
          administrator, or use the command on the server.
        </Note>
      )}
      <p className="quiet">Left out:</p>
      <ul className="export__left">
        {LEFT_OUT_SENTENCES.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Section>
  )
}
