import type { FourLevels, Kit } from '~/domain/kit/schema'

/** A kit as one of version 1 was pinned: none of the keys that came later, and a second scale at the stages of its prompts. */
export function asVersionOne(kit: Kit): Kit {
  const scale = {
    weak: 'Names no figure at any point.',
    sound: 'Names a figure in the end.',
    excellent: 'Names it first.',
  }
  return {
    ...kit,
    version: '1.0',
    interviews: kit.interviews.map(
      ({ never_ask: _never, gates: _gates, for_candidate: _sent, first_time: _first, ...one }) => ({
        ...one,
        questions: one.questions.map(({ ask, follow_ups }) => ({ ask, ...(follow_ups ? { follow_ups } : {}) })),
        sounds_like: typeof one.sounds_like === 'string' ? one.sounds_like : flat(one.sounds_like),
      }),
    ),
    prompts: kit.prompts.map(({ topic: _topic, sources: _sources, stages, ...one }) => ({
      ...one,
      ...(stages ? { stages: stages.map(({ listen_for: _listen, ...stage }) => ({ ...stage, ...scale })) } : {}),
    })),
  }
}

const flat = (sounds: Exclude<Kit['interviews'][number]['sounds_like'], string>): Record<string, FourLevels> =>
  Object.fromEntries(Object.entries(sounds).map(([id, texts]) => [id, 'senior' in texts ? texts.senior : texts]))
