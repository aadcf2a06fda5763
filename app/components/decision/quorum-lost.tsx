import { paths } from '~/paths'
import { ButtonLink } from '../ui/button'
import { Note } from '../ui/message'

type QuorumLostProps = {
  number: number
  quorum: number
  /** Where the reader can do what is missing: the job's form and the preview of the next packet; null where they may not. */
  editJob?: number | null
  sendFor?: number | null
}

/** A packet whose quorum cannot be reached any more, and what brings the application on. */
export function QuorumLost({ number, quorum, editJob = null, sendFor = null }: QuorumLostProps) {
  const able = editJob !== null && sendFor !== null
  return (
    <Note
      kind="doubt"
      acts={
        able ? (
          <>
            <ButtonLink small to={paths.editJob(editJob)}>
              Add a committee member
            </ButtonLink>
            <ButtonLink small to={paths.packetPreview(sendFor)}>
              Review the next packet
            </ButtonLink>
          </>
        ) : undefined
      }
    >
      <b>
        Packet {number} has too few committee members left to vote: its quorum is {quorum}.
      </b>{' '}
      {able
        ? 'Add a committee member to the job and send the packet again. The new packet goes to the new committee.'
        : 'A recruiter has to add a committee member to the job and send the packet again.'}
    </Note>
  )
}
