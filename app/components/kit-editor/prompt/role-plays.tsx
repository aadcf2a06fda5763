import { DraftChoice, DraftItems, DraftLine, DraftText } from '../part-form'

/** People whom the interviewer plays, each with what they want and what they say when. */
export function RolePlays() {
  return (
    <DraftItems path={['parts']} title="People whom the interviewer plays" item="person">
      {(key, number) => {
        const part = ['parts', key]
        return (
          <>
            <DraftLine path={[...part, 'who']} label={`Who person ${number} is`} />
            <DraftText path={[...part, 'wants']} label={`What person ${number} wants`} />
            <DraftText
              path={[...part, 'handed_out']}
              label={`What the candidate reads about person ${number}`}
              optional
            />
            <DraftItems
              path={[...part, 'script']}
              title={`Script of person ${number}`}
              item={`line of person ${number}`}
            >
              {(line, at) => (
                <div className="kitedit__row">
                  <DraftText path={[...part, 'script', line, 'when']} label={`When, ${number}.${at}`} />
                  <DraftText path={[...part, 'script', line, 'say']} label={`Say, ${number}.${at}`} />
                </div>
              )}
            </DraftItems>
          </>
        )
      }}
    </DraftItems>
  )
}

const READERS = [
  ['candidate', 'The candidate'],
  ['interviewer', 'The interviewer only'],
] as const

/** Texts that go with the prompt as files, such as code to work on. */
export function PromptFiles() {
  return (
    <DraftItems path={['files']} title="Files" item="file">
      {(key, number) => {
        const file = ['files', key]
        return (
          <>
            <div className="kitedit__row">
              <DraftLine path={[...file, 'path']} label={`Name of file ${number}`} />
              <DraftChoice path={[...file, 'for']} label={`Who reads file ${number}`} options={READERS} />
            </div>
            <DraftText path={[...file, 'text']} label={`Text of file ${number}`} rows={8} />
          </>
        )
      }}
    </DraftItems>
  )
}
