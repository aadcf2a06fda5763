-- CreateEnum
CREATE TYPE "PromptRetirementCause" AS ENUM ('exposure', 'leak', 'other');

-- CreateTable
CREATE TABLE "InterviewPrompt" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "interviewId" INTEGER NOT NULL,
    "kit" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "chosenById" INTEGER,
    "chosenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "replacedAt" TIMESTAMPTZ(3),
    "openedAt" TIMESTAMPTZ(3),

    CONSTRAINT "InterviewPrompt_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "PromptRetirement" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "kit" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "cause" "PromptRetirementCause" NOT NULL,
    "reason" TEXT NOT NULL,
    "retiredById" INTEGER NOT NULL,
    "retiredAt" TIMESTAMPTZ(3) NOT NULL,
    "restoredById" INTEGER,
    "restoredAt" TIMESTAMPTZ(3),

    CONSTRAINT "PromptRetirement_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "PromptLimit" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "kit" TEXT NOT NULL,
    "candidates" INTEGER NOT NULL,
    "setById" INTEGER NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PromptLimit_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "InterviewPrompt_organisationId_kit_prompt_idx" ON "InterviewPrompt"("organisationId", "kit", "prompt");

-- CreateIndex
CREATE UNIQUE INDEX "InterviewPrompt_organisationId_interviewId_prompt_key" ON "InterviewPrompt"("organisationId", "interviewId", "prompt");

-- CreateIndex
CREATE INDEX "PromptRetirement_organisationId_kit_prompt_idx" ON "PromptRetirement"("organisationId", "kit", "prompt");

-- CreateIndex
CREATE UNIQUE INDEX "PromptLimit_organisationId_kit_key" ON "PromptLimit"("organisationId", "kit");

-- AddForeignKey
ALTER TABLE "InterviewPrompt" ADD CONSTRAINT "InterviewPrompt_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "InterviewPrompt" ADD CONSTRAINT "InterviewPrompt_organisationId_interviewId_fkey" FOREIGN KEY ("organisationId", "interviewId") REFERENCES "Interview"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "InterviewPrompt" ADD CONSTRAINT "InterviewPrompt_organisationId_chosenById_fkey" FOREIGN KEY ("organisationId", "chosenById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PromptRetirement" ADD CONSTRAINT "PromptRetirement_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PromptRetirement" ADD CONSTRAINT "PromptRetirement_organisationId_retiredById_fkey" FOREIGN KEY ("organisationId", "retiredById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PromptRetirement" ADD CONSTRAINT "PromptRetirement_organisationId_restoredById_fkey" FOREIGN KEY ("organisationId", "restoredById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PromptLimit" ADD CONSTRAINT "PromptLimit_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PromptLimit" ADD CONSTRAINT "PromptLimit_organisationId_setById_fkey" FOREIGN KEY ("organisationId", "setById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- ---- What Prisma's schema cannot say ----------------------------------------------------------------------------
DO $do$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['InterviewPrompt', 'PromptRetirement', 'PromptLimit'] LOOP
    EXECUTE format('CREATE TRIGGER keep_organisation BEFORE UPDATE ON %I FOR EACH ROW WHEN (OLD."organisationId" IS DISTINCT FROM NEW."organisationId") EXECUTE FUNCTION keep_organisation()', t);
  END LOOP;
END $do$;

ALTER TABLE "InterviewPrompt" ADD CONSTRAINT "InterviewPrompt_position_check" CHECK (position >= 0);
ALTER TABLE "PromptLimit" ADD CONSTRAINT "PromptLimit_candidates_check" CHECK (candidates BETWEEN 1 AND 10000);
ALTER TABLE "PromptRetirement" ADD CONSTRAINT "PromptRetirement_restored_check" CHECK (("restoredAt" IS NULL) = ("restoredById" IS NULL));
-- One prompt for each place of an interview, and one retirement that stands for each prompt.
CREATE UNIQUE INDEX "InterviewPrompt_in_use_key" ON "InterviewPrompt" ("organisationId", "interviewId", position) WHERE "replacedAt" IS NULL;
CREATE UNIQUE INDEX "PromptRetirement_in_force_key" ON "PromptRetirement" ("organisationId", kit, prompt) WHERE "restoredAt" IS NULL;

-- A retirement is restored once; nothing else of it changes, and it is never deleted.
CREATE FUNCTION prompt_retirement_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."restoredAt" IS NULL AND NEW."restoredAt" IS NOT NULL
     AND to_jsonb(NEW) - 'restoredAt' - 'restoredById' = to_jsonb(OLD) - 'restoredAt' - 'restoredById' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% of retirement % is refused', TG_OP, OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER prompt_retirement_guard BEFORE UPDATE OR DELETE ON "PromptRetirement" FOR EACH ROW EXECUTE FUNCTION prompt_retirement_guard();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON "PromptRetirement" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ---- Prompts of earlier interviews ------------------------------------------------------------------------------
-- They were not recorded but followed from the application: of the prompts of the interview's kind, in the kit's order, as
-- many as the kit says, beginning with the one at the place (application modulo number of prompts). Recorded here for all
-- interviews so far, and by the import of an archive from before.
CREATE FUNCTION record_earlier_prompts(org int) RETURNS void LANGUAGE sql AS $$
  WITH asked AS MATERIALIZED (
    SELECT v.id AS "kitVersionId", v.kit, asks ->> 'id' AS interview, (asks -> 'prompts' ->> 'pick')::int AS pick,
      ARRAY(SELECT p.value ->> 'id' FROM jsonb_array_elements(v.body -> 'prompts') WITH ORDINALITY AS p (value, place)
            WHERE p.value ->> 'kind' = asks -> 'prompts' ->> 'kind' ORDER BY p.place) AS ids
    FROM (SELECT id, kit, content::jsonb AS body FROM "KitVersion" WHERE "organisationId" = org) v
    CROSS JOIN LATERAL jsonb_array_elements(v.body -> 'interviews') AS asks
    WHERE asks -> 'prompts' ->> 'kind' IS NOT NULL
  )
  INSERT INTO "InterviewPrompt" ("organisationId", "interviewId", kit, prompt, position, "chosenAt")
  SELECT org, i.id, a.kit, a.ids[1 + (l."applicationId" + n.place) % cardinality(a.ids)], n.place, l."createdAt"
  FROM "Interview" i
  JOIN "Loop" l ON l."organisationId" = org AND l.id = i."loopId"
  JOIN "KitInterview" k ON k."organisationId" = org AND k.id = i."kitInterviewId"
  JOIN asked a ON a."kitVersionId" = l."kitVersionId" AND a.interview = k.key
  CROSS JOIN LATERAL generate_series(0, least(a.pick, cardinality(a.ids)) - 1) AS n (place)
  WHERE i."organisationId" = org
$$;
SELECT record_earlier_prompts(id) FROM "Organisation";
