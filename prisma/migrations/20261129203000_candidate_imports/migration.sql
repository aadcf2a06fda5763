-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('waiting', 'published', 'failed', 'cancelled');

-- DropIndex
DROP INDEX "Candidate_organisationId_email_key";

-- AlterTable
ALTER TABLE "Application" ADD COLUMN     "importId" INTEGER;

-- AlterTable
ALTER TABLE "Candidate" ADD COLUMN     "importId" INTEGER,
ADD COLUMN     "importLine" INTEGER,
ADD COLUMN     "mergedIntoId" INTEGER;

-- CreateTable
CREATE TABLE "CandidateImport" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "createdById" INTEGER NOT NULL,
    "jobId" INTEGER,
    "state" "ImportState" NOT NULL DEFAULT 'waiting',
    "leaveOut" BOOLEAN NOT NULL,
    "total" INTEGER NOT NULL,
    "staged" INTEGER NOT NULL DEFAULT 0,
    "stagedLine" INTEGER NOT NULL DEFAULT 0,
    "imported" INTEGER NOT NULL DEFAULT 0,
    "content" TEXT,
    "takenLines" INTEGER[],
    "failure" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CandidateImport_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "CandidateImport_organisationId_createdById_id_idx" ON "CandidateImport"("organisationId", "createdById", "id");

-- CreateIndex
CREATE INDEX "Candidate_organisationId_email_idx" ON "Candidate"("organisationId", "email");

-- CreateIndex
CREATE INDEX "Candidate_organisationId_importId_id_idx" ON "Candidate"("organisationId", "importId", "id");

-- CreateIndex
CREATE INDEX "Candidate_organisationId_mergedIntoId_idx" ON "Candidate"("organisationId", "mergedIntoId");

-- AddForeignKey
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_organisationId_importId_fkey" FOREIGN KEY ("organisationId", "importId") REFERENCES "CandidateImport"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_organisationId_mergedIntoId_fkey" FOREIGN KEY ("organisationId", "mergedIntoId") REFERENCES "Candidate"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CandidateImport" ADD CONSTRAINT "CandidateImport_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CandidateImport" ADD CONSTRAINT "CandidateImport_organisationId_createdById_fkey" FOREIGN KEY ("organisationId", "createdById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CandidateImport" ADD CONSTRAINT "CandidateImport_organisationId_jobId_fkey" FOREIGN KEY ("organisationId", "jobId") REFERENCES "Job"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_organisationId_importId_fkey" FOREIGN KEY ("organisationId", "importId") REFERENCES "CandidateImport"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;


-- ---- What Prisma's schema cannot say ----------------------------------------------------------------------------
CREATE TRIGGER keep_organisation BEFORE UPDATE ON "CandidateImport" FOR EACH ROW WHEN (OLD."organisationId" IS DISTINCT FROM NEW."organisationId") EXECUTE FUNCTION keep_organisation();

-- A published import stays published: what people have seen does not become invisible again.
CREATE FUNCTION import_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'import % has ended as %', OLD.id, OLD.state USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER import_guard BEFORE UPDATE ON "CandidateImport" FOR EACH ROW WHEN (OLD.state <> 'waiting') EXECUTE FUNCTION import_guard();
CREATE TRIGGER refuse_delete BEFORE DELETE ON "CandidateImport" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON "CandidateImport" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The lines of a file are personal text: they are there only while the import waits.
ALTER TABLE "CandidateImport" ADD CONSTRAINT "CandidateImport_content_check" CHECK ((state = 'waiting') = (content IS NOT NULL));
ALTER TABLE "CandidateImport" ADD CONSTRAINT "CandidateImport_finished_check" CHECK ((state = 'waiting') = ("finishedAt" IS NULL));
ALTER TABLE "CandidateImport" ADD CONSTRAINT "CandidateImport_failure_check" CHECK ((state = 'failed') = (failure IS NOT NULL));
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_importLine_check" CHECK (("importId" IS NULL) = ("importLine" IS NULL));
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_mergedIntoId_check" CHECK ("mergedIntoId" <> id);

-- Erasing one of several merged candidates erases all of them: they are one person. What an import that still waits holds
-- about the person's addresses goes too.
CREATE OR REPLACE FUNCTION erase_subject(org int, kind text, subject int, by_user int, why text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  n int;
  people int[];
  addresses text[];
BEGIN
  IF kind = 'candidate' THEN
    SELECT array_agg(m.id ORDER BY m.id) INTO people FROM "Candidate" c
      JOIN "Candidate" m ON m."organisationId" = org AND coalesce(m."mergedIntoId", m.id) = coalesce(c."mergedIntoId", c.id)
      WHERE c."organisationId" = org AND c.id = subject;
    SELECT array_agg(email) INTO addresses FROM "Candidate" WHERE "organisationId" = org AND id = ANY(people) AND email IS NOT NULL;
    INSERT INTO "Erasure" ("organisationId", "candidateId", "byUserId", reason) SELECT org, unnest(people), by_user, why;
    UPDATE "Text" SET body = NULL, salt = NULL WHERE "organisationId" = org AND "candidateId" = ANY(people) AND body IS NOT NULL;
    GET DIAGNOSTICS n = ROW_COUNT;
    DELETE FROM "ScorecardDraft" d USING "Scorecard" s, "Interview" i, "Loop" l, "Application" a
      WHERE d."organisationId" = org AND s."organisationId" = org AND i."organisationId" = org AND l."organisationId" = org AND a."organisationId" = org
        AND s.id = d."scorecardId" AND i.id = s."interviewId" AND l.id = i."loopId" AND a.id = l."applicationId" AND a."candidateId" = ANY(people);
    UPDATE "Candidate" SET name = NULL, email = NULL, phone = NULL, "erasedAt" = now() WHERE "organisationId" = org AND id = ANY(people);
    UPDATE "CandidateImport" SET content = (
        SELECT coalesce(jsonb_agg(l.line ORDER BY l.at), '[]')::text FROM jsonb_array_elements(content::jsonb) WITH ORDINALITY l(line, at)
        WHERE (l.line ->> 'email' = ANY(addresses)) IS NOT TRUE)
      WHERE "organisationId" = org AND state = 'waiting' AND addresses IS NOT NULL;
    DELETE FROM "Application" a USING "Candidate" c, "CandidateImport" i
      WHERE a."organisationId" = org AND c."organisationId" = org AND i."organisationId" = org
        AND a."candidateId" = c.id AND c."importId" = i.id AND i.state <> 'published' AND c.email = ANY(addresses);
    DELETE FROM "Candidate" c USING "CandidateImport" i
      WHERE c."organisationId" = org AND i."organisationId" = org AND c."importId" = i.id AND i.state <> 'published' AND c.email = ANY(addresses);
  ELSIF kind = 'user' THEN
    INSERT INTO "Erasure" ("organisationId", "userId", "byUserId", reason) VALUES (org, subject, by_user, why);
    UPDATE "Text" SET body = NULL, salt = NULL WHERE "organisationId" = org AND "userId" = subject AND body IS NOT NULL;
    GET DIAGNOSTICS n = ROW_COUNT;
    DELETE FROM "Session" WHERE "organisationId" = org AND "userId" = subject;
    DELETE FROM "Token" WHERE "organisationId" = org AND "userId" = subject;
    UPDATE "User" SET name = NULL, email = NULL, "passwordHash" = NULL, state = 'deactivated', "erasedAt" = now() WHERE "organisationId" = org AND id = subject;
  ELSE
    RAISE EXCEPTION 'erase_subject: kind is candidate or user, not %', kind USING ERRCODE = 'check_violation';
  END IF;
  RETURN n;
END $$;
