import { useNavigate } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { Button } from '~/components/ui/button'
import { Note } from '~/components/ui/message'
import { randomKey } from '~/components/ui/random-key'
import { draftFor } from '~/domain/scorecard/draft-shape'
import { paths } from '~/paths'
import { forgetOnDevice, keepOnDevice, readFromDevice, type DeviceCopy } from './device-store'

type DeviceTextProps = { owner: string; scorecardId: number; lastNumber: number }

/** On a submitted scorecard: this device holds text that is not in it, because an answer was lost or it was written later. */
export function DeviceText({ owner, scorecardId, lastNumber }: DeviceTextProps) {
  const navigate = useNavigate()
  const [copy, setCopy] = useState<DeviceCopy | null>(null)
  useEffect(() => {
    let gone = false
    void readFromDevice(owner, scorecardId).then((copies) => {
      if (!gone) setCopy(copies.findLast(({ pending }) => pending) ?? null)
    })
    return () => {
      gone = true
    }
  }, [owner, scorecardId, lastNumber])
  if (!copy) return null

  const isIt = (one: DeviceCopy) => one.window === copy.window && one.at === copy.at
  const discard = async () => {
    await forgetOnDevice(owner, scorecardId, isIt)
    setCopy(null)
  }
  const amend = async () => {
    const { content } = copy
    const before = draftFor(Object.keys(content.ratings), Object.keys(content.flags))
    const moved = { ...copy, window: randomKey(), base: lastNumber, revision: 0, before, at: Date.now() }
    if (await keepOnDevice(moved)) await forgetOnDevice(owner, scorecardId, isIt)
    navigate(`${paths.scorecard(scorecardId)}?amend`)
  }
  return (
    <Note
      kind="accent"
      acts={
        <>
          <Button small onClick={() => void amend()}>
            Amend with this text
          </Button>
          <Button small onClick={() => void discard()}>
            Discard this text
          </Button>
        </>
      }
    >
      This device has text of yours that is not in the submitted scorecard.
    </Note>
  )
}
