type Versioned = { loop: { kitVersionId: number } | null; job: { kitVersionId: number } }

/** A loop keeps the kit version it was planned with (ADR 8); an application without one follows its job. */
export const kitVersionOf = ({ loop, job }: Versioned): number => loop?.kitVersionId ?? job.kitVersionId
