import { needProfileLabels } from '~/domain/job/labels'
import { needProfiles } from '~/domain/kit/schema'
import { DraftNumber, PlaceProblem } from './part-form'

export function Weights() {
  return (
    <fieldset className="kitedit__list">
      <legend className="h3">Weights, 1 to 5</legend>
      <PlaceProblem path={['weight']} />
      <div className="kitedit__row">
        {needProfiles.map((profile) => (
          <DraftNumber key={profile} path={['weight', profile]} label={needProfileLabels[profile]} />
        ))}
      </div>
    </fieldset>
  )
}
