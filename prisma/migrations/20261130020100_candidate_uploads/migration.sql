-- AlterTable
ALTER TABLE "CandidateImport" ADD COLUMN     "merged" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "skipped" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "undoneAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Text" ADD COLUMN     "importId" INTEGER;

-- CreateTable
CREATE TABLE "CandidateUpload" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "createdById" INTEGER NOT NULL,
    "lines" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "workbook" BYTEA,
    "settings" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CandidateUpload_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "CandidateUpload_organisationId_createdById_id_idx" ON "CandidateUpload"("organisationId", "createdById", "id");

-- CreateIndex
CREATE INDEX "CandidateUpload_organisationId_expiresAt_idx" ON "CandidateUpload"("organisationId", "expiresAt");

-- CreateIndex
CREATE INDEX "Text_organisationId_importId_idx" ON "Text"("organisationId", "importId");

-- Deleting a text or an application asks every table that may refer to it: without these, each of the thousands of an
-- import that is undone would read those tables from end to end.
-- CreateIndex
CREATE INDEX "Application_organisationId_importId_id_idx" ON "Application"("organisationId", "importId", "id");

-- CreateIndex
CREATE INDEX "Application_organisationId_closingTextId_idx" ON "Application"("organisationId", "closingTextId");

-- CreateIndex
CREATE INDEX "Rating_organisationId_evidenceTextId_idx" ON "Rating"("organisationId", "evidenceTextId");

-- CreateIndex
CREATE INDEX "FlagFinding_organisationId_evidenceTextId_idx" ON "FlagFinding"("organisationId", "evidenceTextId");

-- CreateIndex
CREATE INDEX "FlagFinding_organisationId_probeTextId_idx" ON "FlagFinding"("organisationId", "probeTextId");

-- CreateIndex
CREATE INDEX "ScorecardVersion_organisationId_recommendationTextId_idx" ON "ScorecardVersion"("organisationId", "recommendationTextId");

-- CreateIndex
CREATE INDEX "ScorecardVersion_organisationId_reasonTextId_idx" ON "ScorecardVersion"("organisationId", "reasonTextId");

-- CreateIndex
CREATE INDEX "ScorecardVersion_organisationId_notesTextId_idx" ON "ScorecardVersion"("organisationId", "notesTextId");

-- CreateIndex
CREATE INDEX "Vote_organisationId_reasonTextId_idx" ON "Vote"("organisationId", "reasonTextId");

-- AddForeignKey
ALTER TABLE "CandidateUpload" ADD CONSTRAINT "CandidateUpload_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CandidateUpload" ADD CONSTRAINT "CandidateUpload_organisationId_createdById_fkey" FOREIGN KEY ("organisationId", "createdById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Text" ADD CONSTRAINT "Text_organisationId_importId_fkey" FOREIGN KEY ("organisationId", "importId") REFERENCES "CandidateImport"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- ---- What Prisma's schema cannot say ----------------------------------------------------------------------------
CREATE TRIGGER keep_organisation BEFORE UPDATE ON "CandidateUpload" FOR EACH ROW WHEN (OLD."organisationId" IS DISTINCT FROM NEW."organisationId") EXECUTE FUNCTION keep_organisation();

-- A published import can be undone as a whole, once, and nothing else of it changes (ADR 022).
ALTER TABLE "CandidateImport" ADD CONSTRAINT "CandidateImport_undone_check" CHECK ((state = 'undone') = ("undoneAt" IS NOT NULL));
CREATE OR REPLACE FUNCTION import_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'published' AND NEW.state = 'undone'
     AND to_jsonb(NEW) - 'state' - 'undoneAt' = to_jsonb(OLD) - 'state' - 'undoneAt' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'import % has ended as %', OLD.id, OLD.state USING ERRCODE = 'check_violation';
END $$;

-- What a file said about a person beside name, address and phone: one text of an import for each candidate.
ALTER TABLE "Text" DROP CONSTRAINT "Text_format_check";
ALTER TABLE "Text" ADD CONSTRAINT "Text_format_check" CHECK (
  format = 'text' OR (format = 'evidence/1' AND kind IN ('evidence', 'not-assessed-reason', 'notes')) OR (format = 'imported/1' AND kind = 'imported'));
ALTER TABLE "Text" ADD CONSTRAINT "Text_imported_check" CHECK ((kind = 'imported') = ("importId" IS NOT NULL));

-- The texts of an import that nobody sees, because it is not published or was undone, may be deleted with its candidates.
CREATE OR REPLACE FUNCTION text_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.body IS NULL AND NEW.salt IS NULL
     AND to_jsonb(NEW) - 'body' - 'salt' = to_jsonb(OLD) - 'body' - 'salt'
     AND EXISTS (SELECT 1 FROM "Erasure" e WHERE e.xid = pg_current_xact_id()::text AND e."organisationId" = OLD."organisationId"
                 AND (e."candidateId" = OLD."candidateId" OR e."userId" = OLD."userId"))
  THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM "CandidateImport" i WHERE i."organisationId" = OLD."organisationId" AND i.id = OLD."importId"
                                  AND i.state <> 'published')
  THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'text % is immutable', OLD.id USING ERRCODE = 'check_violation';
END $$;

-- Erasing a person also takes them out of imports that are not published, by any of their addresses or by the candidate to
-- whom a line is added, and deletes every table that waits to be imported: whom it names is not known before it is read.
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
    SELECT coalesce(array_agg(email), '{}') INTO addresses FROM "Candidate" WHERE "organisationId" = org AND id = ANY(people) AND email IS NOT NULL;
    INSERT INTO "Erasure" ("organisationId", "candidateId", "byUserId", reason) SELECT org, unnest(people), by_user, why;
    UPDATE "Text" SET body = NULL, salt = NULL WHERE "organisationId" = org AND "candidateId" = ANY(people) AND body IS NOT NULL;
    GET DIAGNOSTICS n = ROW_COUNT;
    DELETE FROM "ScorecardDraft" d USING "Scorecard" s, "Interview" i, "Loop" l, "Application" a
      WHERE d."organisationId" = org AND s."organisationId" = org AND i."organisationId" = org AND l."organisationId" = org AND a."organisationId" = org
        AND s.id = d."scorecardId" AND i.id = s."interviewId" AND l.id = i."loopId" AND a.id = l."applicationId" AND a."candidateId" = ANY(people);
    UPDATE "Candidate" SET name = NULL, email = NULL, phone = NULL, "erasedAt" = now() WHERE "organisationId" = org AND id = ANY(people);
    DELETE FROM "CandidateUpload" WHERE "organisationId" = org;
    UPDATE "CandidateImport" SET revision = revision + 1, content = (
        SELECT coalesce(jsonb_agg(l.line ORDER BY l.at), '[]')::text FROM jsonb_array_elements(content::jsonb) WITH ORDINALITY l(line, at)
        WHERE (l.line ->> 'email' = ANY(addresses) OR l.line -> 'addresses' ?| addresses OR (l.line ->> 'into')::int = ANY(people)) IS NOT TRUE)
      WHERE "organisationId" = org AND state = 'waiting';
    DELETE FROM "Text" t USING "Candidate" c, "CandidateImport" i
      WHERE t."organisationId" = org AND c."organisationId" = org AND i."organisationId" = org
        AND t."candidateId" = c.id AND t."importId" = i.id AND i.state <> 'published' AND (c.email = ANY(addresses) OR c.id = ANY(people));
    DELETE FROM "Application" a USING "Candidate" c, "CandidateImport" i
      WHERE a."organisationId" = org AND c."organisationId" = org AND i."organisationId" = org
        AND a."candidateId" = c.id AND a."importId" = i.id AND i.state <> 'published' AND (c.email = ANY(addresses) OR c.id = ANY(people));
    DELETE FROM "Candidate" c USING "CandidateImport" i
      WHERE c."organisationId" = org AND i."organisationId" = org AND c."importId" = i.id AND i.state <> 'published' AND c.email = ANY(addresses);
  ELSIF kind = 'user' THEN
    INSERT INTO "Erasure" ("organisationId", "userId", "byUserId", reason) VALUES (org, subject, by_user, why);
    UPDATE "Text" SET body = NULL, salt = NULL WHERE "organisationId" = org AND "userId" = subject AND body IS NOT NULL;
    GET DIAGNOSTICS n = ROW_COUNT;
    DELETE FROM "Session" WHERE "organisationId" = org AND "userId" = subject;
    DELETE FROM "Token" WHERE "organisationId" = org AND "userId" = subject;
    DELETE FROM "CandidateUpload" WHERE "organisationId" = org AND "createdById" = subject;
    UPDATE "User" SET name = NULL, email = NULL, "passwordHash" = NULL, state = 'deactivated', "erasedAt" = now() WHERE "organisationId" = org AND id = subject;
  ELSE
    RAISE EXCEPTION 'erase_subject: kind is candidate or user, not %', kind USING ERRCODE = 'check_violation';
  END IF;
  RETURN n;
END $$;
